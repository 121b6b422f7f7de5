"""What later apps know of places (last score, open problems), for the list, the map and the sheet.

A later app hands in its own part in `AppConfig.ready`; nothing here knows what it means.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from wenming.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a place.

    Attributes:
        label: what is known, such as 最近得分.
        written: as lists write it, such as 38.5 or 2.
        url: the records behind it.
        cells: values for the sheet, by its column (最近检查, 得分, 未销号问题).
        look: how the map draws it: a to d (grade), ok, warn, bad (light), or "" for no say.
        value: the number behind `written`, so that many places on one spot can be summed up.
    """

    label: str | Promise
    written: str
    url: str
    cells: Mapping[str, Any]
    look: str = ""
    value: float | None = None


# From which score on a place is drawn as which grade, on the map alone: places have no thresholds
# of their own in a framework.
GRADES = ((90.0, "a"), (75.0, "b"), (60.0, "c"), (0.0, "d"))


def grade_of(score: float) -> str:
    """The look of a score."""
    return next((look for least, look in GRADES if score >= least), "d")


# (user, keys of places) → fact by key; what the user may not see is left out.
facts: Registry[Callable[[Any, Collection[int]], Mapping[int, Fact]]] = Registry()


def of(user: Any, places: Collection[int]) -> dict[int, dict[str, Fact]]:
    """Key of a place → app → its fact; each app at a fixed number of queries."""
    found: dict[int, dict[str, Fact]] = defaultdict(dict)
    for app, tell in facts:
        for place, fact in tell(user, places).items():
            found[place][app] = fact
    return found
