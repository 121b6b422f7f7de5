"""Lost marks: who answers for them (谁丢分谁负责).

A field indicator's loss is split over its observations by max − earned, each part between the
unit that holds the place and the lead units of the indicator. All other losses go to the leads.

Source: design/engine.md section 4.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..framework.model import Framework
from .rollup import RoundResult
from .sums import FieldSums

UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class UnitLoss:
    """Marks that one unit answers for, all indicators and by scheme; only losses over 0."""

    unit: str
    lost: float
    schemes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the loss of one indicator."""

    indicator: str
    unit: str
    lost: float


def attribute(
    framework: Framework,
    result: RoundResult,
    field: Iterable[FieldSums],
    leads: Mapping[str, Sequence[str]],
) -> tuple[UnitLoss, ...]:
    """Lost marks by unit, sorted by unit; they add up to the marks lost.

    Args:
        field: the field sums that `result` was rolled up from, by unit.
        leads: lead units (牵头单位) of each indicator; several share equally.
    """
    schemes_of: dict[str, list[str]] = {}
    for scheme in framework.schemes.values():
        for dimension in scheme.dimensions:
            schemes_of.setdefault(dimension, []).append(scheme.code)
    total: dict[str, list[float]] = {}
    by_scheme: dict[str, dict[str, list[float]]] = {}
    for part in parts(framework, result, field, leads):
        total.setdefault(part.unit, []).append(part.lost)
        mine = by_scheme.setdefault(part.unit, {})
        for scheme_code in schemes_of.get(framework.indicators[part.indicator].dimension, ()):
            mine.setdefault(scheme_code, []).append(part.lost)
    return tuple(
        UnitLoss(
            unit,
            math.fsum(total[unit]),
            {code: math.fsum(lost) for code, lost in sorted(by_scheme[unit].items())},
        )
        for unit in sorted(total)
    )


def parts(
    framework: Framework,
    result: RoundResult,
    field: Iterable[FieldSums],
    leads: Mapping[str, Sequence[str]],
) -> Iterable[Part]:
    """The loss of each indicator, part by part; parts of one unit are not added up.

    A missing holder passes its share to the leads and the other way round; where both are
    missing the part is UNASSIGNED.
    """
    holders = _lost_by_holder(field)
    holder_share = float(framework.holder_share)
    for indicator in result.indicators:
        if not indicator.lost:
            continue
        code = indicator.code
        heads = tuple(leads.get(code, ()))
        units = holders.get(code)
        if not units:
            yield from _equally(code, heads, indicator.lost)
            continue
        everything = sum(units.values())
        for unit, units_lost in units.items():
            lost = indicator.lost * units_lost / everything
            if not unit:
                yield from _equally(code, heads, lost)
            elif not heads:
                yield Part(code, unit, lost)
            else:
                yield Part(code, unit, lost * holder_share)
                yield from _equally(code, heads, lost * (1 - holder_share))


def _lost_by_holder(field: Iterable[FieldSums]) -> dict[str, dict[str, int]]:
    """Σ (full − earned) in 1/D by indicator and unit, without zeros; whole numbers, any order."""
    lost: dict[str, dict[str, int]] = {}
    for row in field:
        if row.full > row.earned:
            units = lost.setdefault(row.indicator, {})
            units[row.unit] = units.get(row.unit, 0) + row.full - row.earned
    return lost


def _equally(indicator: str, units: Sequence[str], lost: float) -> Iterable[Part]:
    for unit in units or (UNASSIGNED,):
        yield Part(indicator, unit, lost / max(1, len(units)))
