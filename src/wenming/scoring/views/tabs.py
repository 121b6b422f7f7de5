"""Tabs of a round's results, each one click away."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core.paging import page_by_key
from wenming.engine.scoring.interval import FEWEST_PLACES
from wenming.framework.selectors import engine_framework
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus
from wenming.organization.models import WorkingGroup
from wenming.scoring import (
    areas,
    explaining,
    groups,
    intervals,
    pages,
    permissions,
    ranks,
    selectors,
    trends,
)
from wenming.scoring.selectors import Scored

NO_TAB = "result"


def tab_context(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    """What the open tab shows, and the row of tabs."""
    asked = request.GET.get("tab", NO_TAB)
    labels = _labels(found)
    tab = asked if asked in labels else NO_TAB
    return {"tab": tab, "tabs": _tabs(found, labels, tab), **TABS[tab](request, found, scored)}


def _labels(found: Round) -> dict[str, str]:
    """The tabs of a round; ranks only once it is published."""
    return {
        NO_TAB: _("结果"),
        "areas": _("区域"),
        "groups": _("工作组"),
        "trend": _("走势"),
        "items": _("常失分项"),
        "places": _("点位"),
        "units": _("可争取的分"),
        **({"ranks": _("排名")} if found.status == RoundStatus.PUBLISHED else {}),
        "last": _("初测与复测"),
    }


def _tabs(found: Round, labels: dict[str, str], tab: str) -> list[dict[str, Any]]:
    here = reverse("scoring:round", args=[found.number])
    return [
        {
            "label": label,
            "url": here if key == NO_TAB else f"{here}?{urlencode({'tab': key})}",
            "is_current": key == tab,
            "count": None,
        }
        for key, label in labels.items()
    ]


def _result_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    dimension = request.GET.get("dimension", "")
    local = selectors.local_result(found, scored)
    rows = pages.indicators(
        found,
        scored,
        dimension,
        intervals=intervals.of_indicators(found, scored.carried),
        local=local,
    )
    group = WorkingGroup.objects.filter(code=request.GET.get("group", "")).first()
    return {
        "dimensions": pages.dimensions(scored),
        "dimension": scored.framework.dimensions.get(dimension),
        "group": group,
        "indicators": groups.led_by(group, rows) if group else rows,
        "has_local": local is not None,
    }


def _areas_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    return {"matrix": areas.matrix(found, found.owner, scored.carried)}


def _groups_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    return {"groups": groups.by_group(found, scored)}


def _trend_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    of = request.GET.get("of", "")
    code = request.GET.get("area", "")
    area = get_object_or_404(areas.within(found), code=code) if code and of == "area" else None
    parts = {"": _("总分"), "dimension": _("维度"), "indicator": _("指标"), "area": _("区域")}
    here = {"tab": "trend", "of": of, "area": area.code if area else ""}
    return {
        "trend": trends.trend(found, of=of, line=request.GET.get("line", ""), area=area),
        "of": of,
        "what": parts.get(of, ""),
        "here": f"?{urlencode({key: value for key, value in here.items() if value})}",
        "parts": [
            {
                "label": label,
                "url": f"?{urlencode({'tab': 'trend', 'of': key})}",
                "is_current": key == (of if of in parts else ""),
                "count": None,
            }
            for key, label in parts.items()
        ],
    }


def _items_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    items = explaining.items_most_failed(found)
    known = engine_framework(found.edition).items
    return {"items": [(known[item.item_code], item) for item in items]}


def _places_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    before = selectors.last_comparable(found)
    improved = before is not None and request.GET.get("order") == "improved"
    code = "visit__frame_place__place__code"
    page = page_by_key(
        selectors.improved_places(found, before)
        if before is not None and improved
        else selectors.place_scores(found),
        keys=["-gain", code] if improved else ["standing", code],
        mark=request.GET.get("mark", ""),
    )
    return {
        "page": page,
        "place_types": scored.framework.place_types,
        "before": before,
        "improved": improved,
    }


def _units_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    return {
        "units": pages.units(request.user, found, scored),
        "sees_all": permissions.sees_all_units(request.user, found),
    }


def _ranks_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    groups_ = ranks.peers(found)
    sees_all = permissions.sees_all_units(request.user, found)
    own = rights.unit_ids(request.user, Ability.SIGN_FOR_UNIT)
    shown = {row.unit.pk for group in groups_ for row in group.rows}
    return {
        "peers": groups_,
        "few": FEWEST_PLACES,
        "openable": shown if sees_all else shown & own,
    }


def _last_tab(request: SignedIn, found: Round, scored: Scored) -> dict[str, Any]:
    last = selectors.scored(found, "last")
    return {"last": last, "first": scored, "compared": pages.compared(scored, last)}


TABS: dict[str, Callable[[SignedIn, Round, Scored], dict[str, Any]]] = {
    NO_TAB: _result_tab,
    "areas": _areas_tab,
    "groups": _groups_tab,
    "trend": _trend_tab,
    "items": _items_tab,
    "places": _places_tab,
    "units": _units_tab,
    "ranks": _ranks_tab,
    "last": _last_tab,
}
