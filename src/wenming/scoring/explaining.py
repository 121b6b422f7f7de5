"""From a figure down to the observations behind it (丢分说明)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from wenming.engine.framework import Verdict
from wenming.inspections.models import Correction, Finding, Observation, Round, Visit
from wenming.inspections.selectors import Which, counted_visits, effective
from wenming.organization.models import Unit
from wenming.places.selectors import answering_unit, overrides_by_place
from wenming.scoring import counting


@dataclass(frozen=True, slots=True)
class Judged:
    """One observation with its marks.

    Attributes:
        earned, full: item marks, exact; both 0 when not applicable (不涉及).
        denominator: D, in which the verdict counts its marks.
        count: what was counted, after corrections.
        lost: marks of the indicator lost here; None for a verdict that counts in the place only.
        unit: who answers for the item there, where it was asked for.
    """

    observation: Observation
    verdict: Verdict
    earned: Fraction
    full: Fraction
    denominator: int
    count: int | None = None
    lost: float | None = None
    unit: Unit | None = None

    @property
    def missing(self) -> Fraction:
        """Item marks not earned."""
        return self.full - self.earned


@dataclass(slots=True)
class Rows:
    """Observations with their sums."""

    rows: list[Judged] = field(default_factory=list)

    @property
    def earned(self) -> Fraction:
        """Item marks earned."""
        return sum((row.earned for row in self.rows), Fraction(0))

    @property
    def full(self) -> Fraction:
        """Item marks possible."""
        return sum((row.full for row in self.rows), Fraction(0))

    @property
    def missing(self) -> Fraction:
        """Item marks not earned."""
        return self.full - self.earned

    @property
    def lost(self) -> float:
        """Marks of the indicator lost."""
        return sum(row.lost or 0.0 for row in self.rows)


@dataclass(slots=True)
class PlaceLoss(Rows):
    """A place with its observations of one indicator."""

    visit: Visit = field(kw_only=True)


def recorded(observations: QuerySet[Observation]) -> QuerySet[Observation]:
    """`observations` with all that a reader of one of them sees, in a fixed number of queries."""
    return (
        effective(observations)
        .select_related(
            "item__indicator", "visit__frame_place__place", "visit__frame_place__holder"
        )
        .prefetch_related(
            Prefetch("findings", Finding.objects.select_related("photo", "after_photo")),
            Prefetch("corrections", Correction.objects.select_related("by")),
        )
    )


def judged(round_: Round, observations: Iterable[Any]) -> list[Judged]:
    """Marks of the rows of `recorded`, which carry the verdict after corrections."""
    table = counting.table_of(round_.edition)
    rows = []
    for row in observations:
        verdict = table.judge(row.item.code, row.final_outcome or None, row.final_count)
        earned = Fraction(verdict.earned, table.denominator)
        full = Fraction(verdict.full, table.denominator)
        rows.append(Judged(row, verdict, earned, full, table.denominator, row.final_count))
    return rows


def losses_by_place(
    round_: Round, indicator: str, lost: float, which: Which = "first", *, area: str = ""
) -> list[PlaceLoss]:
    """Where the marks of an indicator were lost: places, most lost first, with their rows.

    Args:
        area: path of the area that the places lie in.
        lost: marks that the indicator lost in all, split in proportion to what each row misses.
    """
    observations = recorded(
        Observation.objects.filter(
            visit__in=counted_visits(round_, which),
            visit__frame_place__place__area__path__startswith=area,
            item__indicator__code=indicator,
        )
        .select_related("visit__frame_place__sector")
        .order_by("visit__frame_place__place__code", "item__code")
    )
    rows = judged(round_, observations)
    overrides = overrides_by_place([row.observation.visit.frame_place.place_id for row in rows])
    everything = sum((row.missing for row in rows), Fraction(0))
    places: dict[object, PlaceLoss] = {}
    for row in rows:
        part = lost * float(row.missing / everything) if everything else 0.0
        place = places.setdefault(row.observation.visit_id, PlaceLoss(visit=row.observation.visit))
        held = row.observation.visit.frame_place
        unit = answering_unit(held, row.observation.item, overrides.get(held.place_id, {}))
        place.rows.append(replace(row, lost=part, unit=unit))
    return sorted(places.values(), key=lambda place: (-place.missing, str(place.visit)))


@dataclass(frozen=True, slots=True)
class ItemResult:
    """How one check item fared in a round: of `n` applicable, `failed` lost marks."""

    item_code: str
    n: int
    failed: int
    lost: Fraction


def items_most_failed(round_: Round, which: Which = "first", *, most: int = 20) -> list[ItemResult]:
    """Check items by how often they lost marks (常失分项), then by item marks lost."""
    table = counting.table_of(round_.edition)
    groups = (
        effective(Observation.objects.filter(visit__in=counted_visits(round_, which)))
        .values_list("item__code", "final_outcome", "final_count")
        .annotate(number=Count("pk"))
        .order_by()
    )
    sums: dict[str, list[int]] = {}
    for code, outcome, count, number in groups:
        verdict = table.judge(code, outcome or None, count)
        cell = sums.setdefault(code, [0, 0, 0])
        cell[0] += number if verdict.applicable else 0
        cell[1] += number if verdict.earned < verdict.full else 0
        cell[2] += number * (verdict.full - verdict.earned)
    results = [
        ItemResult(code, n, failed, Fraction(lost, table.denominator))
        for code, (n, failed, lost) in sums.items()
        if failed
    ]
    return sorted(results, key=lambda r: (-r.failed, -r.lost, r.item_code))[:most]
