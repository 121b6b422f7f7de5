"""What one run says otherwise than another (差别): totals, indicators, units."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wenming.framework.words import in_language, scheme
from wenming.organization.models import Unit
from wenming.scoring import selectors
from wenming.scoring.models import Run


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in both runs; None where it was not measured."""

    code: str
    name: str
    before: float | None
    after: float | None
    grades: tuple[str | None, str | None] = (None, None)

    @property
    def change(self) -> float | None:
        """After less before; None where either is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs of a round; the lists name only what differs, `rate` stands always."""

    old: Run
    new: Run
    rate: Change
    totals: list[Change]
    indicators: list[Change]
    units: list[Change]

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same in every figure."""
        return self.old.result_digest == self.new.result_digest


def difference(old: Run, new: Run) -> Difference:
    """What `new` says otherwise than `old`; both of rounds of the same edition."""
    framework = selectors.base_framework(new.round.edition)
    return Difference(
        old=old,
        new=new,
        rate=Change("", "", _rate(old), _rate(new)),
        totals=[
            Change(code, scheme(code, framework), a, b)
            for code, a, b in _pairs(_totals(old.result), _totals(new.result))
        ],
        indicators=[
            Change(
                code,
                in_language(framework.indicators[code]),
                a[0],
                b[0],
                (a[1], b[1]),
            )
            for code, a, b in _pairs(_values(old.result), _values(new.result))
        ],
        units=_units(old.result, new.result),
    )


def _rate(run: Run) -> float | None:
    if not run.inputs:
        return None
    framework = selectors.base_framework(run.round.edition)
    rate = selectors.from_inputs(framework, run.inputs).field_rate
    return None if rate is None else float(rate)


def _pairs(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What stands otherwise in the two, by code."""
    for code in sorted(old.keys() | new.keys()):
        before, after = old.get(code), new.get(code)
        if before != after:
            yield code, before, after


def _totals(result: dict[str, Any]) -> dict[str, float]:
    return {code: row["total"] for code, row in result["schemes"].items()}


def _values(result: dict[str, Any]) -> dict[str, tuple[float | None, str | None]]:
    return {row["code"]: (row["value"], row["grade"]) for row in result["indicators"]}


def _units(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    before, after = (
        {row["unit"]: row["lost"] for row in result["attribution"]} for result in (old, new)
    )
    found = list(_pairs(before, after))
    names = dict(
        Unit.objects.filter(code__in=[code for code, _a, _b in found]).values_list("code", "name")
    )
    return [Change(code, names.get(code, code), a or 0.0, b or 0.0) for code, a, b in found]
