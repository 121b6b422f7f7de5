"""What a heading gives to all that stands below it (标题的统领): its unit, its labels, its time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from .dates import Calendar, Time
from .facts import Facts
from .labels import Labels
from .outline import Item
from .part import Part
from .units import Units

# 该委, 街道: whoever the heading names.
_THE_SAME = re.compile("该[\u4e00-\u9fff]{1,2}|街道|社区")
_Given = TypeVar("_Given")


@dataclass(slots=True)
class Above:
    """What the items read so far give to the parts below them, by the identity of the item.

    Attributes:
        units: a unit used as a heading, or before a colon, leads. labels: 牵头单位:…, 甲牵头,乙配合:.
        times: 9月底前完成以下工作:.
    """

    units: dict[int, Units] = field(default_factory=dict)
    labels: dict[int, Labels] = field(default_factory=dict)
    times: dict[int, tuple[Time, ...]] = field(default_factory=dict)

    def announce(self, item: Item, found: Facts) -> None:
        """甲牵头,9月底前完成以下工作:① … ② …."""
        if found.who:
            self.labels[id(item)] = found.who
        if found.announces:
            self.times[id(item)] = found.times

    def give(self, part: Part, calendar: Calendar) -> None:
        """Gives a part what it does not say itself."""
        part.lead = [self._meant(name, part.item) for name in part.lead]
        if not (part.times or part.cadence or part.label_time):
            part.times = list(_nearest(self.times, part.item) or ())
        if part.helps:
            heading = _nearest(self.units, part.item)
            part.support += [n for n in (heading.names if heading else ()) if n not in part.lead]
        elif not part.detached and not part.own_lead:
            self._lead(part, calendar)
            part.lead = part.lead or part.spare_lead or part.told

    def _meant(self, name: str, item: Item) -> str:
        """该委, or 街道, below 金渡街道: the unit that heads what is said."""
        heading = _nearest(self.units, item) if _THE_SAME.fullmatch(name) else None
        ends = [full for full in heading.names if full.endswith(name[-1])] if heading else []
        return ends[0] if len(ends) == 1 else name

    def _lead(self, part: Part, calendar: Calendar) -> None:
        """The lead of the nearest heading that names one."""
        for item in part.item.path():
            if id(item) in self.units:
                part.lead = part.lead or list(self.units[id(item)].names)
                return
            if id(item) in self.labels:
                found = self.labels[id(item)]
                if item is not part.item and (part.times or part.cadence):
                    found = replace(found, time=None)  # what it says itself goes before
                part.take_labels(found, calendar)
                return


def _nearest(given: Mapping[int, _Given], item: Item) -> _Given | None:
    """What the item, or the nearest above it, was given."""
    return next((given[id(above)] for above in item.path() if id(above) in given), None)
