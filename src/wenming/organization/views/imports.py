"""Tables in: templates to download, sheets to send, reports by row and column (导入)."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wenming.core import imports, tables
from wenming.core.errors import DomainError
from wenming.core.models import PendingImport, StoredImport
from wenming.organization.forms import SheetForm
from wenming.organization.services import sheets as services
from wenming.organization.views.forming import SignedIn

FAULTS_SHOWN = 100
NAMES_TOLD = 10
ROWS_SHOWN = 200


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """导入: every table that the person may send, in the order in which they build on each other."""
    kinds = imports.allowed_to(request.user)
    if not kinds:
        raise PermissionDenied
    return render(request, "organization/imports.html", _page(request, kinds, SheetForm()))


def _page(request: SignedIn, kinds: list[imports.Kind], form: SheetForm) -> dict[str, Any]:
    """What the page shows: every kind with what this person can take back of it."""
    undoable: dict[str, list[StoredImport]] = {kind.key: [] for kind in kinds}
    for stored in services.to_undo(request.user).filter(kind__in=undoable):
        undoable[stored.kind].append(stored)
    return {"kinds": [(kind, undoable[kind.key]) for kind in kinds], "form": form}


@require_safe
@login_required
def template(request: SignedIn, key: str) -> HttpResponse:
    """The empty sheet to fill in."""
    layout = _kind(request, key).layout()
    name = _("%(title)s模板") % {"title": layout.title}
    return tables.xlsx_response(name, tables.template(layout))


@require_POST
@login_required
def existing(request: SignedIn, key: str) -> HttpResponse:
    """The sheet with what is there now, to be changed and sent back; may hold personal data."""
    kind = _kind(request, key)
    layout = kind.layout()
    content = services.existing_sheet(kind=kind, by=request.user)
    return tables.xlsx_response(layout.title, content)


@require_POST
@login_required
def send(request: SignedIn, key: str) -> HttpResponse:
    """A filled sheet: stored when all of it is right, else judged and kept for a day."""
    kind = _kind(request, key)
    form = SheetForm(request.POST, request.FILES)
    outcome = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome = services.take_sheet(
                kind=kind, name=file.name, content=file.read(), by=request.user
            )
        except DomainError as error:
            form.add_error("file", str(error))
    if isinstance(outcome, PendingImport):
        return redirect("organization:import_report", outcome.pk)
    if outcome is not None:
        _tell(request, kind, outcome)
        return redirect("organization:imports")
    context = _page(request, imports.allowed_to(request.user), form) | {"sent": kind.key}
    return render(request, "organization/imports.html", context, status=422)


@require_safe
@login_required
def report(request: SignedIn, pk: uuid.UUID) -> HttpResponse:
    """What is wrong with a sheet, and what of it could be stored."""
    pending, kind, judged = _judged(request, pk)
    planned = kind.preview(judged.rows, request.user) if kind.preview else []
    context = {
        "pending": pending,
        "kind": kind,
        "report": judged,
        "planned": planned[:ROWS_SHOWN],
        "counted": _counted(planned),
        "is_more": len(planned) > ROWS_SHOWN,
        "faults": judged.faults[:FAULTS_SHOWN],
        "wrong": judged.sheet.filled - len(judged.rows),
    }
    return render(request, "organization/import_report.html", context)


def _counted(planned: list[imports.Planned]) -> str:
    """How many rows do what: 新增 3 行 · 不变 1 行."""
    verbs = [(verb, sum(row.verb == verb for row in planned)) for verb in imports.Verb]
    told = [_("%(verb)s %(n)d 行") % {"verb": verb.label, "n": n} for verb, n in verbs if n]
    return " · ".join(told)


@require_safe
@login_required
def remarks(request: SignedIn, pk: uuid.UUID) -> HttpResponse:
    """The sender's own sheet with a column of remarks."""
    pending, _, judged = _judged(request, pk)
    name = pending.name.removesuffix(".xlsx") + "-" + tables.REMARKS
    return tables.xlsx_response(name, tables.annotated(judged.sheet, judged.faults))


@require_POST
@login_required
def store_right(request: SignedIn, pk: uuid.UUID) -> HttpResponse:
    """只导入 N 行: the deliberate second button."""
    pending, kind, judged = _judged(request, pk)
    seen = request.POST.get("seen", "")
    try:
        stored = services.store_right_rows(
            kind=kind,
            pending=pending,
            report=judged,
            seen=int(seen) if seen.isdecimal() and len(seen) < 7 else -1,
            by=request.user,
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("organization:import_report", pending.pk)
    _tell(request, kind, stored)
    return redirect("organization:imports")


@require_POST
@login_required
def undo(request: SignedIn, pk: int) -> HttpResponse:
    """撤销导入."""
    stored = get_object_or_404(StoredImport, pk=pk, by=request.user)
    kind = _kind(request, stored.kind)
    try:
        undone = services.undo_import(kind=kind, stored_id=pk, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("organization:imports")
    words = _("%(title)s：撤销了 %(n)d 行。") % {"title": kind.title, "n": undone.taken}
    messages.success(request, words)
    if undone.kept:
        told = _("%(n)d 行导入后已有办理或改动，保留：%(names)s。")
        names = "、".join(undone.kept[:NAMES_TOLD])
        messages.warning(request, told % {"n": len(undone.kept), "names": names})
    return redirect("organization:imports")


def _kind(request: SignedIn, key: str) -> imports.Kind:
    """A kind that the person may import; not found for others."""
    for kind in imports.allowed_to(request.user):
        if kind.key == key:
            return kind
    raise Http404


def _judged(request: SignedIn, pk: uuid.UUID) -> tuple[PendingImport, imports.Kind, Any]:
    """A sheet that this person sent, judged against what is there now."""
    pending = get_object_or_404(PendingImport, pk=pk, by=request.user)
    kind = _kind(request, pending.kind)
    judged = imports.judge(kind, pending.sheet, name=pending.name, by=request.user)
    return pending, kind, judged


def _tell(request: SignedIn, kind: imports.Kind, stored: imports.Stored) -> None:
    words = _("%(title)s：新增 %(added)d 行，更新 %(changed)d 行。") % {
        "title": kind.title,
        "added": stored.added,
        "changed": stored.changed,
    }
    messages.success(request, words)
