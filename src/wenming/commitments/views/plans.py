"""工作方案: asking for plans, who has handed in, one plan to be edited, handed in, judged."""

from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.commitments import notices, permissions, plan_paper
from wenming.commitments.forms import CollectForm, PlanForm
from wenming.commitments.models import Plan
from wenming.commitments.plan_list import KEYS, TABS, PlanList
from wenming.commitments.services import plans as services
from wenming.commitments.settlements import Settlement
from wenming.commitments.vacancies import vacancies
from wenming.commitments.workflow import WITH_UNIT, Planned
from wenming.core import clock, tables
from wenming.core.chips import chips
from wenming.core.clock import today
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.core.paper import docx_response
from wenming.core.workdays import running_light
from wenming.duties.forms.work import ReasonForm
from wenming.duties.permissions import office_area


class Check(NamedTuple):
    """One thing that a plan settles: what was written, what is missing, what to know besides."""

    wanted: Settlement
    text: str
    lacks: str
    remark: str | None


HEADERS = ["单位", "类别", "状态", "报送日期", "通过日期", "审核意见"]


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """The plans of one collection, one line a unit."""
    found = PlanList(request.user, request.GET)
    if "export" in request.GET:
        return _export(found)
    page = page_by_key(found.rows(), keys=KEYS, mark=request.GET.get("mark", ""))
    context = {
        "found": found,
        "chips": chips(
            request.GET,
            {key: label for key, (label, _keeps) in TABS.items()},
            current=found.tab,
            counts=found.counts,
        ),
        "page": page,
        "total": found.counts[found.tab],
        **(_reminder(request, found) if found.sees_all else {}),
    }
    return render(request, "commitments/plans.html", context)


def _reminder(request: SignedIn, found: PlanList) -> dict[str, Any]:
    if found.collection is None:
        return {}
    missing = found.missing()
    url = request.build_absolute_uri(reverse("commitments:plans"))
    words = notices.plan_words(found.collection.title, found.collection.due_on, missing, url)
    light = running_light(clock.now(), found.collection.due_on, None) if missing else None
    return {"missing": missing, "notice": words, "light": light}


def _export(found: PlanList) -> HttpResponse:
    title = found.collection.title if found.collection else "工作方案"
    rows = (
        [
            plan.unit.name,
            str(plan.unit.get_kind_display()),
            str(plan.get_status_display()),
            *(f"{day:%Y-%m-%d}" if day else "" for day in (plan.submitted_on, plan.accepted_on)),
            plan.remarks,
        ]
        for plan in found.rows().order_by(*KEYS)
    )
    return tables.xlsx_response(title, tables.write_xlsx(HEADERS, rows, title="工作方案"))


@require_http_methods(["GET", "POST"])
@login_required
def collect(request: SignedIn) -> HttpResponse:
    """Ask the units for their plans."""
    owner = office_area(request.user)
    if owner is None:
        raise PermissionDenied
    year = today().year
    initial = {"title": _("%(year)d年创建工作方案") % {"year": year}}
    form = CollectForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.collect_plans(
                owner=owner, year=year, by=request.user, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            n = made.plans.count()
            messages.success(request, _("已向 %(n)d 个单位收方案，草稿都已拟好。") % {"n": n})
            return redirect("commitments:plans")
    context = {"form": form, "units": services.to_ask(owner, year, request.user)}
    return render(
        request, "commitments/plans_new.html", context, status=422 if form.is_bound else 200
    )


@require_safe
@login_required
def plan(request: SignedIn, pk: int) -> HttpResponse:
    """One plan."""
    return _page(request, _plan(request, pk))


@require_POST
@login_required
def write(request: SignedIn, pk: int) -> HttpResponse:
    """The unit saves its plan, or hands it in."""
    row = _plan(request, pk)
    if not rights.can(request.user, Ability.REPORT_DUTIES, unit=row.unit):
        raise PermissionDenied
    form = _form(row, request.POST)
    if form.is_valid():
        given = {key: form.cleaned_data[key] for key in form.fields if key in request.POST}
        try:
            if "submit" in request.POST:
                services.submit_plan(plan_id=row.pk, by=request.user, sections=given)
                messages.success(request, _("方案已报送。"))
            else:
                services.write_plan(plan_id=row.pk, by=request.user, sections=given)
                messages.success(request, _("已保存，还没有报送。"))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("commitments:plans_one", row.pk)
    return _page(request, row, form=form)


@require_POST
@login_required
def judge(request: SignedIn, pk: int) -> HttpResponse:
    """The office accepts, or returns with remarks."""
    row = _plan(request, pk)
    if not rights.can(request.user, Ability.ISSUE_DUTIES, area=row.collection.owner):
        raise PermissionDenied
    accepts = "accept" in request.POST
    form = ReasonForm(request.POST, prefix="back")
    form.fields["line"].required = not accepts
    if form.is_valid():
        line = form.cleaned_data["line"]
        services.judge_plan(plan_id=row.pk, by=request.user, accepts=accepts, line=line)
        messages.success(request, _("方案已通过。") if accepts else _("已退回，单位会看到意见。"))
        return redirect("commitments:plans_one", row.pk)
    return _page(request, row, back_form=form)


@require_safe
@login_required
def paper(request: SignedIn, pk: int) -> HttpResponse:
    """The plan as docx."""
    row = _plan(request, pk)
    return docx_response(f"{row.unit.name}{row.collection.title}", plan_paper.content(row))


def _plan(request: SignedIn, pk: int) -> Plan:
    visible = permissions.plans_visible_to(request.user)
    return get_object_or_404(visible.select_related("unit", "collection__owner"), pk=pk)


def _form(row: Plan, data: Any = None) -> PlanForm:
    return PlanForm(
        data, settlements=plan_paper.settlements_of(row), sections=plan_paper.sections_of(row)
    )


def _typed(form: forms.Form | None) -> dict[str, str]:
    """What stands in the fields of a form that was refused: it is judged, not what is stored."""
    return {key: form.data[key] for key in form.fields if key in form.data} if form else {}


def _page(
    request: SignedIn,
    row: Plan,
    *,
    form: forms.Form | None = None,
    back_form: forms.Form | None = None,
) -> HttpResponse:
    settlements = plan_paper.settlements_of(row)
    sections = plan_paper.sections_of(row) | _typed(form)
    empty = vacancies(row.unit, settlements, sections)
    checks = [
        Check(
            wanted, text := sections.get(wanted.key, ""), wanted.lacks(text), empty.get(wanted.key)
        )
        for wanted in settlements
    ]
    is_open = row.status in WITH_UNIT
    due_on = row.collection.due_on
    context = {
        "row": row,
        "checks": checks,
        "is_untouched": not row.sections,
        "light": running_light(clock.now(), due_on, None) if is_open else None,
        "may_write": permissions.can_write_plan(request.user, row),
        "may_judge": permissions.can_judge_plan(request.user, row),
        "may_share": row.status == Planned.ACCEPTED and office_area(request.user) is not None,
        "form": form or _form(row),
        "form_2": back_form or ReasonForm(prefix="back"),
    }
    status = 422 if form or back_form else 200
    return render(request, "commitments/plan.html", context, status=status)
