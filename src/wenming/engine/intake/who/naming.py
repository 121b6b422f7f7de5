"""The ways in which a clause names who does something (点名的说法): 由甲, 请甲, 配合甲, 会同乙, 在乙的配合下."""

import re
from collections.abc import Iterator
from dataclasses import replace

import rjieba

from ..text.words import ADVERBS, either
from .addressed import TELLS
from .entrusting import entrusted
from .slot import LEADING, LEVEL, WITH, Slot, slot_at
from .units import read_units

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
# 这条街|城管局牵头整治: what it is about, before who.
_THIS = re.compile("[这那](?:个|条|片|处|块|座|家)(?P<matter>活儿?|事儿?)?(?=[\u4e00-\u9fff])")
# 在乙的配合下, 加强与乙的沟通: beside whoever is told.
_BESIDE = re.compile(
    "(?<!现)在([^,。;在]{2,40}?)的?(?:大力|积极|密切|全力|具体|业务|统一|直接)*(?:配合|支持|协助|协同|帮助|指导|组织|领导|调度|协调)下"
    f"|(?:与|同|和)({LEVEL}[^,。;与同和]{{1,40}}?)(?:逐[\u4e00-\u9fff])?的?(?:沟通|协作|对接|衔接|协调|配合|会商|联动|核对)"
)
_HELPING = re.compile("(?:积极|主动|密切|全力)?(?:配合|协助)(?=[市区县省旗镇州盟])")
_HELPED_BY = re.compile("(?:要|应|须|也|都)*(?:积极|主动|密切|全力)?(?:配合|协助)(?=[^,]{2,})")
_MONEY = re.compile("(?:资金|经费|费用)(?!使用|管理)[^,;。]{0,12}$")
# 与供电所对接, 与社区结对.
_SEES = re.compile("(?:逐[\u4e00-\u9fff])?(?:对接|结对|衔接|协商|核对)")


def of_clause(text: str, *, opens: bool) -> Iterator[Slot]:
    """The slots of one clause (`opens`: the first), positions and number still those of the clause."""
    named = _entrusted(text) or _helped(text)
    if named:
        yield named
        return
    first = _by(text)
    if first is None and (start := after_lead_in(text)) < len(text):
        # 配合单位:国网江州供电公司 names no 国网江州 that is to do something
        only_names = text.endswith(("公司", "集团")) and read_units(text[start:]) is not None
        first = None if only_names else slot_at(text, start, "subject")
    if first is None:
        first = _after_topic(text)
    if first is None and opens and (until := _UNTIL.match(text)):
        first = slot_at(text, until.end(), "subject")
    if first and (beside := _paired(text, first)):
        first, other = beside
        yield other
    if first:
        yield first
    helped = _HELPED_BY.match(text, first.end) if first and first.role == "support" else None
    if first and helped and (slot := slot_at(text, helped.end(), "helped")):
        yield slot
    for match in WITH.finditer(text, first.end if first else 0):
        slot = slot_at(text, match.end(), "with")
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
    slot = slot_at(text, this.end() + len(word), "subject") if this else None
    return slot if slot and LEADING.match(slot.verb) else None


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
    slot = slot_at(text, match.end(), "helped") if match else None
    return slot if slot and not slot.units.generic and slot.role == "lead" else None


def _by(text: str) -> Slot | None:
    """由甲牵头, 请甲抓好, 他要求甲…; who finds the money supports."""
    told = TELLS.match(text)
    slot = slot_at(text, told.end(), "by") if told else None
    if slot:
        return slot
    for match in _BY.finditer(text):
        slot = slot_at(text, match.end(), "by")
        if slot:
            pays = _MONEY.search(text[: match.start()]) and not WITH.match(slot.verb)
            return replace(slot, role="support") if pays else slot
    return None


def after_lead_in(text: str) -> int:
    lead_in = _LEAD_IN.match(text)
    return lead_in.end() if lead_in else 0
