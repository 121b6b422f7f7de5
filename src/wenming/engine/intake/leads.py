"""Who leads and who supports (牵头, 配合): read from the grammar of orders.

Given before (由市公安局牵头), after (这项工作请市公安局主抓), or as the subject (各社区每天巡查). Labels
(责任单位:…) are read by `labels`; what refers to several items (以上两项活动由…) is left to the caller.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from .dates import begins
from .sentences import Stretch, clauses
from .units import FINALS, Units, read_units
from .words import ADVERBS, FOLLOWERS, LEAD_VERBS, MODALS, ORDER_VERBS, SUPPORT_VERBS, either

_DOING = (
    f"{SUPPORT_VERBS} {LEAD_VERBS} {MODALS} {ORDER_VERBS} {FOLLOWERS} , {' '.join('0123456789')}"
)
_FOLLOWERS = AhoCorasick(sorted(set(_DOING.split())), matchkind=MatchKind.Standard)
_LEADING = re.compile(
    rf"(?:按(?:照)?职责分工|切实|认真|共同|分别|具体|各自)?{either(LEAD_VERBS, SUPPORT_VERBS)}"
    "|(?:要|应|须)(?:牵头|主抓|负责|负总责|抓总|配合)"
)
_SUPPORTING = re.compile(
    rf"(?:等|要|应|须|也|密切|积极|主动|做好|搞好|抓好|共同|予以|全力|大力|分别|按(?:照)?(?:各自)?职[责能](?:分工)?)*"
    rf"(?:{either(SUPPORT_VERBS)}|(?:作为|[为是])(?:配合|协办|协助|参与)(?:单位|部门))"
)
_LEAD_IN = re.compile(
    rf"(?:{either(ADVERBS)}[,:]?|[\u4e00-\u9fff]{{0,6}}期间[,:]?|[这此该](?:[件个项])?(?:事情?|工作|任务|活动)[,:]?)+"
)
_BY = re.compile(
    "(?<![自缘来])(?<!(?<![治办管整清处])理)由(?!于|此|现)|(?<![申提恳邀约])请(?!示|假|缨)"
)
# 甲牵头,乙做好技术指导: what the second does serves the first; so does 为实施主体.
_SERVING = re.compile(
    "(?:要|应)?(?:主动|全程|及时|跟进)*(?:做好|提供|给予|加强)[^,;。]{0,8}(?:保障|配合|支持|指导|服务|协助)(?:工作)?$"
    "|(?:负责)?(?:保障|落实|安排|提供|统筹)(?:所需|专项)?(?:资金|经费|用电|用水|电力)"
    "|(?:为|是|作为)(?:具体)?(?:实施|责任|落实)主体"
    "|按(?:照)?(?:各自)?职[责能](?:分工)?[^,。;]{0,6}(?:抓好|做好|落实|推进)"
    "|[^,;。]{2,14}(?:参与|协助|配合)[^,;。]{0,4}$"
    "|(?:具体|分别|分头|共同)?(?:抓好落实|抓落实|落实|跟进)$"
)
# 甲牵头,乙具体实施: the first answers for all of it.
_CHIEF = re.compile("(?:总)?牵头(?:抓总)?$|统筹$|总负责$|抓总$")
_CARRYING_OUT = re.compile("(?:具体|分别|分头|共同)?(?:实施|组织实施|承办|承担|落实)")
# 志愿者|活跃率, 市民|满意度: what is measured, nobody who acts.
_MEASURED = re.compile(
    "(?:(?![要应须将把对提使让确])[\u4e00-\u9fff]){0,8}?(?:率(?!先|领|队)|满意度|知晓度|比例|占比|得分)(?!先)"
)
# 物业公司|不作为的, 各区|未按期整改的: whom a rule is about, not who is told.
_CASE = re.compile("(?:不|未|没|拒|屡|连续|被|违反|存在)[^,;。]{1,18}的$")
# 无物业小区|还有37个: how many there are.
# 政务大厅|反映还可以: how somebody does, not what is to be done.
_DOES = re.compile("(?:反映|表现|做得|干得|搞得|总体|基本上)")
_HOW_MANY = re.compile(r"(?:还|仍|尚|现|共|只|仅|总共|目前|已)+(?:有|是|为)?\d")
# 不能引进的|由社区托管: what becomes of a case, inside the duty of another.
_OF_CASE = re.compile(r"[^,]{2,16}的由(?=[^\d]{2,20}$)(?!.*限期)")
# 每个小区|不少于10处: where it is counted.
_COUNTED_PER = re.compile("[^,每]{0,10}(?:不少于|不得少于|不低于|不超过|不多于)")
# 区创建办|汇总的412个问题: which ones they are.
_WHICH = re.compile(r"[\u4e00-\u9fff]{2,4}的\d")
# 由供电公司保障用电: beside whoever was named before.
_PROVIDING = re.compile("保障|提供|予以|给予|支持")
_MAINLY = re.compile("以([^,。;以]{2,40}?)为主(?!要|体|线)")
_BODY = re.compile("以([^,。;以]{2,40}?)为(?:责任|实施|工作)?主体")
_WITHIN = re.compile("(?:属于?|涉及)([^,。;]{2,60}?)(?:的)?(?:职责|职能|管辖)范围")
_WITH = re.compile(
    "(?:会同|联合(?!督|检|执|工|惩|会|社)|协同|商)(?=[\u4e00-\u9fff])"
    "|协调(?=[市区县省旗镇])|(?:组织|协调)(?=[\u4e00-\u9fff、]{4,60}等)"
)
_HELPING = re.compile("(?:积极|主动|密切|全力)?(?:配合|协助)(?=[市区县省旗镇])")
_HELPED_BY = re.compile("(?:积极|主动|密切|全力)?(?:配合|协助)(?=[^,]{2,})")
_ORDERED = re.compile(
    rf"(?:也|都|均|还)?(?:{either(MODALS, ORDER_VERBS)}|[对把将](?![于会来外])|每[人名户])"
)
_MONEY = re.compile("(?:资金|经费|费用)[^,;。]{0,12}$")
_VERB_TAGS = frozenset("vdp")  # of the segmenter: verb, adverb, preposition
_LONGEST = 90
# Who orders is not who is ordered: 市委、市政府高度重视.
_COMMANDERS = frozenset(
    f"{level}{body}" for level in "省市区县" for body in ("委", "政府", "人民政府", "委员会")
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Units at [start, end) of a sentence.

    Attributes:
        role: lead or support.
        clause: the number of the clause they stand in.
        by: how it is said: subject, by (由, 请), mainly (以…为主), within (职责范围), with (会同),
            helped (配合甲).
        verb: the rest of the clause after the units.
    """

    role: str
    units: Units
    start: int
    end: int
    clause: int
    by: str
    verb: str = ""


def slots(sentence: Stretch) -> list[Slot]:
    """The leads and supports of a sentence, in the order of the text.

    >>> [(s.role, s.units.names) for s in slots(Stretch("由城建组牵头,其他方面配合", 0, 13))]
    [('lead', ('城建组',)), ('support', ('其他方面',))]
    """
    found: list[Slot] = []
    held: Slot | None = None
    stop = ""
    for number, clause in enumerate(clauses(sentence)):
        offset = clause.start - sentence.start
        here = [
            replace(slot, start=slot.start + offset, end=slot.end + offset, clause=number)
            for slot in _of_clause(clause.text)
        ]
        if held:
            here = _with_held(held, here, clause.text, told=stop == ":")
        if found and here and here[0].units.generic and _OF_CASE.match(clause.text):
            here = here[1:]
        held = None if here else _whole(clause.text, offset, number)
        stop = clause.stop
        led = any(slot.role == "lead" for slot in found)
        chief = any(
            slot.role == "lead" and slot.clause == number - 1 and _CHIEF.match(slot.verb)
            for slot in found
        )
        found.extend(
            replace(slot, role="support") if led and serves(slot, chief=chief) else slot
            for slot in here
        )
    return sorted(found, key=lambda slot: slot.start)


def serves(slot: Slot, *, chief: bool = False) -> bool:
    """甲按职责做好…, 甲落实: what it does serves whoever was named before (`chief`: as the one in charge)."""
    if slot.by == "by":
        return _PROVIDING.match(slot.verb) is not None
    if slot.by != "subject":
        return False
    if slot.units.generic and _CARRYING_OUT.match(slot.verb):
        return True
    return bool(chief or _SERVING.match(slot.verb))


def _whole(text: str, offset: int, number: int) -> Slot | None:
    """A clause that is nothing but units: 各驻地单位、人民团体,要主动认领."""
    start = _after_lead_in(text)
    units = read_units(text[start:])
    if units is None or _COMMANDERS.issuperset(units.names):
        return None
    return Slot("lead", units, offset + start, offset + len(text), number, "subject")


def _with_held(held: Slot, here: list[Slot], text: str, *, told: bool) -> list[Slot]:
    """The units of the clause before belong to what this clause orders.

    甲局:乙类医院要…: `told` says that the colon gave the order to the first alone.
    """
    if told and here and here[0].units.generic and not held.units.generic:
        return [held, *here[1:]]
    if here and here[0].by == "subject":
        first = here[0]
        generic = held.units.generic and first.units.generic
        units = Units((*held.units.names, *first.units.names), generic)
        return [replace(first, units=units, start=held.start, clause=held.clause), *here[1:]]
    return [held, *here] if _ORDERED.match(text) else here


def _of_clause(text: str) -> Iterator[Slot]:
    """The slots of one clause, positions and number still those of the clause."""
    named = _named_outright(text) or _helped(text)
    if named:
        yield named
        return
    first = _by(text) or _slot_at(text, _after_lead_in(text), "subject")
    if first:
        yield first
    helped = _HELPED_BY.match(text, first.end) if first and first.role == "support" else None
    if first and helped and (slot := _slot_at(text, helped.end(), "helped")):
        yield slot
    for match in _WITH.finditer(text, first.end if first else 0):
        slot = _slot_at(text, match.end(), "with")
        if slot:
            yield replace(slot, role="support")


def _named_outright(text: str) -> Slot | None:
    """以甲为主, 属于甲职责范围."""
    for pattern, by in ((_MAINLY, "mainly"), (_BODY, "mainly"), (_WITHIN, "within")):
        match = pattern.search(text)
        units = read_units(match[1], sure=True) if match else None
        if match and units:
            return Slot("lead", units, match.start(1), match.end(1), 0, by)
    return None


def _helped(text: str) -> Slot | None:
    """配合甲抓好…: the one that is helped leads; who helps stands elsewhere (a heading)."""
    match = _HELPING.match(text)
    slot = _slot_at(text, match.end(), "helped") if match else None
    return slot if slot and not slot.units.generic and slot.role == "lead" else None


def _by(text: str) -> Slot | None:
    """由甲牵头, 请甲抓好; who finds the money supports."""
    for match in _BY.finditer(text):
        slot = _slot_at(text, match.end(), "by")
        if slot:
            return replace(slot, role="support") if _MONEY.search(text[: match.start()]) else slot
    return None


def _after_lead_in(text: str) -> int:
    lead_in = _LEAD_IN.match(text)
    return lead_in.end() if lead_in else 0


def _slot_at(text: str, start: int, by: str) -> Slot | None:
    """The longest list of units that begins at `start` and that an order follows."""
    for end in _ends(text, start, by):
        sure = by != "subject" or _LEADING.match(text, end) is not None
        units = read_units(text[start:end], sure=sure)
        if units is None or _COMMANDERS.issuperset(units.names):
            continue
        if text.startswith("每", start) and _COUNTED_PER.match(text, end):
            continue
        if by == "subject" and any(
            p.match(text, end) for p in (_MEASURED, _CASE, _DOES, _HOW_MANY, _WHICH)
        ):
            continue
        role = "support" if _SUPPORTING.match(text, end) else "lead"
        return Slot(role, units, start, end, 0, by, text[end:])
    return None


def _ends(text: str, start: int, by: str) -> list[int]:
    """Where the units could end, the longest first: before a word of work, a verb, a number."""
    window = text[start : start + _LONGEST]
    found = {hit[1] for hit in _FOLLOWERS.find_matches_as_indexes(window, overlapping=True)}
    found.update(_verbs(window))
    found.update(begins(window))
    if by != "subject":
        found.add(len(window))
        found.update(at + 1 for at, char in enumerate(window) if char == "局")
    possible = (end for end in found if end > 0 and window[end - 1] in FINALS)
    return sorted((start + end for end in possible), reverse=True)


def _verbs(window: str) -> Iterator[int]:
    position = 0
    for word, tag in rjieba.tag(window):
        if tag[:1] in _VERB_TAGS:
            yield position
        position += len(word)
