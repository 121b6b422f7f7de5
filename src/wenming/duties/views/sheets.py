"""导入任务表: a table from Excel sent, mapped, looked over, put into a list, taken out again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.duties import permissions, services
from wenming.duties.forms.sheets import ColumnsForm, DoubtsForm, SendSheetForm
from wenming.duties.models import TaskSheet
from wenming.duties.tasksheet.judging import Judged, shown
from wenming.duties.tasksheet.sheets import judge_sheet, opened
from wenming.duties.workflow import Sent
from wenming.organization.models import ACTIVE, Unit

FAULTS_SHOWN = 100
ITEMS_SHOWN = 50


@require_http_methods(["GET", "POST"])
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """Sending a table, and what was sent before."""
    area = permissions.office_area(request.user)
    if area is None:
        raise PermissionDenied
    lists = permissions.draft_lists(request.user)
    form = SendSheetForm(request.POST or None, request.FILES or None, lists=lists)
    if request.method == "POST" and form.is_valid():
        try:
            sent = services.send_sheet(owner=area, by=request.user, sending=form.sending())
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            return redirect("duties:sheets_one", sent.pk)
    found = permissions.sheets_visible_to(request.user).select_related("task_list", "by")
    page = page_by_key(found.defer("content", "plan"), keys=["-pk"], mark=_mark(request))
    context = {"form": form, "page": page}
    return render(request, "duties/sheets.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def sheet(request: SignedIn, pk: int) -> HttpResponse:
    """One table: how it is read and what it will bring, or how far it is."""
    return _page(request, _visible(request, pk))


@require_POST
@login_required
def map_columns(request: SignedIn, pk: int) -> HttpResponse:
    """What the columns hold."""
    found = _visible(request, pk)
    if not found.content:
        return redirect("duties:sheets_one", found.pk)
    book = opened(found)
    form = ColumnsForm(request.POST, sheet=found, opened=book)
    if not form.is_valid():
        return _page(request, found, columns=form)
    given = form.cleaned_data
    services.map_columns(
        sheet_id=found.pk,
        by=request.user,
        grid=given["grid"],
        head=given["head"],
        parts=form.parts(),
    )
    return redirect("duties:sheets_one", found.pk)


@require_POST
@login_required
def choose(request: SignedIn, pk: int) -> HttpResponse:
    """What names mean."""
    found = _visible(request, pk)
    if not found.content:
        return redirect("duties:sheets_one", found.pk)
    form = DoubtsForm(request.POST, doubts=judge_sheet(found).doubts)
    if not form.is_valid():
        return _page(request, found, doubts=form)
    chosen = form.chosen()
    services.choose_units(sheet_id=found.pk, by=request.user, chosen=chosen)
    messages.success(
        request, _("%(n)d 个名称已认定，下次同样的写法会直接认出来。") % {"n": len(chosen)}
    )
    return redirect("duties:sheets_one", found.pk)


@require_safe
@login_required
def remarks(request: SignedIn, pk: int) -> HttpResponse:
    """The sender's own table with a column of remarks."""
    found = _visible(request, pk)
    if not found.content:
        return redirect("duties:sheets_one", found.pk)
    book = opened(found)
    source = tables.Sheet(book.grid.title, cells=book.grid.cells, header=book.head.bottom)
    content = tables.annotated(source, judge_sheet(found, book).faults)
    return tables.xlsx_response(f"{found.name.removesuffix('.xlsx')}-{tables.REMARKS}", content)


@require_POST
@login_required
def start(request: SignedIn, pk: int) -> HttpResponse:
    """导入 N 项: the list is made, and the first tasks go in."""
    found = _visible(request, pk)
    seen = request.POST.get("seen", "")
    try:
        services.start_storing(
            sheet_id=found.pk,
            by=request.user,
            seen=int(seen) if seen.isdecimal() and len(seen) < 7 else -1,
        )
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("duties:sheets_one", found.pk)


@require_POST
@login_required
def store(request: SignedIn, pk: int) -> HttpResponse:
    """The next tasks; the page asks for more by itself until all are in."""
    found = _visible(request, pk)
    if found.status == Sent.STORING:  # a page that one comes back to may ask once more
        found = services.store_next(sheet_id=found.pk, by=request.user)
    if request.htmx:
        return render(request, "duties/_sheet_storing.html", {"sheet": found, **_how_far(found)})
    return redirect("duties:sheets_one", found.pk)


@require_POST
@login_required
def undo(request: SignedIn, pk: int) -> HttpResponse:
    """Take all of it out again."""
    found = _visible(request, pk)
    n = found.rows.count()
    try:
        services.undo_import(sheet_id=found.pk, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已撤销导入，%(n)d 项任务已从清单里拿掉。") % {"n": n})
    return redirect("duties:sheets_one", found.pk)


def _visible(request: SignedIn, pk: int) -> TaskSheet:
    found = permissions.sheets_visible_to(request.user).select_related("task_list", "owner", "by")
    return get_object_or_404(found, pk=pk)


def _mark(request: SignedIn) -> str:
    return request.GET.get("mark", "")


def _page(
    request: SignedIn,
    found: TaskSheet,
    *,
    columns: ColumnsForm | None = None,
    doubts: DoubtsForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"sheet": found, **_how_far(found)}
    if found.status == Sent.OPEN and found.content:
        book = opened(found)
        judged = judge_sheet(found, book)
        context |= _preview(request, judged)
        context |= {
            "columns": columns or ColumnsForm(sheet=found, opened=book),
            "doubts": doubts or DoubtsForm(doubts=judged.doubts),
            "unit_names": Unit.objects.filter(ACTIVE).values_list("name", flat=True)
            if judged.doubts
            else [],
            "may_register": permissions.may_register_units(request.user),
        }
    status = 422 if columns or doubts else 200
    return render(request, "duties/sheet.html", context, status=status)


def _preview(request: SignedIn, judged: Judged) -> dict[str, Any]:
    given = request.GET.get("from", "")
    start = int(given) if given.isdecimal() and len(given) < 7 else 0
    items, after = shown(judged.items, start, ITEMS_SHOWN)
    return {
        "judged": judged,
        "faults": judged.faults[:FAULTS_SHOWN],
        "items": items,
        "next_row": after,
        "is_first": not start,
    }


def _how_far(found: TaskSheet) -> dict[str, Any]:
    """What of a table is in its list, and whether it can be taken out."""
    return {
        "all": max(len(found.plan), found.stored),
        "is_storing": found.status == Sent.STORING,
        "is_in": found.status in {Sent.STORING, Sent.STORED},
        "why_not": services.why_not_undone(found),
    }
