"""Putting a round on paper and changing it (建轮)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core.errors import DomainError
from wenming.framework.selectors import current_edition, in_force
from wenming.inspections import permissions, services
from wenming.inspections.forms.plan import PlanForm, defaults, initial_of
from wenming.inspections.models import Round
from wenming.inspections.picked import named_lines
from wenming.inspections.views import head
from wenming.inspections.workflow import RoundStatus


@require_http_methods(["GET", "POST"])
@login_required
def plan(request: SignedIn) -> HttpResponse:
    """建轮: one page with the defaults of the chosen purpose."""
    rights.require(request.user, Ability.PLAN_ROUNDS)
    purpose = _purpose(request.GET.get("purpose", ""))
    if request.method == "POST":
        form = PlanForm(request.POST, user=request.user, purpose=purpose)
        if _is_to_size(request, form):
            return _page(request, form.sized_anew(), None, sized=True)
        if form.is_valid():
            try:
                round_ = services.plan_round(plan=form.plan(), by=request.user)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("已建轮 %(number)s。") % {"number": round_.number})
                return redirect("inspections:round", number=round_.number)
        return _page(request, form, None)
    earlier = (
        permissions.visible_to(request.user)
        .filter(status__in=permissions.OPEN_DRAW, number=request.GET.get("earlier", ""))
        .first()
    )
    asked = request.GET.get("edition", "")
    chosen = in_force().filter(pk=int(asked) if asked.isdecimal() and len(asked) < 10 else 0)
    edition = chosen.first() or current_edition()
    initial = defaults(user=request.user, purpose=purpose, edition=edition, earlier=earlier)
    initial["named"] = named_lines(request.user, request.GET)
    return _page(request, PlanForm(user=request.user, purpose=purpose, initial=initial), None)


@require_http_methods(["GET", "POST"])
@login_required
def change(request: SignedIn, number: str) -> HttpResponse:
    """Change a plan until its frame is frozen."""
    round_ = head.organised(request.user, number)
    if round_.status != RoundStatus.PLANNED:
        return redirect("inspections:draw", number=number)
    if request.method == "GET":
        form = PlanForm(user=request.user, purpose=round_.purpose, initial=initial_of(round_))
        return _page(request, form, round_)
    form = PlanForm(request.POST, user=request.user, purpose=round_.purpose)
    if _is_to_size(request, form):
        return _page(request, form.sized_anew(), round_, sized=True)
    if form.is_valid():
        try:
            services.change_plan(round_id=round_.pk, plan=form.plan(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("计划已保存。"))
            return redirect("inspections:round", number=number)
    return _page(request, form, round_)


def _is_to_size(request: SignedIn, form: PlanForm) -> bool:
    """Whether the sizes are asked for anew, or were meant for another edition or area."""
    return "again" in request.POST or not form.is_sized()


def _page(
    request: SignedIn, form: PlanForm, round_: Round | None, *, sized: bool = False
) -> HttpResponse:
    url = reverse("inspections:plan")
    tabs = [
        {
            "label": label,
            "url": f"{url}?purpose={value}",
            "is_current": value == form.purpose,
            "count": None,
        }
        for value, label in Round.Purpose.choices
    ]
    return render(
        request,
        "inspections/plan.html",
        {"form": form, "round": round_, "tabs": tabs, "sizes": form.size_rows(), "sized": sized},
        status=422 if form.is_bound else 200,
    )


def _purpose(sent: str) -> str:
    return sent if sent in Round.Purpose.values else Round.Purpose.WEEKLY
