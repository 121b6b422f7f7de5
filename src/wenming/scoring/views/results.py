"""Pages of results: every figure opens to the records behind it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.paging import page_by_key
from wenming.duties.selectors import leads_of
from wenming.framework.selectors import engine_framework
from wenming.inspections.models import Observation, Round
from wenming.scoring import explaining, pages, permissions, selectors
from wenming.scoring.selectors import Scored

NO_TAB = "result"


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
    tab = request.GET.get("tab", NO_TAB)
    scored = selectors.scored(found, "first")
    context = {
        "round": found,
        "headline": pages.headline(found, scored),
        "progress": selectors.progress(found),
        "tab": tab if tab in TABS else NO_TAB,
        "tabs": _tabs(request, found, tab),
        "can_bring_out": permissions.can_bring_out(request.user, found),
    }
    context |= TABS.get(tab, _result_tab)(request, found, scored)
    return render(request, "scoring/round.html", context)


def _tabs(request: SignedIn, found: Round, tab: str) -> list[dict[str, Any]]:
    labels = {
        NO_TAB: _("结果"),
        "items": _("常失分项"),
        "places": _("点位"),
        "units": _("可争取的分"),
        "last": _("初测与复测"),
    }
    here = reverse("scoring:round", args=[found.number])
    return [
        {
            "label": label,
            "url": here if key == NO_TAB else f"{here}?{urlencode({'tab': key})}",
            "is_current": key == tab or (key == NO_TAB and tab not in labels),
            "count": None,
        }
        for key, label in labels.items()
    ]


def _result_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    dimension = request.GET.get("dimension", "")
    return {
        "dimensions": pages.dimensions(scored),
        "dimension": scored.framework.dimensions.get(dimension),
        "indicators": pages.indicators(found, scored, dimension),
    }


def _items_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    items = explaining.items_most_failed(found)
    return {"items": [(scored.framework.items[item.item_code], item) for item in items]}


def _places_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    page = page_by_key(
        selectors.place_scores(found),
        keys=["standing", "visit__frame_place__place__code"],
        mark=request.GET.get("mark", ""),
    )
    return {"page": page, "place_types": scored.framework.place_types}


def _units_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    return {
        "units": pages.units(request.user, found, scored),
        "sees_all": permissions.sees_all_units(request.user, found),
    }


def _last_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    last = selectors.scored(found, "last")
    return {"last": last, "first": scored, "compared": pages.compared(scored, last)}


TABS: dict[str, Callable[[SignedIn, Round, Scored], dict[str, Any]]] = {
    NO_TAB: _result_tab,
    "items": _items_tab,
    "places": _places_tab,
    "units": _units_tab,
    "last": _last_tab,
}


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
        },
    )


@require_safe
@login_required
def explain(request: SignedIn, number: str, code: str) -> HttpResponse:
    """Where an indicator lost its marks, down to spot, photo and arithmetic (丢分说明)."""
    found = found_round(request, number)
    scored = selectors.scored(found, "first")
    indicator = scored.framework.indicators.get(code)
    if indicator is None or indicator.counts_as != "field":
        raise Http404
    result = scored.result.indicator(code)
    places = explaining.losses_by_place(found, code, result.lost or 0.0)
    context = {
        "round": found,
        "indicator": indicator,
        "dimension": scored.framework.dimensions[indicator.dimension],
        "result": result,
        "leads": leads_of(found.edition).get(code, []),
        "places": places,
        "totals": explaining.Rows([row for place in places for row in place.rows]),
        "scale": pages.scale(indicator, result),
        "framework": scored.framework,
        "few": pages.FEWEST_PLACES,
        "names_people": permissions.names_people(request.user, found),
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
        _("牵头单位"),
    ]
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
            "、".join(unit.name for unit in row.leads),
        ]
        for row in pages.indicators(found, scored)
    ]
    title = _("%(round)s指标得分") % {"round": found.title}
    return tables.xlsx_response(f"{title}.xlsx", tables.write_xlsx(headers, rows, title=title))


def found_round(request: SignedIn, number: str) -> Round:
    """The round, where the person may see its results."""
    return get_object_or_404(permissions.visible_to(request.user), number=number)
