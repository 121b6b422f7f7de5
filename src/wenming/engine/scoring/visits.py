"""The sums of one visit: what is stored when a visit is accepted (一次到访的小计)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..errors import EngineError
from ..framework.verdicts import VerdictTable
from ..wording import said
from .sums import NO_UNIT, FieldSums


@dataclass(frozen=True, slots=True)
class Observation:
    """One verdict on one item: an outcome (met, not_met, not_applicable, a level) or a count."""

    item: str
    outcome: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class VisitSums:
    """Sums of one visit; marks in 1/D.

    `score` is the exact place score (点位得分) 0..100, None when nothing was applicable. `cap_item`
    is the failed critical item with the smallest cap, whether or not the cap lowered the score.
    """

    n: int
    earned: int
    full: int
    score: Fraction | None
    cap_item: str | None
    indicators: tuple[FieldSums, ...]


def visit_sums(
    table: VerdictTable,
    observations: Iterable[Observation],
    *,
    place_type: str,
    unit: str = NO_UNIT,
    owners: Mapping[str, str] | None = None,
) -> VisitSums:
    """Sums of one visit to one place.

        score = 100 × Σ earned ÷ Σ full, at most the smallest cap of the failed critical items

    Args:
        table: of the edition that the round is scored by.
        observations: one per item at most, any order.
        place_type: of the place; items of another type are refused.
        unit: who holds the place; `owners` names another unit for single items.

    Returns:
        sums of the visit and, in `indicators`, per field indicator and unit, sorted. Items that
        point at another method's indicator count in the visit only.

    Raises:
        EngineError: unknown item or level, item of another type, missing or superfluous count,
            two verdicts on one item.
    """
    sums: dict[tuple[str, str], list[int]] = {}
    n = earned = full = 0
    caps: list[tuple[int, str]] = []
    seen: set[str] = set()
    for row in observations:
        verdict = table.judge(row.item, row.outcome, row.count)
        if verdict.place_type != place_type:
            values = {"item": row.item, "type": place_type}
            raise EngineError(said("细项 %(item)s 不属于点位类型 %(type)s。", **values))
        if row.item in seen:
            raise EngineError(said("细项 %(item)s 在同一次到访中判定了两次。", item=row.item))
        seen.add(row.item)
        if verdict.cap is not None:
            caps.append((verdict.cap, row.item))
        holder = (owners or {}).get(row.item, unit)
        cell = sums.setdefault((verdict.indicator, holder), [0, 0, 0])
        for position, part in enumerate((verdict.applicable, verdict.earned, verdict.full)):
            cell[position] += part
        n += verdict.applicable
        earned += verdict.earned
        full += verdict.full
    score, cap_item = place_score(earned, full, caps, table.cap_denominator)
    indicators = tuple(
        FieldSums(indicator, holder, *cell)
        for (indicator, holder), cell in sorted(sums.items())
        if indicator
    )
    return VisitSums(n, earned, full, score, cap_item, indicators)


def place_score(
    earned: int, full: int, caps: Iterable[tuple[int, str]], cap_denominator: int
) -> tuple[Fraction | None, str | None]:
    """Place score and the critical item that caps it.

    >>> place_score(9, 10, [(60, "L06-01"), (50, "L06-07")], 1)
    (Fraction(50, 1), 'L06-07')
    >>> place_score(0, 0, [], 1)
    (None, None)
    """
    if not full:
        return None, None
    score = Fraction(100 * earned, full)
    lowest = min(caps, default=None)
    if lowest is None:
        return score, None
    return min(score, Fraction(lowest[0], cap_denominator)), lowest[1]
