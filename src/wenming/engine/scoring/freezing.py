"""What a scoring run is frozen by (固化): digests of all that went in and of what came out.

A run is recomputed from the same records and compared: equal digests mean equal bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .. import VERSION
from ..framework.model import Framework
from ..wording import said, term
from .sums import FieldSums, RoundSums, pooled


@dataclass(frozen=True, slots=True)
class Frozen:
    """The marks of one run; digests are SHA-256 in hex.

    engine and rules: versions of the engine's code and of the rules of the edition.
    edition, overlay: digests of their data; overlay is None where there is none.
    inputs: of sums, leads and events. outputs: of the results, base and local.
    """

    engine: str
    rules: int
    edition: str
    overlay: str | None
    inputs: str
    outputs: str


NAMES = {
    "engine": said("计分程序的版本"),
    "rules": said("计分规则的版本"),
    "edition": said("测评体系"),
    "overlay": said("本地加严标准"),
    "inputs": said("计分所用的小计"),
    "outputs": said("结果"),
}


def canonical(data: object) -> bytes:
    """Plain data as bytes in one way only: keys sorted, no spaces, UTF-8.

    Decimals and Fractions are written as exact fractions, tuples as lists.

    >>> canonical({"b": (Decimal("0.50"), Fraction(1, 3)), "a": None}).decode()
    '{"a":null,"b":["1/2","1/3"]}'
    """
    text = json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_exact
    )
    return text.encode()


def digest(data: object) -> str:
    """SHA-256 of plain data, in hex.

    >>> digest({"a": 1})[:12]
    '015abd7f5cc5'
    """
    return hashlib.sha256(canonical(data)).hexdigest()


def inputs_digest(
    sums: RoundSums,
    leads: Mapping[str, Sequence[str]],
    local: Iterable[FieldSums] | None = None,
) -> str:
    """Digest of what a run was rolled up from; the order of rows and their splitting do not matter.

    Args:
        sums: counted by the verdicts of the base edition.
        leads: lead units by indicator.
        local: field sums counted by those of the local edition, where there is one.
    """
    return digest(
        {
            "field": pooled(sums.field),
            "local": None if local is None else pooled(local),
            "materials": _added(sums.materials),
            "surveys": _added(sums.surveys),
            "statistics": sorted(sums.statistics),
            "events": sorted(sums.events),
            "leads": {code: sorted(set(units)) for code, units in leads.items() if units},
        }
    )


def frozen(
    framework: Framework,
    *,
    edition: str,
    overlay: str | None,
    inputs: str,
    report: Mapping[str, Any],
    local_report: Mapping[str, Any] | None = None,
) -> Frozen:
    """The marks of a run made by this engine.

    Args:
        edition, overlay: digests of their data, as they are stored.
        inputs: of `inputs_digest`.
        report, local_report: the results as `report.as_json` gives them.
    """
    out = digest(report) if local_report is None else digest([report, local_report])
    return Frozen(VERSION, framework.rules, edition, overlay, inputs, out)


def differences(kept: Frozen, again: Frozen) -> list[str]:
    """What a recomputed run differs in, in sentences (see `wording`); nothing when it is the same.

    Another version of the program is no difference as long as the result is the same.
    """
    old, new = asdict(kept), asdict(again)
    same = {name for name in NAMES if old[name] == new[name]}
    if "outputs" in same:
        same.add("engine")
    return [
        said(
            "%(what)s与保存的不同：当时 %(then)s，现在 %(now)s。",
            what=words,
            then=_short(old[name]),
            now=_short(new[name]),
        )
        for name, words in NAMES.items()
        if name not in same
    ]


def _short(value: object) -> str:
    return term("句中", "没有") if value is None else str(value)[:12]


def _added(rows: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Rows of an indicator added up, sorted."""
    totals: dict[str, list[int]] = {}
    for code, *numbers in rows:
        total = totals.setdefault(code, [0] * len(numbers))
        totals[code] = [a + b for a, b in zip(total, numbers, strict=True)]
    return [(code, *numbers) for code, numbers in sorted(totals.items()) if any(numbers)]


def _exact(value: object) -> str:
    if isinstance(value, Decimal | Fraction):
        number = Fraction(value)
        return f"{number.numerator}/{number.denominator}"
    raise TypeError(f"{type(value).__name__} is no plain data")
