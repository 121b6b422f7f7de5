"""测评体系: browse an edition and see and set who leads each indicator.

These pages stand with the duties, for they show leads; the framework itself knows none.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core import tables
from wenming.duties import browsing
from wenming.duties.lists import breakdown
from wenming.duties.selectors import leads_of, leads_to_take
from wenming.engine.framework import Framework
from wenming.engine.framework.model import Entry
from wenming.framework import permissions, serving, words
from wenming.framework.models import Edition
from wenming.framework.selectors import (
    correspondences,
    current_edition,
    engine_framework,
    stricter_thresholds,
)
from wenming.framework.workflow import Status

NEGATIVE, BONUS = "negative", "bonus"


@dataclass(frozen=True, slots=True)
class Opened:
    """The edition that a page is about, as the engine reads it, with its leads."""

    edition: Edition
    framework: Framework
    leads: browsing.Leads


def opened(request: SignedIn) -> Opened | None:
    """The edition named in the address, else the one in force, else the newest; None before any.

    Drafts with faults have no indicators to show yet.
    """
    visible = permissions.visible_to(request.user).filter(fault_count=0)
    editions = visible.select_related("owner").defer("data", "overlay")
    number = request.GET.get("edition", "")
    if number:
        edition: Edition | None = get_object_or_404(
            editions, pk=int(number) if number.isdecimal() else 0
        )
    else:
        edition = current_edition() or editions.first()
    if edition is None:
        return None
    return Opened(edition, engine_framework(edition), leads_of(edition))


@require_safe
@login_required
def browse(request: SignedIn, code: str = "", part: str = "") -> HttpResponse:
    """Three columns: dimensions, indicators, one indicator; or the negative list, the bonuses."""
    shown = opened(request)
    if shown is None:
        return render(request, "framework/none.html")
    framework = shown.framework
    if code and code not in framework.indicators:
        raise Http404
    return render(
        request,
        "framework/browse.html",
        {
            "edition": shown.edition,
            "editions": beside(request, shown.edition),
            "framework": framework,
            "groups": browsing.dimension_groups(framework),
            "base": browsing.base_totals(framework),
            "bonus_count": len(_entries(framework, BONUS)),
            "negative_count": len(_entries(framework, NEGATIVE)),
            **_without_leads(request, shown),
            "part": part,
            "at": _column(request, code, part),
            **_middle(request, shown, code, part),
            **(_detail(shown, code) | {"serving": serving.of(request.user, code)} if code else {}),
        },
    )


def _without_leads(request: SignedIn, shown: Opened) -> dict[str, Any]:
    """How many indicators nobody leads, and for how many of them a lead is known."""
    missing = len(browsing.without_lead(shown.framework, shown.leads))
    can_set = rights.can(request.user, Ability.SET_LEADS, area=shown.edition.owner)
    offered = len(leads_to_take(shown.edition)) if missing and can_set else 0
    return {"missing": missing, "can_set_leads": can_set, "offered": offered}


def beside(request: SignedIn, edition: Edition) -> QuerySet[Edition]:
    """What else may be looked at: all that is in force, and other versions of the same id."""
    visible = permissions.visible_to(request.user).filter(fault_count=0)
    wanted = Q(status=Status.PUBLISHED) | Q(code=edition.code)
    return visible.filter(wanted).defer("data", "overlay")


def _column(request: SignedIn, code: str, part: str) -> str:
    """Which column a phone shows: it has room for one."""
    if code:
        return "detail"
    return "list" if part or {"dimension", "q", "lead"} & set(request.GET) else "groups"


def _middle(request: SignedIn, shown: Opened, code: str, part: str) -> dict[str, Any]:
    """The list in the middle: entries of a part, what was searched, or a dimension."""
    framework, leads = shown.framework, shown.leads
    if part:
        return {"entries": browsing.entry_rows(framework, _entries(framework, part))}
    text = request.GET.get("q", "").strip()[:100]
    if text:
        rows = browsing.indicator_rows(browsing.searched(framework, leads, text), leads)
        return {"listing": browsing.Listing(_("含“%(text)s”") % {"text": text}, rows), "text": text}
    if request.GET.get("lead") == "none":
        rows = browsing.indicator_rows(browsing.without_lead(framework, leads), leads)
        return {"listing": browsing.Listing(_("无牵头"), rows)}
    asked = request.GET.get("dimension", "")
    dimension = framework.indicators[code].dimension if code else asked
    if dimension not in framework.dimensions:
        dimension = next(iter(framework.dimensions))
    return {
        "listing": browsing.in_dimension(framework, leads, dimension),
        "dimension": dimension,
    }


def _entries(framework: Framework, part: str) -> list[Entry]:
    return [row for row in framework.entries.values() if (row.effect == BONUS) == (part == BONUS)]


def _detail(shown: Opened, code: str) -> dict[str, Any]:
    framework = shown.framework
    indicator = framework.indicators[code]
    items = browsing.item_rows(framework, indicator)
    return {
        "indicator": indicator,
        "method": words.METHOD_LABELS[indicator.counts_as],
        "marking": words.MARKING_LABELS[indicator.marking],
        "leads": shown.leads.get(code, ()),
        "band": list(words.band(indicator, framework)),
        "unit": words.unit(indicator),
        "items": items,
        "types": len({row.place_type.code for row in items}),
        "sample_size": browsing.sample_size(framework, items),
        "links": correspondences(shown.edition, code),
        "stricter": stricter_thresholds(shown.edition, indicator),
    }


@require_safe
@login_required
def export(request: SignedIn) -> HttpResponse:
    """责任分解表: every indicator and item with its leads, as xlsx."""
    shown = opened(request)
    if shown is None:
        raise Http404
    with translation.override("zh-hans"):  # papers are Chinese
        rows = breakdown.framework_rows(shown.framework, shown.leads)
        content = breakdown.workbook("责任分解表", rows, breakdown.COLUMNS)
    return tables.xlsx_response(f"责任分解表-{shown.edition.name}", content)
