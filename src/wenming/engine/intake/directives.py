"""From the tree of a text to its directives (任务草稿).

One directive for each numbered item that orders something; more where its sentences have leads, a
cadence or an addressee of their own. Outside the numbered items only what names an addressee, a
time, a cadence or a number is taken: exhortation stays where it is.
"""

import re
from collections.abc import Iterator

from .checks import two_leads
from .dates import Calendar
from .facts import COUNT_BACK, Facts, facts
from .layout import Flat
from .leads import Labels, Slot, labels, slots
from .model import Check, Directive
from .numbers import value
from .outline import Item, heading, list_of
from .part import Part, begins, chunks, mark_heading
from .rows import row
from .sentences import Stretch, sentences
from .units import Units, is_generic, read_units

_BRACKET = re.compile(r"\(([^()]{3,100})\)")
_ESSAY = re.compile(
    r"演讲稿|评委|作文|征文|读后感|我演讲的题目|倡议书|心得体会|亲爱的(?:同学|老师)"
)
_BACKGROUND = re.compile(
    r"^(?:总体要求|总体思路|指导思想|指导方针|(?:基本|工作)原则)|成绩|形势|不足|差距|意义|认识|信心|紧迫|重要性|必要性|回顾|总结|背景|指导思想|基本原则|情况|问题|站位|现状|成效|使命"
)
_MINDSET = re.compile("^总体|^指导|原则$|(?:感|认识|信心|决心|意识|自觉性|主动性|站位|形势)$")
_ACTION = re.compile(
    r"整改|整治|落实|推进|抓好|措施|任务|攻坚|治理|提升行动|压实责任|狠抓|着力|强化(?!.{0,6}认识)|突破|解决|要求|实施|重点工作|下一步|安排"
)
_LEADING = re.compile("(?:切实|认真|具体)?(?:牵头|主抓|负责|抓好|具体组织)")
# What a list is announced with that tells and does not order.
_DESCRIPTIVE = re.compile(
    r"(?:表现|体现|反映)(?:在|为|出)|问题(?:有|是|主要)|原因|理由|(?:[一二两三四五六七八九十几\d]+|[几些])(?:个|种|点|大|方面)?的?(?:转变|关系|认识|变化|特点|优势|不适应|问题|不足|差距|表现|成绩|亮点)[”]?[^,。]{0,4}[:。]?$"
)


def directives(root: Item, flat: Flat, calendar: Calendar) -> tuple[list[Directive], list[Check]]:
    """The directives of one text, in its order, and those that the text gives two leads.

    An essay in a compilation orders nobody.
    """
    first = root.own[0][0] if root.own else root.start
    if _ESSAY.search(flat.text[first : first + 200]):
        return [], []
    reader = _Reader(flat, calendar)
    for item in root.walk():
        reader.read(item)
    found = [(part, made) for part in reader.finished() if (made := row(part, flat))]
    clashes = [two_leads(*part.clash, made.start, made.end) for part, made in found if part.clash]
    return [made for _, made in found], clashes


class _Reader:
    """Reads items one after the other and keeps the parts it finds."""

    def __init__(self, flat: Flat, calendar: Calendar) -> None:
        self.flat, self.calendar = flat, calendar
        self.parts: dict[int, list[Part]] = {}
        self.soft: dict[int, list[Part]] = {}
        self.unit_heads: dict[int, Units] = {}
        self.label_heads: dict[int, Labels] = {}

    def read(self, item: Item) -> None:
        """All sentences of an item; its parts stay if they order something."""
        mine = self.parts[id(item)] = []
        told = self._tells(item)
        before = ""
        labelled: list[Facts] = []
        for sentence in self._sentences(item):
            found = facts(sentence, self.calendar)
            if found.only_labels:
                labelled.append(found)
                continue
            self._take_labels(item, labelled, mine)
            self._sentence(item, found, mine, told=told, after_semicolon=before == ";")
            before = sentence.stop
        self._take_labels(item, labelled, mine)
        ordered = [part for part in mine if part.ordered]
        if _is_leaf(item):
            mine[:] = _of_numbered(ordered, told=told)
        else:
            mine[:] = [part for part in ordered if part.firm]
            self.soft[id(item)] = [part for part in ordered if not part.firm][:1]

    def _sentences(self, item: Item) -> Iterator[Stretch]:
        head = self._unit_head(item)
        for first, last in item.own:
            if item.style == "root" and _is_title(self.flat.text[first:last]):
                continue
            for sentence in sentences(self.flat.text, first, last):
                if sentence.start != head:
                    yield sentence

    def _rhythm(self) -> None:
        """活动时间:每周五下午 sets how often what is asked for 每次 comes."""
        parts = [part for found in self.parts.values() for part in found]
        set_by = [p.cadence for p in parts if p.cadence and self._is_timetable(p.item)]
        for part in parts:
            if set_by and not part.cadence and any("每次" in c.stretch.text for c in part.clauses):
                part.cadence = set_by[0]

    def _is_timetable(self, item: Item) -> bool:
        return item.style != "root" and heading(item, self.flat)[0].endswith("时间")

    def finished(self) -> list[Part]:
        """The parts in the order of the text, with the leads that headings give them."""
        self._rhythm()
        found = sorted((p for parts in self.parts.values() for p in parts), key=lambda p: p.start)
        for part in found:
            if not part.detached and not part.own_lead:
                self._from_above(part)
        return found

    # --- What an item is --------------------------------------------------------------------

    def _tells(self, item: Item) -> bool:
        """Whether what stands here tells rather than orders (肯定成绩, 主要表现在:①…)."""
        return any(self._is_background(above) or self._is_described(above) for above in item.path())

    def _is_background(self, item: Item) -> bool:
        """认清形势,增强紧迫感 is; 提高认识,狠抓落实 is not, for its second half orders."""
        top = item.style in {"cn", "chapter"} or (
            item.style == "cnp" and item.parent is not None and item.parent.style == "root"
        )
        if not top:
            return False
        words = heading(item, self.flat)[0][:60].split(",")
        telling = [
            part
            for part in words
            if _BACKGROUND.search(part) and (not _ACTION.search(part) or _MINDSET.search(part))
        ]
        return bool(telling) and not any(
            _ACTION.search(part) for part in words if part not in telling
        )

    def _is_described(self, item: Item) -> bool:
        """The list that the item belongs to was announced as one of problems or results."""
        if item.parent is None:
            return False
        start = list_of(item)[0].start
        text = self.flat.text[max(0, start - 60) : start]
        words = re.split("[。!?;\n]", text.rstrip("。!?;\n"))[-1]
        return _DESCRIPTIVE.search(words) is not None

    def _unit_head(self, item: Item) -> int | None:
        """A unit used as a heading leads what stands below it; where that heading begins."""
        if item.style == "root":
            return None
        words, start, _ = heading(item, self.flat)
        units = read_units(words)
        if units is None:
            return None
        self.unit_heads[id(item)] = units
        return start

    # --- One sentence -----------------------------------------------------------------------

    def _sentence(
        self, item: Item, found: Facts, mine: list[Part], *, told: bool, after_semicolon: bool
    ) -> None:
        if found.bracketed:
            self._brackets(found.text, mine)
            return
        if found.back and self._refers_back(item, found, mine):
            return
        if found.told and not found.labels:
            return
        for chunk in chunks(item, found):
            chunk.cut = chunk.cut or found.counts_back
            self._place(item, chunk, found, mine, told=told, after_semicolon=after_semicolon)
        if found.labels and mine:
            mine[-1].take_labels(found.labels, self.calendar)
            mine[-1].ordered = True
        self._brackets(found.text, mine)

    def _take_labels(self, item: Item, labelled: list[Facts], mine: list[Part]) -> None:
        """牵头单位:…;责任单位:… in sentences of their own, read as one."""
        if not labelled:
            return
        found = labels(";".join(facts.text.strip("()") for facts in labelled))
        start = labelled[0].sentence.start
        labelled.clear()
        if _is_leaf(item) and not mine:
            mine.append(self._whole(item))
        if not mine:
            self.label_heads[id(item)] = found
            return
        mine[-1].take_labels(found, self.calendar)
        mine[-1].ordered = True
        if start and self.flat.text[start - 1] == "\n":
            self._labels_of_list(item, found)

    def _whole(self, item: Item) -> Part:
        """An item that only tells what is wrong becomes a duty by naming who puts it right."""
        first = next(sentences(self.flat.text, item.body, item.own[-1][1]))
        return Part(item, item.start, stretches=[(item.start, first.end)])

    def _labels_of_list(self, item: Item, found: Labels) -> None:
        """牵头单位:… on a line below several items without a lead is for them all."""
        earlier = [sibling for sibling in list_of(item) if sibling.start < item.start]
        parts = [part for sibling in earlier for part in self.parts.get(id(sibling), [])]
        if parts and not any(part.own_lead for part in parts):
            for part in parts:
                part.take_labels(found, self.calendar)

    def _brackets(self, text: str, mine: list[Part]) -> None:
        """(市市场监管局牵头,市商务局配合), or (市城管局) alone, at the end of an item."""
        for match in _BRACKET.finditer(text) if mine else ():
            here = slots(Stretch(match[1], 0, len(match[1])))
            for slot in here:
                mine[-1].take_slot(slot)
            units = None if here else read_units(match[1])
            alone = match.end() == len(text) and not mine[-1].own_lead
            if units and alone and not any(map(is_generic, units.names)):
                mine[-1].lead, mine[-1].own_lead = list(units.names), True

    def _refers_back(self, item: Item, found: Facts, mine: list[Part]) -> bool:
        """这项工作由…: the lead of the part before; 以上两项活动由…: of the items before."""
        leads = [slot for slot in found.slots if slot.by != "with"]
        if found.counts_back:
            return self._several(item, found, leads)
        if not leads or not mine:
            return False
        for slot in leads:
            if slot.role == "lead" and _LEADING.match(slot.verb):
                mine[-1].note_clash(slot.units.names)
            mine[-1].take_slot(slot)
        mine[-1].times.extend(found.times)
        mine[-1].stretches.append((found.sentence.start, found.sentence.end))
        mine[-1].closed = mine[-1].ordered = True
        return True

    def _several(self, item: Item, found: Facts, leads: list[Slot]) -> bool:
        """A named lead of the last n items; a class of addressees never fans out."""
        match = COUNT_BACK.search(found.text)
        count = int((value(match["n"]) if match else 0) or 0)
        siblings = item.parent.children if item.parent else [item]
        last = siblings[: siblings.index(item) + 1]
        named = [slot for slot in leads if slot.role == "lead" and not slot.units.generic]
        if not named or not 0 < count <= len(last):
            return False
        for below in (below for sibling in last[-count:] for below in sibling.walk()):
            if below.children:
                self.parts[id(below)].extend(self.soft.pop(id(below), []))
            for part in self.parts.get(id(below), []):
                if not part.own_lead:
                    for slot in leads:
                        part.take_slot(slot)
                part.closed = True
        return True

    def _place(
        self,
        item: Item,
        chunk: Part,
        found: Facts,
        mine: list[Part],
        *,
        told: bool,
        after_semicolon: bool,
    ) -> None:
        """Joins a chunk to the part before or makes a part of it."""
        numbered = _is_leaf(item)
        if numbered and (chunk.firm or (not mine and item.number.endswith("要"))):
            chunk.ordered = True
        if (found.means and not found.modal) or (told and not _plainly(chunk, found)):
            chunk.ordered = False
        if mine and not begins(mine[-1], chunk, after_semicolon=after_semicolon, numbered=numbered):
            if chunk.ordered or chunk.times:
                mine[-1].absorb(chunk)
        elif not mine and item.style != "root":
            chunk.start = item.start
            end = found.sentence.end
            mark_heading(chunk, found, own_line=self.flat.text[end : end + 1] == "\n")
            mine.append(chunk)
        elif chunk.ordered:
            mine.append(chunk)

    def _from_above(self, part: Part) -> None:
        for above in part.item.path():
            if id(above) in self.unit_heads:
                part.lead = part.lead or list(self.unit_heads[id(above)].names)
                return
            if id(above) in self.label_heads:
                part.take_labels(self.label_heads[id(above)], self.calendar)
                return


def _of_numbered(ordered: list[Part], *, told: bool) -> list[Part]:
    """The firm parts and at most one that is not: the heading goes with the first duty below it."""
    kept = [part for part in ordered if part.firm or not told]
    if len(kept) > 1 and kept[0].headed and not kept[0].firm and kept[1].own_lead:
        kept = kept[1:]
    soft = [part for part in kept if not part.firm][1:]
    return [part for part in kept if part not in soft]


def _plainly(chunk: Part, found: Facts) -> bool:
    """An order beyond doubt: with a modal, and to a named unit or with a time."""
    named = any(not is_generic(name) for name in chunk.lead)
    return bool(found.labels) or (found.modal and (named or bool(chunk.times or chunk.cadence)))


def _is_leaf(item: Item) -> bool:
    return item.style != "root" and not item.children


def _is_title(paragraph: str) -> bool:
    return len(paragraph) < 60 and not re.search("[,。;!?:]", paragraph)
