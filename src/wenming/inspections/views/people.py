"""Who goes where: teams for a whole round, two inspectors for one visit, another visit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wenming.accounts.requests import SignedIn
from wenming.core import clock
from wenming.core.errors import DomainError
from wenming.inspections import notices, overview, permissions, services
from wenming.inspections.forms.people import (
    TeamFormSet,
    VisitPeopleForm,
    choices_of,
    inspectors_for,
)
from wenming.inspections.models import FramePlace, Round, Visit
from wenming.inspections.views import head
from wenming.inspections.workflow import VisitStatus

SPARE_ROWS = 2
UNFINISHED = (VisitStatus.PLANNED, VisitStatus.STARTED)


@dataclass(frozen=True, slots=True)
class TeamShare:
    """What a team has to do: places by area, those not handed in, and between which days."""

    names: str
    count: int
    left: int
    areas: list[tuple[str, int]]
    first: date | None
    last: date | None


@require_http_methods(["GET", "POST"])
@login_required
def assign(request: SignedIn, number: str) -> HttpResponse:
    """安排测评员: name the teams, the places are shared evenly by area."""
    found = head.organised(request.user, number)
    if not permissions.draw_is_open(found):
        return redirect("inspections:round", number=number)
    visits = list(_visits(found))
    kwargs = {"people": choices_of(inspectors_for(found)), "round_": found}
    formset = TeamFormSet(
        request.POST or None, form_kwargs=kwargs, initial=_teams_now(visits, SPARE_ROWS)
    )
    error = ""
    if request.method == "POST" and formset.is_valid():
        teams = [form.team for form in formset if form.team]
        try:
            n = services.assign_inspectors(round_id=found.pk, by=request.user, teams=teams)
        except DomainError as refused:
            error = str(refused)
        else:
            messages.success(
                request,
                _("已把 %(n)d 处按区域均分给 %(teams)d 组。") % {"n": n, "teams": len(teams)},
            )
            return redirect("inspections:assign", number=number)
    shares = _shares(visits)
    context = head.context(request.user, found, tab="places") | {
        "formset": formset,
        "error": error,
        "shares": shares,
        "notice": notices.words_for_inspectors(
            found,
            [(share.names, share.count, share.left) for share in shares],
            request.build_absolute_uri(reverse("inspections:today")),
        ),
        "waiting": sum(1 for visit in visits if visit.status == VisitStatus.PLANNED),
        "unassigned": sum(1 for visit in visits if not visit.inspectors.all()),
    }
    return render(
        request, "inspections/assign.html", context, status=422 if formset.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@login_required
def change_people(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """改派: other inspectors or another day for one visit."""
    visit = get_object_or_404(
        permissions.visits_visible_to(request.user).select_related("frame_place__place"),
        pk=visit_id,
    )
    found = head.organised(request.user, visit.round.number)
    people = list(visit.inspectors.all())
    initial = {"planned_on": visit.planned_on, **_pair(people)}
    form = _people_form(request, found, initial)
    if request.method == "POST" and form.is_valid() and form.team:
        try:
            services.set_inspectors(
                visit_id=visit.pk,
                by=request.user,
                team=form.team,
                planned_on=form.cleaned_data["planned_on"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已改派：%(place)s。") % {"place": visit.frame_place})
            return redirect("inspections:round", number=found.number)
    return _people_page(request, found, form, visit.frame_place, verb=_("改派"))


@require_http_methods(["GET", "POST"])
@login_required
def again(request: SignedIn, number: str, frame_place_id: int) -> HttpResponse:
    """再次到访: after a void visit, or for the figure after rectification (复测)."""
    found = head.organised(request.user, number)
    row = get_object_or_404(found.frame.select_related("place"), pk=frame_place_id)
    form = _people_form(request, found, {"planned_on": clock.today()})
    if request.method == "POST" and form.is_valid() and form.team:
        try:
            services.plan_visit(
                frame_place_id=row.pk,
                by=request.user,
                team=form.team,
                planned_on=form.cleaned_data["planned_on"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已安排再次到访：%(place)s。") % {"place": row})
            return redirect("inspections:round", number=number)
    return _people_page(request, found, form, row, verb=_("再次到访"))


def _people_form(request: SignedIn, found: Round, initial: dict[str, Any]) -> VisitPeopleForm:
    return VisitPeopleForm(
        request.POST or None,
        people=choices_of(inspectors_for(found)),
        round_=found,
        initial=initial,
    )


def _people_page(
    request: SignedIn, found: Round, form: VisitPeopleForm, row: FramePlace, *, verb: str
) -> HttpResponse:
    context = {"round": found, "form": form, "row": row, "verb": verb}
    status = 422 if form.is_bound else 200
    return render(request, "inspections/people.html", context, status=status)


def _visits(found: Round) -> Any:
    return (
        found.visits.select_related("frame_place")
        .prefetch_related("inspectors")
        .order_by("planned_on", "pk")
    )


def _teams_now(visits: list[Visit], spare: int) -> list[dict[str, Any]]:
    """Teams as they are, with empty rows to add some."""
    teams = {tuple(sorted(p.pk for p in visit.inspectors.all())) for visit in visits}
    rows = [{"first": team[0], "second": team[1]} for team in sorted(teams) if len(team) == 2]
    return rows + [{}] * (spare if rows else spare * 2)


def _pair(people: list[Any]) -> dict[str, Any]:
    return dict(zip(("first", "second"), people, strict=False))


def _shares(visits: list[Visit]) -> list[TeamShare]:
    """What each team has to do, in the order of their names."""
    by_team: dict[str, list[Visit]] = {}
    for visit in visits:
        team = "、".join(sorted(str(person) for person in visit.inspectors.all()))
        by_team.setdefault(team, []).append(visit)
    names = overview.area_names({visit.frame_place.area_code for visit in visits})
    return [_share(team, rows, names) for team, rows in sorted(by_team.items()) if team]


def _share(team: str, visits: list[Visit], names: dict[str, str]) -> TeamShare:
    areas = Counter(visit.frame_place.area_code for visit in visits)
    days = sorted(visit.planned_on for visit in visits if visit.planned_on)
    return TeamShare(
        names=team,
        count=len(visits),
        left=sum(1 for visit in visits if visit.status in UNFINISHED),
        areas=[(names.get(code, code), n) for code, n in sorted(areas.items())],
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
