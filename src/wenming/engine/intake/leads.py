"""Who leads and who supports (牵头, 配合): read from the grammar of orders.

Given before (由市公安局牵头), after (这项工作请市公安局主抓), by labels (牵头单位:…;责任单位:…) or as the subject
(各社区每天巡查). What refers to several items at once (以上两项活动由…) is left to the caller.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from .sentences import Stretch, clauses
from .units import FINALS, Units, read_units, split_names
from .words import ADVERBS, FOLLOWERS, LEAD_VERBS, MODALS, ORDER_VERBS, SUPPORT_VERBS, either

_LEAD_LABEL = r"(?:总?牵头|责任|承办|主办|主责|负责|落实|实施|整改|主要责任|第一责任)(?:单位|部门|区域|主体)|责任主体|牵头"
_SUPPORT_LABEL = r"(?:配合|协办|协助|参与|支持|督办|督导|监管|参加|协同|协作)(?:单位|部门)|配合"
_TIME_LABEL = (
    r"(?:完成|整改|办理|办结|落实|报送|实施|工作|任务)?(?:时限|期限|时间|时间节点)(?:要求)?"
)
_OTHER_LABEL = r"责任领导|责任人|市级领导|分管领导|联系人|包抓领导|牵头领导|包联领导|主要负责人"
_ANY_LABEL = rf"(?:{_LEAD_LABEL}|{_SUPPORT_LABEL}|{_TIME_LABEL}|{_OTHER_LABEL})"
_LABEL = re.compile(
    rf"(?P<label>{_ANY_LABEL}):(?P<value>(?:\([^()\n]*\)|[^;。:\n()])*?)(?=[;。\n)]|[,、]?{_ANY_LABEL}:|$)"
)
_CHIEF = ("牵头", "总牵头", "主办", "主责")
_LEADS = either(LEAD_VERBS)
_SUPPORTS = either(SUPPORT_VERBS)
_FOLLOWERS = AhoCorasick(
    sorted(
        {
            *f"{SUPPORT_VERBS} {LEAD_VERBS} {MODALS} {ORDER_VERBS} {FOLLOWERS}".split(),
            *"0123456789,",
        }
    ),
    matchkind=MatchKind.Standard,
)
_STRONG = re.compile(
    rf"(?:按(?:照)?职责分工|切实|认真|共同|分别|具体|各自)?(?:{_LEADS}|{_SUPPORTS})"
)
_SUPPORTING = re.compile(
    rf"(?:等|要|应|须|也|密切|积极|做好|共同|予以|全力|大力|分别|相关部门)*{_SUPPORTS}"
)
_LEAD_IN = re.compile(rf"(?:{either(ADVERBS)}[,:]?)+")
_BY = re.compile(r"(?<![自缘理来])由(?!于|此|现)|(?<![申提恳邀约])请(?!示|假|缨)")
_MAINLY = re.compile(r"以([^,。;以]{2,40}?)为主(?!要|体|线)")
_WITHIN = re.compile(r"(?:属于?|涉及)([^,。;]{2,60}?)(?:的)?(?:职责|职能|管辖)范围")
_WITH = re.compile(
    r"(?:会同|联合(?!督|检|执|工|惩|会|社)|协同|商)(?=[\u4e00-\u9fff])|(?:组织|协调)(?=[\u4e00-\u9fff、]{4,60}等)"
)
_ORDERED = re.compile(rf"(?:也|都|均|还)?(?:{either(MODALS)}|{either(ORDER_VERBS)})")
_MONEY = re.compile(r"(?:资金|经费|费用)[^,;。]{0,12}$")
_VERB_TAGS = frozenset("vdp")
_LONGEST = 90
# Who orders is not who is ordered: 市委、市政府高度重视.
_COMMANDERS = frozenset(
    f"{level}{body}" for level in "省市区县" for body in ("委", "政府", "人民政府", "委员会")
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of an item say (牵头单位:…;责任单位:…;完成时限:…)."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    time: str | None = None
    spans: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lead or self.support or self.time)


def labels(text: str) -> Labels:
    """The labels in `text`; with both 牵头单位 and 责任单位 the first leads and the second supports.

    >>> labels("(牵头单位:市住建局;责任单位:各区政府)").support
    ('各区政府',)
    """
    found = list(_LABEL.finditer(text))
    chief: list[str] = []
    answering: list[str] = []
    helping: list[str] = []
    time = None
    for match in found:
        label, written = match["label"], match["value"].strip(",、")
        if re.fullmatch(_TIME_LABEL, label):
            time = time or written
        elif re.fullmatch(_SUPPORT_LABEL, label):
            helping += _label_units(written)
        elif re.fullmatch(_LEAD_LABEL, label):
            (chief if label.startswith(_CHIEF) else answering).extend(_label_units(written))
    lead = tuple(dict.fromkeys(chief or answering))
    others = dict.fromkeys([*(answering if chief else []), *helping])
    support = tuple(name for name in others if name not in lead)
    return Labels(lead, support, time or None, tuple(match.span() for match in found))


def _label_units(written: str) -> list[str]:
    """A label leaves no doubt: what is between the commas is a name even if it reads like none."""
    units = read_units(written, sure=True)
    if units is not None:
        return list(units.names)
    return [name for name in split_names(written) if 2 <= len(name) <= 24]


@dataclass(frozen=True, slots=True)
class Slot:
    """Units at [start, end) of the sentence; `clause` is the number of the clause they stand in.

    Attributes:
        role: lead or support.
        by: how it is said: subject, by (由, 请), mainly (以…为主), within (职责范围), with (会同).
        verb: the rest of the clause after the units.
    """

    role: str
    units: Units
    start: int
    end: int
    clause: int
    by: str
    verb: str


def slots(sentence: Stretch) -> list[Slot]:
    """The leads and supports of a sentence, in the order of the text."""
    found: list[Slot] = []
    held: Slot | None = None
    for number, clause in enumerate(clauses(sentence)):
        offset = clause.start - sentence.start
        here = [_moved(slot, offset) for slot in _of_clause(clause.text, number)]
        if held:
            here = _with_held(held, here, clause.text)
        held = None if here else _whole(clause.text, offset, number)
        found.extend(here)
    return sorted(found, key=lambda slot: slot.start)


def _whole(text: str, offset: int, number: int) -> Slot | None:
    """A clause that is nothing but units: 各驻地单位、人民团体,要主动认领."""
    lead_in = _LEAD_IN.match(text)
    start = lead_in.end() if lead_in else 0
    units = read_units(text[start:])
    if units is None or _COMMANDERS.issuperset(units.names):
        return None
    return Slot("lead", units, offset + start, offset + len(text), number, "subject", "")


def _with_held(held: Slot, here: list[Slot], text: str) -> list[Slot]:
    """The units of the clause before belong to what this clause orders."""
    if here and here[0].by == "subject":
        first = here[0]
        names = (*held.units.names, *first.units.names)
        units = Units(names, held.units.generic and first.units.generic)
        joined = Slot(first.role, units, held.start, first.end, held.clause, "subject", first.verb)
        return [joined, *here[1:]]
    if _ORDERED.match(text):
        return [held, *here]
    return here


def _moved(slot: Slot, offset: int) -> Slot:
    return Slot(
        slot.role,
        slot.units,
        slot.start + offset,
        slot.end + offset,
        slot.clause,
        slot.by,
        slot.verb,
    )


def _of_clause(text: str, number: int) -> Iterator[Slot]:
    taken = 0
    for pattern, by in ((_MAINLY, "mainly"), (_WITHIN, "within")):
        match = pattern.search(text)
        units = read_units(match[1], sure=True) if match else None
        if match and units:
            yield Slot("lead", units, match.start(1), match.end(1), number, by, "")
            return
    for match in _BY.finditer(text):
        slot = _slot_at(text, match.end(), number, "by")
        if slot:
            role = (
                "support"
                if slot.role == "support" or _MONEY.search(text[: match.start()])
                else "lead"
            )
            yield Slot(role, slot.units, slot.start, slot.end, number, "by", slot.verb)
            taken = slot.end
            break
    else:
        lead_in = _LEAD_IN.match(text)
        slot = _slot_at(text, lead_in.end() if lead_in else 0, number, "subject")
        if slot:
            yield slot
            taken = slot.end
    for match in _WITH.finditer(text, max(taken, 0)):
        slot = _slot_at(text, match.end(), number, "with")
        if slot:
            yield Slot("support", slot.units, slot.start, slot.end, number, "with", slot.verb)


def _slot_at(text: str, start: int, number: int, by: str) -> Slot | None:
    """The longest list of units that begins at `start` and that an order follows."""
    for end in _ends(text, start, by):
        strong = by in {"by", "with"} or _STRONG.match(text, end) is not None
        units = read_units(text[start:end], sure=strong)
        if units is None or _COMMANDERS.issuperset(units.names):
            continue
        role = "support" if _SUPPORTING.match(text, end) else "lead"
        return Slot(role, units, start, end, number, by, text[end:])
    return None


def _verbs(window: str) -> Iterator[int]:
    """Where the segmenter sees a verb, an adverb or a preposition."""
    position = 0
    for word, tag in rjieba.tag(window):
        if tag[:1] in _VERB_TAGS:
            yield position
        position += len(word)


def _ends(text: str, start: int, by: str) -> list[int]:
    """Where the units could end, the longest first."""
    window = text[start : start + _LONGEST]
    found = {hit[1] for hit in _FOLLOWERS.find_matches_as_indexes(window, overlapping=True)}
    found |= set(_verbs(window))
    if by != "subject":
        found.add(len(window))
    return sorted(
        (start + end for end in found if end > 0 and window[end - 1] in FINALS), reverse=True
    )
