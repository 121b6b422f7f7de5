"""Roll-up: sums of whole numbers → indicators, dimensions, schemes, totals (汇总).

What decides (a grade, a gate, a veto) is compared exactly. What is shown is a float64, each made
once from whole numbers or by `math.fsum`, whose result does not depend on the order.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ..errors import EngineError
from ..framework.model import Entry, Framework, Scheme
from ..wording import said
from .results import DimensionResult, IndicatorResult, RoundResult, SchemeResult
from .rules import Part, Rule, Rules, rules_of
from .sums import FieldSums, RoundSums
from .values import Measured, field_values, measure

NEAR = 1e-6
"""Sums of floats this near to a gate are summed again exactly; they err by less than 1e-10."""

Results = Mapping[str, IndicatorResult]


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
    rules = rules_of(framework)
    measured = measure(framework, sums)
    limits = at_most or {}
    results = {
        rule.code: _indicator(rules, rule, measured.get(rule.code), limits.get(rule.code))
        for rule in rules.indicators
    }
    entries = _entries(framework, sums.events)
    gate = _gate_status(rules, results)
    status = "vetoed" if any(entry.effect == "veto" for entry in entries) else gate
    schemes = tuple(
        _scheme(framework, rules, scheme, part, results, entries, status)
        for scheme, part in rules.schemes
    )
    return RoundResult(
        indicators=tuple(results.values()),
        dimensions=tuple(_dimension(rules, part, results) for part in rules.dimensions),
        contents=tuple(_dimension(rules, part, results) for part in rules.contents),
        schemes=schemes,
        combined=_combined(framework, schemes),
        status=status,
    )


def field_rate(framework: Framework, sums: Iterable[FieldSums]) -> Fraction | None:
    """The field rate of a selection (实地考察得分率), 0..100, exact; None when nothing counts.

        rate = 100 × Σ marks ÷ Σ weight, over the measured field indicators of the base scheme

    A rate of an area, a unit or a place type is one of the field only; other methods have none.
    """
    values = field_values(sums)
    base = next(part for scheme, part in rules_of(framework).schemes if scheme.share is None)
    marks, weight = Fraction(0), 0
    for rule in base.members:
        if rule.code in values:
            value = values[rule.code].as_integer_ratio()
            marks += rule.weight * Fraction(*rule.share(value, rule.grade(value)))
            weight += rule.weight
    return 100 * marks / weight if weight else None


def cycle_total(framework: Framework, totals: Mapping[str, float]) -> float:
    """Total of an assessment cycle (测评周期): Σ year weight × yearly total.

    Raises:
        EngineError: the years of `totals` are not those of `meta.year_weights`.
    """
    if set(totals) != set(framework.year_weights):
        years = list(framework.year_weights)
        raise EngineError(said("周期得分需要这些年度的总分：%(years)s。", years=years))
    return math.fsum(float(w) * totals[year] for year, w in framework.year_weights.items())


# --- Indicators ----------------------------------------------------------------------------


def _indicator(
    rules: Rules, rule: Rule, measured: Measured | None, at_most: Fraction | None
) -> IndicatorResult:
    if measured is None:
        return IndicatorResult(rule.code)
    value = measured.value
    grade = rule.grade(value)
    share, whole = rule.share(value, grade)
    if at_most is not None and at_most * whole < share:
        share, whole = at_most.as_integer_ratio()
    units = rules.weight_units * whole
    return IndicatorResult(
        code=rule.code,
        value=value[0] / value[1],
        n=measured.n,
        effective_n=measured.effective_n,
        margin=measured.margin,
        grade=grade,
        gaps=rule.gaps(value),
        share=share / whole,
        marks=rule.weight * share / units,
        lost=rule.weight * (whole - share) / units,
        measured=True,
        below_standard=grade in rule.below,
        value_ratio=value,
        share_ratio=(share, whole),
    )


# --- Dimensions, schemes, totals ------------------------------------------------------------


def _marks(part: Part, results: Results) -> float:
    return math.fsum(results[rule.code].marks or 0.0 for rule in part.members)


def _measured_weight(part: Part, results: Results) -> int:
    return sum(rule.weight for rule in part.members if results[rule.code].measured)


def _dimension(rules: Rules, part: Part, results: Results) -> DimensionResult:
    return DimensionResult(
        code=part.code,
        marks=_marks(part, results),
        weight=part.weight / rules.weight_units,
        measured_weight=_measured_weight(part, results) / rules.weight_units,
    )


def _scheme(
    framework: Framework,
    rules: Rules,
    scheme: Scheme,
    part: Part,
    results: Results,
    entries: list[Entry],
    status: str,
) -> SchemeResult:
    """One scheme; `status` is that of the base scheme, every other is ok."""
    measured = _measured_weight(part, results)
    lower = _marks(part, results)
    acting = [entry for entry in entries if scheme.code in entry.schemes]
    bonus = _points(acting, "bonus")
    if framework.bonus_cap is not None:
        bonus = min(bonus, framework.bonus_cap)
    deductions = _points(acting, "deduct")
    return SchemeResult(
        code=scheme.code,
        on_measured=100 * lower / (measured / rules.weight_units) if measured else None,
        lower=lower,
        upper=lower + (part.weight - measured) / rules.weight_units,
        coverage=measured / part.weight if part.weight else 0.0,
        bonus=float(bonus),
        deductions=float(deductions),
        total=max(0.0, lower + float(bonus - deductions)),
        status=status if scheme.share is None else "ok",
    )


def _points(entries: Iterable[Entry], effect: str) -> Decimal:
    return sum((entry.points for entry in entries if entry.effect == effect), Decimal(0))


def _entries(framework: Framework, events: Iterable[str]) -> list[Entry]:
    """Every confirmed entry counts, also a second one with the same code."""
    unknown = sorted({code for code in events if code not in framework.entries})
    if unknown:
        raise EngineError(said("加分项和负面清单中没有“%(codes)s”。", codes=unknown))
    return [framework.entries[code] for code in events]


def _gate_status(rules: Rules, results: Results) -> str:
    """gated (未过前置门槛), undecided (前置项未测全) or ok."""
    status = "ok"
    for scheme, part in rules.schemes:
        if scheme.gate_score is None:
            continue
        gate = Fraction(scheme.gate_score)
        missing = part.weight - _measured_weight(part, results)
        if _below(rules, part, results, gate - Fraction(missing, rules.weight_units)):
            return "gated"
        if _below(rules, part, results, gate):
            status = "undecided"
    return status


def _below(rules: Rules, part: Part, results: Results, gate: Fraction) -> bool:
    """Whether Σ marks is less than `gate`, decided exactly where floats could be wrong."""
    shown = _marks(part, results)
    if abs(shown - float(gate)) > NEAR:
        return shown < gate
    shares = ((rule.weight, results[rule.code].exact_share) for rule in part.members)
    exact = sum((weight * share for weight, share in shares if share is not None), Fraction(0))
    return exact < gate * rules.weight_units


def _combined(framework: Framework, schemes: Sequence[SchemeResult]) -> float:
    """(1 − Σ share) × base total + Σ share × total of that scheme × base full ÷ its full."""
    base = framework.base
    parts: list[float] = []
    left = Fraction(1)
    for result in schemes:
        scheme = framework.schemes[result.code]
        if scheme.share is not None:
            share = Fraction(scheme.share)
            left -= share
            factor = share * Fraction(base.full_score) / Fraction(scheme.full_score)
            parts.append(float(factor) * result.total)
    base_total = next(result.total for result in schemes if result.code == base.code)
    return math.fsum([float(left) * base_total, *parts])
