"""What counting hands to the roll-up: small rows of whole numbers.

They come from one visit, from a query in the product's database or from DuckDB over files; the
roll-up cannot tell the difference. All rows belong to one round of one city, in any order, and
rows of the same indicator (of several units, areas or visits) add up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from ..errors import EngineError
from ..wording import said

NO_UNIT = ""


class FieldSums(NamedTuple):
    """Sums of a field indicator (实地): `n` applicable observations, marks in 1/D.

    `unit` holds the places (or answers for the items); NO_UNIT where nobody does.
    """

    indicator: str
    unit: str
    n: int
    earned: int
    full: int


class ItemSums(NamedTuple):
    """Sums of one check item: `n` applicable observations, marks in 1/D."""

    item: str
    n: int
    earned: int
    full: int


class MaterialSums(NamedTuple):
    """Requirements of a material indicator (材料): how many there are, how many accepted."""

    indicator: str
    n: int
    accepted: int


class SurveySums(NamedTuple):
    """Valid answers of a survey indicator (问卷).

    `weight` is Σ weight, `favourable` Σ weight of the favourable, both in 1/10 000; `squares` is
    Σ weight² in 1/10 000². Unweighted answers weigh 10 000 each.
    """

    indicator: str
    n: int
    weight: int
    favourable: int
    squares: int


class Statistic(NamedTuple):
    """The reported value of a statistic indicator (统计), exact, in the unit of its grades."""

    indicator: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class RoundSums:
    """Everything that is known of one round of one city. `events` are confirmed codes."""

    field: tuple[FieldSums, ...] = ()
    materials: tuple[MaterialSums, ...] = ()
    surveys: tuple[SurveySums, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    events: tuple[str, ...] = ()


SURVEY_UNIT = 10_000
"""Whole numbers that a survey weight of 1 is counted as."""


def pooled(rows: Iterable[FieldSums]) -> tuple[FieldSums, ...]:
    """One row an indicator and unit, sorted; rows of which nothing was applicable are left out.

    However the rows were split and ordered, these are the same.

    >>> pooled([FieldSums("D1", "b", 1, 2, 3), FieldSums("D1", "a", 0, 0, 0),
    ...         FieldSums("D1", "b", 1, 0, 3)])
    (FieldSums(indicator='D1', unit='b', n=2, earned=2, full=6),)
    """
    totals: dict[tuple[str, str], tuple[int, int, int]] = {}
    for row in rows:
        n, earned, full = totals.get(row[:2], (0, 0, 0))
        totals[row[:2]] = (n + row.n, earned + row.earned, full + row.full)
    return tuple(FieldSums(*key, *sums) for key, sums in sorted(totals.items()) if any(sums))


def with_visit(kept: Iterable[FieldSums], visit: Iterable[FieldSums]) -> tuple[FieldSums, ...]:
    """Kept sums of a round with those of one more visit: the same as counting all anew."""
    return pooled((*kept, *visit))


def without_visit(kept: Iterable[FieldSums], visit: Iterable[FieldSums]) -> tuple[FieldSums, ...]:
    """Kept sums of a round without those of a visit that no longer counts.

    Raises:
        EngineError: the visit is not among what was kept.
    """
    taken = (FieldSums(r.indicator, r.unit, -r.n, -r.earned, -r.full) for r in visit)
    rest = pooled((*kept, *taken))
    for row in rest:
        if row.n < 1 or not 0 <= row.earned <= row.full:
            raise EngineError(
                said("指标 %(code)s 的小计成了负数：这次到访没有计入过。", code=row.indicator)
            )
    return rest
