"""Pages of results: every figure opens to the records behind it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core import tables
from wenming.core.paging import page_by_key
from wenming.duties.selectors import leads_of
from wenming.engine.scoring import RoundSums, rollup
from wenming.engine.scoring.interval import FEWEST_PLACES
from wenming.framework.selectors import engine_framework, events_between
from wenming.inspections.models import Observation, Round
from wenming.organization.models import Area
from wenming.scoring import answering, areas, explaining, intervals, pages, permissions, selectors
from wenming.scoring.models import ScoreCheck
from wenming.scoring.selectors import Scored
from wenming.scoring.trends import Line, Trend
from wenming.scoring.views.tabs import tab_context


@require_safe
@login_required
def rounds(request: SignedIn) -> HttpResponse:
    """Rounds with their field rates (各轮得分)."""
    page = page_by_key(
        permissions.visible_to(request.user),
        keys=["-starts_on", "-pk"],
        mark=request.GET.get("mark", ""),
        size=20,
    )
    rows = [(round_, selectors.scored(round_, "first")) for round_ in page.rows]
    return render(request, "scoring/list.html", {"page": page, "rows": rows})


@require_safe
@login_required
def round_(request: SignedIn, number: str) -> HttpResponse:
    """One round: headline, dimensions and indicators; other tabs one click away."""
    found = found_round(request, number)
    scored = selectors.scored(found, "first")
    local = selectors.local_result(found, scored)
    context: dict[str, Any] = {
        "round": found,
        "headline": pages.headline(found, scored),
        "interval": intervals.rate_of(found, scored.carried),
        "local_rate": pages.local_rate(scored, local),
        "local_below": pages.local_below(scored, local),
        "progress": selectors.progress(found),
        "can_bring_out": permissions.can_bring_out(request.user, found),
    }
    context |= tab_context(request, found, scored)
    if "export" in request.GET and context["tab"] == "trend":
        return _trend_sheet(found, context["trend"], str(context["what"]))
    return render(request, "scoring/round.html", context)


def _trend_sheet(found: Round, trend: Trend, what: str) -> HttpResponse:
    """The figures of the rounds side by side, as they stand on the page."""
    lines = trend.lines or (Line("", found.owner.name, tuple(p.rate for p in trend.points)),)
    headers = [_("编号"), what, *(point.round.title for point in trend.points), _("较上轮")]
    rows = [[line.code, line.name, *line.values, line.change] for line in lines]
    title = _("%(round)s走势") % {"round": found.title}
    return tables.xlsx_response(title, tables.write_xlsx(headers, rows, title=title))


@require_safe
@login_required
def check(request: SignedIn) -> HttpResponse:
    """What the nightly comparison found, the newest first."""
    if not permissions.sees_checks(request.user):
        raise PermissionDenied
    return render(request, "scoring/check.html", {"checks": ScoreCheck.objects.all()[:14]})


@require_safe
@login_required
def totals(request: SignedIn, number: str) -> HttpResponse:
    """Totals, bounds and status by all methods (总分与上下限)."""
    found = found_round(request, number)
    scored = selectors.scored(found, "first")
    schemes = [
        (pages.scheme_name(scored.framework, row.code), row) for row in scored.result.schemes
    ]
    return render(
        request,
        "scoring/totals.html",
        {
            "round": found,
            "schemes": schemes,
            "result": scored.result,
            "methods": pages.methods(scored),
            "with_events": _with_events(request, found, scored),
        },
    )


def _with_events(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any] | None:
    """Totals with bonuses and the negative list of the year, for those alone who confirm them."""
    if not rights.can(request.user, Ability.CONFIRM_EVENTS, area=found.owner):
        return None
    first = found.ends_on.replace(month=1, day=1)
    events = events_between(found.edition, start=first, end=found.ends_on)
    sums = RoundSums(field=scored.field, events=tuple(event.code for event in events))
    result = rollup(scored.framework, sums)
    names = [(pages.scheme_name(scored.framework, row.code), row) for row in result.schemes]
    return {"events": events, "schemes": names, "result": result, "since": first}


@require_safe
@login_required
def explain(request: SignedIn, number: str, code: str) -> HttpResponse:
    """Where an indicator lost its marks, down to spot, photo and arithmetic (丢分说明)."""
    found = found_round(request, number)
    area = _area(request, found)
    scored = selectors.scored(found, "first")
    shown = scored if area is None else areas.scored_in(found, area, scored.carried)
    indicator = scored.framework.indicators.get(code)
    if indicator is None or indicator.counts_as != "field":
        raise Http404
    result = shown.result.indicator(code)
    brought = scored.carried.get(code)
    measured = brought.round if brought else found
    places = explaining.losses_by_place(
        measured,
        brought.indicator if brought else code,
        result.lost or 0.0,
        area=area.path if area else "",
    )
    context = {
        "round": found,
        "area": area,
        "indicator": indicator,
        "dimension": scored.framework.dimensions[indicator.dimension],
        "result": result,
        "leads": leads_of(found.edition).get(code, []),
        "answering": answering.of_indicator(request.user, found, scored, result, area=area),
        "places": places,
        "totals": explaining.Rows([row for place in places for row in place.rows]),
        "scale": pages.scale(indicator, result),
        "framework": engine_framework(measured.edition),
        "brought": brought,
        "measured": measured,
        "few": FEWEST_PLACES,
        "names_people": permissions.names_people(request.user, measured),
    }
    template = "explain_print" if "print" in request.GET else "explain"
    return render(request, f"scoring/{template}.html", context)


@require_safe
@login_required
def place(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """The score sheet of one visit (点位得分表), one A4."""
    visits = permissions.visits_visible_to(request.user).select_related(
        "round__edition",
        "round__owner",
        "frame_place__place",
        "frame_place__holder",
        "place_score__cap_item",
    )
    visit = get_object_or_404(visits.prefetch_related("inspectors"), pk=visit_id)
    observations = explaining.recorded(
        Observation.objects.filter(visit=visit).order_by("item__code")
    )
    rows = explaining.judged(visit.round, observations)
    context = {
        "visit": visit,
        "rows": rows,
        "totals": explaining.Rows(rows),
        "framework": engine_framework(visit.round.edition),
        "score": getattr(visit, "place_score", None),
        "can_amend": permissions.can_amend(request.user, visit),
        "names_people": permissions.names_people(request.user, visit.round),
        "sees_round": permissions.visible_to(request.user).filter(pk=visit.round_id).exists(),
    }
    return render(request, "scoring/place.html", context)


@require_safe
@login_required
def export(request: SignedIn, number: str) -> HttpResponse:
    """The indicators of a round as a workbook (导出结果)."""
    found = found_round(request, number)
    scored = selectors.scored(found, "first")
    headers = [
        _("编号"),
        _("指标"),
        _("值"),
        _("等级"),
        _("条数"),
        _("得分"),
        _("权重"),
        _("丢分"),
        _("95% 区间下限"),
        _("95% 区间上限"),
        _("牵头单位"),
        _("数来自"),
    ]
    found_intervals = intervals.of_indicators(found, scored.carried)
    rows = [
        [
            row.indicator.code,
            row.indicator.name_zh,
            row.result.value,
            row.result.grade or _("未测评"),
            row.result.n,
            row.result.marks,
            row.weight,
            row.result.lost,
            row.interval.low if row.interval else None,
            row.interval.high if row.interval else None,
            "、".join(unit.name for unit in row.leads),
            f"{row.brought.round.title} {row.brought.indicator}" if row.brought else "",
        ]
        for row in pages.indicators(found, scored, intervals=found_intervals)
    ]
    title = _("%(round)s指标得分") % {"round": found.title}
    return tables.xlsx_response(
        f"{title}.xlsx", tables.write_xlsx(headers, rows, title=title, is_ruled=True)
    )


def _area(request: SignedIn, found: Round) -> Area | None:
    code = request.GET.get("area", "")
    return get_object_or_404(areas.within(found), code=code) if code else None


def found_round(request: SignedIn, number: str) -> Round:
    """The round, where the person may see its results."""
    return get_object_or_404(permissions.visible_to(request.user), number=number)
