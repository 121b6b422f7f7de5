"""Roll-up: sums of whole numbers → indicators, dimensions, schemes, totals (汇总).

What decides (a grade, a gate, a veto) is compared exactly. What is shown is a float64, each made
once from an exact figure or by `math.fsum`, whose result does not depend on the order.

Source: design/engine.md section 3.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import add
from typing import Any

from ..errors import EngineError
from ..framework.model import GRADES, Entry, Framework, Indicator, Scheme
from .sums import FieldSums, RoundSums, Statistic

HUNDRED = Fraction(100)
Z95 = 1.96
NEAR = 1e-6
"""Sums of floats this near to a gate are summed again exactly; they err by less than 1e-10."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of an indicator: exact value, number of records, survey precision."""

    value: Fraction
    n: int
    effective_n: float | None = None
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator of one round; everything but the code is None when not measured (未测评).

    value, margin, gaps: per cent or the unit of its grades; share 0..1; marks, lost: marks.
    `exact_value` and `exact_share` are what comparisons are made with.
    """

    code: str
    value: float | None
    n: int | None
    effective_n: float | None
    margin: float | None
    grade: str | None
    gaps: Mapping[str, float] | None
    share: float | None
    marks: float | None
    lost: float | None
    below_standard: bool | None
    exact_value: Fraction | None
    exact_share: Fraction | None

    @property
    def measured(self) -> bool:
        return self.exact_value is not None


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """Σ marks of the measured indicators of one dimension, and the weights."""

    code: str
    marks: float
    weight: float
    measured_weight: float


@dataclass(frozen=True, slots=True)
class SchemeResult:
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
    """Everything that one round of one city comes to; tuples are sorted by code."""

    indicators: tuple[IndicatorResult, ...]
    dimensions: tuple[DimensionResult, ...]
    schemes: tuple[SchemeResult, ...]
    combined: float
    status: str

    def indicator(self, code: str) -> IndicatorResult:
        return next(result for result in self.indicators if result.code == code)

    def scheme(self, code: str) -> SchemeResult:
        return next(result for result in self.schemes if result.code == code)


def rollup(
    framework: Framework, sums: RoundSums, *, at_most: Mapping[str, Fraction] | None = None
) -> RoundResult:
    """Score one round of one city (计分).

    Args:
        framework: the edition that the round is scored by.
        sums: what counting returned for the round.
        at_most: shares by a stricter local standard (本地加严标准), by indicator: where a share
            of the base edition is higher, the local one counts.

    Raises:
        EngineError: a row names an unknown indicator or event or one of another method, or holds
            sums that cannot be (more earned than full).
    """
    measured = measure(framework, sums)
    results = {
        code: _indicator(framework, code, measured.get(code), (at_most or {}).get(code))
        for code in sorted(framework.indicators)
    }
    entries = _entries(framework, sums.events)
    gate = _gate_status(framework, results)
    status = "vetoed" if any(entry.effect == "veto" for entry in entries) else gate
    schemes = tuple(
        _scheme(framework, framework.schemes[code], results, entries, status)
        for code in sorted(framework.schemes)
    )
    return RoundResult(
        indicators=tuple(results.values()),
        dimensions=tuple(_dimension(framework, c, results) for c in sorted(framework.dimensions)),
        schemes=schemes,
        combined=_combined(framework, schemes),
        status=status,
    )


# --- Values --------------------------------------------------------------------------------


def measure(framework: Framework, sums: RoundSums) -> dict[str, Measured]:
    """Exact values of the indicators that have data, by code.

        field      100 × Σ earned ÷ Σ full                    n = applicable observations
        material   100 × accepted ÷ requirements              n = requirements
        survey     100 × Σ weight of favourable ÷ Σ weight    n = valid answers
        statistic  the reported value                         n = 1

    Raises:
        EngineError: as `rollup`.
    """
    measured = _statistics(framework, sums.statistics)
    field = _pool(framework, "field", ((r.indicator, r.n, r.earned, r.full) for r in sums.field))
    for code, (n, earned, full) in field.items():
        _within(code, earned, full)
        if full:
            measured[code] = Measured(Fraction(100 * earned, full), n)
    rows = ((r.indicator, r.n, r.accepted) for r in sums.materials)
    for code, (n, accepted) in _pool(framework, "material", rows).items():
        _within(code, accepted, n)
        if n:
            measured[code] = Measured(Fraction(100 * accepted, n), n)
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


def field_rate(framework: Framework, sums: Iterable[FieldSums]) -> Fraction | None:
    """The field rate of a selection (实地考察得分率), 0..100, exact; None when nothing counts.

        rate = 100 × Σ marks ÷ Σ weight, over the measured field indicators of the base scheme

    A rate of an area, a unit or a place type is one of the field only; other methods have none.
    """
    values = field_values(sums)
    base = framework.base.dimensions
    marks = weight = Fraction(0)
    for code, value in values.items():
        indicator = framework.indicators[code]
        if indicator.dimension in base:
            marks += Fraction(indicator.weight) * _share(framework, indicator, value)
            weight += Fraction(indicator.weight)
    return HUNDRED * marks / weight if weight else None


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
        raise EngineError(f"测评体系中没有指标“{code}”。")
    if indicator.counts_as != method:
        raise EngineError(f"指标 {code} 的测评方法是 {indicator.method}，不是 {method}。")


def _within(code: str, part: int, whole: int) -> None:
    if not 0 <= part <= whole:
        raise EngineError(f"指标 {code} 的小计有误：{part}/{whole}。")


def _statistics(framework: Framework, rows: Iterable[Statistic]) -> dict[str, Measured]:
    values: dict[str, Measured] = {}
    for row in rows:
        _expect(framework, row.indicator, "statistic")
        if row.indicator in values:
            raise EngineError(f"指标 {row.indicator} 的统计值报了两次。")
        values[row.indicator] = Measured(row.value, 1)
    return values


def _survey(n: int, weight: int, favourable: int, squares: int) -> Measured:
    """Value, effective n = (Σw)² ÷ Σw² and margin = 1.96 × √(p(1−p) ÷ effective n) × 100."""
    variance = Fraction(favourable * (weight - favourable) * squares, weight**4)
    return Measured(
        value=Fraction(100 * favourable, weight),
        n=n,
        effective_n=weight**2 / squares,
        margin=Z95 * math.sqrt(variance) * 100,
    )


# --- Indicators ----------------------------------------------------------------------------


def grade_of(indicator: Indicator, value: Fraction) -> str:
    """A, B, C or D of an exact value, compared exactly."""
    for grade in "ABC":
        if _missing(indicator, grade, value)[0] <= 0:
            return grade
    return "D"


def _missing(indicator: Indicator, grade: str, value: Fraction) -> tuple[int, int]:
    """What is missing to a grade, as numerator and denominator; not positive when it is met."""
    at, at_units = indicator.grades.at[grade].as_integer_ratio()
    number, units = value.as_integer_ratio()
    missing = at * units - number * at_units
    return (missing if indicator.grades.op == ">=" else -missing), at_units * units


def _gap(indicator: Indicator, grade: str, value: Fraction) -> float:
    """What is missing to a grade, 0 when met."""
    missing, units = _missing(indicator, grade, value)
    return max(missing, 0) / units


def _share(framework: Framework, indicator: Indicator, value: Fraction) -> Fraction:
    """Share of the weight that a value earns, 0..1."""
    if indicator.marking == "proportional":
        return min(max(value / 100, Fraction(0)), Fraction(1))
    return Fraction(framework.grade_points[grade_of(indicator, value)])


def _indicator(
    framework: Framework, code: str, measured: Measured | None, at_most: Fraction | None
) -> IndicatorResult:
    if measured is None:
        return IndicatorResult(code, *[None] * 12)
    indicator = framework.indicators[code]
    value = measured.value
    grade = grade_of(indicator, value)
    share = _share(framework, indicator, value)
    if at_most is not None:
        share = min(share, at_most)
    weight, weight_units = indicator.weight.as_integer_ratio()
    units = weight_units * share.denominator
    return IndicatorResult(
        code=code,
        value=float(value),
        n=measured.n,
        effective_n=measured.effective_n,
        margin=measured.margin,
        grade=grade,
        gaps={name: _gap(indicator, name, value) for name in "ABC"},
        share=float(share),
        marks=weight * share.numerator / units,
        lost=weight * (share.denominator - share.numerator) / units,
        below_standard=GRADES.index(grade) > GRADES.index(framework.standard_grade),
        exact_value=value,
        exact_share=share,
    )


# --- Dimensions, schemes, totals ------------------------------------------------------------

Results = Mapping[str, IndicatorResult]


def _of(framework: Framework, dimensions: Iterable[str]) -> list[Indicator]:
    wanted = set(dimensions)
    return [i for i in framework.indicators.values() if i.dimension in wanted]


def _weight(indicators: Iterable[Indicator]) -> Decimal:
    return sum((indicator.weight for indicator in indicators), Decimal(0))


def _marks(indicators: Iterable[Indicator], results: Results) -> float:
    return math.fsum(results[i.code].marks or 0.0 for i in indicators)


def _dimension(framework: Framework, code: str, results: Results) -> DimensionResult:
    inside = _of(framework, [code])
    return DimensionResult(
        code=code,
        marks=_marks(inside, results),
        weight=float(_weight(inside)),
        measured_weight=float(_weight(i for i in inside if results[i.code].measured)),
    )


def _scheme(
    framework: Framework, scheme: Scheme, results: Results, entries: list[Entry], status: str
) -> SchemeResult:
    """One scheme; `status` is that of the base scheme, every other is ok."""
    inside = _of(framework, scheme.dimensions)
    weight = _weight(inside)
    measured = _weight(i for i in inside if results[i.code].measured)
    lower = _marks(inside, results)
    acting = [entry for entry in entries if scheme.code in entry.schemes]
    bonus = sum((e.points for e in acting if e.effect == "bonus"), Decimal(0))
    if framework.bonus_cap is not None:
        bonus = min(bonus, framework.bonus_cap)
    deductions = sum((e.points for e in acting if e.effect == "deduct"), Decimal(0))
    return SchemeResult(
        code=scheme.code,
        on_measured=100 * lower / float(measured) if measured else None,
        lower=lower,
        upper=lower + float(weight - measured),
        coverage=float(Fraction(measured) / Fraction(weight)) if weight else 0.0,
        bonus=float(bonus),
        deductions=float(deductions),
        total=max(0.0, lower + float(bonus - deductions)),
        status=status if scheme.share is None else "ok",
    )


def _entries(framework: Framework, events: Iterable[str]) -> list[Entry]:
    """Every confirmed entry counts, also a second one with the same code."""
    unknown = sorted({code for code in events if code not in framework.entries})
    if unknown:
        raise EngineError(f"加分项和负面清单中没有“{'、'.join(unknown)}”。")
    return [framework.entries[code] for code in events]


def _gate_status(framework: Framework, results: Results) -> str:
    """gated (未过前置门槛), undecided (前置项未测全) or ok."""
    status = "ok"
    for scheme in framework.schemes.values():
        if scheme.gate_score is None:
            continue
        inside = _of(framework, scheme.dimensions)
        missing = _weight(i for i in inside if not results[i.code].measured)
        if _below(inside, results, scheme.gate_score - missing):
            return "gated"
        if _below(inside, results, scheme.gate_score):
            status = "undecided"
    return status


def _below(indicators: list[Indicator], results: Results, gate: Decimal) -> bool:
    """Whether Σ marks is less than `gate`, decided exactly where floats could be wrong."""
    shown = _marks(indicators, results)
    if abs(shown - float(gate)) > NEAR:
        return shown < gate
    exact = sum(
        (Fraction(i.weight) * (results[i.code].exact_share or 0) for i in indicators), Fraction(0)
    )
    return exact < gate


def _combined(framework: Framework, schemes: Iterable[SchemeResult]) -> float:
    """(1 − Σ share) × base total + Σ share × total of that scheme × base full ÷ its full."""
    base_full = Fraction(framework.base.full_score)
    left = Fraction(1)
    parts: list[float] = []
    base_total = 0.0
    for result in schemes:
        scheme = framework.schemes[result.code]
        if scheme.share is None:
            base_total = result.total
            continue
        share = Fraction(scheme.share)
        left -= share
        parts.append(float(share * base_full / Fraction(scheme.full_score)) * result.total)
    return math.fsum([float(left) * base_total, *parts])


def cycle_total(framework: Framework, totals: Mapping[str, float]) -> float:
    """Total of an assessment cycle (测评周期): Σ year weight × yearly total.

    Raises:
        EngineError: a year of `meta.year_weights` has no total, or a total has no such year.
    """
    if set(totals) != set(framework.year_weights):
        years = "、".join(framework.year_weights)
        raise EngineError(f"周期得分需要这些年度的总分：{years}。")
    return math.fsum(float(w) * totals[year] for year, w in framework.year_weights.items())


def rounded(value: float | Fraction | None, places: int = 2) -> Decimal | None:
    """A figure as a report shows it: to 9 decimals first, then half up to `places`.

    >>> rounded(0.285), rounded(Fraction(2, 3)), rounded(86.925000000000004, 2), rounded(None)
    (Decimal('0.29'), Decimal('0.67'), Decimal('86.93'), None)
    """
    if value is None:
        return None
    exact = Fraction(value)
    nine = Fraction(math.floor(exact * 10**9 + Fraction(1, 2)), 10**9)
    scaled = math.floor(abs(nine) * 10**places + Fraction(1, 2))
    return Decimal(scaled if nine >= 0 else -scaled).scaleb(-places)
