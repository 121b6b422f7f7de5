"""One clause of a sentence (分句), and what stands in it: who, until when, how often, and whether it orders."""

import re
from dataclasses import dataclass

from ..text.sentences import Stretch
from ..when.cadence import Cadence
from ..when.dates import Time
from ..who.slot import Slot
from . import moods

BY_A_DAY = frozenset({"before", "dayonly", "tomorrow", "near", "done"})
_TO_BE_DONE = re.compile(
    "(?:要|须|必须|务必|得)?(?:把|将|给|拿|交|报|送|完成|办|修|建|清|补|见|达|整|搞|弄)"
)
# 7月底前交办问题整改率|达到100%.
_REACHES = re.compile(
    r"^[^,;。\d]{4,20}(?:达到?|降到|降至|压减到|控制在|提高到|提升到|提升至|不低于)\d"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a sentence with what stands in it.

    Attributes:
        modal: 要, 须, 请. imperative: opens with a verb of work; 复查组… opens with a unit.
    """

    stretch: Stretch
    slots: tuple[Slot, ...]
    times: tuple[Time, ...]
    cadence: Cadence | None
    modal: bool
    imperative: bool

    @property
    def text(self) -> str:
        return self.stretch.text

    @property
    def leads(self) -> tuple[Slot, ...]:
        """The slots of who leads."""
        return tuple(slot for slot in self.slots if slot.role == "lead")

    @property
    def orders(self) -> bool:
        """Says that something is to be done."""
        told = all(moods.describes(slot.verb) for slot in self.slots)
        return self.modal or self.imperative or self.by_a_day or self.bounded or not told

    @property
    def bounded(self) -> bool:
        """每周开放不少于56小时: how much is to be reached."""
        return moods.bounds(self.text) and not moods.is_past(self.text)

    @property
    def by_a_day(self) -> bool:
        """9月10日以前摸清楚: what is said after a deadline is to be done by then."""
        if moods.is_past(self.text):
            return False
        rest = [(t.kind, self.text[t.end :]) for t in self.times]
        return any(
            kind in BY_A_DAY and (2 <= len(said) <= 12 or _REACHES.search(said))
            for kind, said in rest
        ) or any(kind in {"within", "latest"} and _TO_BE_DONE.match(said) for kind, said in rest)

    @property
    def firm(self) -> bool:
        """Gives somebody a duty, a time or a cadence, and is not over."""
        return bool(self.slots or self.times or self.cadence) and not moods.is_past(self.text)

    @property
    def reporting(self) -> bool:
        """每周一报送进展, 每月5日前通报: a duty beside the one that is reported on."""
        if any(time.regular for time in self.times):
            return True
        return self.cadence is not None and moods.is_reporting(self.text)
