"""Targets as lines that a clerk can read and type (量化目标): 保洁达标率 ≥ 90 %（现 74.2）."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeAlias

from wenming.engine.numbers import plain

# {"metric", "op", "value", "unit", "current"}, as the intake drafts it.
Target: TypeAlias = dict[str, Any]

SIGNS = {">=": "≥", "<=": "≤", "=": "=", ">": ">", "<": "<"}
_OPERATORS = {sign: op for op, sign in SIGNS.items()} | {"＝": "=", "＞": ">", "＜": "<"}
_OPERATORS |= {op: op for op in SIGNS}
_SIGN = "|".join(sorted(map(re.escape, _OPERATORS), key=len, reverse=True))
_NUMBER = r"\d{1,12}(?:\.\d{1,4})?"
_LINE = re.compile(
    rf"(?P<metric>[^≥≤=><＝＞＜]+?)\s*(?P<op>{_SIGN})\s*(?P<value>{_NUMBER})\s*"
    rf"(?P<unit>[^\d（）()][^（）()]*?)?\s*(?:[（(]现\s*(?P<current>{_NUMBER})[）)])?"
)


class NotATarget(ValueError):
    """A line says no target; `number` (from 1) and `line` name it."""

    def __init__(self, number: int, line: str) -> None:
        self.number, self.line = number, line
        super().__init__(number, line)


def to_lines(targets: Iterable[Target]) -> str:
    """One line a target.

    >>> to_lines([{"metric": "达标率", "op": ">=", "value": 90.0, "unit": "%", "current": 74.2}])
    '达标率 ≥ 90 %（现 74.2）'
    """
    return "\n".join(_line(target) for target in targets)


def from_lines(text: str) -> list[Target]:
    """The targets in `text`, one a line; empty lines are skipped.

    Raises:
        NotATarget: a line is no target.

    >>> from_lines("清除 <= 24小时")
    [{'metric': '清除', 'op': '<=', 'value': 24.0, 'unit': '小时', 'current': None}]
    """
    return [
        _target(number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]


def _line(target: Target) -> str:
    value = f"{target['metric']} {SIGNS[target['op']]} {_plain(target['value'])}"
    unit = f" {target['unit']}" if target.get("unit") else ""
    current = target.get("current")
    return value + unit + (f"（现 {_plain(current)}）" if current is not None else "")


def _plain(value: float) -> str:
    return plain(Decimal(str(value)))


def _target(number: int, line: str) -> Target:
    found = _LINE.fullmatch(line)
    if found is None:
        raise NotATarget(number, line)
    return {
        "metric": found["metric"].strip(),
        "op": _OPERATORS[found["op"]],
        "value": float(found["value"]),
        "unit": (found["unit"] or "").strip(),
        "current": float(found["current"]) if found["current"] else None,
    }
