"""Checks of check items: scoring type, its parameters, and the denominator they ask for."""

import math
from collections.abc import Collection
from fractions import Fraction

from ..wording import said, term
from .model import OWNERS, SCORING_TYPES
from .report import Row, shown
from .verdicts import MET, NOT_APPLICABLE, NOT_MET

RESERVED_OUTCOMES = frozenset({MET, NOT_MET, NOT_APPLICABLE})
MOST_STEPS = 100_000
"""Counts of one item that still change its marks; each is a row of the verdict table."""


def check_item(row: Row, remedies: Collection[str]) -> int:
    """Check one item apart from its references; returns the denominator of its marks."""
    if row.get("remedy") is not None:
        row.one_of("remedy", remedies, term("句中", "整改方式"))
    if row.get("owner") is not None:
        row.one_of("owner", OWNERS, term("句中", "责任方"))
    scoring = row.part("scoring")
    if scoring is None:
        return 1
    kind = scoring.one_of("type", SCORING_TYPES, term("句中", "计分方式"))
    top = scoring.amount("max", above=0)
    steps = _STEPS[kind](scoring) if kind in _STEPS else []
    if top is None:
        return 1
    if kind in {"deduct", "observe"} and any(top / MOST_STEPS > step for step in steps):
        scoring.error(
            "per_finding", said("每处扣分太小：要发现超过 %(most)s 处才扣完。", most=MOST_STEPS)
        )
        return 1
    return denominator(kind, Fraction(top), steps)


def denominator(kind: str | None, top: Fraction, steps: list[Fraction]) -> int:
    """Least common denominator of every mark that an item can give.

    >>> denominator("deduct", Fraction(4), [Fraction("0.8")])
    5
    >>> denominator("min_count", Fraction(4), [Fraction(30)])
    15
    >>> denominator("deduct", Fraction(2), [Fraction("2.5")])  # one finding takes all
    1
    """
    if kind == "min_count":
        marks = [top / step for step in steps]
    elif kind == "graded":
        marks = [top * step for step in steps]
    else:
        marks = [step for step in steps if step < top]
    return math.lcm(top.denominator, *(mark.denominator for mark in marks))


def _per_finding(row: Row) -> list[Fraction]:
    step = row.amount("per_finding", above=0)
    return [] if step is None else [Fraction(step)]


def _observe(row: Row) -> list[Fraction]:
    row.amount("window_min", above=0)
    return _per_finding(row)


def _required(row: Row) -> list[Fraction]:
    required = row.whole("required", low=1, high=MOST_STEPS)
    if not isinstance(row.get("unit"), str | None):
        row.error("unit", said("unit 是“%(unit)s”，应为文本。", unit=shown(row.get("unit"))))
    return [] if required is None else [Fraction(required)]


def _cap(row: Row) -> list[Fraction]:
    row.amount("cap", low=0, high=100)
    return []


def _levels(row: Row) -> list[Fraction]:
    part = row.part("levels")
    if part is None:
        return []
    if not part.data:
        part.error("", said("levels 至少要有一个等级。"))
    for name in part.data:
        if not isinstance(name, str) or not name or name in RESERVED_OUTCOMES:
            part.error(str(name), said("等级名不能是“%(name)s”。", name=shown(name)))
    factors = [part.amount(name, low=0, high=1) for name in part.data]
    return [Fraction(factor) for factor in factors if factor is not None]


_STEPS = {
    "deduct": _per_finding,
    "observe": _observe,
    "min_count": _required,
    "critical": _cap,
    "graded": _levels,
}
