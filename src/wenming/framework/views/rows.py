"""The small editor of drafts: a table, one row, the basic settings."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.engine.framework.cells import Data, row_cells, rows_of
from wenming.engine.framework.layout import BY_NAME, Column, Kind, Table
from wenming.engine.framework.report import code_of
from wenming.framework import permissions, services
from wenming.framework.forms.editions import BasicsForm, FindRowForm, RowForm
from wenming.framework.models import Edition
from wenming.framework.services.drafts import mark_of
from wenming.framework.services.storing import data_of
from wenming.framework.titles import shown
from wenming.framework.views.editions import edition_kept_by, edition_seen_by
from wenming.organization.views.forming import form_page, saved_by

ROWS_A_PAGE = 50
COLUMNS_SHOWN = 7  # of a table; the rest stands on the page of the row


def _table(name: str) -> Table:
    if name not in BY_NAME:
        raise Http404
    return BY_NAME[name]


def _shown_columns(table: Table) -> list[int]:
    """Places of the columns that a list has room for: no English, nothing long but what it is."""
    kept = [
        at
        for at, column in enumerate(table.columns)
        if not column.path.endswith("_en")
        and (not column.is_long or column.path == "text_zh")
        and column.kind is not Kind.PAIRS
    ]
    return kept[:COLUMNS_SHOWN]


@require_safe
@login_required
def listed(request: SignedIn, pk: int, table: str) -> HttpResponse:
    """The rows of one table of an edition."""
    edition, kind = edition_seen_by(request, pk), _table(table)
    rows = rows_of(data_of(edition), kind) or []
    form = FindRowForm(request.GET)
    wanted = form.cleaned_data["q"].strip().lower() if form.is_valid() else ""
    if wanted:
        rows = [row for row in rows if wanted in str(row).lower()]
    places = _shown_columns(kind)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "table": kind,
        "title": shown(kind.title),
        "form": form,
        "heads": [(shown(kind.columns[at].title), _is_number(kind.columns[at])) for at in places],
        "rows": [_cells(row, kind, places) for row in page],
        "page": page,
        "can_change": _can_change(request, edition),
    }
    return render(request, "framework/rows.html", context)


def _can_change(request: SignedIn, edition: Edition) -> bool:
    is_open = edition.is_draft and not edition.is_local
    return is_open and permissions.can_manage(request.user, edition)


def _is_number(column: Column) -> bool:
    return column.kind is Kind.NUMBER


def _cells(row: Data, table: Table, places: list[int]) -> dict[str, Any]:
    cells, _rest = row_cells(row, table)
    texts = ["" if cells[at] is None else str(cells[at]) for at in places]
    shown_texts = [
        (
            shown(text) if table.columns[at].words else text,
            _is_number(table.columns[at]),
            shown(table.columns[at].title),
        )
        for at, text in zip(places, texts, strict=True)
    ]
    return {"code": code_of(row.get("code")) or "", "cells": shown_texts[1:]}


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, pk: int, table: str, code: str = "") -> HttpResponse:
    """改一行 or 加一行, with what the checker says of the draft afterwards."""
    edition, kind = edition_kept_by(request, pk), _table(table)
    if not _can_change(request, edition):
        raise Http404
    data = data_of(edition)
    row = _row(data, kind, code)
    form = RowForm(
        request.POST or None, table=kind, row=row, framework=data, seen=mark_of(row) if code else ""
    )
    saved = saved_by(
        form,
        lambda: services.write_row(
            edition_id=pk,
            table=kind,
            code=code,
            row=form.row,
            seen=form.cleaned_data["seen"],
            by=request.user,
        ),
    )
    back = reverse("framework:editions_rows", args=[pk, table])
    if saved is not None:
        _tell(request, saved)
        return redirect(back)
    words = {"table": shown(kind.title), "code": code}
    title = _("%(table)s %(code)s") % words if code else _("加一条%(table)s") % words
    verb = _("保存") if code else _("加上")
    return form_page(request, form, title=title, back=back, verb=verb)


def _row(data: Data, table: Table, code: str) -> Data:
    if not code:
        return {}
    rows = rows_of(data, table) or []
    found = next((row for row in rows if code_of(row.get("code")) == code), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@login_required
def remove(request: SignedIn, pk: int, table: str, code: str) -> HttpResponse:
    """删去一行, after a look at what it is."""
    edition, kind = edition_kept_by(request, pk), _table(table)
    if not _can_change(request, edition):
        raise Http404
    row = _row(data_of(edition), kind, code)
    back = reverse("framework:editions_rows", args=[pk, table])
    if request.method == "POST":
        try:
            saved = services.remove_row(
                edition_id=pk,
                table=kind,
                code=code,
                seen=request.POST.get("seen", ""),
                by=request.user,
            )
        except DomainError as error:
            messages.error(request, str(error))
        else:
            _tell(request, saved)
        return redirect(back)
    cells, _rest = row_cells(row, kind)
    facts = [
        (shown(column.title), cell)
        for column, cell in zip(kind.columns, cells, strict=True)
        if cell is not None
    ]
    context = {"edition": edition, "code": code, "facts": facts, "back": back, "seen": mark_of(row)}
    return render(request, "framework/remove.html", {**context, "title": shown(kind.title)})


@require_http_methods(["GET", "POST"])
@login_required
def basics(request: SignedIn, pk: int) -> HttpResponse:
    """基本信息 of a draft: names, marking, shares, points of the grades."""
    edition = edition_kept_by(request, pk)
    if not _can_change(request, edition):
        raise Http404
    form = BasicsForm(request.POST or None, framework=data_of(edition))
    saved = saved_by(
        form,
        lambda: services.change_basics(edition_id=pk, values=form.values, by=request.user),
    )
    back = reverse("framework:editions_one", args=[pk])
    if saved is not None:
        _tell(request, saved)
        return redirect(back)
    return form_page(request, form, title=_("基本信息"), back=back, verb=_("保存"))


def _tell(request: SignedIn, edition: Edition) -> None:
    if edition.fault_count:
        words = _("已保存。检查出 %(n)d 处错误，改好才能发布。") % {"n": edition.fault_count}
        messages.warning(request, words)
    else:
        messages.success(request, _("已保存，检查没有错误。"))
