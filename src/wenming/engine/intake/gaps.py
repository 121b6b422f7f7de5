"""Indicators that miss a stated standard (指标差距): the value of today beside the one asked for.

Said in four ways: 低于A级标准80%, 应低于10而现在是13.18, 标准要求95%以上而我们只有87.6%, 由45人增加到
70人以上. What meets its standard is no gap, and last year's value is no standard.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .layout import Flat
from .model import Gap, Target
from .numbers import value
from .sentences import Stretch, sentences
from .target_forms import NOW_EACH
from .targets import targets

_N = r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,6})?"
_UNIT = (
    r"(?:%|‰|[人件起例]?/[万千百]?[\u4e00-\u9fff]{1,3}|人[^\d,。;]?万台车"
    r"|分钟|分|个|人次|人|条|座|处|平方米|辆|名|次|项)?"
)
# A value of today: 得分率为83.6%, 认同度只有30%.
_NOW = re.compile(
    r"(?P<metric>[^,;:。()|]{2,40}?)(?:目前|现在|仅|只|现|均|才|也|就)*"
    r"(?:为|是|有|达到|达|仅为|仅有|只有|只达到|高达|得)?"
    rf"(?P<now>{_N})(?P<unit>{_UNIT})(?=[,;。、\n]|$)"
)
_BELOW = re.compile(
    r"(?P<all>均|都|全部)?(?:远远|明显|大大)?(?<!不)(?:低于|未达到|没有达到|达不到|未达|不及|少于|高于|超过|高出)"
    rf"[^,。;\d]{{0,16}}?(?P<asked>{_N})(?P<unit>{_UNIT})"
)
_STILL = re.compile(
    rf"(?:距|距离|离|与|较|比)[^,。;\d]{{0,12}}?(?P<asked>{_N})(?P<unit>{_UNIT})的?"
    r"[^,。;]{0,14}?(?:还差|相差|差|低|有差距|仍有|还有|尚有)"
)
_ASKED = re.compile(
    r"(?:要求|标准|规定|应|须|需|必须)?(?:是|为|要求)?[,:]?(?P<metric>[\u4e00-\u9fff“”A-Za-z\d、]{2,24}?)"
    r"(?P<must>应当?|须|要|必须|需|应该)?"
    r"(?P<by>在|达到|提高到|提升到|升至|增至|不低于|不少于|低于|高于|不高于|不超过|控制在|为|大于|小于|≥|≤|>|<)?"
    rf"(?P<asked>{_N})(?P<unit>{_UNIT})(?P<tail>以上|以下|以内)?"
)
_BUT = re.compile(
    r"(?:我[市区县们省]|本[市区县]|全[市区县]|(?<=\()(?:现|去年|上年|\d{4}年[底末]?)|当前|目前|现在|现有|实际|现状)的?(?:目前|现在|现|实际|也|都)*"
    rf"(?:只|仅|才|就)?(?:有|是|为|达到|达|仅为|只有)*(?P<now>{_N}){_UNIT}"
)
_RAISED = re.compile(
    r"(?P<metric>[\u4e00-\u9fff]{2,20}?)(?:由|从)(?P<today>(?:现有|目前|现在|当前)的?)?"
    rf"(?P<now>{_N})(?P<unit>{_UNIT})"
    rf"(?:提高|提升|增加|扩大|延长|缩短|上升|增长|降低|下降|减少|压缩|压减|压降|缩减|精简|降|升)(?:到|至|为)(?P<asked>{_N})"
)
# 活跃率38%,而测评体系要求不低于50%; 只有72.4分,达标线是85分.
_ASKED_AFTER = re.compile(
    r"[,、](?P<who>[^,。;\d]{0,10}?(?:标准|要求|达标线|及格线|合格线|目标|规定|应当?|须|必须))"
    rf"(?P<by>[^,。;\d]{{0,8}}?)(?P<asked>{_N})(?P<unit>{_UNIT})(?P<tail>以上|以下|以内)?"
)
# 由65%提升到80%,11月底前完成: asked for by a day.
_TOLD = re.compile("(?:底|日|月)前|年[内底]|力争|确保")
_MOST = re.compile("不超过|不高于|不大于|低于(?<!不低于)|少于(?<!不少于)|控制在|以下|以内")
_FAILING = re.compile(
    rf"有(?P<now>{_N})(?P<unit>[项个])(?P<metric>[^,。;]{{0,6}}(?:指标|项目|测评点))"
    "(?:不达标|未达标|不合格|没有达标)"
)
_AT_MOST = {"低于", "不高于", "不超过", "控制在", "小于", "≤", "<"}
_LOW_IS_GOOD = re.compile(
    "死亡率|发案|发生率|投诉|事故|违法|违章|不合格|浓度|反弹|拥堵|失业|时间|时长|等候"
)
_OTHER_TIME = re.compile("上期|上月|上年|上周|上季度|去年|同期|往年|平均|最高|最低")
_EDGE = re.compile(
    r"^(?:\(?[\d一二三四五六七八九十]+[.、)]|这次测评|本次测评|本次|其中|目前|当前|测评标准|标准|测评|按[^,]*标准|要求|但|而|我[市区县]|全[市区县]"
    "|据[^,]*显示|自测|调查显示|和|且|在|的|各项|规定|将|把|.*[将把])+|(?:目前|现在|仅|只有?|为|是|达到|高达|的|要|须|应|(?:从|由)(?:去年|上年|上月|上期|年初)[^,]*|这一块|这一项|这块|这项)+$"
)


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of today at a place of the sentence."""

    metric: str
    now: float
    unit: str
    start: int
    end: int


def gaps(flat: Flat) -> list[Gap]:
    """Every stated gap of a text, once each, in the order of the text."""
    found: dict[tuple[str, float, float], Gap] = {}
    for sentence in sentences(flat.text, 0, len(flat.text)):
        if not any(char.isdigit() for char in sentence.text):
            continue
        for metric, now, asked, unit in _of_sentence(sentence):
            name = _EDGE.sub("", metric).strip("“”、,的")
            if name:
                span = flat.span(sentence.start, sentence.end)
                found.setdefault((name, now, asked), Gap(name, now, asked, unit, *span))
    return list(found.values())


_Found = tuple[str, float, float, str]


def _of_sentence(sentence: Stretch) -> Iterator[_Found]:
    yield from _raised(sentence.text)
    yield from _failing(sentence.text)
    yield from _asked_after(sentence.text)
    yield from _each_now(sentence)
    against = list(_asked_but(sentence.text))
    yield from against or _below(sentence.text)


def _each_now(sentence: Stretch) -> Iterator[_Found]:
    """签订率98%以上,履约率90%以上(当前分别为92%、76%)."""
    for _clause, row in targets(sentence) if NOW_EACH.search(sentence.text) else ():
        if row.current is not None and _falls_short(row):
            yield row.metric, row.current, row.value, row.unit


def _falls_short(row: Target) -> bool:
    now = row.current or 0
    return now > row.value if row.op in {"<", "<="} else now < row.value


def _raised(text: str) -> Iterator[_Found]:
    """由现有的45人增加到70人以上; with 了 it is done."""
    for match in _RAISED.finditer(text):
        now, asked = value(match["now"]), value(match["asked"])
        after = text[match.end() : match.end() + 6]
        done = "了" in match[0] + after
        told = _TOLD.search(text[match.end() :])
        wanted = match["today"] or told or re.match(rf"{_UNIT}以[上下内]", after)
        if wanted and now is not None and asked is not None and not done:
            yield match["metric"], now, asked, match["unit"]


def _failing(text: str) -> Iterator[_Found]:
    """我市还有42项指标不达标: none is the standard."""
    for match in _FAILING.finditer(text):
        now = value(match["now"])
        if now is not None:
            yield f"不达标{match['metric']}{match['unit']}数", now, 0, match["unit"]


def _asked_but(text: str) -> Iterator[_Found]:
    """标准要求知晓率在95%以上,我们只有87.6%; 死亡率应低于10,而我市现在是13.18."""
    for but in _BUT.finditer(text):
        before = [m for m in _ASKED.finditer(text, 0, but.start()) if m["by"] or m["tail"]]
        now, asked = value(but["now"]), value(before[-1]["asked"]) if before else None
        if now is None or asked is None:
            continue
        rule = before[-1]
        most = rule["by"] in _AT_MOST or rule["tail"] in {"以下", "以内"}
        if now > asked if most else now < asked:
            yield rule["metric"], now, asked, rule["unit"]


def _asked_after(text: str) -> Iterator[_Found]:
    """A value of today, and the standard in the next clause."""
    for rule in _ASKED_AFTER.finditer(text):
        asked = value(rule["asked"])
        values = [item for item in _values(text, [rule]) if item.end == rule.start()]
        values = [item for item in values if not rule["unit"] or item.unit == rule["unit"]]
        if asked is None or not values or _OTHER_TIME.search(rule["who"]):
            continue
        item = values[-1]
        most = _MOST.search(rule["who"] + rule["by"] + (rule["tail"] or ""))
        if item.now > asked if most else item.now < asked:
            yield item.metric, item.now, asked, item.unit or rule["unit"]


def _below(text: str) -> Iterator[_Found]:
    """认同度只有30%,低于80%的A级标准; several values before one 均低于 all miss it."""
    marks = sorted([*_BELOW.finditer(text), *_STILL.finditer(text)], key=lambda m: m.start())
    named = list(_values(text, marks)) if marks else []
    position = 0
    for mark in marks:
        asked = value(mark["asked"])
        values = [item for item in named if position <= item.start < mark.start()]
        for item in _meant(values, mark):
            if asked is not None and not _OTHER_TIME.search(mark[0]) and _misses(item, asked):
                yield item.metric, item.now, asked, item.unit or mark["unit"]
        position = mark.end() if values else position


def _meant(values: list[_Value], mark: re.Match[str]) -> list[_Value]:
    """Which of the values before are compared: all (均), the first (距…还差), or the nearest."""
    if mark.re is _STILL:
        return values[:1]
    return values if mark["all"] else values[-1:]


def _misses(item: _Value, asked: float) -> bool:
    """Low is bad for rates of good things, high for deaths, offences and complaints."""
    return item.now > asked if _LOW_IS_GOOD.search(item.metric) else item.now < asked


def _values(text: str, marks: list[re.Match[str]]) -> Iterator[_Value]:
    standards = [mark.span("asked") for mark in marks]
    for match in _NOW.finditer(text):
        start, end = match.span("now")
        now = value(match["now"])
        if now is not None and not any(start < last and first < end for first, last in standards):
            yield _Value(match["metric"], now, match["unit"], match.start(), match.end())
