"""So many things that something is done to (逐一办理的对象): 把六家企业约谈一遍, 为36所学校划设等候区.

What is only looked at (过一遍筛子, 逐条摸底) or ruled (实行一巷一档) is scope, what is changed a target.
"""

import re
from collections.abc import Iterator

import rjieba

from ..text.numbers import HAN_DIGITS, value

_FEWEST = 3
_SHORT = 3  # 约谈企业, but 流动摊贩迁入综合市场
_NUMBER = (
    rf"(?P<n>\d{{1,5}}|[{HAN_DIGITS}]{{1,5}})"
    "(?P<unit>个(?!半?月|星期|学期|季度|工作日|小时)|条|座|处|家|户|栋|名|所|台|块|扇|盏|根|面|棵|株|辆|部|间|套|组|段|片)"
)
_HANDLED = re.compile(
    rf"(?P<by>把|将|为|给|对|与|和|同|跟)(?:(?:[^,;。\d]|\d{{4}}年){{0,18}}?)(?<![到至]){_NUMBER}(?P<rest>[\u4e00-\u9fff、“”]{{3,24}})$"
)
_ONLY_SEEN = re.compile(
    "[过走清扫看理捋梳]一?遍|筛|过堂|摸[底排一]|[排检普督自核]查|抽检|作为|当作|[编建][成账档立]|台账|一档|分类|叫来|拢到"
    "|体检|测评|考评|走访|问题|公示|分析|实行|推行|任务|(?:扩|增|减|压|提|降)[大加少缩高低]?[到至]|现在|目前|倒排|工期"
)
# 对…: many things are done about them, few change them.
_CHANGED = re.compile(
    "改造|修复|维修|修补|修缮|升级|约谈|轮训|更新|提质|清淤|疏通|清洗|粉刷|补划|加装|更换|逐[一个条处户][^,]{0,2}(?:清理|施划|划设|整改|签订)"
)
_HOW = "(?:全部|全都|统一|尽快|逐[一个条家户校院栋站]|挨个|分批|重新|彻底|免费|统统|一律|再|要|须)+"
_EMPTY = re.compile(
    "^(?:开展|进行|实施|落实)(?=.{2})|(?:起|出|下)来$|(?:一遍|一轮|一次|完毕)+$|(?<=..)到位$"
)
# 母婴室|开起来, 占道经营|整治到位: what is done stands at the end.
_DONE = re.compile(
    f"(?P<what>.{{2,}}?)(?:{_HOW}(?P<how>.{{2,}})|(?P<one>.[起出下])来|(?P<two>..)(?:到位|完毕)|(?P<end>.[完好齐掉通走]))$"
)
_AFTER = re.compile(f"(?P<noun>.{{2,}}?){_HOW}(?P<done>.{{2,}})$")


def handled(clause: str) -> Iterator[tuple[re.Match[str], str, float]]:
    """(match, what is called so, how many) of the things of a clause that are all to be changed.

    >>> [(name, number) for _, name, number in handled("为36所学校划设家长等候区")]
    [('划设家长等候区的学校', 36)]
    """
    match = _HANDLED.search(clause)
    number = value(match["n"]) if match else None
    if match is None or number is None or number < _FEWEST or _ONLY_SEEN.search(match["rest"]):
        return
    by, rest = match["by"], match["rest"]
    if by == "对" and not _CHANGED.search(rest):
        return
    if by in "与和同跟" and "签" not in rest:
        return
    name = _name(by, rest)
    if name:
        yield match, name, number


def _name(by: str, rest: str) -> str:
    """清完积存垃圾的背街小巷, 约谈企业, 农贸市场改造."""
    whose, of, what = rest.partition("的")
    if of and (said := _DONE.match(what)):
        done = said["how"] or said["one"] or said["end"]
        return (
            f"{_EMPTY.sub('', done)}{said['what']}的{whose}"
            if done
            else whose + said["what"] + said["two"]
        )
    noun, done = _parted(rest)
    done = _EMPTY.sub("", done)
    if not done:
        return noun
    if by in "为给与和同跟":
        return f"{done}的{noun}"
    return done + noun if by != "对" and len(done) <= _SHORT else noun + done


def _parted(rest: str) -> tuple[str, str]:
    """企业|约谈一遍, 学校|划设家长等候区: the things, and what is done."""
    said = _AFTER.match(rest)
    if said:
        return said["noun"], said["done"]
    words = list(rjieba.tag(rest))
    at = len(words[0][0])
    for word, tag in words[1:]:
        if tag.startswith("v") and tag != "vn" and at > 1:
            return rest[:at], rest[at:]
        at += len(word)
    return rest, ""
