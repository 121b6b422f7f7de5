"""Ranks of units by their own field rate among their peers (排名); after publication, never people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from wenming.duties.selectors import leads_of
from wenming.engine import scoring as engine
from wenming.engine.framework import Framework
from wenming.engine.scoring.interval import FEWEST_PLACES
from wenming.inspections.models import Round
from wenming.organization.models import Area, Unit, UnitKind
from wenming.scoring import carrying, selectors

TERRITORIES = (UnitKind.DISTRICT, UnitKind.STREET, UnitKind.COMMUNITY)
PEERS = (UnitKind.DEPARTMENT, *TERRITORIES, UnitKind.VERTICAL)


@dataclass(frozen=True, slots=True)
class RankRow:
    """A unit among its peers; `rank` is None where too few places were seen."""

    unit: Unit
    rate: Fraction
    places: int
    rank: int | None


@dataclass(frozen=True, slots=True)
class Peers:
    """Units of one kind: ranked ones best first, those without a rank by name."""

    kind: UnitKind
    rows: list[RankRow]

    @property
    def ranked(self) -> list[RankRow]:
        """Units with a rank."""
        return [row for row in self.rows if row.rank is not None]

    @property
    def small(self) -> list[RankRow]:
        """Units with too few places to be ranked."""
        return [row for row in self.rows if row.rank is None]


_COLUMNS = (
    "visit__frame_place__place",
    "unit",
    "indicator__code",
    "visit__frame_place__place__area__path",
    "n",
    "earned",
    "full",
)


@dataclass(slots=True)
class _Own:
    """What counts for one unit: sums, and the places that they come from."""

    sums: list[engine.FieldSums] = field(default_factory=list)
    places: set[int] = field(default_factory=set)


def peers(round_: Round) -> list[Peers]:
    """The peer groups of a published round; three queries.

    A territory (区县, 街道, 社区) answers for every place that lies in it. A department or a unit
    of the line administrations (垂管) answers for the items that are its own and for the
    indicators that it leads.
    """
    framework = selectors.base_framework(round_.edition)
    own = _own_of(round_)
    units = Unit.objects.filter(pk__in=own).select_related("area").defer("area__outline")
    by_kind: dict[str, list[Unit]] = {}
    for unit in units.order_by("pinyin"):
        by_kind.setdefault(unit.kind, []).append(unit)
    return [
        Peers(kind, _ranked(framework, by_kind[kind], own)) for kind in PEERS if kind in by_kind
    ]


def _own_of(round_: Round) -> dict[int, _Own]:
    holders = _territories()
    acting = set(Unit.objects.exclude(kind__in=TERRITORIES).values_list("pk", flat=True))
    leads = _lead_keys(round_)
    found: dict[int, _Own] = {}
    for part in carrying.parts(round_, selectors.carried_into(round_)):
        rows = part.sums.filter(n__gt=0).values_list(*_COLUMNS)
        for place, unit, indicator, path, *sums in rows:
            for code in part.called(indicator):
                for key in _answering(unit, code, path, acting, leads, holders):
                    cell = found.setdefault(key, _Own())
                    cell.sums.append(engine.FieldSums(code, "", *sums))
                    cell.places.add(place)
    return found


def _answering(
    unit: int,
    indicator: str,
    path: str,
    acting: set[int],
    leads: Mapping[str, set[int]],
    holders: Mapping[str, list[int]],
) -> set[int]:
    """The units for which one sum counts."""
    keys = leads.get(indicator, set()) & acting
    if unit in acting:
        keys = keys | {unit}
    above = (path[:end] for end in range(Area.steplen, len(path) + 1, Area.steplen))
    return keys.union(*(holders.get(part, []) for part in above))


def _territories() -> dict[str, list[int]]:
    """Keys of the units of each area, by its path."""
    found: dict[str, list[int]] = {}
    rows = Unit.objects.filter(kind__in=TERRITORIES).values_list("area__path", "pk")
    for path, key in rows:
        found.setdefault(path, []).append(key)
    return found


def _lead_keys(round_: Round) -> dict[str, set[int]]:
    """Lead units by indicator: those of the published run, or of today."""
    run = selectors.published_run(round_)
    if run is None or not run.inputs:
        return {code: {u.pk for u in units} for code, units in leads_of(round_.edition).items()}
    leads: Mapping[str, list[str]] = run.inputs["leads"]
    codes = {code for units in leads.values() for code in units}
    keys = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    return {code: {keys[unit] for unit in units if unit in keys} for code, units in leads.items()}


def _ranked(framework: Framework, units: Iterable[Unit], own: Mapping[int, _Own]) -> list[RankRow]:
    rated = []
    for unit in units:
        rate = engine.field_rate(framework, own[unit.pk].sums)
        if rate is not None:
            rated.append((unit, rate, len(own[unit.pk].places)))
    enough = [row for row in rated if row[2] >= FEWEST_PLACES]
    rows = [
        RankRow(unit, rate, places, 1 + sum(other[1] > rate for other in enough))
        if places >= FEWEST_PLACES
        else RankRow(unit, rate, places, None)
        for unit, rate, places in rated
    ]
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.unit.pinyin))
