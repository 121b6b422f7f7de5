"""What a scored round consists of (得分)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

Ratio = tuple[int, int]
"""An exact number as numerator and denominator."""


class IndicatorResult(NamedTuple):
    """One indicator of one round; everything but the code is None when not measured (未测评).

    value, margin, gaps: per cent or the unit of its grades; share 0..1; marks, lost: marks.
    Comparisons are made with `exact_value` and `exact_share`.
    """

    code: str
    value: float | None = None
    n: int | None = None
    effective_n: float | None = None
    margin: float | None = None
    grade: str | None = None
    gaps: Mapping[str, float] | None = None
    share: float | None = None
    marks: float | None = None
    lost: float | None = None
    measured: bool = False
    below_standard: bool | None = None
    value_ratio: Ratio | None = None
    share_ratio: Ratio | None = None

    @property
    def exact_value(self) -> Fraction | None:
        return None if self.value_ratio is None else Fraction(*self.value_ratio)

    @property
    def exact_share(self) -> Fraction | None:
        return None if self.share_ratio is None else Fraction(*self.share_ratio)


class DimensionResult(NamedTuple):
    """Σ marks of the measured indicators of one dimension (or content), and the weights."""

    code: str
    marks: float
    weight: float
    measured_weight: float


class SchemeResult(NamedTuple):
    """One scheme. lower 已得分, upper 最高可得分, coverage 已测权重 (0..1), on_measured 得分率."""

    code: str
    on_measured: float | None
    lower: float
    upper: float
    coverage: float
    bonus: float
    deductions: float
    total: float
    status: str


@dataclass(frozen=True, slots=True)
class RoundResult:
    """Everything that one round of one city comes to; tuples are sorted by code.

    combined is the combined total; status is that of the base scheme and of the combined total:
    ok, vetoed (已否决), gated (未过前置门槛) or undecided (前置项未测全).
    """

    indicators: tuple[IndicatorResult, ...]
    dimensions: tuple[DimensionResult, ...]
    contents: tuple[DimensionResult, ...]
    schemes: tuple[SchemeResult, ...]
    combined: float
    status: str

    def indicator(self, code: str) -> IndicatorResult:
        return next(result for result in self.indicators if result.code == code)

    def scheme(self, code: str) -> SchemeResult:
        return next(result for result in self.schemes if result.code == code)


def rounded(value: float | Fraction | None, places: int = 2) -> Decimal | None:
    """A figure as a report shows it: to 9 decimals first, then half up to `places`.

    >>> rounded(0.285), rounded(Fraction(2, 3)), rounded(86.925000000000004, 2), rounded(None)
    (Decimal('0.29'), Decimal('0.67'), Decimal('86.93'), None)
    """
    if value is None:
        return None
    exact = Fraction(value)
    nine = Fraction(math.floor(abs(exact) * 10**9 + Fraction(1, 2)), 10**9)
    scaled = math.floor(nine * 10**places + Fraction(1, 2))
    return Decimal(scaled if exact >= 0 else -scaled).scaleb(-places)
