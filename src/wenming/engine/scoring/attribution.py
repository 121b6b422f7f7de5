"""Lost marks: who answers for them (谁丢分谁负责).

A field indicator's loss is split over its observations by max − earned, each part between the
unit that holds the place and the lead units of the indicator. All other losses go to the leads.

Parts of a mark are whole numbers of 1/SCALE mark, so that a database may add them up in any
order: `shares` says what one lost unit (1/D mark of an observation) costs its holder, and the
sum over the observations of a unit is a sum of whole numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..framework.model import Framework
from .results import IndicatorResult, RoundResult
from .sums import NO_UNIT, FieldSums

UNASSIGNED = "unassigned"
SCALE = 2**70
"""Fine enough for 1e-9 marks over any number of observations, small enough for 128 bits."""


class UnitLoss(NamedTuple):
    """Marks that one unit answers for, all indicators and by scheme; only losses over 0."""

    unit: str
    lost: float
    schemes: Mapping[str, float]


class Shares(NamedTuple):
    """How the loss of one indicator is split, in 1/SCALE marks.

    holder: for each lost unit of an observation, to whoever holds it.
    units: to leads (or UNASSIGNED), all observations together.
    """

    holder: int
    units: Mapping[str, int]


Group = tuple[str, ...]
"""The schemes that an indicator belongs to; nearly always one."""


def groups_of(framework: Framework) -> dict[str, Group]:
    """The schemes of each indicator, by its dimension."""
    listed: dict[str, list[str]] = {}
    for scheme in framework.schemes.values():
        for dimension in scheme.dimensions:
            listed.setdefault(dimension, []).append(scheme.code)
    return {
        code: tuple(listed.get(indicator.dimension, ()))
        for code, indicator in framework.indicators.items()
    }


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
    held: dict[str, dict[str, int]] = {}
    for row in field:
        units = held.setdefault(row.indicator, {})
        units[row.unit] = units.get(row.unit, 0) + row.full - row.earned
    groups = groups_of(framework)
    parts: list[tuple[str, Group, int]] = []
    for indicator in result.indicators:
        units = held.get(indicator.code, {})
        losses = sum(units.values()), units.pop(NO_UNIT, 0)
        split = shares(framework, indicator, *losses, leads.get(indicator.code, ()))
        group = groups[indicator.code]
        parts += [(unit, group, lost * split.holder) for unit, lost in units.items()]
        parts += [(unit, group, amount) for unit, amount in split.units.items()]
    return losses_of(parts)


def shares(
    framework: Framework,
    indicator: IndicatorResult,
    lost: int,
    unheld: int,
    leads: Sequence[str],
) -> Shares:
    """How the loss of an indicator is split.

    A missing holder passes its share to the leads and the other way round; where both are
    missing the part is UNASSIGNED.

    Args:
        lost: Σ (full − earned) of its observations in 1/D, 0 for every other method.
        unheld: the part of it at places that nobody holds.
        leads: its lead units.
    """
    if not indicator.lost or indicator.share_ratio is None:
        return Shares(0, {})
    heads = tuple(dict.fromkeys(leads)) or (UNASSIGNED,)
    share, whole = indicator.share_ratio
    weight, units = framework.indicators[indicator.code].weight.as_integer_ratio()
    marks, units = weight * (whole - share) * SCALE, units * whole
    to_holder, of = framework.holder_share.as_integer_ratio() if leads else (1, 1)
    if not lost:
        return Shares(0, dict.fromkeys(heads, marks // (units * len(heads))))
    rest = unheld * of + (lost - unheld) * (of - to_holder)
    each = marks * rest // (units * of * lost * len(heads))
    return Shares(marks * to_holder // (units * of * lost), dict.fromkeys(heads, each))


def losses_of(parts: Iterable[tuple[str, Group, int]]) -> tuple[UnitLoss, ...]:
    """Add up parts (unit, schemes, 1/SCALE marks), sorted by unit; units without loss are left out."""
    units: dict[str, dict[Group, int]] = {}
    for unit, group, amount in parts:
        if amount:
            groups = units.setdefault(unit, {})
            groups[group] = groups.get(group, 0) + amount
    return tuple(_loss(unit, units[unit]) for unit in sorted(units))


def _loss(unit: str, groups: Mapping[Group, int]) -> UnitLoss:
    """The marks of a unit from its parts in 1/SCALE."""
    schemes: dict[str, int] = {}
    for group, amount in groups.items():
        for scheme in group:
            schemes[scheme] = schemes.get(scheme, 0) + amount
    return UnitLoss(
        unit,
        sum(groups.values()) / SCALE,
        {scheme: schemes[scheme] / SCALE for scheme in sorted(schemes)},
    )
