"""From the tree of a text to its directives (任务草稿).

One directive for each numbered item that orders something; more where its sentences have leads, a
cadence or an addressee of their own. Outside the numbered items only what names an addressee, a
time, a cadence or a number is taken: exhortation stays where it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .cadence import cadence
from .dates import Calendar, Time, label_time, start_time
from .facts import COUNT_BACK, Clause, Facts, facts
from .layout import Flat
from .leads import Labels, Slot, slots
from .model import Directive, Kind, Milestone, Target
from .numbers import value
from .outline import Item, heading
from .sentences import Stretch, sentences
from .targets import targets
from .units import is_generic, read_units

_LONGEST = 120
_BRACKET = re.compile(r"\(([^()]{3,100})\)")
_ESSAY = re.compile(
    r"演讲稿|评委|作文|征文|读后感|我演讲的题目|倡议书|心得体会|亲爱的(?:同学|老师)"
)
_BACKGROUND = re.compile(
    r"成绩|形势|不足|差距|意义|认识|信心|紧迫|重要性|必要性|回顾|总结|背景|指导思想|基本原则|情况|问题|站位|现状|成效|使命"
)
_ACTION = re.compile(
    r"整改|整治|落实|推进|抓好|措施|任务|攻坚|治理|提升行动|压实责任|狠抓|着力|强化(?!.{0,6}认识)|突破|解决|要求|实施|重点工作|下一步|安排"
)
_CAMPAIGN = re.compile(
    r"整治|行动|活动|宣传|打击|查处|大扫除|大清理|取缔|清理|清扫|清除|劝导|攻坚战|大排查|严打|氛围"
)
_RESULT = re.compile(
    r"完成|建成|建立|制定|制订|出台|建设|新建|改造|新增|报送|报(?=市|区|县|省|[^,]{0,4}创)|印发|上报|排查|整改|解决|设立|提交|组建|申报|初审|终审|复查|验收|台账|方案|规划|修补|清运|安装|配备|明确(?:专人|一名|责任)|细化|量化|分解|拿出|完工|召开|修复|补齐|论证|打造|创建|争创"
)
_CLOSING = re.compile(
    r"(?:切实|认真|具体|负责|抓紧|共同|牵头)*(?:抓好|主抓|负责|牵头|落实|组织实施|具体组织)(?:落实|(?:这项|此项)?工作)?"
)
_STANDING = re.compile(
    r"履行|担负|认识|责任感|意识|纪律|问责|约谈|通报批评|配合|支持|带头|率先|作用|不得|不准|严禁|坚持|重视|协作|负总责|保障"
)


@dataclass(slots=True)
class Part:
    """A directive in the making: stretches of text, and what was found in them."""

    item: Item
    start: int
    clauses: list[Clause] = field(default_factory=list)
    stretches: list[tuple[int, int]] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    label_time: Time | None = None
    cadence: str | None = None
    start_time: str | None = None
    targets: list[Target] = field(default_factory=list)
    heading_only: bool = False
    headed: bool = False
    closed: bool = False
    ordered: bool = False
    own_lead: bool = False
    detached: bool = False
    cut: bool = False

    def take_slot(self, slot: Slot) -> None:
        names = self.lead if slot.role == "lead" else self.support
        for name in slot.units.names:
            if name not in self.lead and name not in names:
                names.append(name)

    def take_labels(self, found: Labels, calendar: Calendar) -> None:
        if found.lead:
            self.lead = list(found.lead)
        self.support.extend(
            n for n in found.support if n not in self.support and n not in self.lead
        )
        if found.time:
            self.label_time = label_time(found.time, calendar)

    @property
    def strong(self) -> bool:
        return bool(self.own_lead or self.times or self.cadence or self.targets or self.label_time)


def directives(root: Item, flat: Flat, calendar: Calendar) -> list[Directive]:
    """The directives of one text, in its order."""
    if _is_essay(root, flat):
        return []
    reader = _Reader(flat, calendar)
    for item in root.walk():
        reader.read_item(item)
    reader.spread()
    reader.parts.sort(key=lambda part: part.start)
    built = [_Finish(part, flat).directive() for part in reader.parts]
    return [row for row in built if row is not None]


def _is_essay(root: Item, flat: Flat) -> bool:
    """An essay or a contest speech inside a compilation orders nobody."""
    first = root.own[0][0] if root.own else root.start
    return _ESSAY.search(flat.text[first : first + 200]) is not None


class _Reader:
    """Reads items one after the other and keeps the parts found."""

    def __init__(self, flat: Flat, calendar: Calendar) -> None:
        self.flat, self.calendar = flat, calendar
        self.parts: list[Part] = []
        self.of_item: dict[int, list[Part]] = {}
        self.unit_heads: dict[int, list[str]] = {}
        self.label_heads: dict[int, Labels] = {}
        self.soft: dict[int, list[Part]] = {}

    def read_item(self, item: Item) -> None:
        mine: list[Part] = []
        self.of_item[id(item)] = mine
        words, start, end = heading(item, self.flat) if item.style != "root" else ("", 0, 0)
        units = read_units(words) if words else None
        if units:
            self.unit_heads[id(item)] = list(units.names)
        background = self._background(item)
        for first, last in item.own:
            if item.style == "root" and _is_title(self.flat.text[first:last]):
                continue
            for sentence in sentences(self.flat.text, first, last):
                if units and sentence.start == start and sentence.end <= end:
                    continue
                self._read_sentence(item, facts(sentence, self.calendar), mine, background)
        if not item.children and item.style != "root":
            mine = self._leaf(mine, background)
        else:
            self.soft[id(item)] = [p for p in mine if p.ordered and not p.strong][:1]
            mine = [part for part in mine if part.strong and part.ordered]
        self.of_item[id(item)] = mine
        self.parts.extend(mine)

    def _leaf(self, mine: list[Part], background: bool) -> list[Part]:
        kept = [p for p in mine if p.ordered and (p.strong or not background)]
        if len(kept) > 1 and kept[0].headed and not kept[0].strong and kept[1].own_lead:
            kept = kept[1:]
        soft = [p for p in kept if not p.strong]
        strong = [p for p in kept if p.strong]
        return [p for p in kept if p in strong or p is soft[0]]

    def _background(self, item: Item) -> bool:
        """Below a heading such as 肯定成绩，认清形势 only plain orders count."""
        for above in item.path():
            if above.style in {"cn", "chapter"} or (
                above.style == "cnp" and above.parent and above.parent.style == "root"
            ):
                words = heading(above, self.flat)[0][:60]
                return bool(_BACKGROUND.search(words)) and not _ACTION.search(words)
        return False

    # --- One sentence -----------------------------------------------------------------------

    def _read_sentence(self, item: Item, found: Facts, mine: list[Part], background: bool) -> None:
        if found.text.startswith("(") and found.text.endswith(")"):
            self._bracket(found.text[1:-1], mine)
            if found.labels:
                self._labels(item, found, mine)
            return
        if found.labels:
            self._labels(item, found, mine)
        if found.back and self._refers_back(item, found, mine):
            return
        apart = COUNT_BACK.search(found.text) is not None and found.back
        if found.told and not found.labels:
            return
        for chunk in self._chunks(item, found):
            chunk.cut = chunk.cut or apart
            self._place(item, chunk, found, mine, background)
        for match in _BRACKET.finditer(found.text):
            self._bracket(match[1], mine)

    def _labels(self, item: Item, found: Facts, mine: list[Part]) -> None:
        if mine:
            mine[-1].take_labels(found.labels, self.calendar)
            mine[-1].ordered = True
            mine[-1].own_lead = mine[-1].own_lead or bool(found.labels.lead)
        elif item.children or found.sentence.start > item.body:
            self.label_heads[id(item)] = found.labels

    def _bracket(self, inner: str, mine: list[Part]) -> None:
        """(市市场监管局牵头,市商务局配合) or (市城管局) at the end of an item."""
        if not mine:
            return
        here = [s for s in slots(Stretch(inner, 0, len(inner))) if s.verb]
        for slot in here:
            mine[-1].take_slot(slot)
            mine[-1].own_lead = True
        units = None if here else read_units(inner)
        if (
            units
            and not units.generic
            and not mine[-1].lead
            and all(not is_generic(n) for n in units.names)
        ):
            mine[-1].lead = list(units.names)
            mine[-1].own_lead = True

    def _refers_back(self, item: Item, found: Facts, mine: list[Part]) -> bool:
        """这项工作由…: the lead of the part before; 以上两项…: of the items before."""
        leads = [slot for slot in found.slots if slot.by != "with"]
        count = COUNT_BACK.search(found.text)
        if count and any(slot.role == "lead" for slot in leads):
            return self._leads_of_several(item, int(value(count["n"]) or 0), leads)
        if not leads or not mine:
            return False
        part = mine[-1]
        for slot in leads:
            part.take_slot(slot)
        part.times.extend(found.times)
        part.clauses.extend(found.clauses)
        part.stretches.append((found.sentence.start, found.sentence.end))
        part.closed = part.ordered = part.own_lead = True
        return True

    def _promote(self, item: Item) -> None:
        """An item above others that is named in 以上两项 is a duty of its own."""
        soft = self.soft.pop(id(item), []) if item.style != "root" else []
        self.parts.extend(soft)
        self.of_item.setdefault(id(item), []).extend(soft)

    def _leads_of_several(self, item: Item, count: int, leads: list[Slot]) -> bool:
        siblings = item.parent.children if item.parent else []
        if item not in siblings:
            return False
        last = siblings.index(item)
        if not 0 < count <= last + 1:
            return False
        for sibling in siblings[last + 1 - count : last + 1]:
            for below in sibling.walk():
                self._promote(below)
                for part in self.of_item.get(id(below), []):
                    if not part.lead:
                        for slot in leads:
                            part.take_slot(slot)
                        part.own_lead = True
        for part in self.of_item[id(item)]:
            part.closed = True
        return True

    # --- Chunks of a sentence ---------------------------------------------------------------

    def _chunks(self, item: Item, found: Facts) -> Iterator[Part]:
        """Cuts a sentence where another addressee, cadence or condition begins."""
        current: Part | None = None
        for clause in found.clauses:
            if current is None or _cuts(current, clause):
                if current is not None:
                    yield current
                inherit = current
                current = Part(item, clause.stretch.start, cut=current is not None)
                if inherit is not None and not clause.leads:
                    if clause.conditional:
                        current.detached = True
                    else:
                        current.lead, current.support = list(inherit.lead), []
                        current.own_lead = inherit.own_lead
            self._add_clause(current, clause)
        if current is not None:
            yield current

    def _add_clause(self, part: Part, clause: Clause) -> None:
        if not part.clauses and not part.ordered:
            part.start = clause.stretch.start
        part.clauses.append(clause)
        part.stretches.append((clause.stretch.start, clause.stretch.end))
        for slot in clause.slots:
            if slot.role == "lead" and part.lead and not part.own_lead:
                part.lead = []
            if slot.role == "lead" and _second_to_lead(part, slot):
                slot = Slot(
                    "support", slot.units, slot.start, slot.end, slot.clause, slot.by, slot.verb
                )
            part.take_slot(slot)
            part.own_lead = part.own_lead or slot.role == "lead"
        part.times.extend(clause.times)
        if clause.cadence and part.cadence in {None, "unspecified"}:
            part.cadence = clause.cadence.name
        part.start_time = part.start_time or start_time(clause.stretch.text)
        told = all(slot.verb.startswith(("是", "更是")) for slot in clause.slots)
        if clause.modal or clause.imperative or not told:
            part.ordered = True

    def _place(
        self, item: Item, chunk: Part, found: Facts, mine: list[Part], background: bool
    ) -> None:
        """Joins a chunk to the part before or makes a part of it."""
        chunk.targets = list(targets(_joined(chunk, found)))
        first = not mine
        numbered = item.style != "root" and not item.children
        if numbered and not found.means:
            if chunk.cadence or chunk.targets or chunk.times:
                chunk.ordered = True
            if first and item.number.endswith("要"):
                chunk.ordered = True
        if background and chunk.ordered and not _plain_order(chunk, found):
            chunk.ordered = False
        if found.means and not found.modal:
            chunk.ordered = False
        if mine and not _starts_part(mine[-1], chunk, found, numbered):
            if chunk.ordered or chunk.times:
                _absorb(mine[-1], chunk)
                mine[-1].closed = _ends_with_lead(chunk)
            return
        chunk.closed = chunk.closed or _ends_with_lead(chunk)
        if first and numbered:
            chunk.start = item.start
            chunk.heading_only = chunk.headed = _is_heading(chunk, found)
            mine.append(chunk)
        elif chunk.ordered:
            mine.append(chunk)

    # --- Leads from headings and siblings ---------------------------------------------------

    def spread(self) -> None:
        """Leads named in a heading, or once for several items, go to each item without one."""
        for part in self.parts:
            if part.lead and part.own_lead or part.detached:
                continue
            for above in part.item.path():
                if id(above) in self.unit_heads:
                    part.lead = part.lead or list(self.unit_heads[id(above)])
                    break
                if id(above) in self.label_heads:
                    part.take_labels(self.label_heads[id(above)], self.calendar)
                    break


def _is_title(paragraph: str) -> bool:
    return len(paragraph) < 60 and not re.search("[,。;!?:]", paragraph)


def _second_to_lead(part: Part, slot: Slot) -> bool:
    """甲牵头,乙负责: the second supports the first."""
    return (
        bool(part.lead)
        and any(
            s.role == "lead" and s.verb.startswith("牵头") for c in part.clauses for s in c.slots
        )
        and slot.verb.startswith(("负责", "具体负责", "落实", "实施"))
    )


def _joined(chunk: Part, found: Facts) -> Stretch:
    start, end = chunk.stretches[0][0], chunk.stretches[-1][1]
    offset = found.sentence.start
    return Stretch(found.clauses and _body(found)[start - offset : end - offset] or "", start, end)


def _body(found: Facts) -> str:
    text = found.text
    for start, end in found.labels.spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _plain_order(chunk: Part, found: Facts) -> bool:
    named = any(not is_generic(name) for name in chunk.lead)
    return found.modal and (named or bool(chunk.times) or bool(chunk.cadence)) or bool(found.labels)


def _cuts(current: Part, clause: Clause) -> bool:
    leads = [slot for slot in clause.leads if slot.by in {"subject", "by"}]
    if leads and current.own_lead:
        return not (_chain(current, clause) or _second_to_lead(current, leads[0]))
    if (
        leads
        and leads[0].by == "subject"
        and (current.cadence or (current.times and current.ordered))
    ):
        return True
    if clause.cadence and current.cadence and clause.cadence.name != "unspecified":
        return True
    if clause.reporting and current.ordered:
        return True
    return bool(clause.conditional and clause.times and current.ordered) or bool(
        current.cadence and any(time.kind in {"within", "limit"} for time in clause.times)
    )


def _ends_with_lead(chunk: Part) -> bool:
    """…,请甲、乙等部门抓好。 ends the item."""
    return any(
        slot.by == "by" and _CLOSING.fullmatch(slot.verb) for slot in chunk.clauses[-1].leads
    )


def _chain(current: Part, clause: Clause) -> bool:
    """甲负责路面,乙负责线路: one job in parts."""
    verbs = [slot.verb for c in current.clauses for slot in c.leads]
    return (
        bool(verbs)
        and verbs[-1].startswith("负责")
        and clause.leads[0].verb.startswith("负责")
        and not (clause.times or clause.cadence)
    )


def _starts_part(last: Part, chunk: Part, found: Facts, numbered: bool) -> bool:
    if last.closed or chunk.detached or chunk.cut:
        return True
    if chunk.own_lead and last.own_lead:
        return set(chunk.lead) != set(last.lead) or bool(chunk.cadence and last.cadence)
    if chunk.own_lead and not last.heading_only:
        by_subject = any(slot.by == "subject" for c in chunk.clauses for slot in c.leads)
        return by_subject
    if last.heading_only:
        return False
    if chunk.cadence and last.cadence:
        return True
    return not numbered and chunk.strong


def _absorb(last: Part, chunk: Part) -> None:
    last.clauses.extend(chunk.clauses)
    last.stretches.extend(chunk.stretches)
    for name in chunk.lead:
        if name not in last.lead:
            last.lead.append(name)
    last.support.extend(n for n in chunk.support if n not in last.support and n not in last.lead)
    last.times.extend(chunk.times)
    last.cadence = last.cadence or chunk.cadence
    last.start_time = last.start_time or chunk.start_time
    last.targets.extend(chunk.targets)
    last.ordered = last.ordered or chunk.ordered
    last.own_lead = last.own_lead or chunk.own_lead
    if chunk.ordered:
        last.heading_only = False


def _is_heading(chunk: Part, found: Facts) -> bool:
    """The first short sentence of an item, without lead, time or number of its own."""
    return not chunk.strong and len(found.text) <= 40


class _Finish:
    """Makes the row of a part."""

    def __init__(self, part: Part, flat: Flat) -> None:
        self.part, self.flat = part, flat

    def directive(self) -> Directive | None:
        part = self.part
        start, end = self._span()
        if start >= end:
            return None
        text = self.flat.source[start:end]
        regular = next((t for t in part.times if t.regular), None)
        deadline, milestones = self._deadline(regular)
        lead = tuple(dict.fromkeys(part.lead))
        generic = bool(lead) and all(is_generic(name) for name in lead)
        found = tuple(dict.fromkeys(part.targets))
        name = part.cadence or ("unspecified" if regular else None)
        kind = _kind(self._words(), name, bool(deadline), bool(found))
        return Directive(
            text=text, start=start, end=end, kind=kind, lead=lead,
            support=tuple(n for n in dict.fromkeys(part.support) if n not in lead),
            lead_generic=generic,
            deadline=deadline.text if deadline else None,
            deadline_iso=deadline.iso.isoformat() if deadline and deadline.iso else None,
            milestones=milestones, start_time=self._begin(deadline), cadence=name, targets=found,
            ticked=bool(lead) and not generic and (kind != "requirement" or bool(deadline) or bool(found)),
        )  # fmt: skip

    def _words(self) -> str:
        return "".join(self.flat.text[a:b] for a, b in self.part.stretches)

    def _begin(self, deadline: Time | None) -> str | None:
        return (deadline.begin if deadline else None) or self.part.start_time

    def _deadline(self, regular: Time | None) -> tuple[Time | None, tuple[Milestone, ...]]:
        part = self.part
        if part.label_time:
            return part.label_time, ()
        if regular:
            return regular, ()
        firm = [time for time in part.times if time.kind != "vague"] or part.times
        if not firm:
            return None, ()
        *earlier, last = firm
        rows = tuple(Milestone(t.text, t.iso.isoformat() if t.iso else None) for t in earlier)
        return last, rows

    def _span(self) -> tuple[int, int]:
        """From the start through the contiguous stretches, at most 120 characters."""
        flat, part = self.flat, self.part
        start = self._start()
        first = flat.at[start]
        end = last = start
        for a, b in part.stretches:
            if b <= start:
                continue
            if a > last + 2 and last > start:
                break
            if flat.at[b - 1] + 1 - first > _LONGEST and end > start:
                break
            end = last = b
        end = min(end, flat.find(first + _LONGEST))
        if end <= start:
            return first, first
        return first, flat.at[end - 1] + 1

    def _start(self) -> int:
        """A heading on a line of its own is not part of the sentence that follows it."""
        part, text = self.part, self.flat.text
        item = part.item
        if part.start != item.start or len(part.stretches) < 2:
            return part.start
        first = part.stretches[0]
        if text[first[1] : first[1] + 1] == "\n" and part.stretches[1][0] > first[1]:
            return part.stretches[1][0]
        return part.start


def _kind(words: str, cadence: str | None, deadline: bool, counted: bool) -> Kind:
    if cadence:
        return "recurring"
    if _CAMPAIGN.search(words[:80]):
        return "campaign"
    if deadline or _RESULT.search(words):
        return "task"
    return "requirement"
