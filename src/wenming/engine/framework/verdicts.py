"""The verdict table: every possible verdict of every item with its marks in whole numbers.

Marks are counted in units of 1/D, D being the least common denominator of the framework, so
that sums are sums of whole numbers: the same in any order and on any database.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..errors import EngineError
from .model import COUNTED_TYPES, CheckItem, Framework, Scoring

NO_OUTCOME = ""
NO_COUNT = -1
"""Stands for "no count" where a number is needed: in joins null equals nothing."""

ANY_MORE = 2**62
"""Upper end of the last range of counts."""

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
            raise EngineError(f"测评体系中没有细项“{item}”。")
        verdict = self.by_outcome.get((item, outcome or NO_OUTCOME))
        if verdict is not None and count is None:
            return verdict
        if outcome or count is None or count < 0 or verdicts[0].low == NO_COUNT:
            raise EngineError(f"细项 {item} 的判定有误：{self.expected(item)}。")
        top = max(verdict.low for verdict in verdicts)
        return verdicts[min(count, top)]

    def expected(self, item: str) -> str:
        """What may be entered for an item, in words for a refusal."""
        verdicts = self.items[item]
        outcomes = "、".join(v.outcome for v in verdicts if v.low == NO_COUNT)
        if verdicts[0].low == NO_COUNT:
            return f"结果（outcome）应为 {outcomes} 之一，数目（count）应为空"
        return f"数目（count）应为不小于 0 的整数且结果为空，或结果为 {outcomes} 且数目为空"


def verdict_table(framework: Framework) -> VerdictTable:
    """Every verdict of every item of `framework` (判定表).

    >>> from wenming.engine.framework import model
    >>> item = model.CheckItem("X", "L", "I", "", "", "", "", model.Scoring(
    ...     "deduct", Decimal(2), per_finding=Decimal("0.8")), None, "holder")
    >>> [(str(marks), low) for marks, low, _ in _counted(item.scoring)]
    [('2', 0), ('6/5', 1), ('2/5', 2), ('0', 3)]
    """
    marks = {code: list(_marks(item.scoring)) for code, item in framework.items.items()}
    denominator = math.lcm(*(mark.denominator for rows in marks.values() for mark, *_ in rows))
    caps = [item.scoring.cap for item in framework.items.values() if item.scoring.cap is not None]
    cap_denominator = math.lcm(*(Fraction(cap).denominator for cap in caps))
    items = {
        code: tuple(_verdicts(framework, item, marks[code], denominator, cap_denominator))
        for code, item in framework.items.items()
    }
    by_outcome = {
        (v.item, v.outcome): v for rows in items.values() for v in rows if v.low == NO_COUNT
    }
    return VerdictTable(denominator, cap_denominator, items, by_outcome)


Marks = tuple[Fraction, int, int, str]
"""Earned marks, lowest and highest count, outcome."""
