"""Units in a clause that an order follows (句中的单位): where their names end, and what part they have.

A name ends before a word of work, a verb or a number; the longest list of names counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from ..text.words import (
    FOLLOWERS,
    LEAD_VERBS,
    MODALS,
    ORDER_VERBS,
    SHORT_NAMES,
    SPOKEN_UNITS,
    SUPPORT_VERBS,
    either,
)
from ..when.dates import starts
from .serving import SUPPORTING
from .units import FINALS, Units, read_units
from .untold import told_nothing

_DOING = (
    f"{SUPPORT_VERBS} {LEAD_VERBS} {MODALS} {ORDER_VERBS} {FOLLOWERS} 管 , {' '.join('0123456789')}"
)
_FOLLOWERS = AhoCorasick(sorted(set(_DOING.split())), matchkind=MatchKind.Standard)
LEADING = re.compile(
    rf"来?(?:按(?:照)?职责分工|切实|认真|共同|分别|具体|各自|都|也|均)?{either(LEAD_VERBS, SUPPORT_VERBS)}"
    "|(?:要|应|须)(?:牵头|主抓|负责|负总责|抓总|配合)"
)
_TOLD = re.compile(
    "要(?![求领素点闻])|把|负责|联合(?=整治|治理|执法|检查|行动|推进|开展)|(?:今天|今晚|明天|后天|马上|立即|立刻|连夜|这周|本周|下周|月底|先|再)?(?:就|去|上门|派|出人|都要|也要|必须)|(?:从[^,;]{1,6}起)?每[天日周晚]"
)
_SPOKEN = re.compile(rf"(?:[市县区]?{either(SPOKEN_UNITS)}[、和]?)+")
# 交警、教育、街道: several in a row, of whom one can be nothing else.
_SPOKEN_LIST = re.compile(
    rf"(?=[^,;。]*{either(SPOKEN_UNITS)})(?:{either(SHORT_NAMES)})(?:[、和](?:{either(SHORT_NAMES)}))+(?:等?部门|(?:这些|几家)(?:大厅|窗口|单位|部门)|几家|两家)?"
)
LEVEL = "[市区县省旗镇州盟]"
WITH = re.compile(
    "(?:会同|联合(?!督|检|执|工|惩|会|社|组队|暗|调查组)|协同(?!单位|部门)|会商|(?<!会)商(?![量定讨议务铺店品住圈场城厦业户贸会]))(?=[\u4e00-\u9fffX×])"
    "|协调(?=派出所|社区|街道|物业|交警)"
    f"|(?:协调|委托|主动对接|(?<=[局委办部院队])会)(?={LEVEL})"
    "|协调(?=[\u4e00-\u9fff]{2,10}(?:政府|管委会|办事处|公司)(?:[,、;。]|$))"
    f"|组织(?={LEVEL}[\u4e00-\u9fff]{{1,10}}[局委办部队会]、)"
    "|(?:组织|协调)(?=[\u4e00-\u9fff、]{4,60}等)"
)
# 东湖区、高新区|各建设2处, 市城管局|天天查.
_EACH_OF_THEM = re.compile(
    "天天|日日|周周|月月|一([家个条户处所])([\u4e00-\u9fff]{0,3})一\\1\\2(?=[去查核谈对上])|一家(?=[拿出报管])|各(?=[建开打增设新改选创配培组总推报派抽办][\u4e00-\u9fff]{0,3}[\\d一二两三四五六七八九十])"
)
# 甲和乙各负其责: nobody else does it.
_ALL_EQUAL = re.compile("(?:要|应|须|也)*(?:各司其职|各负其责)$")
_BODY_END = re.compile(
    "[局委办]|政府|集团|(?<=[两三四五六七八九])[区县镇]|单位|部门|街道|社区|乡镇|公司|企业|[大支总]队|中心|学校|医院|银行|协会|办事处|委员会"
)
_VERB_TAGS = frozenset("vdp")  # of the segmenter: verb, adverb, preposition
_LONGEST = 90
_OFTEN = re.compile("每[日天周旬月季半年]|要(?!求)|定期|成立(?!了)")  # 市委、市政府每月听取…
# Who orders is not who is ordered: 市委、市政府高度重视.
COMMANDERS = frozenset(
    f"{level}{body}" for level in "省市区县州盟旗" for body in ("委", "政府", "人民政府", "委员会")
)
# 由区政府会同市公安局…整治: told like any other.
_TAKES_IT = re.compile("会同|牵头|负责|组织|督促")


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


def slot_at(text: str, start: int, by: str) -> Slot | None:
    """The longest list of units that begins at `start` and that an order follows."""
    for end in _ends(text, start, by):
        units = read_units(text[start:end], sure=by != "subject" or _beyond_doubt(text, start, end))
        if units is None:
            continue
        local = by == "by" and len(units.names) == 1 and _TAKES_IT.match(text, end)
        if COMMANDERS.issuperset(units.names) and not (local or _OFTEN.match(text, end)):
            continue
        if told_nothing(text, start, end, units, by):
            continue
        helps = SUPPORTING.match(text, end) and not _ALL_EQUAL.match(text, end)
        role = "support" if helps else "lead"
        return Slot(role, units, start, end, 0, by, text[end:])
    return None


def _beyond_doubt(text: str, start: int, end: int) -> bool:
    """甲牵头; 城管要, 公安把: what is told to do something can only be a unit."""
    if LEADING.match(text, end):
        return True
    if not _SPOKEN.fullmatch(text, start, end):
        return _SPOKEN_LIST.fullmatch(text, start, end) is not None
    return _TOLD.match(text, end) is not None


def _ends(text: str, start: int, by: str) -> list[int]:
    """Where the units could end, the longest first: before a word of work, a verb, a number."""
    window = text[start : start + _LONGEST]
    hits = _FOLLOWERS.find_matches_as_indexes(window, overlapping=True)
    found = {hit[1] for hit in hits if not window.startswith("管委", hit[1])}
    found.update(_verbs(window))
    found = {end for end in found if window[end - 1 : end + 1] not in {"会商", "会同"}}
    found.update(starts(window))
    found.update(match.start() for match in WITH.finditer(window))
    found.update(match.start() for match in _EACH_OF_THEM.finditer(window))
    if by != "subject":
        found.add(len(window))
        found.update(at + 1 for at, char in enumerate(window) if char == "局")
    if by == "with":
        found.update(match.end() for match in _BODY_END.finditer(window))
    possible = (end for end in found if end > 0 and window[end - 1] in FINALS)
    return sorted((start + end for end in possible), reverse=True)


def _verbs(window: str) -> Iterator[int]:
    position = 0
    for word, tag in rjieba.tag(window):
        if tag[:1] in _VERB_TAGS:
            yield position
        position += len(word)
