"""What a heading gives to all that stands below it (标题的统领): its unit, its labels, its time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ..counts.targets import targets
from ..text.layout import Flat
from ..tree import context
from ..tree.outline import Item
from ..when.dates import Calendar, Time, in_month_of, label_time, times
from ..who.labels import Labels, labels
from ..who.units import Units, is_named, read_units
from .facts import Facts
from .part import Part
from .spoken import Turn

# A heading that ends in a bracket, which names who does what stands below.
_NAMED_IN_BRACKET = re.compile(r"[^。;!?\n]{2,44}[(【\[](?P<named>[^()\n]{2,90})[)】\]][。:]?")
# 3月|(启动月)。
_NAMED_MONTH = re.compile("(?<=[月份])\\([^()]*\\)[。:]?$")
_STAGE = re.compile(
    r"[^。;!?\n]{0,32}[(【](?P<when>[^()\n]{4,24})[)】](?:[。:]|:[^,。;!?\n]{1,12})?"
)
# 唱主角, 当好主力军, 守好自己的门: what part a unit has, and nothing to do.
_CASTS = re.compile(
    "唱(?:好)?主角|主力军|排头兵|先锋队|主心骨|挑大梁|当(?:好|先锋|主力)|(?:管好|守好|看好|种好|守住)[^,;。]{1,6}(?:、|$)|打头阵|扛大旗|站好岗"
)
_LONGEST_CASTING, _NEXT = 32, 40
# 该委, 街道: whoever the heading names.
_THE_SAME = re.compile("该[\u4e00-\u9fff]{1,2}|街道|社区")
_Given = TypeVar("_Given")


@dataclass(slots=True)
class Above:
    """What the items read so far give to the parts below them, by the identity of the item.

    Attributes:
        units: a unit used as a heading, or before a colon, leads. labels: 牵头单位:…, 甲牵头,乙配合:.
        times: 9月底前完成以下工作:. paragraphs: from where to where somebody does what is told.
        addressed: the one unit that a letter is for.
    """

    flat: Flat
    calendar: Calendar
    units: dict[int, Units] = field(default_factory=dict)
    labels: dict[int, Labels] = field(default_factory=dict)
    times: dict[int, tuple[Time, ...]] = field(default_factory=dict)
    paragraphs: list[tuple[int, int, Labels]] = field(default_factory=list)
    addressed: Units | None = None

    # --- What headings say ------------------------------------------------------------------

    def head(self, item: Item) -> int | None:
        """Reads a heading that is a unit, a day, or begins with a unit; returns where one that is a unit stands."""
        if item.style == "day":  # 8月26日至8月28日:市容“大扫除”
            said = item.number or self.flat.text[item.body : item.own[0][1]]
            time = label_time(_NAMED_MONTH.sub("", said), self.calendar)
            self.times[id(item)] = (time,) if time else ()
        head = context.unit_heading(item, self.flat)
        named = head[0] if head else context.unit_before_colon(item, self.flat)
        if named:
            self.units[id(item)] = named
        return head[1] if head else None

    def bracket(self, item: Item, ordered: Sequence[Part]) -> bool:
        """(一)整治人居环境(责任部门:甲;配合部门:乙): whether all that the item says is who does what stands below."""
        text = "\n".join(filter(None, (self.flat.text[a:b] for a, b in item.own)))
        match = _NAMED_IN_BRACKET.fullmatch(text)
        if match is None:
            return self._stage(item, text)
        found = labels(text)
        if not found and len(ordered) == 1:
            found = Labels(tuple(ordered[0].lead), tuple(ordered[0].support))
            until = tuple(time for time in ordered[0].times if time.text in match["named"])
            if found and until:  # (甲牵头,9月底前完成)
                self.times[id(item)] = until
        if not found and (units := read_units(match["named"])) and not units.generic:
            found = Labels(units.names)
        if found:
            self.labels[id(item)] = found
        return bool(found) or self._stage(item, text)

    def _stage(self, item: Item, text: str) -> bool:
        """第二阶段:集中整治(5月26日—8月31日): until when all that stands below it is done."""
        said = _STAGE.fullmatch(text)
        found = times(said["when"], self.calendar) if said else ()
        spans = tuple(time for time in found if time.kind == "span")
        if spans:
            self.times[id(item)] = spans[-1:]
        return bool(spans)

    # --- What a sentence says of what stands below it ---------------------------------------

    def announce(self, item: Item, found: Facts) -> None:
        """甲牵头,9月底前完成以下工作:① … ② …."""
        if found.who:
            self.labels[id(item)] = found.who
        if found.announces:
            self.times[id(item)] = found.times

    def hand_on(self, item: Item, found: Facts) -> bool:
        """(三)市场规范组 / 由甲牵头,乙参加。…: a group that is led by a unit."""
        led = id(item) in self.units and found.only_who and bool(found.who.lead)
        if led:
            self.labels[id(item)] = found.who
        return led

    def turn(self, item: Item, turned: Turn) -> None:
        """首先说教育局。一要…二要…: the unit leads what is numbered below it."""
        if turned.only and turned.start <= item.body + 1 and not context.is_leaf(item, self.flat):
            self.units[id(item)] = turned.units
        for child in self._run_in(item, turned.start):
            self.units[id(child)] = turned.units

    def cast(self, item: Item, found: Facts) -> bool:
        """执法局要扛起大旗。一要…二要…, or (一)公安部门要当好主力军 on its own: a unit, and no work yet."""
        leads = [slot for slot in found.slots if slot.role == "lead"]
        if len(leads) != 1 or leads[0].units.generic or len(found.text) > _LONGEST_CASTING:
            return False
        listed = self._list_after(item, found)
        heading = found.sentence.start <= item.body + 1 and len(found.clauses) == 1
        below = listed or ([item] if heading and _CASTS.search(found.text) else [])
        for led in below:
            if id(led) not in self.labels:
                self.units[id(led)] = leads[0].units
        return bool(below)

    def lead_list(self, item: Item, found: Facts) -> None:
        """这项工作由甲牵头,乙配合,从明天起集中整治。一要…二要…: whoever leads it leads the list, too."""
        listed = self._run_in(item, found.sentence.end)
        near = listed and listed[0].start - found.sentence.end <= 1
        named = found.who.lead and not all(slot.units.generic for slot in found.slots)
        if near and named and listed[0].ordinal == 1:
            for child in listed:
                self.labels[id(child)] = found.who

    def head_paragraph(self, item: Item, found: Facts) -> bool:
        """市容由甲牵头,乙配合。 heads a paragraph of a text without numbers: they do what it goes on with."""
        if item.style != "root":
            return False
        begin, end = found.sentence.start, found.sentence.end
        line = self.flat.text.rfind("\n", 0, begin) + 1
        close = self._line_end(end)
        opens = not self.flat.text[line:begin].strip() and close - end > _NEXT
        if not (opens and found.only_who and found.who.lead):
            return False
        self.paragraphs.append((begin, close, found.who))
        return True

    def _list_after(self, item: Item, found: Facts) -> list[Item]:
        """The list that begins right after a sentence that tells a unit no time, rhythm or number."""
        end = found.sentence.end
        listed = self._run_in(item, end)
        if not listed or listed[0].ordinal != 1 or listed[0].start - end > _NEXT:
            return []
        fixed = found.times or any(clause.cadence for clause in found.clauses)
        return [] if fixed or targets(found.without_units()) else listed

    def _run_in(self, item: Item, at: int) -> list[Item]:
        """The items below that run in the paragraph after `at`."""
        end = self._line_end(at)
        return [child for child in item.children if at <= child.start < end]

    def _line_end(self, at: int) -> int:
        line = self.flat.text.find("\n", at)
        return line if line >= 0 else len(self.flat.text)

    # --- What parts get of it ---------------------------------------------------------------

    def give(self, part: Part) -> None:
        """Gives a part what it does not say itself."""
        part.lead = [
            meant for name in part.lead if (meant := self._meant(name, part.item, part.start))
        ]
        part.own_lead = part.own_lead and bool(part.lead)
        given = _nearest(self.times, part.item) or ()
        if given:
            part.times = [in_month_of(time, given[-1]) for time in part.times]
        if not (part.times or part.cadence or part.label_time):
            part.times = list(given)
        if part.helps:
            heading = _nearest(self.units, part.item)
            part.support += [n for n in (heading.names if heading else ()) if n not in part.lead]
        elif not part.detached and not part.own_lead:
            self._lead(part)
            part.lead = part.lead or part.spare_lead or part.told
            if self.addressed and not part.lead:
                part.lead = list(self.addressed.names)

    def _meant(self, name: str, item: Item, at: int) -> str:
        """该委, or 街道, below 金渡街道: the unit that heads what is said, or was named last; 你局: who reads it."""
        if context.is_reader(name):
            return self.addressed.names[0] if self.addressed else ""
        heading = _nearest(self.units, item) if _THE_SAME.fullmatch(name) else None
        ends = [full for full in heading.names if full.endswith(name[-1])] if heading else []
        if len(ends) == 1:
            return ends[0]
        return self._named_before(name.removeprefix("该"), at) if name.startswith("该") else name

    def _named_before(self, kind: str, at: int) -> str:
        """该局, after 市商务局 in the same paragraph."""
        line = self.flat.text.rfind("\n", 0, at) + 1
        named = re.compile(
            rf"[市区县省镇州盟旗][\u4e00-\u9fff]{{1,12}}?{kind}(?![\u4e00-\u9fff]?局)"
        )
        found = [m[0] for m in named.finditer(self.flat.text, line, at) if is_named(m[0])]
        return found[-1] if found else "该" + kind

    def _hands_on(self, item: Item) -> bool:
        """(一)氛围营造组 / 牵头单位:区委宣传部: the group is led by another; 市委宣传部(市文明办) is not."""
        said = self.labels[id(item)].lead if id(item) in self.labels else ()
        names = self.units[id(item)].names
        return bool(said) and not any(lead in name for lead in said for name in names)

    def _lead(self, part: Part) -> None:
        """The lead of its paragraph, or of the nearest heading that names one."""
        for begin, end, who in self.paragraphs:
            if begin <= part.start < end:
                part.take_labels(who, self.calendar)
                return
        for item in part.item.path():
            if id(item) in self.units and not self._hands_on(item):
                part.lead = part.lead or list(self.units[id(item)].names)
                return
            if id(item) in self.labels:
                found = self.labels[id(item)]
                if item is not part.item and (part.times or part.cadence):
                    found = replace(found, time=None)  # what it says itself goes before
                part.take_labels(found, self.calendar)
                return


def _nearest(given: Mapping[int, _Given], item: Item) -> _Given | None:
    """What the item, or the nearest above it, was given."""
    return next((given[id(above)] for above in item.path() if id(above) in given), None)
