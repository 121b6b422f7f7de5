"""Who leads and who supports (牵头, 配合): read from the grammar of orders.

Given before (由市公安局牵头), after (这项工作请市公安局主抓), or as the subject (各社区每天巡查). Labels
(责任单位:…) are read by `labels`; what refers to several items (以上两项活动由…) is left to the caller.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from . import serving
from .addressed import TELLS, THEN_TOLD, spoken_of
from .alone import leads_alone
from .cadence import cadence
from .dates import starts
from .entrusting import entrusted
from .sentences import Stretch, clauses
from .serving import CHIEF, SUPPORTING
from .units import FINALS, Units, is_people, read_units
from .untold import told_nothing
from .words import (
    ADVERBS,
    FOLLOWERS,
    LEAD_VERBS,
    MODALS,
    ORDER_VERBS,
    SHORT_NAMES,
    SPOKEN_UNITS,
    SUPPORT_VERBS,
    either,
)

_DOING = (
    f"{SUPPORT_VERBS} {LEAD_VERBS} {MODALS} {ORDER_VERBS} {FOLLOWERS} 管 , {' '.join('0123456789')}"
)
_FOLLOWERS = AhoCorasick(sorted(set(_DOING.split())), matchkind=MatchKind.Standard)
_LEADING = re.compile(
    rf"来?(?:按(?:照)?职责分工|切实|认真|共同|分别|具体|各自)?{either(LEAD_VERBS, SUPPORT_VERBS)}"
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
# 6月底前|市城管局补划…: until when, before who.
_UNTIL = re.compile(
    r"(?:于|在)?(?:今年|\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|[底末]|[上中下]旬)|[月年]底|(?:今|本)年|[本下]?周[一二三四五六日]|第?[一二三四]季度[末底]?|[上下]半年"
    r"|\d{1,3}(?:个工作日|天|日)|(?:国庆|春节|中秋|元旦|五一|端午|开学|汛期|入冬|测评|验收)节?)(?:之?前|内)"
)
_LEAD_IN = re.compile(
    rf"(?:{either(ADVERBS)}[,:]?|[部局委办县市区镇]里(?=[\u4e00-\u9fff]{{2,6}}[科股室处办])|所?涉及的(?!\d)|有条件的|(?:包村|包联|联系|挂点)的|你们(?=[市区县\u4e00-\u9fff]{{1,6}}[局委办队部司])|(?![各每市区县镇街])[\u4e00-\u9fff]{{0,6}}期间[,:]?|(?:以上|上述|[前后这此该])[一二两三四五六七八九十几\d]?(?:[件个项])?(?:事情?儿?|(?<=[前后][一两]件)|工作|任务|活动|事项)[,:]?|(?!对)[\u4e00-\u9fff]{{2,8}}(?:较[大多差慢低]|落后|靠后|偏[低多慢]|滞后|薄弱|突出|垫底|末位|后[一两二三四五六]位|后[两二三四五六]名|倒数[^,;。的]{{0,4}})的(?=[^,;。的]{{2,12}}[市区县镇乡道局]))+"
)
_BY = re.compile(
    "(?<![自缘来原])(?<!成立)(?<!(?<![治办管整清处])理)由(?!于|此|现)(?:所?涉及的)?|(?<![申提恳邀约报])请(?!示|假|缨)|(?:责成|责令)(?!责任|其|相关|有关|违)|(?:(?<=问题)|(?<=线索)|(?<=事项)|(?<=案件))(?:移交|转交|移送)(?:给|至)?(?=[^,;。移]{2,16}(?:处理|查处|办理|处置|核查|追责))"
)
# 不能引进的|由社区托管: what becomes of a case, inside the duty of another.
_OF_CASE = re.compile(r"[^,]{2,16}的由(?=[^\d]{2,20}$)(?!.*限期)")
# 县创建办设在县委宣传部, before what it has to do.
_SEATED_IN = re.compile(
    "(?<=[办组部室])(?:设在|设于|挂靠在?)[^,;。]{2,16}$|(?<=[镇乡区县局委道])(?:地处|位于|作为|身为)[^,;。]{2,14}$"
)
# 这条街|城管局牵头整治: what it is about, before who.
_THIS = re.compile("[这那](?:个|条|片|处|块|座|家)(?P<matter>活儿?|事儿?)?(?=[\u4e00-\u9fff])")
_LEVEL = "[市区县省旗镇州盟]"
_WITH = re.compile(
    "(?:会同|联合(?!督|检|执|工|惩|会|社|组队|暗|调查组)|协同(?!单位|部门)|会商|(?<!会)商(?![量定讨议务铺店品住圈场城厦业户贸会]))(?=[\u4e00-\u9fffX×])"
    "|协调(?=派出所|社区|街道|物业|交警)"
    f"|(?:协调|委托|主动对接|(?<=[局委办部院队])会)(?={_LEVEL})"
    "|协调(?=[\u4e00-\u9fff]{2,10}(?:政府|管委会|办事处|公司)(?:[,、;。]|$))"
    f"|组织(?={_LEVEL}[\u4e00-\u9fff]{{1,10}}[局委办部队会]、)"
    "|(?:组织|协调)(?=[\u4e00-\u9fff、]{4,60}等)"
)
# 东湖区、高新区|各建设2处, 市城管局|天天查.
_EACH_OF_THEM = re.compile(
    "天天|日日|周周|月月|一([家个条户处所])([\u4e00-\u9fff]{0,3})一\\1\\2(?=[去查核谈对上])|一家(?=[拿出报管])|各(?=[建开打增设新改选创配培组总推报派抽办][\u4e00-\u9fff]{0,3}[\\d一二两三四五六七八九十])"
)
# 在乙的配合下, 加强与乙的沟通: beside whoever is told.
_BESIDE = re.compile(
    "(?<!现)在([^,。;在]{2,40}?)的?(?:大力|积极|密切|全力|具体|业务|统一|直接)*(?:配合|支持|协助|协同|帮助|指导|组织|领导|调度|协调)下"
    f"|(?:与|同|和)({_LEVEL}[^,。;与同和]{{1,40}}?)(?:逐[\u4e00-\u9fff])?的?(?:沟通|协作|对接|衔接|协调|配合|会商|联动|核对)"
)
# 甲和乙各负其责: nobody else does it.
_ALL_EQUAL = re.compile("(?:要|应|须|也)*(?:各司其职|各负其责)$")
_HELPING = re.compile("(?:积极|主动|密切|全力)?(?:配合|协助)(?=[市区县省旗镇州盟])")
_HELPED_BY = re.compile("(?:要|应|须|也|都)*(?:积极|主动|密切|全力)?(?:配合|协助)(?=[^,]{2,})")
_ORDERED = re.compile(
    rf"(?:你们?(?:[几两三]家|局里|单位|那边)?)?(?:[^,;]{{2,10}}(?:[之以]?前|[之以]?内))?(?:也|都|均|还|联手|合力)?"
    rf"(?:{either(MODALS, ORDER_VERBS)}|负责|承担|[对把将](?![于会来外])|每[人名户日天周月季旬半两]|一[周月天])"
)
_ROLE_END = re.compile(
    rf"(?P<verb>(?:具体|共同|总)?{either(LEAD_VERBS, SUPPORT_VERBS)})(?:(?<=负责)[\u4e00-\u9fff]{{1,10}})?"
    r"、(?=[^,;:。、]{2})"
)
# 甲出标准、乙出位置.
_GIVES = re.compile(
    "((?:出|给|派)[\u4e00-\u9fff]{1,3})、(?=[\u4e00-\u9fff]{2,10}(?:出|给|派)[\u4e00-\u9fff]{1,3}(?:[,;。]|$))"
)
_SO_OFTEN = re.compile("([次遍])、(?=每[日天周旬月季年半学\\d])")
_MONEY = re.compile("(?:资金|经费|费用)(?!使用|管理)[^,;。]{0,12}$")
# 教育局那边,…: whom the speaker turns to.
_SPOKEN_TO = re.compile("(?:[那这](?:边|头|一?块)|呢|一起|一块儿?|联手|两家|几家)$")
_BODY_END = re.compile(
    "[局委办]|政府|集团|(?<=[两三四五六七八九])[区县镇]|单位|部门|街道|社区|乡镇|公司|企业|[大支总]队|中心|学校|医院|银行|协会|办事处|委员会"
)
_VERB_TAGS = frozenset("vdp")  # of the segmenter: verb, adverb, preposition
_LONGEST = 90
_OFTEN = re.compile("每[日天周旬月季半年]|要(?!求)|定期|成立(?!了)")  # 市委、市政府每月听取…
# Who orders is not who is ordered: 市委、市政府高度重视.
_COMMANDERS = frozenset(
    f"{level}{body}" for level in "省市区县州盟旗" for body in ("委", "政府", "人民政府", "委员会")
)

# 新区公安分局:|联合排查…; 望江街道:… may be a title.
_BUREAU = re.compile("(?:局|委|办|队|组|中心|公司|集团|科|处|所)$")
# 与供电所对接, 与社区结对.
_SEES = re.compile("(?:逐[\u4e00-\u9fff])?(?:对接|结对|衔接|协商|核对)")
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


def with_roles_apart(text: str) -> str:
    """甲牵头、乙配合 reads like 甲牵头,乙配合; the positions stay.

    >>> with_roles_apart("由市水利局牵头、市农业农村局配合")
    '由市水利局牵头,市农业农村局配合'
    """
    text = _GIVES.sub(r"\1,", text)
    text = _SO_OFTEN.sub(r"\1,", text)
    for match in _ROLE_END.finditer(text) if "、" in text else ():
        said = re.split(
            "(?:[,;:。、由请]|责成|责令|明确)(?=[^,;:。由请]*$)", text[: match.start("verb")]
        )[-1]
        units = read_units(said, sure=True)
        if units and (not units.generic or match["verb"].endswith("牵头")):
            text = f"{text[: match.end() - 1]},{text[match.end() :]}"
    return text


def slots(sentence: Stretch) -> list[Slot]:
    """The leads and supports of a sentence, in the order of the text.

    >>> [(s.role, s.units.names) for s in slots(Stretch("由城建组牵头,其他方面配合", 0, 13))]
    [('lead', ('城建组',)), ('support', ('其他方面',))]
    """
    found: list[Slot] = []
    held: Slot | None = None
    topic: Slot | None = None
    stop = ""
    parts = list(clauses(sentence))
    for number, clause in enumerate(parts):
        offset = clause.start - sentence.start
        here = [
            replace(slot, start=slot.start + offset, end=slot.end + offset, clause=number)
            for slot in _of_clause(clause.text, opens=not number)
        ]
        if held:
            here = _with_held(held, here, clause.text, told=stop == ":")
        if topic and not here and THEN_TOLD.match(clause.text):
            here = [replace(topic, clause=number, verb=clause.text)]
        topic = None if here or found else topic or (None if number else _topic(clause.text))
        if found and here and here[0].units.generic and _OF_CASE.match(clause.text):
            here = here[1:]
        if any(slot.role == "lead" and slot.by == "subject" for slot in found):
            here = [slot for slot in here if slot.by != "helped"]  # 甲负责…,配合乙组织…
        held = None if here else _whole(clause.text, offset, number)
        stop = clause.stop
        found += _in_service(found, here, "".join(part.text for part in parts[number : number + 2]))
    return sorted(_somebody_leads(found, sentence.text), key=lambda slot: slot.start)


def _in_service(before: list[Slot], here: list[Slot], text: str) -> list[Slot]:
    """The slots of a clause, those that serve a lead named before as supports.

    Who comes back (`text`: 由丙督办,每周通报) has a duty of his own.
    """
    leads = [slot for slot in before if slot.role == "lead"]
    if not here:
        return here
    if not leads:
        return [_provider(slot) for slot in here]
    number = here[0].clause
    last = leads[-1].clause
    helped = {slot.clause for slot in before if slot.clause > last}  # 甲牵头,乙派人指导,丙…
    near = number - last - 1 == len(helped) and all(
        s.role == "support" for s in before[len(leads) :]
    )
    chief = near and bool(CHIEF.match(leads[-1].verb))
    chief = chief and not all(is_people(name) for name in here[0].units.names)
    again = cadence(text) is not None
    classes = all(slot.units.generic for slot in leads)
    return [
        replace(slot, role="support")
        if serves(slot, chief=chief, carries=bool(CHIEF.match(leads[-1].verb)))
        and not (
            (again or starts(slot.verb))
            and serving.watches(slot.verb)
            and not serving.watches_in_turn(slot.verb)
        )
        and not (classes and answers(slot))
        else slot
        for slot in here
    ]


def _provider(slot: Slot) -> Slot:
    """…,乙提供技术指导, after what nobody is told: helps whoever does it."""
    helps = slot.clause and slot.by == "subject" and serving.provides(slot.verb)
    return replace(slot, role="support") if helps else slot


def answers(slot: Slot) -> bool:
    """各乡镇每月开展…,由县农业农村局负责组织指导: who can be asked for it."""
    return slot.by == "by" and not slot.units.generic and slot.verb.startswith("负责")


def _somebody_leads(found: list[Slot], text: str) -> list[Slot]:
    """由各社区包干, 请各单位积极参与: helps where somebody else is named, leads where nobody is."""
    if any(slot.role == "lead" for slot in found):
        return found
    only = len(found) == 1
    return [
        replace(slot, role="lead")
        if leads_alone(slot.units, slot.by, slot.verb, text, only=only)
        else slot
        for slot in found
    ]


def serves(slot: Slot, *, chief: bool = False, carries: bool = False) -> bool:
    """Whether what `slot` does serves whoever was named before (`chief`: as the one in charge)."""
    carries = carries or slot.units.generic
    return serving.serves(slot.verb, slot.by, carries=carries, chief=chief)


def _whole(text: str, offset: int, number: int) -> Slot | None:
    """A clause that is nothing but units: 各驻地单位、人民团体,要主动认领."""
    told = TELLS.match(text)
    start = told.end() if told else _after_lead_in(text)
    said = text[start:]
    units = read_units(said) or read_units(_SEATED_IN.sub("", _SPOKEN_TO.sub("", said)))
    if units is None or (not told and _COMMANDERS.issuperset(units.names)):
        return None
    return Slot("lead", units, offset + start, offset + len(text), number, "subject")


def _topic(text: str) -> Slot | None:
    """梧桐里社区底子好,|要走在前: whom the first clause speaks of is told what the next asks for."""
    found = spoken_of(text)
    if found is None or not _COMMANDERS.isdisjoint(found[0].names):
        return None
    return Slot("lead", found[0], 0, found[1], 0, "subject")


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
    named = told and not held.units.generic and _BUREAU.search(held.units.names[-1])
    return [held, *here] if named or _ORDERED.match(text) else here


def _of_clause(text: str, *, opens: bool) -> Iterator[Slot]:
    """The slots of one clause (`opens`: the first), positions and number still those of the clause."""
    named = _entrusted(text) or _helped(text)
    if named:
        yield named
        return
    first = _by(text)
    if first is None and (start := _after_lead_in(text)) < len(text):
        # 配合单位:国网江州供电公司 names no 国网江州 that is to do something
        only_names = text.endswith(("公司", "集团")) and read_units(text[start:]) is not None
        first = None if only_names else _slot_at(text, start, "subject")
    if first is None:
        first = _after_topic(text)
    if first is None and opens and (until := _UNTIL.match(text)):
        first = _slot_at(text, until.end(), "subject")
    if first and (beside := _paired(text, first)):
        first, other = beside
        yield other
    if first:
        yield first
    helped = _HELPED_BY.match(text, first.end) if first and first.role == "support" else None
    if first and helped and (slot := _slot_at(text, helped.end(), "helped")):
        yield slot
    for match in _WITH.finditer(text, first.end if first else 0):
        slot = _slot_at(text, match.end(), "with")
        if slot:
            yield replace(slot, role="support")
    yield from _beside(text)


def _paired(text: str, slot: Slot) -> tuple[Slot, Slot] | None:
    """由城建办|与供电所|对接: the one has to see the other about it."""
    said = text[slot.start : slot.end]
    at = said.rfind("与")
    if at < 0 or not _SEES.match(slot.verb):
        return None
    one, other = read_units(said[:at]), read_units(said[at + 1 :], sure=True)
    if one is None or other is None:
        return None
    middle = slot.start + at
    led = replace(slot, units=one, end=middle)
    return led, Slot("support", other, middle + 1, slot.end, slot.clause, "with", slot.verb)


def _after_topic(text: str) -> Slot | None:
    """这条街|城管局牵头整治: the unit after the word for the place, if it is told to lead."""
    this = _THIS.match(text)
    word = "" if not this or this["matter"] else next(iter(rjieba.cut(text[this.end() :])), "")
    slot = _slot_at(text, this.end() + len(word), "subject") if this else None
    return slot if slot and _LEADING.match(slot.verb) else None


def _beside(text: str) -> Iterator[Slot]:
    """在乙的配合下, 加强与乙的沟通."""
    for match in _BESIDE.finditer(text):
        units = read_units(match[match.lastindex or 0], sure=True)
        if units and not units.generic:
            yield Slot("support", units, *match.span(match.lastindex or 0), 0, "with")


def _entrusted(text: str) -> Slot | None:
    found = entrusted(text)
    return Slot("lead", found.units, found.start, found.end, 0, found.by) if found else None


def _helped(text: str) -> Slot | None:
    """配合甲抓好…: the one that is helped leads; who helps stands elsewhere (a heading)."""
    match = _HELPING.match(text)
    slot = _slot_at(text, match.end(), "helped") if match else None
    return slot if slot and not slot.units.generic and slot.role == "lead" else None


def _by(text: str) -> Slot | None:
    """由甲牵头, 请甲抓好, 他要求甲…; who finds the money supports."""
    told = TELLS.match(text)
    slot = _slot_at(text, told.end(), "by") if told else None
    if slot:
        return slot
    for match in _BY.finditer(text):
        slot = _slot_at(text, match.end(), "by")
        if slot:
            pays = _MONEY.search(text[: match.start()]) and not _WITH.match(slot.verb)
            return replace(slot, role="support") if pays else slot
    return None


def _after_lead_in(text: str) -> int:
    lead_in = _LEAD_IN.match(text)
    return lead_in.end() if lead_in else 0


def _slot_at(text: str, start: int, by: str) -> Slot | None:
    """The longest list of units that begins at `start` and that an order follows."""
    for end in _ends(text, start, by):
        units = read_units(text[start:end], sure=by != "subject" or _beyond_doubt(text, start, end))
        if units is None:
            continue
        local = by == "by" and len(units.names) == 1 and _TAKES_IT.match(text, end)
        if _COMMANDERS.issuperset(units.names) and not (local or _OFTEN.match(text, end)):
            continue
        if told_nothing(text, start, end, units, by):
            continue
        helps = SUPPORTING.match(text, end) and not _ALL_EQUAL.match(text, end)
        role = "support" if helps else "lead"
        return Slot(role, units, start, end, 0, by, text[end:])
    return None


def _beyond_doubt(text: str, start: int, end: int) -> bool:
    """甲牵头; 城管要, 公安把: what is told to do something can only be a unit."""
    if _LEADING.match(text, end):
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
    found.update(starts(window))
    found.update(match.start() for match in _WITH.finditer(window))
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
