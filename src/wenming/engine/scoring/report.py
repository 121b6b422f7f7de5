"""A scored round as the JSON object that `wenming score --json` prints (R)."""

from collections.abc import Iterable
from typing import Any

from .attribution import UnitLoss
from .results import IndicatorResult, RoundResult

PRINTED = IndicatorResult._fields[: IndicatorResult._fields.index("measured") + 1]
"""The fields of an indicator that are printed: all up to `measured`."""


def as_json(
    city: str, round_: str, result: RoundResult, losses: Iterable[UnitLoss]
) -> dict[str, Any]:
    """Everything about one round of one city, numbers unrounded, lists sorted by code."""
    return {
        "city": city,
        "round": round_,
        "combined": {"total": result.combined, "status": result.status},
        "schemes": {scheme.code: _without_code(scheme._asdict()) for scheme in result.schemes},
        "indicators": [dict(zip(PRINTED, row, strict=False)) for row in result.indicators],
        "dimensions": [row._asdict() for row in result.dimensions],
        "attribution": [loss._asdict() for loss in losses],
    }


def _without_code(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "code"}
