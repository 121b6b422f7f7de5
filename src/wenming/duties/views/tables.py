"""责任分解表: drafting it, its grid, what was pasted into it; and what a version changes."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.duties import permissions, services
from wenming.duties.forms.lists import RowsForm, TableForm
from wenming.duties.lists.differences import differences
from wenming.duties.models import TaskList
from wenming.duties.selectors import tables_in_hand
from wenming.duties.tables.grid import Grid
from wenming.duties.tables.pasting import COLUMNS, Report, judge
from wenming.duties.views.approving import managed, visible
from wenming.duties.workflow import Status
from wenming.framework.selectors import current_edition, engine_framework


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """拟责任分解表 for the framework in force; who has one goes to it."""
    owner = permissions.office_area(request.user)
    if owner is None:
        raise PermissionDenied
    present = tables_in_hand(owner).first()
    if request.method == "GET" and present is not None:
        return redirect("duties:task_list", present.pk)
    edition = current_edition()
    form = TableForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_table(owner=owner, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已按测评体系拟好，现在的牵头单位都填上了。"))
            return redirect("duties:grid", made.pk)
    context = {
        "form": form,
        "edition": edition,
        "framework": engine_framework(edition) if edition else None,
    }
    return render(request, "duties/table_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def grid(request: SignedIn, pk: int) -> HttpResponse:
    """The rows to be filled in; what comes in is reported row by row before anything is stored."""
    found = drafted_table(request, pk)
    shown = Grid(found)
    if request.method == "POST":
        return _judged(request, shown)
    return _grid_page(request, shown, RowsForm())


def _grid_page(request: SignedIn, shown: Grid, form: forms.Form, status: int = 200) -> HttpResponse:
    context = {"task_list": shown.table, "grid": shown, "form": form, "columns": COLUMNS}
    return render(request, "duties/grid.html", context, status=status)


def _judged(request: SignedIn, shown: Grid) -> HttpResponse:
    form = RowsForm(request.POST)
    if not form.is_valid():
        return _grid_page(request, shown, form, 422)
    try:
        report = judge(shown, form.cleaned_data["rows"])
    except DomainError as error:
        form.add_error("rows", str(error))
        return _grid_page(request, shown, form, 422)
    if "store" in request.POST and form.cleaned_data["seen"] == len(report.rows):
        return _stored(request, shown, report)
    context = {
        "task_list": shown.table,
        "report": report,
        "form": form,
        "is_stale": "store" in request.POST,
    }
    return render(request, "duties/grid_report.html", context)


def _stored(request: SignedIn, shown: Grid, report: Report) -> HttpResponse:
    n = services.write_rows(table_id=shown.table.pk, by=request.user, rows=report.rows)
    messages.success(request, _("已存 %(n)d 行。") % {"n": n})
    return redirect("duties:grid", shown.table.pk)


@require_safe
@login_required
def changes(request: SignedIn, pk: int) -> HttpResponse:
    """What this version changes against the one before."""
    found = visible(request, pk)
    if found.replaces is None:
        raise Http404
    context = {
        "task_list": found,
        "before": found.replaces,
        "differences": differences(found),
    }
    return render(request, "duties/differences.html", context)


def drafted_table(request: SignedIn, pk: int) -> TaskList:
    """The table, where it may be changed now."""
    found = managed(request, pk)
    if not found.is_table or found.status != Status.DRAFT:
        raise Http404
    return found
