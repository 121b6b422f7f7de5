"""版本对比: what differs between two editions, on a page and as xlsx."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.engine.framework.comparing import Change, compare
from wenming.engine.framework.layout import BASICS
from wenming.framework import permissions
from wenming.framework.forms.editions import CompareForm
from wenming.framework.services.storing import data_of
from wenming.framework.titles import DIFFERENCES, shown

HEADERS = ("变化", "表", "编码", "名称", "栏目", "原来", "现在")
ROWS_A_PAGE = 100


def _asked(request: SignedIn) -> tuple[CompareForm, list[Change] | None]:
    """The form and the differences asked for; None before two editions are named."""
    editions = permissions.visible_to(request.user).defer("overlay").order_by("-pk")
    data = request.GET if {"old", "new"} & set(request.GET) else None
    form = CompareForm(data, editions=editions)
    if data is None or not form.is_valid():
        return form, None
    found = form.cleaned_data
    changes = compare(data_of(found["old"]), data_of(found["new"]))
    return form, [c for c in changes if found["kind"] in {"", c.kind}]


@require_safe
@login_required
def page(request: SignedIn) -> HttpResponse:
    """Added, removed, reweighted and changed rows, table by table."""
    form, changes = _asked(request)
    counts = [
        (label, sum(change.kind == kind for change in changes or ()))
        for kind, label in DIFFERENCES.items()
    ]
    shown_page = Paginator(changes or [], ROWS_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "asked": changes is not None,
        "counts": counts,
        "total": len(changes or ()),
        "page": shown_page,
        "rows": [_row(change) for change in shown_page],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "framework/compare.html", context, status=status)


def _row(change: Change) -> dict[str, Any]:
    return {
        "change": change,
        "kind": DIFFERENCES[change.kind],
        "table": shown(change.table),
        "name": shown(change.name) if change.table == BASICS else change.name,
        "column": shown(change.column) if change.column else "",
        "old": shown(change.old),
        "new": shown(change.new),
    }


@require_safe
@login_required
def export(request: SignedIn) -> HttpResponse:
    """The same differences as xlsx."""
    _form, changes = _asked(request)
    if changes is None:
        raise Http404
    with translation.override("zh-hans"):  # papers are Chinese
        rows = [
            (str(DIFFERENCES[c.kind]), c.table, c.code, c.name, c.column, c.old, c.new)
            for c in changes
        ]
        content = tables.write_xlsx(HEADERS, rows, title="版本对比")
    return tables.xlsx_response("测评体系版本对比", content)
