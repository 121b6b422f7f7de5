"""Indicators that miss a stated standard (指标差距): the value of today beside the one asked for.

Said in four ways: 低于A级标准80%, 应低于10而现在是13.18, 标准要求95%以上而我们只有87.6%, 由45人增加到70人以上.
What meets its standard is no gap.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .layout import Flat
from .model import Gap
from .numbers import value
from .sentences import Stretch, sentences

_N = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = r"(?:%|‰|分钟|分|个|人次|人|条|座|处|平方米|辆|名|次|项|[人件起例]?/[万千百]?[\u4e00-\u9fff]{1,3}|人?[^\d,。;]?万台车)?"
_STANDARD = "(?:测评|考核|达标|合格|规定|年度|全国文明城市|文明城市|国家|[A-C甲乙]级|Ⅰ类)*(?:标准|要求|目标|目标值|标准值|达标线|合格线|指标值|及格线|底线)"
# A value of today: 得分率为83.6%, 认同度只有30%.
_NOW = re.compile(
    rf"(?P<metric>[^,;:。()]{{2,40}}?)(?:目前|现在|仅|只|现|均|才|也|就)*(?:为|是|有|达到|达|仅|只有|仅为|仅有|只达到|高达|得)?(?P<now>{_N})(?P<unit>{_UNIT})(?=[,;。、\n]|$|,)"
)
_BELOW = re.compile(
    rf"(?P<both>均|都|全部)?(?P<far>远远|明显|大大)?(?P<way>低于|未达到|没有达到|达不到|未达|不及|少于|高于|超过|高出)[^,。;\d]{{0,16}}?(?P<std>{_N})(?P<unit2>{_UNIT})(?:的?(?P<name>[^,。;]{{0,16}}))?"
)
_STILL = re.compile(
    rf"(?:距|距离|离|与|较|比)(?:[^,。;\d]{{0,12}}?)(?P<std>{_N})(?P<unit2>{_UNIT})的?[^,。;]{{0,14}}?(?:还差|相差|差|低|有差距|仍有|还有|尚有)"
)
_ASKED = re.compile(
    rf"(?:要求|标准|规定|应|须|需|必须)?(?:是|为|要求)?[,:]?(?P<metric>[\u4e00-\u9fff“”A-Za-z\d、]{{2,24}}?)(?P<must>应当?|须|要|必须|需|应该)?(?P<by>在|达到|不低于|不少于|低于|高于|不高于|不超过|控制在|为|大于|小于|≥|≤|>|<)?(?P<std>{_N})(?P<unit>{_UNIT})(?P<tail>以上|以下|以内)?"
)
_BUT = re.compile(
    rf"(?:而|但|可|然而|目前|现在|实际|,)*(?:我[市区县们省]|本[市区县]|全[市区县]|当前|目前|现在|现有|实际|现状)(?:的)?(?:目前|现在|现|实际|也|都)*(?:只|仅|才|就)?(?:有|是|为|达到|达|仅为|只有)*(?P<now>{_N})(?P<unit3>{_UNIT})"
)
_RAISE = re.compile(
    rf"(?:将|把)?(?P<metric>[\u4e00-\u9fff]{{2,20}}?)(?:由|从)(?:现有|目前|现在|当前)的?(?P<now>{_N})(?P<unit>{_UNIT})(?:提高|提升|增加|扩大|上升|增长|降低|下降|减少|压缩|降|升)(?:到|至|为)(?P<std>{_N})"
)
_FAILING = re.compile(
    rf"(?:还有|尚有|仍有|有)(?P<now>{_N})(?P<unit>项|个)(?P<metric>[^,。;]{{0,6}}(?:指标|项目|测评点))(?:不达标|未达标|不合格|没有达标)"
)
_LOW_IS_GOOD = re.compile("死亡率|发案|发生率|投诉|事故|违法|违章|不合格|浓度|反弹|拥堵|失业")
_OTHER_TIME = re.compile("上期|上月|上年|上周|上季度|去年|同期|往年|平均|最高|最低")
_HEAD = re.compile(
    r"^(?:这次测评|本次测评|本次|其中|目前|当前|测评标准|标准|测评|按[^,]*标准|要求|但|而|我市|我区|我县|全市|全区|全县|据[^,]*显示|自测|调查显示|和|且|在|的|各项|要求|规定)+"
)


@dataclass(frozen=True, slots=True)
class _Value:
    metric: str
    now: float
    unit: str
    start: int


def gaps(flat: Flat) -> list[Gap]:
    """Every stated gap of a text, once each, in the order of the text."""
    found: dict[tuple[str, float, float], Gap] = {}
    for sentence in sentences(flat.text, 0, len(flat.text)):
        if not any(char.isdigit() for char in sentence.text):
            continue
        for gap in _of_sentence(sentence):
            start, end = flat.span(gap.start, gap.end)
            key = (gap.metric, gap.current, gap.target)
            found.setdefault(key, Gap(*key, gap.unit, start, end))
    return list(found.values())


def _of_sentence(sentence: Stretch) -> Iterator[Gap]:
    text = sentence.text
    yield from _raised(sentence)
    yield from _failing(sentence)
    asked = list(_asked_but(sentence))
    yield from asked
    if not asked and (_BELOW.search(text) or _STILL.search(text)):
        yield from _below(sentence)


def _gap(
    sentence: Stretch, metric: str, now: float | None, std: float | None, unit: str
) -> Iterator[Gap]:
    name = _HEAD.sub("", metric).strip("“”、,的")
    if name and now is not None and std is not None:
        yield Gap(name, now, std, unit, sentence.start, sentence.end)


def _below(sentence: Stretch) -> Iterator[Gap]:
    """认同度只有30%,低于80%的A级标准; several values before one 均低于 all miss it."""
    text, values, position = sentence.text, list(_values(sentence.text)), 0
    marks = sorted([*_BELOW.finditer(text), *_STILL.finditer(text)], key=lambda m: m.start())
    for mark in marks:
        before = [v for v in values if position <= v.start < mark.start()]
        std = value(mark["std"])
        groups = mark.re.groupindex
        if "both" not in groups or not mark["both"]:
            before = before[-1:] if "way" in groups else _first_rate(before)
        for item in before:
            if std is not None and _misses(item, std, mark):
                yield from _gap(sentence, item.metric, item.now, std, item.unit or mark["unit2"])
        if before:
            position = mark.end()


def _first_rate(values: list[_Value]) -> list[_Value]:
    return values[:1]


def _misses(item: _Value, std: float, mark: re.Match[str]) -> bool:
    """Low is bad for rates of good things, high for deaths, offences and complaints."""
    if _OTHER_TIME.search(mark[0]):
        return False
    if _LOW_IS_GOOD.search(item.metric):
        return item.now > std
    return item.now < std


def _values(text: str) -> Iterator[_Value]:
    marks = [m.span("std") for m in [*_BELOW.finditer(text), *_STILL.finditer(text)]]
    for match in _NOW.finditer(text):
        start, end = match.span("now")
        if any(start < last and first < end for first, last in marks):
            continue
        number = value(match["now"])
        if number is not None:
            yield _Value(_metric(match["metric"]), number, match["unit"], match.start())


def _metric(words: str) -> str:
    return re.sub(r"(?:目前|现在|仅|只|只有|为|是|达到|高达|的)+$", "", words)


def _asked_but(sentence: Stretch) -> Iterator[Gap]:
    """标准要求知晓率在95%以上,我们只有87.6%; 死亡率应低于10,而我市现在是13.18."""
    for but in _BUT.finditer(sentence.text):
        before = [
            m
            for m in _ASKED.finditer(sentence.text, 0, but.start())
            if m["by"] or m["tail"] or m["must"]
        ]
        if not before:
            continue
        asked = before[-1]
        now, std = value(but["now"]), value(asked["std"])
        if now is None or std is None:
            continue
        most = asked["by"] in {"低于", "不高于", "不超过", "控制在", "小于", "≤", "<"} or asked[
            "tail"
        ] in {"以下", "以内"}
        if now > std if most else now < std:
            yield from _gap(sentence, asked["metric"], now, std, asked["unit"])


def _raised(sentence: Stretch) -> Iterator[Gap]:
    for match in _RAISE.finditer(sentence.text):
        if "了" not in sentence.text[match.start() : match.end() + 6]:
            yield from _gap(
                sentence,
                re.split("[将把]", match["metric"])[-1],
                value(match["now"]),
                value(match["std"]),
                match["unit"],
            )


def _failing(sentence: Stretch) -> Iterator[Gap]:
    """我市还有42项指标不达标: the standard is none."""
    for match in _FAILING.finditer(sentence.text):
        yield from _gap(
            sentence,
            f"不达标{match['metric']}{match['unit']}数",
            value(match["now"]),
            0,
            match["unit"],
        )
