"""Scores drafts against gold by the rules of the project's annotated set, and kind and day besides.

A draft is paired with a gold item when both share a run of at least 60 % of the shorter text (and of
8 characters), one to one, the longest first. What is optional costs nothing.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

Item = dict[str, Any]
Same = Callable[[Any, Any], bool]


def plain(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").replace("著", "着").split())


def _overlap(one: str, other: str) -> int:
    a, b = plain(one), plain(other)
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return run if run >= 8 and run >= 0.6 * min(len(a), len(b)) else 0


def pairs(gold: Sequence[Item], draft: Sequence[Item]) -> dict[int, int]:
    """Gold index → draft index."""
    near = [
        (best, g, d)
        for g, item in enumerate(gold)
        for d, other in enumerate(draft)
        if (
            best := max(
                _overlap(text, other["text"]) for text in [item["text"], *item.get("also", [])]
            )
        )
    ]
    found: dict[int, int] = {}
    for _best, g, d in sorted(near, reverse=True):
        if g not in found and d not in found.values():
            found[g] = d
    return found


def _metric(one: str, other: str) -> bool:
    a, b = plain(one), plain(other)
    return bool(a and b) and (a in b or b in a or SequenceMatcher(None, a, b).ratio() >= 0.6)


def _target(one: Item, other: Item) -> bool:
    return (
        one["op"] == other["op"]
        and one["value"] == other["value"]
        and _metric(one["metric"], other["metric"])
    )


def _gap(one: Item, other: Item) -> bool:
    same = (one["current"], one["target"]) == (other["current"], other["target"])
    return same and _metric(one["metric"], other["metric"])


def _heading(one: Sequence[str], other: Sequence[str]) -> bool:
    a, b = plain(one[1]), plain(other[1])
    return plain(one[0]) == plain(other[0]) and (
        a in b or b in a or SequenceMatcher(None, a, b).ratio() >= 0.7
    )


def _time(one: str | None, other: str | None) -> bool:
    a, b = plain(one), plain(other)
    return bool(a and b) and (a in b or b in a)


class Scores:
    """Hits, gold and drafts of each kind, summed over documents."""

    def __init__(self) -> None:
        self.hit: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.draft: Counter[str] = Counter()

    def f1(self, what: str) -> float:
        both = self.gold[what] + self.draft[what]
        return 2 * self.hit[what] / both if both else 1.0

    def precision(self, what: str) -> float:
        return self.hit[what] / self.draft[what] if self.draft[what] else 1.0

    def add(self, gold: Item, draft: Item) -> None:
        """One document."""
        want, got = gold["directives"], draft["directives"]
        found = pairs(want, got)
        optional = sum(bool(want[g].get("optional")) for g in found)
        needed = sum(not item.get("optional") for item in want)
        self._count("directives", len(found) - optional, needed, len(got) - optional)
        for g, item in enumerate(want):
            if g in found:
                self._pair(item, got[found[g]])
            elif not item.get("optional"):
                self._pair(item, {})
        self._lists("gaps", gold["indicator_gaps"], draft["indicator_gaps"], _gap)
        self._lists("outline", gold["outline"], draft["outline"], _heading)
        said = {(check["kind"], check["said"]) for check in draft["checks"]}
        wanted = {(check["kind"], check["said"]) for check in gold["checks"]}
        self._count("checks", len(said & wanted), len(wanted), len(said))

    def _pair(self, want: Item, got: Item) -> None:
        if not want.get("lead_generic"):
            self._sets("lead", want["lead"], got.get("lead", []))
        self._sets("support", want["support"], got.get("support", []))
        due, cadence = got.get("deadline"), got.get("cadence")
        self._count("deadline", _time(want["deadline"], due), bool(want["deadline"]), bool(due))
        same = bool(cadence) and want["cadence"] == cadence
        self._count("cadence", same, bool(want["cadence"]), bool(cadence))
        self._lists("targets", want["targets"], got.get("targets", []), _target)
        if got:
            self._count("kind", want["kind"] == got["kind"], 1, 1)
            day = want["deadline_iso"] if due else None
            self._count("day", bool(day) and day == got["deadline_iso"], bool(day), bool(day))

    def _sets(self, what: str, want: Iterable[str], got: Iterable[str]) -> None:
        one, other = set(map(plain, want)), set(map(plain, got))
        self._count(what, len(one & other), len(one), len(other))

    def _lists(self, what: str, want: Sequence[Any], got: Sequence[Any], same: Same) -> None:
        left, hits = list(got), 0
        for item in want:
            match = next((other for other in left if same(item, other)), None)
            if match is not None:
                left.remove(match)
                hits += 1
        self._count(what, hits, len(want), len(got))

    def _count(self, what: str, hit: int, gold: int, draft: int) -> None:
        self.hit[what] += hit
        self.gold[what] += gold
        self.draft[what] += draft
