"""What somebody is told to reach (量化目标): rates, counts of things to make, counts per period.

Left alone: how many there are (共计78条), money, marks taken off, weights, slogans (十大战役).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .cadence import PERIODS, Cadence, cadence
from .model import Target
from .numbers import HAN_DIGITS, value
from .sentences import Stretch, clauses
from .words import MODALS, either

# Stands in the text where a unit was cut out.
BLANK = "\0"
_NUMBER = rf"(?P<n>\d+(?:,\d{{3}})*(?:\.\d+)?(?:万(?!元))?|百分之[{HAN_DIGITS}]+|[{HAN_DIGITS}]+)"
_MEASURE = (
    "个百分点 个 条 座 处 盏 辆 家 名 人次 车次 人 起 例 次 遍 轮 件 块 面 套 场次 场 篇 张 字 公里 千米 平方米 米 亩 吨 分钟"
    " 小时 工作日 日 天 户 所 批 期 台 幅 本 份 项 对 只 栋 幢 部 株 棵 升 支 组 班 节 课时 岁 % ‰"
)
_UNIT = rf"(?P<unit>{either(_MEASURE)})"
_LEAST = """
    不低于 不得低于 不能低于 不少于 不得少于 不能少于 不小于 不得小于 至少达到 至少 达到 达 提高到 提升到 提高至
    提升至 增加到 增加至 扩大到 稳定在 保持在 突破 超过
"""
_MOST = """
    不超过 不得超过 不能超过 不高于 不得高于 不多于 不大于 控制在 压缩到 压减到 降至 降到 下降到 减少到 缩短至
    缩短到 低于 少于
"""
_OPEN_ENDED = "为 在 是 有"
_VERB = "(?:能|可|要|应)?(?:看到|见到|有|设置?|设立|配备|安排|开展|组织|刊播|召开|报送)?"
_COMPARED = re.compile(
    rf"(?P<metric>[^,;]*?)(?:应|须|必须|要|需|力争|确保|原则上|全部|总体|均|都)*"
    rf"(?P<by>{either(_LEAST, _MOST, _OPEN_ENDED)}){_VERB}(?:全[省市国县区])?(?:[^,;\d]{{0,10}}总数的)?{_NUMBER}{_UNIT}"
    r"(?P<tail>以上|及以上|以内|以下|左右)?(?P<thing>[^,;、。]{0,16})"
)
_CHANGE = re.compile(
    rf"(?P<metric>[^,;]{{2,20}}?(?:下降|降低|减少|压降|压减|提高|提升|增长|上升)){_NUMBER}(?P<unit>%|个百分点)(?P<tail>以上)?"
)
_RATE = re.compile(
    rf"(?P<metric>[^,;、]{{2,24}}?(?:率|度|比例|占比|面)){_NUMBER}(?P<unit>%)(?P<tail>以上|及以上|以内|以下)?"
)
_MAKING = """
    新建 改造提升 提升改造 升级改造 改造 改建 新改建 扩建 建设 新增 增设 增加 新划 施划 划定 硬化 新装 安装 加装 配备 配置
    设置 设立 清理 整治 拆除 打造 创建 培育 评选 推选 选树 刊播 播放 播出 播 刊登 刊发 发布 推送 组织 举办 召开 发放 张贴
    悬挂 制作 修复 更换 维修 疏通 补植 种植 再建 修建 打通 包联 约谈 曝光 明确 确定 招募 培训 完成 抽调 选派 栽植 更新
    开设 选聘 配齐 新开工 开工 竣工 开展
"""
_MADE = re.compile(
    rf"(?P<verb>{either(_MAKING)}|建成(?!区))(?P<least>至少|不少于|不低于|达到)?"
    rf"(?P<before>[\u4e00-\u9fff“”()]{{0,10}}?)(?P<more>至少|不少于|不低于)?{_NUMBER}{_UNIT}"
    r"(?P<tail>以上|左右)?(?P<thing>[^,;、。和及\d]{0,14})"
)
_TIMES = re.compile(
    rf"(?P<least>至少|不少于|不低于|不得少于)?(?P<verb>[\u4e00-\u9fff]{{0,8}}?)(?P<more>至少|不少于|不低于|不得少于)?"
    rf"{_NUMBER}(?P<unit>次|遍|轮|场|期|条|批|篇|件|人次|回|趟)(?P<tail>以上)?(?P<thing>[^,;、。]{{0,14}})"
)
_ONE_OF_IT = re.compile(r"一(?![线律起同般定])(?P<verb>[\u4e00-\u9fff]{1,4})$")
_ANSWER = re.compile(
    rf"(?P<event>(?:发现|接到|收到|受理|交办|投诉|举报|反映)[^,;\d]{{0,14}}?|[^,;{BLANK}]{{2,14}}?(?:由{BLANK}*)?(?=限期))"
    rf"(?:限期|在|于)?{_NUMBER}(?P<unit>个?工作日|小时|分钟|日|天)(?:之?内|以内)?(?P<thing>[\u4e00-\u9fff]{{0,8}})"
)
_RANK = re.compile(rf"(?P<metric>全[省国市县区])?前{_NUMBER}(?P<unit>名|位)")
_HOURS = re.compile(rf"{_NUMBER}(?P<unit>小时)(?P<metric>保洁|值班|值守|巡查|巡逻|在岗|服务|监控)")
_PENALTY_BELOW = re.compile(
    rf"(?P<metric>[^,;]{{2,16}}?)(?:低于|不足|达不到|未达到){_NUMBER}{_UNIT}的[^,;]*(?:通报|约谈|问责|整改)"
)
_SCOPE = re.compile(
    rf"(?:对|督促|加快|推进|实施)[\u4e00-\u9fff、]{{0,10}}?{_NUMBER}(?P<unit>个|条|座|处|家|户|栋)(?P<thing>[\u4e00-\u9fff]{{2,10}})"
)
_DONE = re.compile("前[^,]*(?:全部|完成|完工|达标)|全部[^,]*前")
_HINT = re.compile(rf"\d|[{HAN_DIGITS}](?:{either(_MEASURE)}|[\u4e00-\u9fff]{{1,3}}(?:$|[,”、]))")
_EXCLUDED = re.compile(r"元|扣|分值|权重|满分|加分|记分|计分|得分?$")
_ABSTRACT = re.compile(
    "方面|环节|到位|加强|转变|意见|要求|重点|原则|步骤|阶段|层次|问题|关系|机制|制度|大|统一|结合|坚持|确保|不(?!文明|规范|良|合格|达标)|必须|关键|目标"
    "|维度|台阶|水平|新台阶|更|专班|工作专班|领导小组|机构|窗口期|月|季度|周|[路街](?:等|、)"
)
_LEAST_WORD = re.compile("至少|不少于|不低于")
_ASKED = re.compile("确保|实现|做到|力争|达到|要|须")
# 超过3次的骑手 tells which ones are meant; 达到95%的目标 is a target.
_WHICH = re.compile("的(?!目标|要求|标准|水平|底线)")
_COUNTED_ONCE = {"明确", "包联", "确定", "选派", "配备", "抽调"}
_REPEATED = {"次", "遍", "轮", "场", "期", "条", "批", "篇"}
_COMMAND = re.compile(rf"^.*?(?:{either(MODALS)}|使|将|把|督促其|其中|做到)(?!求|素)")
_NOW = re.compile(rf"(?:由|从)(?:现有|目前|现在|原来)?的?{_NUMBER}(?:{either(_MEASURE)})?$")
_EDGE = re.compile(
    r"^(?:确保|力争|争取|实现|做到|使|其|和|并|且|同时|全年|目标|每项[^的]*的|全部|落实|负责|在(?!岗|职|线)|对|集中|要|须|均|都|还|再|由|、|于|到(?!位|岗)"
    r"|自[^,]*起|\d+[家个条处座名])+|(?:应|须|要|的|力争|原则上|必须|均|都|由|从|要求|标准)+$"
)
_WHEN = re.compile(
    r"(?:到|于|在)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|底|末|[上中下]旬)?(?:之?前)?|(?:测评|迎检|活动)期间|年底前|年内"
    r"|每[日天周旬月季年](?:[一二三四五六日末]|度)?(?:最后一个周[一二三四五六日]|最后一周)?(?:\d{1,2}日)?(?:[上下]午|晚上|前)?"
    r"|每\d+天|每半个月|半个月|从现在起|收市后|收工后|下班后"
)


def targets(sentence: Stretch) -> list[tuple[int, Target]]:
    """The targets of a sentence that orders something: (number of the clause, target).

    >>> found = targets(Stretch("新建公厕12座,群众满意度达到90%以上", 0, 0))
    >>> [(clause, row.metric, row.op, row.value) for clause, row in found]
    [(0, '新建公厕', '=', 12), (1, '群众满意度', '>=', 90)]
    """
    found: list[tuple[int, Target]] = []
    if not _HINT.search(sentence.text):
        return found
    topic, regular = "", None
    for number, clause in enumerate(clauses(sentence)):
        own = cadence(clause.text)
        regular = own or regular
        reader = _Clause(clause.text, topic, own, regular)
        found += [(number, row) for row in reader.targets()]
        topic = reader.topic
    if not found:
        found += _scope(sentence)
    return found


def _scope(sentence: Stretch) -> Iterator[tuple[int, Target]]:
    """对136条背街小巷逐条排查,9月底前全部达标: all of them, by a day."""
    match = _SCOPE.search(sentence.text)
    number = value(match["n"]) if match else None
    if match and number is not None and _DONE.search(sentence.text):
        clause = sentence.text.count(",", 0, match.start())
        yield clause, Target(_trim(match["thing"]), "=", number, match["unit"])


@dataclass(slots=True)
class _Clause:
    """One clause: what is counted in it, each number once.

    Attributes:
        topic: the last metric named, for a number that comes without (不少于2张、不超过4张).
        own, regular: the cadence of the clause, and of the sentence so far.
    """

    text: str
    topic: str
    own: Cadence | None
    regular: Cadence | None
    taken: list[tuple[int, int]] = field(default_factory=list)

    def targets(self) -> Iterator[Target]:
        if _EXCLUDED.search(self.text):
            return
        rules: tuple[Callable[[], Iterator[Target]], ...] = (
            self._below,
            self._answers,
            self._ranks,
            self._hours,
            self._compared,
            self._rates,
            self._changes,
            self._times,
            self._made,
        )
        for rule in rules:
            yield from rule()

    def _numbers(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], float]]:
        """Matches with their numbers, unless another rule had the number or it is in a name."""
        position = 0
        while match := pattern.search(self.text, position):
            start, end = match.span("n")
            position = max(match.end("unit"), position + 1)
            number = value(match["n"].removeprefix("百分之"))
            free = not any(start < last and first < end for first, last in self.taken)
            if number is not None and free and not _quoted(self.text, start):
                yield match, number

    def _take(self, match: re.Match[str]) -> None:
        self.taken.append(match.span("n"))

    def _below(self) -> Iterator[Target]:
        """低于80%的单位通报: 80 % is asked for."""
        for match, number in self._numbers(_PENALTY_BELOW):
            self._take(match)
            yield Target(_trim(match["metric"]), ">=", number, match["unit"])

    def _answers(self) -> Iterator[Target]:
        """发现问题24小时内整改: within a time after an event."""
        for match, number in self._numbers(_ANSWER):
            self._take(match)
            event = _trim(match["event"].replace(BLANK, "").removesuffix("由"))
            yield Target(event + match["thing"] + "时间", "<=", number, match["unit"])

    def _ranks(self) -> Iterator[Target]:
        for match, number in self._numbers(_RANK):
            self._take(match)
            yield Target(f"{match['metric'] or ''}名次", "<=", number, match["unit"])

    def _hours(self) -> Iterator[Target]:
        for match, number in self._numbers(_HOURS):
            self._take(match)
            yield Target(f"{match['metric']}时长", "=", number, "小时/日")

    def _compared(self) -> Iterator[Target]:
        for match, number in self._numbers(_COMPARED):
            op = _op(match["by"], match["tail"])
            if op is None or _ABSTRACT.match(match["thing"]) or _WHICH.match(match["thing"]):
                continue
            name = _named(match["metric"], match["thing"], match["unit"]) or self.topic
            if name:
                self._take(match)
                self.topic = name
                yield Target(name, op, number, self._unit(match["unit"]), _current(match["metric"]))

    def _unit(self, unit: str) -> str:
        if self.regular is None or unit not in _REPEATED:
            return unit
        return f"{unit}/{PERIODS.get(self.regular.name, '期')}"

    def _rates(self) -> Iterator[Target]:
        for match, number in self._numbers(_RATE):
            if not (match["tail"] or number == 100 or _ASKED.search(self.text)):
                continue
            self._take(match)
            yield Target(_trim(match["metric"]), _op("达", match["tail"]) or ">=", number, "%")

    def _changes(self) -> Iterator[Target]:
        """交通事故起数同比下降15%."""
        for match, number in self._numbers(_CHANGE):
            self._take(match)
            yield Target(_trim(match["metric"]), ">=", number, match["unit"])

    def _times(self) -> Iterator[Target]:
        """每周督查一次, 每日一巡: so many a period."""
        period = PERIODS.get(self.own.name) if self.own else None
        if self.own is None or period is None:
            return
        subject = _trim(self.text[: self.own.start])
        for match, number in self._numbers(_TIMES):
            verb = match["verb"] if match.end("verb") > self.own.end else ""
            name = _trim(match["thing"]) or subject + _act(_trim(verb)) or self.topic
            if name:
                self._take(match)
                self.topic = name
                yield Target(name, _at_least(match), number, f"{match['unit']}/{period}")
        rest = self.text[self.own.end :].strip("”“")
        once = _ONE_OF_IT.search(rest)
        if once and not self.taken and len(rest) <= 8:
            yield Target(subject + once["verb"], "=", 1, f"次/{period}")

    def _made(self) -> Iterator[Target]:
        for match, number in self._numbers(_MADE):
            single = match["n"] == "一" and match["verb"] not in _COUNTED_ONCE
            thing = match["thing"] or match["before"]
            if (
                not thing
                or single
                or _ABSTRACT.match(thing)
                or match["unit"] in {"次", "%", "天", "日"}
            ):
                continue
            self._take(match)
            name = match["verb"] + _trim(match["before"]) + _trim(match["thing"])
            yield Target(name, _at_least(match), number, match["unit"])


def _quoted(text: str, position: int) -> bool:
    """“六个一”活动: a name, no number; “每日一巡” is one."""
    opened = text.rfind("“", 0, position)
    return (
        opened >= 0
        and text.find("”", opened, position) < 0
        and not re.match("“[每一]", text[opened:])
    )


def _op(by: str, tail: str | None) -> str | None:
    """The sign of a comparison; 为95% without 以上 is none."""
    if tail in {"以内", "以下"}:
        return "<="
    if tail in {"以上", "及以上"}:
        return ">="
    if by in _OPEN_ENDED.split():
        return None
    if by in {"低于", "少于"}:
        return "<"
    return ">=" if by in _LEAST.split() else "<="


def _at_least(match: re.Match[str]) -> str:
    said = (match["least"], match["more"], match["tail"] == "以上", _LEAST_WORD.search(match[0]))
    return ">=" if any(said) else "="


def _named(metric: str, thing: str, unit: str) -> str:
    """What stands before the number, and the thing after it: 重点路口|不少于2名|志愿者."""
    before = _trim(metric)
    after = "" if unit in {"%", "‰"} or thing.startswith(("到", "的", "去")) else _trim(thing)
    return before + after if len(before) < 20 else before


def _act(verb: str) -> str:
    """The last word of what is done so many times: 全面冲洗 → 冲洗."""
    return verb if len(verb) <= 4 else verb[-2:]


def _trim(words: str) -> str:
    """The noun of a metric, without who, when and the words of command around it."""
    bare = _NOW.sub("", words.split(BLANK)[-1]).replace("“", "").replace("”", "")
    bare = _WHEN.sub("", bare)
    while (shorter := _EDGE.sub("", _uncommanded(bare))) != bare:
        bare = shorter
    return bare.strip("()")


def _uncommanded(words: str) -> str:
    match = _COMMAND.match(words)
    return words[match.end() :] if match and len(words) - match.end() >= 2 else words


def _current(metric: str) -> float | None:
    match = _NOW.search(metric)
    return value(match["n"]) if match else None
