"""Random local overlays over the random frameworks of `cases`."""

from decimal import Decimal
from random import Random
from typing import Any

from tests.engine import cases
from wenming.engine.framework import overlay as engine


def overlay(random: Random, base: dict[str, Any]) -> dict[str, Any]:
    """An overlay that tightens some thresholds, adds some items, draws some more places."""
    indicators = [
        {"code": row["code"], "grades": _tightened(random, row["grades"])}
        for row in base["indicators"]
        if random.random() < 0.5
    ]
    types = [
        {"code": row["code"], "sample_count": row["sample_count"] + random.randint(0, 3)}
        for row in base["place_types"]
        if random.random() < 0.5
    ]
    items = [
        {**random.choice(base["check_items"]), "code": f"X-{n}", "scoring": cases.scoring(random)}
        for n in range(random.randint(0, 4))
    ]
    return {
        "meta": {"id": "own", "version": 3, "base": {"id": "random", "version": 1}},
        "indicators": indicators,
        "place_types": types,
        "check_items": items,
    }


def merged(base: dict[str, Any], overlay_: dict[str, Any]) -> dict[str, Any]:
    return engine.merged(base, overlay_)


def _tightened(random: Random, grades: dict[str, Any]) -> dict[str, Any]:
    step = random.choice([0, 1, Decimal("7.5"), 40])
    sign = 1 if grades["op"] == ">=" else -1
    changed = random.choice(["A", "ABC"])
    return {grade: grades[grade] + sign * step for grade in changed}
