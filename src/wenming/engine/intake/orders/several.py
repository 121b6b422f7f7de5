"""Who is told several items at once (指代多项): 以上三项由甲负责; 前两项由甲、第三项由乙; 分别由甲、乙、丙牵头."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ..text.numbers import value
from ..who.slot import Slot
from ..who.units import Units
from .clause import Clause
from .facts import Facts
from .moods import COUNTED_BACK, means_all_above
from .part import Part

_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十两]+")
_SPAN = re.compile("[至到]")
# 甲、乙、丙分别牵头 may be all of them for each.
_ONE_EACH = re.compile("(?:分别|依次|逐项)(?:由|归|请|交给)")


def told(clauses: Iterable[Clause], items: int) -> dict[int, list[Slot]]:
    """The slots of each item that a sentence speaks of, by its place among the `items` so far.

    Empty where the sentence counts more items than there are.
    """
    found: dict[int, list[Slot]] = {}
    meant: list[int] = []
    for clause in clauses:
        again = places(clause.text, items)
        meant = meant if again is None else again
        named = list(clause.slots)
        for place, slots in zip(meant, _each(named, clause.text, len(meant)), strict=True):
            found.setdefault(place, []).extend(slots)
    return found


def places(text: str, items: int) -> list[int] | None:
    """Which of the `items` so far a clause names, None where it names none.

    >>> places("以上两项由甲负责", 3), places("以上第1、3项由甲负责", 3), places("甲负责", 3)
    ([1, 2], [0, 2], None)
    """
    match = COUNTED_BACK.search(text)
    if match is None:
        return None
    if match["list"]:
        named = [int(value(number) or 0) for number in _NUMBERS.findall(match["list"])]
        if _SPAN.search(match["list"]) and len(named) == 2:
            named = list(range(named[0], named[1] + 1))
        return [number - 1 for number in named] if all(0 < n <= items for n in named) else []
    if match["n"] == "几":
        return list(range(items))
    count = int(value(match["n"] or match["head"]) or 0)
    if not 0 < count <= items:
        return []
    return list(range(count)) if match["head"] else list(range(items - count, items))


def earlier(parts: list[Part], found: Facts) -> list[Part]:
    """The parts of one item, before its last, that a sentence below them speaks of and nobody leads.

    要…。要…。这两项工作由甲牵头: one sentence after the other in one paragraph.
    """
    text = found.text
    match = COUNTED_BACK.search(text)
    if not (found.who.lead or (match and found.who)):
        return []
    if match is None:
        meant = parts[:-1] if means_all_above(text) else [p for p in parts[:-1] if p.firm]
    elif match["n"] is None:
        meant = []
    else:
        count = len(parts) if match["n"] == "几" else int(value(match["n"]) or 0)
        meant = parts[-count:-1] if 1 < count <= len(parts) else []
    helped = not found.who.lead  # 以上两项由乙协助
    return [part for part in meant if part.ordered and (helped or not part.names_somebody)]


def _each(named: list[Slot], text: str, count: int) -> list[list[Slot]]:
    """The slots of each of `count` items; 分别由甲、乙、丙 gives each its own lead."""
    leads = [slot for slot in named if slot.role == "lead"]
    if not _ONE_EACH.search(text) or len(leads) != 1 or len(leads[0].units.names) != count:
        return [named] * count
    names = leads[0].units.names
    return [
        [replace(s, units=Units((name,), s.units.generic)) if s is leads[0] else s for s in named]
        for name in names
    ]
