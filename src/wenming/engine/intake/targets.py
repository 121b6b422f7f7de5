"""What somebody is told to reach (量化目标): rates, counts of things to make, counts per period.

Left alone: how many there are (共计78条), money, marks taken off, weights, slogans (十大战役).
"""

import re
from collections.abc import Iterator

from .cadence import PERIODS, Cadence, cadence
from .model import Target
from .numbers import HAN_DIGITS, value
from .sentences import Stretch, clauses
from .words import MODALS, either

_NUMBER = rf"(?P<n>\d+(?:,\d{{3}})*(?:\.\d+)?(?:万(?!元|台|人次?以))?|百分之[{HAN_DIGITS}]+|[{HAN_DIGITS}]+)"
_MEASURES = (
    "个百分点|个|条|座|处|盏|辆|家|名|人次|人|次|遍|轮|件|块|面|套|场次|场|篇|张|字|公里|千米|平方米|米|亩|吨|分钟|小时|工作日|日|天|户|所|批|期|台|幅|本|份|项"
    "|对|只|栋|幢|部|株|棵|升|支|组|班|节|课时|岁|%|‰"
)
_UNIT = rf"(?P<unit>{_MEASURES})"
_LEAST = "不低于|不得低于|不能低于|不少于|不得少于|不能少于|不小于|不得小于|至少达到|至少|达到|须达到|达|提高到|提升到|提高至|提升至|增加到|增加至|扩大到|稳定在|保持在|实现|突破|超过"
_MOST = "不超过|不得超过|不能超过|不高于|不得高于|不多于|不大于|控制在|压缩到|压减到|降至|降到|下降到|减少到|缩短至|缩短到|低于|少于"
_IN = "为|在|是|有"
_COMPARED = re.compile(
    rf"(?P<metric>[^,;]*?)(?P<must>应|须|必须|要|需|力争|确保|原则上|全部|总体|均|都)*"
    rf"(?P<by>{_LEAST}|{_MOST}|{_IN})(?:全[省市国县区])?{_NUMBER}{_UNIT}(?P<tail>以上|及以上|以内|以下|左右)?(?P<thing>[^,;、。]{{0,16}})"
)
_BARE_RATE = re.compile(
    rf"(?P<metric>[^,;、]{{2,24}}?(?:率|度|比例|占比|面)){_NUMBER}(?P<unit>%)(?P<tail>以上|及以上|以内|以下)?"
)
_MAKE = (
    "新建|改造提升|提升改造|升级改造|改造|改建|新改建|扩建|建设|建成|新增|增设|增加|新划|施划|划定|硬化|新装|安装|加装|配备|配置|设置|设立|清理|整治|拆除|打造|创建|培育"
    "|评选|推选|选树|刊播|播放|播出|播|刊登|刊发|发布|推送|开展|组织|举办|召开|发放|张贴|悬挂|制作|修复|更换|维修|疏通|补植|种植|建|修建|打通|包联|约谈|曝光|明确|确定|招募|培训|完成|抽调|选派|栽植|更新|开设|选聘|配齐"
)
_MADE = re.compile(
    rf"(?P<verb>{_MAKE})(?P<least>至少|不少于|不低于|达到)?(?:了)?(?P<before>[\u4e00-\u9fff“”()]{{0,10}}?)(?P<least2>至少|不少于|不低于)?{_NUMBER}{_UNIT}(?P<tail>以上|左右)?(?P<thing>[^,;、。和及\d]{{0,14}})"
)
_TIMES = re.compile(
    rf"(?P<least>至少|不少于|不低于|不得少于)?(?P<verb>[\u4e00-\u9fff]{{0,6}}?)(?P<least2>至少|不少于|不低于|不得少于)?{_NUMBER}(?P<unit>次|遍|轮|场|期|条|批|篇|件|人次|回|趟)(?P<tail>以上)?(?P<thing>[^,;、。]{{0,14}})"
)
_ONE_VERB = re.compile(r"一(?P<verb>[\u4e00-\u9fff]{1,4})$")
_WITHIN = re.compile(
    rf"(?P<event>(?:发现|接到|收到|反映|受理|交办|曝光|黑榜|逾期|问题|投诉|举报)[^,;]{{0,16}}?)(?:[^,;]{{0,10}}?)(?:限期|在|于)?{_NUMBER}(?P<unit>个?工作日|小时|分钟|日|天)(?:之?内|以内|内)?(?P<thing>[\u4e00-\u9fff]{{0,8}})"
)
_RANK = re.compile(rf"(?P<where>全[省国市县区])?前{_NUMBER}(?P<unit>名|位)")
_HOURS = re.compile(rf"{_NUMBER}小时(?P<what>保洁|值班|值守|巡查|巡逻|在岗|服务|监控)")
_PENALTY_BELOW = re.compile(
    rf"(?P<metric>[^,;]{{2,16}}?)(?:低于|不足|达不到|未达到){_NUMBER}{_UNIT}的[^,;]*(?:通报|约谈|问责|整改|扣)"
)
_SCOPE_DONE = re.compile(
    rf"(?:对|督促|加快|完成|推进|实施)(?P<before>[\u4e00-\u9fff]{{0,6}}?){_NUMBER}(?P<unit>个|条|座|处|家|户|栋)(?P<thing>[\u4e00-\u9fff]{{2,10}})"
)
_DONE = re.compile("全部|完成|完工|达标|改造")
_EXCLUDED = re.compile(r"元|扣|分值|权重|满分|加分|记分|计分|得分?$")
_ABSTRACT = re.compile(
    r"^(?:方面|环节|到位|加强|转变|意见|要求|重点|原则|步骤|阶段|层次|问题|关系|机制|制度|大|字|统一|结合|坚持|确保|不|必须|关键|目标|维度|台阶|水平|新台阶|更|专班|工作专班|领导小组|机构|窗口期|月|季度|周)"
)
_SUBJECT = re.compile(rf"^.*?(?:{either(MODALS)}|使|将|把|督促其|其中|做到|达到)(?!求|素)")
_JUNK = re.compile(
    r"^(?:确保|力争|争取|实现|做到|使|其|和|并|且|同时|年内|全年|今年|目标|到|每项[^的]*的|全部|落实|负责|在|对|集中|组织对|要|须|均|都|还|再|由|、|每[日天周月年]|自[^,]*起)+|(?:应|须|要|的|力争|原则上|必须|均|都|年内|由现有|由目前|由|从|要求|标准|由现有的)+$"
)
_TIMEWORDS = re.compile(
    r"(?:到|于|在)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|底|末|[上中下]旬)?(?:之?前)?|(?:测评|迎检|活动)期间|年底前|年内|每[日天周旬月季年](?:[一二三四五六日末]|度)?(?:最后一个周[一二三四五六日]|最后一周)?(?:\d{1,2}日)?(?:[上下]午|晚上|前)?|每\d+天|每半个?月|从现在起"
)


def targets(sentence: Stretch) -> Iterator[Target]:
    """The targets of a sentence that orders something, in the order of the text."""
    topic = ""
    regular = None
    for clause in clauses(sentence):
        regular = cadence(clause.text) or regular
        found = _Clause(clause.text, topic, cadence(clause.text), regular)
        yield from found.targets()
        topic = found.topic or topic
    done = _SCOPE_DONE.search(sentence.text)
    if done and _DONE.search(sentence.text, done.end()):
        number = value(done["n"])
        if number is not None and "前" in sentence.text:
            yield Target(_trim(done["thing"]), "=", number, done["unit"])


class _Clause:
    """One clause: what is counted in it, each number once."""

    def __init__(self, text: str, topic: str, own: Cadence | None, regular: Cadence | None) -> None:
        self.text, self.topic, self.own, self.regular = text, topic, own, regular
        self.taken: list[tuple[int, int]] = []

    def targets(self) -> Iterator[Target]:
        if _EXCLUDED.search(self.text):
            return
        for rule in (
            self._penalty,
            self._within,
            self._rank,
            self._hours,
            self._compared,
            self._rates,
        ):
            yield from rule()
        if self.own:
            yield from self._per_period()
        yield from self._made()

    def _take(self, match: re.Match[str]) -> float | None:
        """The number of a match, unless another rule had it before."""
        start, end = match.span("n")
        if any(start < last and first < end for first, last in self.taken) or _quoted(
            self.text, start
        ):
            return None
        written = match["n"].removeprefix("百分之")
        number = value(written)
        if number is not None:
            self.taken.append((start, end))
        return number

    def _penalty(self) -> Iterator[Target]:
        for match in _PENALTY_BELOW.finditer(self.text):
            number = self._take(match)
            if number is not None:
                yield Target(_trim(match["metric"]), ">=", number, match["unit"])

    def _within(self) -> Iterator[Target]:
        match = _WITHIN.search(self.text)
        number = self._take(match) if match else None
        if match and number is not None:
            yield Target(
                _trim(match["event"]) + match["thing"] + "时间", "<=", number, match["unit"]
            )

    def _rank(self) -> Iterator[Target]:
        for match in _RANK.finditer(self.text):
            number = self._take(match)
            if number is not None:
                yield Target(f"{match['where'] or ''}名次", "<=", number, match["unit"])

    def _hours(self) -> Iterator[Target]:
        match = _HOURS.search(self.text)
        number = self._take(match) if match else None
        if match and number is not None:
            yield Target(f"{match['what']}时长", "=", number, "小时/日")

    def _compared(self) -> Iterator[Target]:
        position = 0
        while match := _COMPARED.search(self.text, position):
            position = match.end("tail") if match["tail"] else match.end("unit")
            op = _op(match["by"], match["tail"])
            if op is None or _ABSTRACT.match(match["thing"]):
                continue
            number = self._take(match)
            if number is None:
                continue
            name = _named(match["metric"], match["thing"], match["unit"]) or self.topic
            if not name:
                continue
            self.topic = name
            unit = match["unit"]
            if self.regular and unit in {"次", "遍", "轮", "场", "期", "条", "批", "篇"}:
                unit = f"{unit}/{PERIODS.get(self.regular.name, '期')}"
            yield Target(name, op, number, unit, _current(match["metric"]))

    def _rates(self) -> Iterator[Target]:
        for match in _BARE_RATE.finditer(self.text):
            number = self._take(match)
            if number is not None:
                yield Target(_trim(match["metric"]), _op("达", match["tail"]) or ">=", number, "%")

    def _per_period(self) -> Iterator[Target]:
        assert self.own is not None
        period = PERIODS.get(self.own.name)
        rest = self.text[self.own.end :]
        if period is None:
            return
        one = _ONE_VERB.search(rest.strip("”“"))
        match = _TIMES.search(self.text, self.own.end) or _TIMES.search(self.text)
        number = self._take(match) if match else None
        if match and number is not None:
            op = ">=" if match["least"] or match["least2"] or match["tail"] else "="
            before = _trim(self.text[: self.own.start]) if not match["thing"] else ""
            name = _trim(match["thing"]) or before + _trim(match["verb"])
            self.topic = name or self.topic
            yield Target(self.topic, op, number, f"{match['unit']}/{period}")
        elif one and len(rest) <= 8:
            yield Target(_trim(self.text[: self.own.start]) + one["verb"], "=", 1, f"次/{period}")

    def _made(self) -> Iterator[Target]:
        for match in _MADE.finditer(self.text):
            thing = match["thing"] or match["before"]
            least = match["least"] or match["least2"] or match["tail"]
            if _ABSTRACT.match(thing) or match["unit"] in {"次", "%", "天", "日"}:
                continue
            if match["n"] == "一" and not (
                least
                or (match["verb"] in {"明确", "包联", "确定", "选派"} and "每" in self.text + "每")
            ):
                continue
            number = self._take(match)
            if number is not None:
                name = match["verb"] + _trim(match["before"]) + _trim(match["thing"])
                yield Target(name, ">=" if least else "=", number, match["unit"])


def _quoted(text: str, position: int) -> bool:
    """“六个一”活动: a name, no number."""
    opened = text.rfind("“", 0, position)
    return (
        opened >= 0
        and text.find("”", opened, position) < 0
        and not re.match("“[每一]", text[opened:])
    )


def _op(by: str, tail: str | None) -> str | None:
    if tail in {"以内", "以下"}:
        return "<="
    if tail in {"以上", "及以上"}:
        return ">="
    if re.fullmatch(_IN, by):
        return None
    if by in {"低于", "少于"}:
        return "<"
    return ">=" if re.fullmatch(_LEAST, by) else "<="


def _named(metric: str, thing: str, unit: str) -> str:
    """Rate before the number, or thing after it: 重点路口|不少于2名|志愿者."""
    before = _trim(_TIMEWORDS.sub("", metric))
    after = "" if unit in {"%", "‰"} else _trim(thing)
    return before + after if len(before) < 20 else before


def _trim(words: str) -> str:
    bare = words
    governed = _SUBJECT.match(bare)
    if governed and len(bare) - governed.end() >= 2:
        bare = bare[governed.end() :]
    bare = _TIMEWORDS.sub("", bare).strip("“”()")
    while (shorter := _JUNK.sub("", bare)) != bare:
        bare = shorter
    return bare


_CURRENT = re.compile(rf"(?:由|从)(?:现有|目前|现在|原来)?的?{_NUMBER}(?:{_MEASURES})?")


def _current(metric: str) -> float | None:
    match = _CURRENT.search(metric)
    return value(match["n"]) if match else None
