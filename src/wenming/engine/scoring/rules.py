"""A framework made ready for scoring: weights and thresholds as whole numbers, who is in what.

Thousands of rounds are scored by one framework; what depends on it alone is worked out once.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ..framework.model import GRADES, Framework, Indicator, Scheme
from .results import Ratio

KEPT = 16  # frameworks


@dataclass(frozen=True, slots=True)
class Rule:
    """How one indicator is graded and marked. `weight` is in 1/`Rules.weight_units` marks."""

    code: str
    weight: int
    proportional: bool
    up: bool  # whether more is better
    thresholds: tuple[tuple[str, int, int], ...]  # grade, numerator, denominator
    shares: Mapping[str, Ratio]
    below: frozenset[str]  # grades below the standard

    def missing(self, value: Ratio, at: int, at_units: int) -> int:
        """What is missing to a threshold, in 1/(at_units × denominator); not positive when met."""
        number, units = value
        missing = at * units - number * at_units
        return missing if self.up else -missing

    def grade(self, value: Ratio) -> str:
        """The first of A, B, C that the value meets, else D."""
        for grade, at, at_units in self.thresholds:
            if self.missing(value, at, at_units) <= 0:
                return grade
        return GRADES[-1]

    def gaps(self, value: Ratio) -> dict[str, float]:
        """What is missing to each grade, 0 when met."""
        return {
            grade: max(self.missing(value, at, at_units), 0) / (at_units * value[1])
            for grade, at, at_units in self.thresholds
        }

    def share(self, value: Ratio, grade: str) -> Ratio:
        """The share of the weight that a value earns, 0..1."""
        if not self.proportional:
            return self.shares[grade]
        units = 100 * value[1]
        return min(max(value[0], 0), units), units


@dataclass(frozen=True, slots=True)
class Part:
    """A dimension, content or scheme: its indicators and their weight in 1/`weight_units`."""

    code: str
    members: tuple[Rule, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a framework, everything sorted by code."""

    weight_units: int
    indicators: tuple[Rule, ...]
    dimensions: tuple[Part, ...]
    contents: tuple[Part, ...]
    schemes: tuple[tuple[Scheme, Part], ...]


@lru_cache(maxsize=KEPT)
def rules_of(framework: Framework) -> Rules:
    """The rules of a framework; frameworks are told apart by identity."""
    weights = [Fraction(indicator.weight) for indicator in framework.indicators.values()]
    units = math.lcm(*(weight.denominator for weight in weights))
    indicators = framework.indicators
    rules = {code: _rule(framework, indicators[code], units) for code in sorted(indicators)}
    by_dimension: dict[str, list[Rule]] = {code: [] for code in sorted(framework.dimensions)}
    by_content: dict[str, list[Rule]] = {code: [] for code in sorted(framework.contents)}
    for code, rule in rules.items():
        by_dimension[indicators[code].dimension].append(rule)
        content = indicators[code].content
        if content is not None:
            by_content[content].append(rule)
    return Rules(
        weight_units=units,
        indicators=tuple(rules.values()),
        dimensions=tuple(_part(code, members) for code, members in by_dimension.items()),
        contents=tuple(_part(code, members) for code, members in by_content.items()),
        schemes=tuple(
            (scheme, _part(code, [r for d in scheme.dimensions for r in by_dimension[d]]))
            for code, scheme in sorted(framework.schemes.items())
        ),
    )


def _part(code: str, members: Iterable[Rule]) -> Part:
    inside = tuple(members)
    return Part(code, inside, sum(rule.weight for rule in inside))


def _rule(framework: Framework, indicator: Indicator, units: int) -> Rule:
    grades = indicator.grades
    standard = GRADES.index(framework.standard_grade)
    return Rule(
        code=indicator.code,
        weight=int(Fraction(indicator.weight) * units),
        proportional=indicator.marking == "proportional",
        up=grades.op == ">=",
        thresholds=tuple((grade, *grades.at[grade].as_integer_ratio()) for grade in "ABC"),
        shares={g: points.as_integer_ratio() for g, points in framework.grade_points.items()},
        below=frozenset(GRADES[standard + 1 :]),
    )
