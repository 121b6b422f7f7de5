"""95 % intervals of a round from its sampling design (抽样误差), kept until a visit changes.

What another round measured for this one (指标对照) has the design of that round: its places and
their strata stand beside the round's own, so that the errors of independent draws add up.

An area is what its own places say: its strata are the types within it, N of each as the frame
holds them there and n as they were measured there. How far a place errs is taken around the rates
of the rest of the round: an area sees most indicators at too few places to err around their own.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Count, Max
from django.db.models.functions import Substr

from wenming.engine.framework import Framework
from wenming.engine.scoring import FieldSums
from wenming.engine.scoring.interval import (
    FEWEST_PLACES,
    Interval,
    PlaceSums,
    Stratum,
    field_interval,
    indicator_intervals,
)
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus
from wenming.organization.models import Area
from wenming.scoring import carrying, selectors
from wenming.scoring.carrying import Part, Sources
from wenming.scoring.models import PlaceScore

KEPT = 16  # rounds
Sums = Counter[tuple[str, str]]
OVER = frozenset({RoundStatus.CLOSED, RoundStatus.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Intervals:
    """The interval of the field rate, and of every measured field indicator by code."""

    rate: Interval
    indicators: dict[str, Interval]


def rate_of(round_: Round, carried: Sources) -> Interval | None:
    """The interval of the field rate once the visits are over: half a sample has no design.

    Args:
        carried: what other rounds brought, as `selectors.Scored` says it; so everywhere here.
    """
    return of(round_, carried).rate if round_.status in OVER else None


def of_indicators(round_: Round, carried: Sources) -> dict[str, Interval]:
    """As `rate_of` for every measured indicator, by code; empty while visits go on."""
    return of(round_, carried).indicators if round_.status in OVER else {}


def of(round_: Round, carried: Sources) -> Intervals:
    """Intervals of a round by first visits; computed anew when a visit has changed."""
    return _of(_Key(round_, carried))


def below(round_: Round, area: Area, carried: Sources) -> dict[str, Interval]:
    """Intervals of the field rates of `area` and of the areas below it, by path; as `rate_of`.

    Areas of fewer than FEWEST_PLACES have none; the whole round has one of any size.
    """
    if round_.status not in OVER:
        return {}
    key, length = _Key(round_, carried), len(area.path)
    found = {
        path: interval
        for path, interval in _at(key, length + Area.steplen).items()
        if path.startswith(area.path)
    }
    if area.path == round_.owner.path:
        return found | {area.path: _of(key).rate}
    here = _at(key, length)
    return found | ({area.path: here[area.path]} if area.path in here else {})


class _Key:
    """A round, for a cache: equal while no visit behind it changes."""

    def __init__(self, round_: Round, carried: Sources) -> None:
        self.round = round_
        self.parts = carrying.parts(round_, carried)
        counted = PlaceScore.objects.filter(visit__round__in=[part.round for part in self.parts])
        found = counted.aggregate(number=Count("pk"), last=Max("counted_at"))
        names = [(part.round.pk, str(part.names)) for part in self.parts]
        self._state = (found["number"], found["last"], *names)

    def __hash__(self) -> int:
        return hash(self._state)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._state == other._state


@lru_cache(maxsize=KEPT)
def _of(key: _Key) -> Intervals:
    framework = selectors.base_framework(key.round.edition)
    owner = key.round.owner.path
    design = _designs(key, framework, len(owner)).get(owner, Design())
    return Intervals(
        rate=field_interval(framework, design.strata, design.places),
        indicators=indicator_intervals(framework, design.strata, design.places),
    )


@lru_cache(maxsize=KEPT)
def _at(key: _Key, length: int) -> dict[str, Interval]:
    """Intervals of all areas whose path has this length and that have enough places."""
    framework = selectors.base_framework(key.round.edition)
    designs = _designs(key, framework, length)
    sums = {path: design.sums for path, design in designs.items()}
    whole = sum(sums.values(), Counter())
    found = {}
    for path, design in designs.items():
        if len(design.places) < FEWEST_PLACES:
            continue
        around = _rates(whole, sums[path])
        found[path] = field_interval(framework, design.strata, design.places, around=around)
    return found


def _rates(whole: Sums, own: Sums) -> dict[str, float]:
    """Rates by indicator, 0..100, of everything but what an area saw itself."""
    found = {}
    for code in {code for code, _kind in whole}:
        full = whole[code, "full"] - own[code, "full"]
        if full:
            found[code] = 100 * (whole[code, "earned"] - own[code, "earned"]) / full
    return found


@dataclass(slots=True)
class Design:
    """What was drawn from in one area, and what was measured of it."""

    strata: list[Stratum] = field(default_factory=list)
    places: list[PlaceSums] = field(default_factory=list)

    @property
    def sums(self) -> Sums:
        """Marks earned and possible by indicator."""
        found: Sums = Counter()
        for place in self.places:
            for row in place.indicators:
                found[row.indicator, "earned"] += row.earned
                found[row.indicator, "full"] += row.full
        return found


def _designs(key: _Key, framework: Framework, length: int) -> dict[str, Design]:
    """By the first `length` characters of the path of the area; two queries a part."""
    found: dict[str, Design] = {}
    for part in key.parts:
        prefix = "" if part.names is None else f"{part.round.number} "
        for path, stratum in _strata(part, framework, prefix, length):
            found.setdefault(path, Design()).strata.append(stratum)
        for path, place in _places(part, prefix, length):
            found.setdefault(path, Design()).places.append(place)
    return found


def _strata(
    part: Part, framework: Framework, prefix: str, length: int
) -> Iterator[tuple[str, Stratum]]:
    """Place types, or types within each area that was drawn apart, with how many the frame holds."""
    keys = ["type_code", "area_code"] if part.round.is_per_area else ["type_code"]
    types = framework.place_types
    rows = (
        part.round.frame.filter(is_named=False)
        .annotate(path=Substr("place__area__path", 1, length))
        .values_list("path", *keys)
        .annotate(Count("pk"))
        .order_by("path", *keys)
    )
    for path, *code, number in rows:
        group = types[code[0]].group if code[0] in types else ""
        yield path, Stratum(prefix + ":".join(code), prefix + group, number)


def _places(part: Part, prefix: str, length: int) -> Iterator[tuple[str, PlaceSums]]:
    """Every counted place with the sums that count here, also where these are none."""
    by_area = part.round.is_per_area
    columns = ("place__code", "type_code", "area_code")
    visits = part.visits.annotate(path=Substr("frame_place__place__area__path", 1, length))
    rows = visits.values_list("pk", "path", *(f"frame_place__{name}" for name in columns))
    sums: dict[object, list[FieldSums]] = {}
    for visit, indicator, *numbers in part.sums.order_by("pk").values_list(
        "visit", "indicator__code", "n", "earned", "full"
    ):
        found = sums.setdefault(visit, [])
        found += [FieldSums(code, "", *numbers) for code in part.called(indicator)]
    for visit, path, place, kind, area in rows:
        stratum = f"{kind}:{area}" if by_area else kind
        yield path, PlaceSums(prefix + place, prefix + stratum, tuple(sums.get(visit, ())))
