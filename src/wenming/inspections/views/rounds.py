"""The list of rounds, one round with its places, and the steps that move it on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.inspections import overview, permissions, services
from wenming.inspections.forms.lists import PlaceFilter, RoundFilter
from wenming.inspections.models import FramePlace, Round
from wenming.inspections.views import head
from wenming.inspections.workflow import VisitStatus

ROUND_KEYS = ["-starts_on", "-pk"]
PLACE_KEYS = ["is_named", "type_code", "area_code", "pk"]
Action = Callable[..., Round]
STEPS: dict[str, tuple[Action, Promise]] = {
    "seal": (services.seal_round, _("样本框已冻结，摘要和封存值已公布。下一步：受邀单位见证。")),
    "draw": (services.draw_round, _("已抽取。公布点位之前谁也看不到结果。")),
    "draw_simple": (services.draw_simple, _("已抽取。公布点位之前谁也看不到结果。")),
    "release": (services.release_round, _("点位已公布。下一步：安排测评员。")),
    "close": (
        services.close_round,
        _("测评已结束，没有到的点位记为未测。下一步：审核完，公布得分。"),
    ),
}


@require_safe
@login_required
def index(request: SignedIn) -> HttpResponse:
    """轮次: every round that the person may know about, newest first; inspectors go to their day."""
    if rights.can(request.user, Ability.INSPECT) and not permissions.sees_rounds(request.user):
        return redirect("inspections:today")
    form = RoundFilter(request.GET)
    rounds = permissions.visible_to(request.user)
    rounds = _filtered_rounds(rounds, form.cleaned_data if form.is_valid() else {})
    found = overview.with_progress(rounds.select_related("owner", "edition").defer("edition__data"))
    page = page_by_key(found, keys=ROUND_KEYS, mark=request.GET.get("mark", ""))
    return render(
        request,
        "inspections/list.html",
        {
            "filter": form,
            "page": page,
            "is_filtered": form.is_valid() and any(form.cleaned_data.values()),
            "can_plan": rights.can(request.user, Ability.PLAN_ROUNDS),
            "open_draw": permissions.OPEN_DRAW,
        },
    )


def _filtered_rounds(rounds: QuerySet[Round], chosen: dict[str, Any]) -> QuerySet[Round]:
    if words := chosen.get("words", "").strip():
        rounds = rounds.filter(Q(title__icontains=words) | Q(number__icontains=words))
    for name in ("purpose", "status"):
        if chosen.get(name):
            rounds = rounds.filter(**{name: chosen[name]})
    return rounds


@require_safe
@login_required
def round_(request: SignedIn, number: str) -> HttpResponse:
    """One round: steps, progress, draw, and its places once they are released."""
    return _round_page(request, head.find(request.user, number))


@require_POST
@login_required
def step(request: SignedIn, number: str, action: str) -> HttpResponse:
    """Move a round on: seal, draw, release, close."""
    found = head.organised(request.user, number)
    if action not in STEPS:
        raise Http404
    service, words = STEPS[action]
    try:
        service(round_id=found.pk, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        found.refresh_from_db()
        return _round_page(request, found, status=error.status)
    messages.success(request, str(words))
    return redirect("inspections:round", number=number)


def _round_page(request: SignedIn, found: Round, status: int = 200) -> HttpResponse:
    context = head.context(request.user, found, tab="places")
    context["progress"] = overview.progress(found) if permissions.draw_is_open(found) else None
    if context["sees_places"]:
        context |= _places_part(request, found)
    elif context["organises"]:
        named = list(overview.named_places(found))
        context |= {
            "types": overview.type_rows(found),
            "named": named,
            "lately": overview.visited_lately(found, named),
        }
    return render(request, "inspections/round.html", context, status=status)


def _places_part(request: SignedIn, found: Round) -> dict[str, Any]:
    types = overview.type_names(found)
    codes = set(overview.places(found).order_by().values_list("area_code", flat=True))
    areas = overview.area_names(codes)
    drawn = set(overview.places(found).order_by().values_list("type_code", flat=True))
    form = PlaceFilter(
        request.GET, types={code: types.get(code, code) for code in drawn}, areas=areas
    )
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = filtered_places(overview.places(found), chosen)
    page = page_by_key(rows, keys=PLACE_KEYS, mark=request.GET.get("mark", ""))
    return {
        "filter": form,
        "page": page,
        "type_names": types,
        "area_names": areas,
        "lately": overview.visited_lately(found, page.rows),
        "unassigned": found.visits.filter(inspectors=None, status=VisitStatus.PLANNED).count(),
    }


def filtered_places(rows: QuerySet[FramePlace], chosen: dict[str, Any]) -> QuerySet[FramePlace]:
    """Places of a round as the search form says."""
    if words := chosen.get("words", "").strip():
        rows = rows.filter(Q(place__name__icontains=words) | Q(place__code__icontains=words))
    for name, lookup in (
        ("type", "type_code"),
        ("area", "area_code"),
        ("status", "visits__status"),
    ):
        if chosen.get(name):
            rows = rows.filter(**{lookup: chosen[name]})
    return rows
