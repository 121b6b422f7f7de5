"""本地加严标准: start one over a published edition, make it stricter row by row."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.engine.framework.cells import Data, value_at
from wenming.engine.framework.layout import BY_NAME, Column
from wenming.engine.framework.report import code_of
from wenming.framework import permissions
from wenming.framework.forms.editions import LocalForm, RowForm, StricterForm
from wenming.framework.models import Edition
from wenming.framework.services import local
from wenming.framework.services.storing import data_of
from wenming.framework.titles import shown
from wenming.framework.views.editions import edition_kept_by, edition_seen_by
from wenming.organization.views.forming import form_page, saved_by

# What an overlay may change of each table; items are added whole.
CHANGEABLE = {
    "indicators": ("grades.A", "grades.B", "grades.C"),
    "place_types": ("sample_count",),
}
ADDABLE = "check_items"


@require_http_methods(["GET", "POST"])
@login_required
def start(request: SignedIn, pk: int) -> HttpResponse:
    """建立本地加严标准: a draft over a published edition."""
    base = edition_kept_by(request, pk)
    name = _("%(name)s（本地加严）") % {"name": base.name}
    form = LocalForm(request.POST or None, initial={"name": name})
    made = saved_by(
        form,
        lambda: local.start_local_edition(
            base_id=pk, name=form.cleaned_data["name"], by=request.user
        ),
    )
    if made is not None:
        return redirect("framework:editions_stricter", made.pk)
    return form_page(
        request,
        form,
        title=_("在“%(name)s”上建立本地加严标准") % {"name": base.name},
        back=reverse("framework:editions_one", args=[pk]),
        verb=_("建立"),
        note=_("加严标准只能更严：等级分界更高、抽取数更多、检查项更多，绝不放宽。"),
    )


def _local(edition: Edition) -> tuple[Data, Data]:
    """The data of the base and the overlay of a local edition; not found for others."""
    if edition.base is None:
        raise Http404
    return data_of(edition.base), local.overlay_of(edition)


@require_safe
@login_required
def stricter(request: SignedIn, pk: int) -> HttpResponse:
    """加严内容: what is stricter than the base, with both values."""
    edition = edition_seen_by(request, pk)
    base, overlay = _local(edition)
    context = {
        "edition": edition,
        "changes": [row for name in CHANGEABLE for row in _changes(name, base, overlay)],
        "items": overlay.get(ADDABLE) or [],
        "can_change": edition.is_draft and permissions.can_manage(request.user, edition),
    }
    return render(request, "framework/stricter.html", context)


def _changes(name: str, base: Data, overlay: Data) -> list[dict[str, Any]]:
    """One line a changed row: what it was and what it is."""
    known = {code_of(row["code"]): row for row in base[name]}
    lines = []
    for row in overlay.get(name) or []:
        code = code_of(row.get("code"))
        before = known.get(code, {})
        values = [
            (shown(c.title), value_at(before, c.path), value_at(row, c.path))
            for c in columns_of(name)
            if value_at(row, c.path) is not None
        ]
        lines.append(
            {
                "table": name,
                "title": shown(BY_NAME[name].title),
                "code": code,
                "name": before.get("name_zh", ""),
                "values": values,
            }
        )
    return lines


def columns_of(name: str) -> list[Column]:
    """The columns of a table that a local standard may make stricter."""
    return [c for c in BY_NAME[name].columns if c.path in CHANGEABLE[name]]


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, pk: int, table: str) -> HttpResponse:
    """加严一项: a threshold, a sample count, or an item that only the local standard has."""
    edition = edition_kept_by(request, pk)
    base, overlay = _local(edition)
    code = request.GET.get("code", "")
    if not edition.is_draft or table not in {*CHANGEABLE, ADDABLE}:
        raise Http404
    row: Data = next((r for r in overlay.get(table) or [] if code_of(r.get("code")) == code), {})
    form: RowForm | StricterForm
    if table == ADDABLE:
        form = RowForm(
            request.POST or None, table=BY_NAME[ADDABLE], row=row, framework=base, seen=""
        )
    else:
        form = StricterForm(
            request.POST or None,
            rows=base[table],
            columns=columns_of(table),
            row=row or {"code": code},
        )
    saved = saved_by(form, lambda: _write(edition, overlay, table, code, form.row, request))
    back = reverse("framework:editions_stricter", args=[pk])
    if saved is not None:
        messages.success(request, _("已保存。"))
        return redirect(back)
    title = _("增加检查项") if table == ADDABLE else _("加严%(table)s")
    words = {"table": shown(BY_NAME[table].title)}
    note = _("空着的照所依据的版本。只能更严。") if table != ADDABLE else ""
    return form_page(request, form, title=title % words, back=back, verb=_("保存"), note=note)


def _write(
    edition: Edition, overlay: Data, table: str, code: str, row: Data, request: SignedIn
) -> Edition:
    kept = [
        other
        for other in overlay.get(table) or []
        if code_of(other.get("code")) not in {code, code_of(row.get("code"))}
    ]
    if set(row) - {"code"}:
        kept.append(row)
    changed = {**overlay, table: kept}
    return local.write_overlay(edition_id=edition.pk, overlay=changed, by=request.user)


@require_POST
@login_required
def undo(request: SignedIn, pk: int, table: str, code: str) -> HttpResponse:
    """不再加严: one line of the overlay goes."""
    edition = edition_kept_by(request, pk)
    _base, overlay = _local(edition)
    if table not in {*CHANGEABLE, ADDABLE}:
        raise Http404
    try:
        _write(edition, overlay, table, code, {}, request)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(code)s 不再加严。") % {"code": code})
    return redirect("framework:editions_stricter", pk)
