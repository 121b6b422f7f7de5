"""Where the city stands, for the workbench and the leader's page (领导一屏): figures of other parts.

The figures are those of their own parts; what a person may not see is absent.
"""

from dataclasses import dataclass

from wenming.accounts.rights import Ability, Person, can
from wenming.core import clock
from wenming.engine.framework import Indicator
from wenming.inspections.models import Round
from wenming.inspections.selectors import counted_visits
from wenming.organization.models import Area
from wenming.problems import permissions as problem_rights
from wenming.problems.selectors import Tally, tally
from wenming.scoring import pages, permissions, selectors
from wenming.scoring.models import PlaceScore
from wenming.scoring.pages import Headline, IndicatorRow
from wenming.scoring.selectors import Progress, Scored

LOWEST = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest result that a person may see, and what makes it honest."""

    round: Round
    scored: Scored
    headline: Headline
    progress: Progress


def standing(user: Person) -> Standing | None:
    """The newest whole round that is over, of the widest area; else the newest of any kind.

    None where nothing was scored yet.
    """
    found = selectors.telling(permissions.visible_to(user))
    if found is None:
        return None
    scored = selectors.scored(found, "first")
    return Standing(
        round=found,
        scored=scored,
        headline=pages.headline(found, scored),
        progress=selectors.progress(found),
    )


def rectification(user: Person) -> Tally:
    """Problems that the person may see: dispatched, closed, open, overdue."""
    return tally(problem_rights.visible_to(user), at=clock.now())


@dataclass(frozen=True, slots=True)
class LowArea:
    """An area with a low rate, and the indicator that costs it most."""

    area: Area
    rate: float
    reason: Indicator | None


def lowest_areas(now: Standing) -> list[LowArea]:
    """The areas of the round with the lowest field rates, lowest first; unmeasured ones left out."""
    rates = selectors.rate_by_area(now.round)
    measured = sorted((rate, code) for code, rate in rates.items() if rate is not None)
    lowest = measured[:LOWEST] if len(measured) > LOWEST else measured[:1]
    areas = {area.code: area for area in Area.objects.filter(code__in=[c for _r, c in lowest])}
    return [
        LowArea(areas[code], float(rate), _costliest(now, code))
        for rate, code in lowest
        if code in areas
    ]


def _costliest(now: Standing, area_code: str) -> Indicator | None:
    """The indicator that loses the area most marks of its weight."""
    visits = counted_visits(now.round, "first").filter(frame_place__area_code=area_code)
    earned: dict[str, int] = {}
    full: dict[str, int] = {}
    for row in selectors.field_sums(visits):
        earned[row.indicator] = earned.get(row.indicator, 0) + row.earned
        full[row.indicator] = full.get(row.indicator, 0) + row.full
    indicators = now.scored.framework.indicators
    lost = {
        code: float(indicators[code].weight) * (1 - earned[code] / full[code])
        for code in full
        if full[code]
    }
    worst = max(sorted(lost), key=lost.__getitem__, default="")
    return indicators[worst] if lost.get(worst) else None


def costliest_indicators(now: Standing) -> list[IndicatorRow]:
    """The indicators that lost most marks, with their leads."""
    rows = pages.indicators(now.round, now.scored)
    return [row for row in rows if row.result.lost][:LOWEST]


def lowest_places(user: Person, now: Standing) -> list[PlaceScore]:
    """Of the places whose score sheet the person may open, those with the lowest scores."""
    scores = selectors.place_scores(now.round).filter(
        score__isnull=False, visit__in=permissions.visits_visible_to(user).values("pk")
    )
    return list(scores.order_by("score", "visit__frame_place__place__code")[:LOWEST])


def may_see_places(user: Person) -> bool:
    """Scores of single places are for those who follow the whole city or district."""
    return can(user, Ability.SEE_ALL) or can(user, Ability.ACCEPT_VISITS)
