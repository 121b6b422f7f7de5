"""A scored round as the JSON object that `wenming score --json` prints (R)."""

from collections.abc import Iterable
from typing import Any

from .attribution import UnitLoss
from .rollup import DimensionResult, IndicatorResult, RoundResult, SchemeResult

INDICATOR = (
    "code", "value", "n", "effective_n", "margin", "grade", "gaps", "share", "marks", "lost",
    "measured",
)  # fmt: skip
SCHEME = (
    "on_measured", "lower", "upper", "coverage", "bonus", "deductions", "total", "status",
)  # fmt: skip
DIMENSION = ("code", "marks", "weight", "measured_weight")


def as_json(
    city: str, round_: str, result: RoundResult, losses: Iterable[UnitLoss]
) -> dict[str, Any]:
    """Everything about one round of one city, numbers unrounded, lists sorted by code."""
    return {
        "city": city,
        "round": round_,
        "combined": {"total": result.combined, "status": result.status},
        "schemes": {scheme.code: _pick(scheme, SCHEME) for scheme in result.schemes},
        "indicators": [_pick(indicator, INDICATOR) for indicator in result.indicators],
        "dimensions": [_pick(dimension, DIMENSION) for dimension in result.dimensions],
        "attribution": [
            {"unit": loss.unit, "lost": loss.lost, "schemes": dict(loss.schemes)} for loss in losses
        ],
    }


def _pick(
    row: IndicatorResult | SchemeResult | DimensionResult, names: Iterable[str]
) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
