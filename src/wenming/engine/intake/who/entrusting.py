"""Whom a clause names outright as the one who answers (归口, 为主, 责任在…), by no grammar of orders."""

import re
from dataclasses import dataclass

from .units import Units, read_units

# 各区政府是整治工作的责任主体,每周…: what it is says that it answers for it.
_ANSWERS = re.compile(
    "(?:[这该][个座条处项][\u4e00-\u9fff]{2}(?=[^,;]*是主体))?(.{2,40}?)[是为][^,;。]{0,16}(?:责任主体|(?<=是)主体|第一责任人|第一责任单位|牵头单位|责任单位)$"
)
# 同意市教育局的建议,…: whose proposal it was carries it out.
_AGREED = re.compile("同意([^,。;的]{2,30}?)(?:的|提出的)[^,。;]{0,8}(?:建议|意见|请求|申请|方案)$")
# 专班办公室设在甲,负责日常工作; the office of a standing body acts in its own name.
_SEATED = re.compile(
    "(?<!指挥部)(?<!联席会议)(?<!领导小组)(?<!委员会)办公室"
    "(?:设在|设于|挂靠|于)(?:在)?([^,。;]{2,24}?)(?:\\(|$)"
)
# 牵头抓总的是甲.
_CHIEF_IS = re.compile("(?:牵头|负责|主抓|抓总|主管)[^,。;]{0,4}的(?:就?是|为)([^,。;的]{2,30})$")
_MAINLY = re.compile("以(?!教育|引导|劝导|宣传|预防)([^,。;以]{2,40}?)为主(?!要|体|线)")
_BODY = re.compile("以([^,。;以]{2,40}?)为(?:责任|实施|工作)?主体")
# 责任在甲; 归口甲负责; 这件事就交给甲了.
_ENTRUSTED = re.compile(
    "(?:责任(?:就)?在(?:于)?|归口(?:由)?|落[到在]|(?:[这此该][^,;。]{1,8}?|^[^,;。]{2,10}?(?:的事儿?|的活|一块))(?:就|都)?(?:交给|归(?!口))|^[^,;。归]{2,14}归(?=[市区县省旗镇州局街]|[^,;。]{2,16}(?:管|负责|抓|办)$))([^,。;]{2,40}?)"
    "(?:了|来?(?:办|抓总?|(?<![城监交])管(?![局委会理])|负责|牵头|承办|落实|管理)[^,。;]{0,4}|头上|肩上|身上)?$"
)
# 截污归水务局, 维护交由公园管理中心.
_GOES_TO = re.compile(
    "^(?!(?:[^,;]*[把将]))[^,;。归交]{2,16}(?:归口|归|交由|交给)(?!口|属|类|集|还|零|位|纳|档)([^,;。]{2,24}?)(?:负责|管理|管护|办理|处置|组织进行|维护|养护|来办)?$"
)
_WITHIN = re.compile("(?:属于?|涉及)([^,。;]{2,60}?)(?:的)?(?:职责|职能|管辖)范围")
# One of these stands in every form.
_HINT = re.compile("责任|主|牵头|同意|办公室|负责|抓总|归|落[到在]|交[给由]|职责|职能|管辖")
_OUTRIGHT = (
    (_ANSWERS, "mainly"),
    (_AGREED, "mainly"),
    (_SEATED, "mainly"),
    (_MAINLY, "mainly"),
    (_CHIEF_IS, "mainly"),
    (_BODY, "mainly"),
    (_ENTRUSTED, "mainly"),
    (_GOES_TO, "mainly"),
    (_WITHIN, "within"),
)


@dataclass(frozen=True, slots=True)
class Entrusted:
    """`units` at [start, end) of a clause; `by`: mainly, or within (职责范围)."""

    units: Units
    start: int
    end: int
    by: str


def entrusted(text: str) -> Entrusted | None:
    """以甲为主, 责任在甲, 某事归甲管, 属于甲职责范围.

    >>> found = entrusted("市场外头归市城管局管")
    >>> found and found.units.names
    ('市城管局',)
    """
    if not _HINT.search(text):
        return None
    for pattern, by in _OUTRIGHT:
        match = pattern.search(text)
        units = read_units(match[1], sure=pattern is not _GOES_TO) if match else None
        if match and units:
            return Entrusted(units, match.start(1), match.end(1), by)
    return None
