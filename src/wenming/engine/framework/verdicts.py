"""The verdict table: every possible verdict of every item with its marks in whole numbers.

Marks are counted in units of 1/D, D being the least common denominator of the framework, so
that sums are sums of whole numbers: the same in any order and on any database.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..errors import EngineError
from ..wording import said
from .model import CheckItem, Framework, Scoring

NO_OUTCOME = ""
NO_COUNT = -1
"""Stands for "no count" where a number is needed: in joins null equals nothing."""

ANY_MORE = 2**62
"""Upper end of the last range of counts."""

MET = "met"
NOT_MET = "not_met"
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One possible verdict of an item.

    It covers the counts `low`..`high` (both NO_COUNT for an outcome). `earned` and `full` are
    marks in units of 1/D; both 0 when not applicable. `indicator` is empty for an item that
    points at a non-field indicator: it counts in the place score only. `cap` is the cap of the
    place score in 1/C per cent where this verdict fails a critical item, else None.
    """

    item: str
    place_type: str
    indicator: str
    outcome: str
    low: int
    high: int
    earned: int
    full: int
    cap: int | None = None

    @property
    def applicable(self) -> bool:
        return self.full > 0


@dataclass(frozen=True, slots=True)
class VerdictTable:
    """All verdicts of a framework: D, C and the verdicts of each item.

    The verdicts of an item stand with those by count first, in the order of the count.
    """

    denominator: int
    cap_denominator: int
    items: Mapping[str, tuple[Verdict, ...]]
    by_outcome: Mapping[tuple[str, str], Verdict]

    def rows(self) -> Iterator[Verdict]:
        """Every verdict, items in the order of the framework."""
        for verdicts in self.items.values():
            yield from verdicts

    def judge(self, item: str, outcome: str | None, count: int | None) -> Verdict:
        """The verdict that an observation gives.

        Raises:
            EngineError: unknown item or level, a count that is missing or too much.
        """
        verdicts = self.items.get(item)
        if verdicts is None:
            raise EngineError(said("测评体系中没有细项“%(item)s”。", item=item))
        verdict = self.by_outcome.get((item, outcome or NO_OUTCOME))
        if verdict is not None and count is None:
            return verdict
        if outcome or count is None or count < 0 or verdicts[0].low == NO_COUNT:
            expected = self.expected(item)
            raise EngineError(
                said("细项 %(item)s 的判定有误：%(expected)s。", item=item, expected=expected)
            )
        top = max(verdict.low for verdict in verdicts)
        return verdicts[min(count, top)]

    def expected(self, item: str) -> str:
        """What may be entered for an item, in words for a refusal."""
        verdicts = self.items[item]
        outcomes = [v.outcome for v in verdicts if v.low == NO_COUNT]
        if verdicts[0].low == NO_COUNT:
            return said(
                "结果（outcome）应为 %(outcomes)s 之一，数目（count）应为空", outcomes=outcomes
            )
        return said(
            "数目（count）应为不小于 0 的整数且结果为空，或结果为 %(outcomes)s 且数目为空",
            outcomes=outcomes,
        )


def verdict_table(framework: Framework) -> VerdictTable:
    """Every verdict of every item of `framework` (判定表)."""
    marks = {code: _marks(item.scoring) for code, item in framework.items.items()}
    full = {code: Fraction(item.scoring.max) for code, item in framework.items.items()}
    caps = [item.scoring.cap for item in framework.items.values() if item.scoring.cap is not None]
    units = math.lcm(
        *(maximum.denominator for maximum in full.values()),
        *(mark.denominator for rows in marks.values() for mark, _, _ in rows),
    )
    cap_units = math.lcm(*(Fraction(cap).denominator for cap in caps))
    items = {
        code: tuple(_verdicts(framework, item, marks[code], units, cap_units))
        for code, item in framework.items.items()
    }
    by_outcome = {
        (v.item, v.outcome): v for rows in items.values() for v in rows if v.low == NO_COUNT
    }
    return VerdictTable(units, cap_units, items, by_outcome)


def _marks(scoring: Scoring) -> list[tuple[Fraction, str, int]]:
    """Earned marks by outcome or count; the last count stands for any more.

    >>> from decimal import Decimal
    >>> [str(m) for m, _, _ in _marks(Scoring("deduct", Decimal(2), per_finding=Decimal("0.8")))]
    ['2', '6/5', '2/5', '0']
    >>> [str(m) for m, _, _ in _marks(Scoring("min_count", Decimal(2), required=3))]
    ['0', '2/3', '4/3', '2']
    """
    full = Fraction(scoring.max)
    if scoring.type == "graded":
        return [(full * Fraction(f), level, NO_COUNT) for level, f in scoring.levels.items()]
    if scoring.required is not None:
        required = scoring.required
        return [(full * count / required, NO_OUTCOME, count) for count in range(required + 1)]
    if scoring.per_finding is not None:
        step = Fraction(scoring.per_finding)
        counts = range(math.ceil(full / step) + 1)
        return [(max(Fraction(0), full - step * count), NO_OUTCOME, count) for count in counts]
    return [(full, MET, NO_COUNT), (Fraction(0), NOT_MET, NO_COUNT)]


def _verdicts(
    framework: Framework,
    item: CheckItem,
    marks: list[tuple[Fraction, str, int]],
    units: int,
    cap_units: int,
) -> Iterator[Verdict]:
    """The verdicts of one item in whole numbers, 不涉及 last."""
    indicator = framework.indicators[item.indicator]
    place = (
        item.code,
        item.place_type,
        indicator.code if indicator.counts_as == "field" else "",
    )
    full = int(Fraction(item.scoring.max) * units)
    cap = None if item.scoring.cap is None else int(Fraction(item.scoring.cap) * cap_units)
    last = marks[-1][2]
    for earned, outcome, count in marks:
        high = ANY_MORE if count == last != NO_COUNT else count
        fails = cap if outcome == NOT_MET else None
        yield Verdict(*place, outcome, count, high, int(earned * units), full, fails)
    yield Verdict(*place, NOT_APPLICABLE, NO_COUNT, NO_COUNT, 0, 0)
