"""What a round of each purpose draws unless told otherwise (各用途抽多少)."""

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from wenming.engine.yaml_text import parse_yaml
from wenming.inspections import overview
from wenming.inspections.models import Round
from wenming.organization.models import Area, Level

_FILE = Path(__file__).parent / "data" / "sizes.yaml"


@lru_cache(maxsize=1)
def shares() -> Mapping[str, Fraction]:
    """Share of the full sample by purpose, as data/sizes.yaml gives it.

    Raises:
        ValueError: a purpose is missing or unknown, or a share is not within 0 and 1.
    """
    data = parse_yaml(_FILE.read_text(encoding="utf-8"))
    found = {str(purpose): Fraction(str(share)) for purpose, share in dict(data).items()}
    if set(found) != set(Round.Purpose.values):
        raise ValueError(f"{_FILE.name}: {sorted(set(found) ^ set(Round.Purpose.values))}")
    if not all(0 <= share <= 1 for share in found.values()):
        raise ValueError(f"{_FILE.name}: 0 … 1")
    return found


def sizes_of(purpose: str, sample: Mapping[str, int], owner: Area) -> dict[str, int]:
    """Sizes by place type that a new round begins with.

    Args:
        sample: the full sample of the whole city by type, as the edition sets it.
        owner: whose round it is; a part of the city begins with its share of the places.
    """
    share = shares()[purpose]
    if not share:
        return {}
    if owner.level == Level.CITY:
        return {code: math.ceil(share * count) for code, count in sample.items() if count}
    here = overview.available_by_type(owner)
    city = overview.available_by_type(Area.objects.get_root(owner))
    return {
        code: min(math.ceil(share * count * Fraction(here[code], city[code])), here[code])
        for code, count in sample.items()
        if count and here.get(code)
    }
