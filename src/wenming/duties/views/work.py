"""任务进展: the work on duties as a list, one duty's tree, one undertaking and its steps."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import clock, tables
from wenming.core.chips import chips
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.duties import permissions, services
from wenming.duties.lights import light_of
from wenming.duties.models import Undertaking
from wenming.duties.work.facts import facts_of
from wenming.duties.work.listing import KEYS, TABS, WorkList, with_line
from wenming.duties.work.page import Tree, WorkPage, form_of

HEADERS = ["任务", "办理单位", "交办单位", "完成时限", "状态", "时限情况", "最新进展", "出自"]
FOR_THE_MEETING = [
    "序号", "任务", "办理单位", "需要协调什么", "提出日期", "完成时限", "时限情况", "出自",
]  # fmt: skip
JUDGED = ("accept", "send_back", "answer_help", "suspend", "resume", "cancel")
DONE = {
    "report": gettext_lazy("已报送。"),
    "accept": gettext_lazy("已认定完成。"),
    "send_back": gettext_lazy("已退回。"),
    "answer_help": gettext_lazy("已答复，单位接着推进。"),
    "suspend": gettext_lazy("已暂停，期限停止计时。"),
    "resume": gettext_lazy("已恢复。"),
    "cancel": gettext_lazy("已取消。"),
    "request": gettext_lazy("已要求报进展，原因对方看得到。"),
    "hand_down": gettext_lazy("已分解到下级。"),
    "entrust": gettext_lazy("已落实到岗。"),
    "transfer": gettext_lazy("已申请转办，答复之前仍由本单位办理。"),
    "decide": gettext_lazy("已答复。"),
    "contribute": gettext_lazy("已报牵头单位。"),
}


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """任务进展, the nearest deadline first."""
    work = WorkList(request.user, request.GET)
    if "export" in request.GET:
        return _export(work)
    counts = work.counts()
    shown = with_line(Undertaking.objects.all())
    mark = request.GET.get("mark", "")
    page = page_by_key(work.rows(), keys=KEYS, mark=mark, shown=shown)
    now = clock.now()
    context = {
        "work": work,
        "chips": chips(
            request.GET,
            {tab.key: tab.label for tab in TABS},
            current=work.tab.key,
            counts=counts,
        ),
        "page": page,
        "total": counts[work.tab.key],
        "rows": [(row, light_of(row, now)) for row in page.rows],
    }
    return render(request, "duties/work.html", context)


def _export(work: WorkList) -> HttpResponse:
    if work.tab.key == "stuck":
        return _for_the_meeting(work)
    now = clock.now()
    found = with_line(work.rows()).order_by(*KEYS)
    rows = ([*_cells(row, now)] for row in found.iterator(chunk_size=500))
    content = tables.write_xlsx(HEADERS, rows, title="任务进展")
    return tables.xlsx_response("任务进展", content)


def _for_the_meeting(work: WorkList) -> HttpResponse:
    """待协调事项: what the next meeting has to settle, what has waited longest first."""
    now = clock.now()
    stuck = with_line(work.rows()).order_by("since", "pk")
    rows = (
        [
            number,
            row.what,
            row.unit.name,
            row.line,
            timezone.localdate(row.since),
            _until(row),
            _light_words(row, now),
            row.duty.task_list.number,
        ]
        for number, row in enumerate(stuck.iterator(chunk_size=500), start=1)
    )
    content = tables.write_xlsx(FOR_THE_MEETING, rows, title="待协调事项")
    return tables.xlsx_response("待协调事项", content)


def _cells(row: Undertaking, now: Any) -> list[str]:
    return [
        row.what,
        row.unit.name,
        row.parent.unit.name if row.parent and not row.is_period else "",
        _until(row),
        str(row.get_status_display()),
        _light_words(row, now),
        row.line,
        row.duty.task_list.number,
    ]


def _until(row: Undertaking) -> str:
    return f"{row.due_on:%Y-%m-%d}" if row.due_on else row.duty.deadline


def _light_words(row: Undertaking, now: Any) -> str:
    light = light_of(row, now)
    return str(light.words) if light else ""


@require_safe
@login_required
def duty(request: SignedIn, pk: int) -> HttpResponse:
    """One duty with the tree of work on it."""
    found = get_object_or_404(permissions.duties_visible_to(request.user), pk=pk)
    tree = Tree(found, request.user, clock.now())
    context = {
        "duty": found,
        "facts": facts_of(found.pk, tree.values),
        "tree": tree,
        "lines": tree.lines(),
        "contributions": found.contributions.select_related("unit"),
        "may_contribute": bool(permissions.contributing_units(request.user, found)),
        "form": form_of("contribute", Undertaking(duty=found)),
    }
    return render(request, "duties/duty_work.html", context)


@require_safe
@login_required
def undertaking(request: SignedIn, pk: int) -> HttpResponse:
    """One undertaking: how far it is, what happened, what the reader may do."""
    return _page(request, _undertaking(request, pk))


@require_POST
@login_required
def act(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """One step of an undertaking."""
    row = _undertaking(request, pk)
    page = WorkPage(row, request.user)
    if verb not in ACTS:
        raise Http404
    if verb not in page.verbs and not (page.is_mine or page.may_judge):
        raise PermissionDenied
    form = form_of(verb, row, request.POST)
    if verb in {"accept", "resume"}:
        form.fields["line"].required = False
    if form.is_valid():
        try:
            ACTS[verb](request, page, form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, DONE[verb])
            return redirect("duties:undertaking", row.pk)
    return _page(request, row, {verb: form})


@require_POST
@login_required
def contribute(request: SignedIn, pk: int) -> HttpResponse:
    """A responsible or supporting unit tells the leads one line."""
    visible = permissions.duties_visible_to(request.user)
    found = get_object_or_404(visible, pk=pk)
    units = permissions.contributing_units(request.user, found)
    if not units:
        raise PermissionDenied
    form = form_of("contribute", Undertaking(duty=found), request.POST)
    if form.is_valid():
        services.contribute(
            duty_id=found.pk, unit_id=min(units), by=request.user, line=form.cleaned_data["line"]
        )
        messages.success(request, DONE["contribute"])
    else:
        messages.error(request, _("请用一句话写明情况。"))
    return redirect(reverse("duties:work_on", args=[found.pk]))


def _undertaking(request: SignedIn, pk: int) -> Undertaking:
    visible = permissions.undertakings_visible_to(request.user).select_related(
        "unit",
        "post",
        "duty__task_list__owner",
        "duty__draft__document",
        "parent__unit",
        "parent__parent__unit",
    )
    return get_object_or_404(visible, pk=pk)


def _page(
    request: SignedIn, row: Undertaking, bound: dict[str, forms.Form] | None = None
) -> HttpResponse:
    page = WorkPage(row, request.user)
    context = {
        "row": row,
        "work": page,
        "forms": page.forms(bound),
        "lines": page.tree.lines(row),
        "steps": row.steps.select_related("unit", "by").order_by("-pk"),
        "facts": facts_of(row.duty_id, row.values),
    }
    status = 422 if bound else 200
    return render(request, "duties/undertaking.html", context, status=status)


def _report(request: SignedIn, page: WorkPage, form: Any) -> None:
    services.report(
        undertaking_id=page.row.pk,
        by=request.user,
        action=form.cleaned_data["action"],
        line=form.cleaned_data["line"],
        values=form.values(),
    )


def _judge(action: str) -> Callable[[SignedIn, WorkPage, Any], None]:
    def run(request: SignedIn, page: WorkPage, form: Any) -> None:
        services.judge(
            undertaking_id=page.row.pk,
            by=request.user,
            action=action,
            line=form.cleaned_data["line"],
        )

    return run


def _request(request: SignedIn, page: WorkPage, form: Any) -> None:
    services.request_report(
        undertaking_id=page.row.pk, by=request.user, reason=form.cleaned_data["line"]
    )


def _hand_down(request: SignedIn, page: WorkPage, form: Any) -> None:
    given = form.cleaned_data
    services.hand_down(
        undertaking_id=page.row.pk,
        by=request.user,
        units=list(given["units"]),
        text=given["text"],
        due_on=given["due_on"],
    )


def _entrust(request: SignedIn, page: WorkPage, form: Any) -> None:
    services.entrust(
        undertaking_id=page.row.pk, by=request.user, post_id=form.cleaned_data["post"].pk
    )


def _transfer(request: SignedIn, page: WorkPage, form: Any) -> None:
    services.ask_transfer(
        undertaking_id=page.row.pk,
        by=request.user,
        to_id=form.cleaned_data["to"].pk,
        reason=form.cleaned_data["reason"],
    )


def _decide(request: SignedIn, page: WorkPage, form: Any) -> None:
    if page.transfer is None:
        raise Http404
    services.decide_transfer(
        transfer_id=page.transfer.pk,
        by=request.user,
        agrees="agree" in request.POST,
        answer=form.cleaned_data["answer"],
    )


ACTS: dict[str, Callable[[SignedIn, WorkPage, Any], None]] = {
    "report": _report,
    "hand_down": _hand_down,
    "entrust": _entrust,
    "transfer": _transfer,
    "decide": _decide,
    "request": _request,
    **{action: _judge(action) for action in JUDGED},
}
