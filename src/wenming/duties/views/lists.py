"""任务清单: the lists, one list, drafting and issuing it, signing for a unit."""

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.core import tables as sheets
from wenming.core import uploads
from wenming.core.clock import today
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key, total_of
from wenming.core.paper import docx_response
from wenming.documents.fields import kind_sizes
from wenming.duties import approving, notices, permissions, selectors, services
from wenming.duties.forms.duty import DutyForm, initial_of
from wenming.duties.forms.lists import IssueForm
from wenming.duties.lists import breakdown
from wenming.duties.lists.orders import orders_of
from wenming.duties.lists.rows import row
from wenming.duties.models import Duty, TaskList
from wenming.duties.tables.grid import Grid
from wenming.duties.tables.paper import workbook
from wenming.duties.tables.printing import printed
from wenming.duties.views.approving import managed, visible
from wenming.duties.workflow import NOT_OUT, Sent, Status
from wenming.framework.selectors import current_edition, engine_framework
from wenming.organization.models import Unit

TASKS_SHOWN = 100
FEW = 12  # receipts that are read at a glance; more are folded under their number


@require_safe
@login_required
def lists(request: SignedIn) -> HttpResponse:
    """任务清单, the newest first."""
    return _listing(request, TaskList.Kind.LIST)


@require_safe
@login_required
def tables(request: SignedIn) -> HttpResponse:
    """责任分解表, the newest first."""
    return _listing(request, TaskList.Kind.TABLE)


def _listing(request: SignedIn, kind: TaskList.Kind) -> HttpResponse:
    found = selectors.listed(permissions.visible_to(request.user).filter(kind=kind))
    area = permissions.office_area(request.user)
    context = {
        "page": page_by_key(found, keys=["-pk"], mark=request.GET.get("mark", "")),
        "sees_all": permissions.sees_all(request.user),
        "kind": kind,
        "issues": kind == TaskList.Kind.LIST and area is not None,
        "may_draft": kind == TaskList.Kind.TABLE
        and area is not None
        and not selectors.tables_in_hand(area).exists(),
    }
    return render(request, "duties/lists.html", context)


@require_safe
@login_required
def task_list(request: SignedIn, pk: int) -> HttpResponse:
    """One list: its tasks, and for the office who has signed."""
    found = visible(request, pk)
    own = rights.unit_ids(request.user)
    signing = permissions.unsigned_by(request.user).filter(task_list=found)
    context = {
        "task_list": found,
        "documents": found.documents.defer("text"),
        **_content(found, own, request.GET.get("mark", "")),
        "to_sign": signing.select_related("unit"),
        "can_manage": permissions.can_manage(request.user, found),
        "is_draft": found.status == Status.DRAFT,
        "is_out": found.status not in NOT_OUT,
        **approving.context(request.user, found),
        "is_issued": found.status == Status.ISSUED,
        "next_version": getattr(found, "replacement", None),
        "imported": permissions.sheets_visible_to(request.user).filter(
            task_list=found, status__in=[Sent.STORING, Sent.STORED]
        ),
        **(_receipts(request, found) if permissions.oversees(request.user, found) else {}),
    }
    return render(request, "duties/task_list.html", context)


def _content(found: TaskList, own: set[int], mark: str) -> dict[str, object]:
    """The tasks of a list, or the rows of a table by dimension."""
    if found.is_table:
        grid = Grid(found, own)
        return {"grid": grid, "total": len(grid.rows)}
    sizes = kind_sizes()
    duties = selectors.with_units(found.duties.all())
    page = page_by_key(duties, keys=["order", "pk"], mark=mark, size=TASKS_SHOWN)
    rows = [row(duty, sizes, own) for duty in page.rows]
    return {"rows": rows, "page": page, "total": total_of(duties, page)}


def _receipts(request: SignedIn, found: TaskList) -> dict[str, object]:
    """Who has signed and who has not, and the words to remind them with."""
    receipts = found.receipts.select_related("unit", "by").only(
        "task_list", "at", "unit__name", "by__display_name"
    )
    receipts = receipts.order_by("at", "unit__pinyin", "unit__code")
    signed = [receipt for receipt in receipts if receipt.at]
    unsigned = [receipt.unit for receipt in receipts if not receipt.at]
    url = request.build_absolute_uri(request.path)
    return {
        "signed": signed,
        "unsigned": unsigned,
        "asked": len(signed) + len(unsigned),
        "few": FEW,
        "notice": notices.words(found, unsigned, url),
    }


@require_http_methods(["GET", "POST"])
@login_required
def write_duty(request: SignedIn, pk: int, duty_pk: int | None = None) -> HttpResponse:
    """A task of a list that is being drafted: corrected, or a new one."""
    found = managed(request, pk)
    if found.is_table and duty_pk is None:
        raise Http404
    duty = None
    if duty_pk is not None:
        duty = get_object_or_404(selectors.whole(found.duties.all()), pk=duty_pk)
    form = DutyForm(request.POST or None, initial=initial_of(duty), is_row=found.is_table)
    if request.method == "POST" and form.is_valid():
        try:
            services.write_duty(
                task_list_id=found.pk, duty_id=duty_pk, by=request.user, task=form.task()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("任务已保存。"))
            return redirect("duties:task_list", found.pk)
    context = {"form": form, "task_list": found, "duty": duty, "opens": form.opens_rest()}
    return render(request, "duties/duty.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def remove_duty(request: SignedIn, pk: int, duty_pk: int) -> HttpResponse:
    """Take a task out of a list that is being drafted."""
    found = managed(request, pk)
    duty = get_object_or_404(Duty, task_list=found, pk=duty_pk)
    services.remove_duty(task_list_id=found.pk, duty_id=duty.pk, by=request.user)
    messages.success(request, _("第 %(order)d 项已拿掉。") % {"order": duty.order})
    return redirect("duties:task_list", found.pk)


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: SignedIn, pk: int) -> HttpResponse:
    """印发, on a page of its own, for it cannot be undone."""
    found = managed(request, pk)
    form = IssueForm(request.POST or None, request.FILES or None, initial={"issued_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            issued = services.issue_list(
                task_list_id=found.pk, by=request.user, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            words = {"number": issued.number, "n": issued.receipts.count()}
            messages.success(request, _("已印发，文号 %(number)s，等 %(n)d 个单位签收。") % words)
            return redirect("duties:task_list", issued.pk)
    context = {
        "form": form,
        "task_list": found,
        "units": Unit.objects.filter(duty_parts__duty__task_list=found).distinct(),
        "total": found.duties.count(),
        "unreviewed": [row.quoted for row in found.documents.filter(is_unreviewed=True)],
    }
    return render(request, "duties/issue.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def sign(request: SignedIn, pk: int, unit_pk: int) -> HttpResponse:
    """签收 for one unit."""
    found = visible(request, pk)
    unit = get_object_or_404(Unit, pk=unit_pk)
    services.sign_list(task_list_id=found.pk, unit_id=unit.pk, by=request.user)
    messages.success(request, _("%(unit)s已签收。") % {"unit": unit.name})
    return redirect("duties:task_list", found.pk)


@require_POST
@login_required
def new_version(request: SignedIn, pk: int) -> HttpResponse:
    """换发新版: a draft with all the tasks; the old one stays in force until it is issued."""
    made = services.draft_version(task_list_id=managed(request, pk).pk, by=request.user)
    messages.success(request, _("新版已拟好，改完再印发；印发之前旧版照常有效。"))
    return redirect("duties:task_list", made.pk)


@require_POST
@login_required
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take back a list that is being drafted."""
    found = managed(request, pk)
    services.withdraw_list(task_list_id=found.pk, by=request.user)
    messages.success(request, _("拟稿已撤回。"))
    return redirect("duties:tables" if found.is_table else "duties:lists")


@require_safe
@login_required
def paper(request: SignedIn, pk: int) -> HttpResponseBase:
    """The paper: frozen once issued, else the draft as it stands."""
    found = visible(request, pk)
    if found.paper is not None:
        return uploads.response(found.paper, download=True)
    return docx_response(f"{found.title}（拟稿）", printed(found))


@require_safe
@login_required
def orders(request: SignedIn, pk: int) -> HttpResponse:
    """交办单 to print: of every unit for the office, of one's own for a unit."""
    found = visible(request, pk)
    if found.status in NOT_OUT:
        raise Http404
    own = None if permissions.oversees(request.user, found) else rights.unit_ids(request.user)
    page = request.build_absolute_uri(reverse("duties:task_list", args=[found.pk]))
    context = {
        "task_list": found,
        "orders": orders_of(found, own),
        "code": segno.make(page, error="m").svg_data_uri(scale=3),
    }
    return render(request, "duties/orders.html", context)


@require_safe
@login_required
def export(request: SignedIn, pk: int) -> HttpResponse:
    """任务分解表 of one list as xlsx, or the responsibility table itself."""
    found = visible(request, pk)
    if found.is_table:
        return sheets.xlsx_response(found.title, workbook(found))
    return breakdown_of(found.title, list(selectors.whole(found.duties.all())))


def breakdown_of(name: str, duties: list[Duty]) -> HttpResponse:
    """`duties` as an xlsx in the columns of the 任务分解表."""
    edition = current_edition()
    framework = engine_framework(edition) if edition else None
    with translation.override("zh-hans"):  # papers are Chinese
        content = breakdown.workbook(
            name, breakdown.duty_rows(duties, framework), breakdown.LIST_COLUMNS
        )
    return sheets.xlsx_response(name, content)
