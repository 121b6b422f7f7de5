"""The result of a round as plain data (结果): R of design/engine.md section 8, numbers unrounded."""

from collections.abc import Iterable
from typing import Any

from .attribution import UnitLoss
from .rollup import IndicatorResult, RoundResult, SchemeResult


def as_report(
    city: str, round_: str, result: RoundResult, losses: Iterable[UnitLoss]
) -> dict[str, Any]:
    """R: what `wenming score` prints and a scoring run stores; lists sorted by code.

    Args:
        city, round_: their codes.
        losses: of `attribution.attribute`, sorted by unit.
    """
    return {
        "city": city,
        "round": round_,
        "combined": {"total": result.combined, "status": result.status},
        "schemes": {scheme.code: _scheme(scheme) for scheme in result.schemes},
        "indicators": [_indicator(indicator) for indicator in result.indicators],
        "dimensions": [
            {
                "code": d.code,
                "marks": d.marks,
                "weight": d.weight,
                "measured_weight": d.measured_weight,
            }
            for d in result.dimensions
        ],
        "attribution": [
            {"unit": loss.unit, "lost": loss.lost, "schemes": dict(loss.schemes)} for loss in losses
        ],
    }


def _scheme(scheme: SchemeResult) -> dict[str, Any]:
    return {
        "on_measured": scheme.on_measured,
        "lower": scheme.lower,
        "upper": scheme.upper,
        "coverage": scheme.coverage,
        "bonus": scheme.bonus,
        "deductions": scheme.deductions,
        "total": scheme.total,
        "status": scheme.status,
    }


def _indicator(indicator: IndicatorResult) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "value": indicator.value,
        "n": indicator.n,
        "effective_n": indicator.effective_n,
        "margin": indicator.margin,
        "grade": indicator.grade,
        "gaps": dict(indicator.gaps) if indicator.gaps is not None else None,
        "share": indicator.share,
        "marks": indicator.marks,
        "lost": indicator.lost,
        "measured": indicator.measured,
    }
