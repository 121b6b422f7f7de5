"""Values of indicators from sums (指标值), exact."""

import math
from collections.abc import Iterable
from fractions import Fraction
from operator import add
from typing import Any, NamedTuple

from ..errors import EngineError
from ..framework.model import Framework
from ..wording import said
from .results import Ratio
from .sums import FieldSums, RoundSums, Statistic

Z95 = 1.96


class Measured(NamedTuple):
    """What is known of an indicator: exact value, number of records, survey precision."""

    value: Ratio
    n: int
    effective_n: float | None = None
    margin: float | None = None


def measure(framework: Framework, sums: RoundSums) -> dict[str, Measured]:
    """Exact values of the indicators that have data, by code.

        field      100 × Σ earned ÷ Σ full                    n = applicable observations
        material   100 × accepted ÷ requirements              n = requirements
        survey     100 × Σ weight of favourable ÷ Σ weight    n = valid answers
        statistic  the reported value                         n = 1

    Raises:
        EngineError: unknown indicator, or of another method; more earned than full; two values
            of one statistic.
    """
    measured = _statistics(framework, sums.statistics)
    field = _pool(framework, "field", ((r.indicator, r.n, r.earned, r.full) for r in sums.field))
    for code, (n, earned, full) in field.items():
        _within(code, earned, full)
        if full:
            measured[code] = Measured((100 * earned, full), n)
    rows = ((r.indicator, r.n, r.accepted) for r in sums.materials)
    for code, (n, accepted) in _pool(framework, "material", rows).items():
        _within(code, accepted, n)
        if n:
            measured[code] = Measured((100 * accepted, n), n)
    answers = ((r.indicator, r.n, r.weight, r.favourable, r.squares) for r in sums.surveys)
    for code, (n, weight, favourable, squares) in _pool(framework, "survey", answers).items():
        _within(code, favourable, weight)
        if weight:
            measured[code] = _survey(n, weight, favourable, squares)
    return measured


def field_values(sums: Iterable[FieldSums]) -> dict[str, Fraction]:
    """Exact values of field indicators from any selection of sums: an area, a type, a visit.

    >>> field_values([FieldSums("D06-01", "", 2, 330, 360), FieldSums("D06-01", "", 1, 180, 360),
    ...               FieldSums("D06-02", "", 0, 0, 0)])
    {'D06-01': Fraction(425, 6)}
    """
    totals: dict[str, list[int]] = {}
    for row in sums:
        total = totals.setdefault(row.indicator, [0, 0])
        total[0] += row.earned
        total[1] += row.full
    return {code: Fraction(100 * earned, full) for code, (earned, full) in totals.items() if full}


def _pool(
    framework: Framework, method: str, rows: Iterable[tuple[Any, ...]]
) -> dict[str, list[int]]:
    """Add up the columns of the rows of each indicator."""
    totals: dict[str, list[int]] = {}
    for code, *columns in rows:
        if code in totals:
            totals[code] = list(map(add, totals[code], columns))
        else:
            _expect(framework, code, method)
            totals[code] = columns
    return totals


def _expect(framework: Framework, code: str, method: str) -> None:
    indicator = framework.indicators.get(code)
    if indicator is None:
        raise EngineError(said("测评体系中没有指标“%(code)s”。", code=code))
    if indicator.counts_as != method:
        values = {"code": code, "method": indicator.method, "asked": method}
        raise EngineError(said("指标 %(code)s 的测评方法是 %(method)s，不是 %(asked)s。", **values))


def _within(code: str, part: int, whole: int) -> None:
    if not 0 <= part <= whole:
        values = {"code": code, "part": part, "whole": whole}
        raise EngineError(said("指标 %(code)s 的小计有误：%(part)s/%(whole)s。", **values))


def _statistics(framework: Framework, rows: Iterable[Statistic]) -> dict[str, Measured]:
    values: dict[str, Measured] = {}
    for row in rows:
        _expect(framework, row.indicator, "statistic")
        if row.indicator in values:
            raise EngineError(said("指标 %(code)s 的统计值报了两次。", code=row.indicator))
        values[row.indicator] = Measured(row.value.as_integer_ratio(), 1)
    return values


def _survey(n: int, weight: int, favourable: int, squares: int) -> Measured:
    """Value, effective n = (Σw)² ÷ Σw² and margin = 1.96 × √(p(1−p) ÷ effective n) × 100."""
    return Measured(
        value=(100 * favourable, weight),
        n=n,
        effective_n=weight**2 / squares,
        margin=Z95 * math.sqrt(favourable * (weight - favourable) * squares / weight**4) * 100,
    )
