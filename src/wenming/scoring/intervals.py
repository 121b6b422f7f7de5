"""95 % intervals of a round from its sampling design (抽样误差), kept until a visit changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from wenming.engine.scoring import FieldSums
from wenming.engine.scoring.interval import (
    Interval,
    PlaceSums,
    Stratum,
    field_interval,
    indicator_intervals,
)
from wenming.inspections.models import Round
from wenming.inspections.selectors import counted_visits
from wenming.inspections.workflow import RoundStatus
from wenming.scoring.models import PlaceScore, VisitSum
from wenming.scoring.selectors import base_framework

KEPT = 16  # rounds


@dataclass(frozen=True, slots=True)
class Intervals:
    """The interval of the field rate, and of every measured field indicator by code."""

    rate: Interval
    indicators: dict[str, Interval]


OVER = frozenset({RoundStatus.CLOSED, RoundStatus.PUBLISHED})


def rate_of(round_: Round) -> Interval | None:
    """The interval of the field rate once the visits are over: half a sample has no design."""
    return of(round_).rate if round_.status in OVER else None


def of_indicators(round_: Round) -> dict[str, Interval]:
    """As `rate_of` for every measured indicator, by code; empty while visits go on."""
    return of(round_).indicators if round_.status in OVER else {}


def of(round_: Round) -> Intervals:
    """Intervals of a round by first visits; one query while no visit has changed."""
    counted = PlaceScore.objects.filter(visit__round=round_)
    state = counted.aggregate(number=Count("pk"), last=Max("counted_at"))
    return _of(round_.pk, (state["number"], state["last"]))


@lru_cache(maxsize=KEPT)
def _of(round_id: int, state: object) -> Intervals:
    """`state` stands for the visits as they are: another state is another entry."""
    round_ = Round.objects.select_related("edition").defer("edition__data").get(pk=round_id)
    framework = base_framework(round_.edition)
    groups = {code: kind.group for code, kind in framework.place_types.items()}
    strata = strata_of(round_, groups)
    places = list(_places(round_))
    return Intervals(
        rate=field_interval(framework, strata, places),
        indicators=indicator_intervals(framework, strata, places),
    )


def strata_of(round_: Round, groups: dict[str, str]) -> list[Stratum]:
    """What a round was drawn from: place types, or types within each area."""
    keys = ["type_code", "area_code"] if round_.is_per_area else ["type_code"]
    rows = round_.frame.filter(is_named=False).values_list(*keys).annotate(Count("pk"))
    return [
        Stratum(":".join(code), groups.get(code[0], ""), number)
        for *code, number in rows.order_by(*keys)
    ]


def _places(round_: Round) -> Iterable[PlaceSums]:
    rows = (
        VisitSum.objects.filter(visit__in=counted_visits(round_, "first"), local_only=False)
        .order_by("visit")
        .values_list(
            "visit__frame_place__place__code",
            "visit__frame_place__type_code",
            "visit__frame_place__area_code",
            "indicator__code",
            "n",
            "earned",
            "full",
        )
    )
    sums: dict[tuple[str, str], list[FieldSums]] = {}
    for place, kind, area, indicator, n, earned, full in rows:
        stratum = f"{kind}:{area}" if round_.is_per_area else kind
        sums.setdefault((place, stratum), []).append(FieldSums(indicator, "", n, earned, full))
    return (PlaceSums(place, stratum, tuple(found)) for (place, stratum), found in sums.items())
