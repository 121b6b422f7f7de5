"""Whom a sentence speaks to or of (对谁说) before it says what to do: 他要求甲…, 甲基础好,要走在前."""

import re

from .units import FINALS, Units, read_units

# 他当即要求|市场开办方…, 检查组建议|市政府:…
TELLS = re.compile(
    "(?:我(?:还|再|也)?(?:要求|请|希望)(?=[市区县镇乡]?[\u4e00-\u9fff]{1,8}[局委办部队院所站镇道心司]))|(?:[\u4e00-\u9fff]{2,3}(?:叮嘱|责成|嘱咐)(?=[\u4e00-\u9fff]{2,12}[局委办部队院所站镇道])|[\u4e00-\u9fff]{2,3}要求(?=[市区县镇乡][\u4e00-\u9fff]{1,8}[局委办部队院所站镇道]))|[^,;。]{0,12}?(?:他|她|会议|书记|[市区县镇乡]长|部长|主任|组)(?:在现场|对|当即|当场|现场|还|又|也|随后|随即|特别|转身|最后|同时)*"
    "(?:要求|叮嘱|责成|嘱咐|建议|提醒|交代(?:随行的)?|让(?!人|大家|群众|老百姓|居民|市民|我|利|位)|请)(?![^,;。]{0,2}[各每][^,;。]{0,3}[,要])"
)
# 梧桐里社区|底子好, 财政局|这几年…: what a unit is like, or how it has done.
_SPOKEN_OF = re.compile(
    "也?不能|地处|位于|作为|身为|是(?!第一责任人)|有(?!的)|手里|底子|基础|任务|情况|离(?![任职])|人[手员多少]|面积|担子|条件|家底|点多|历来|一直|[去今前]年|这[几两一]|前[几两]|压力|的?同志|摊子|欠账|管着?"
)
# …,|也要走在前: what it is then told.
THEN_TOLD = re.compile("(?:也|还|更|就|都|一定)?(?:要(?![求素闻点领害是])|必须|务必|请)")
_LONGEST = 24


def spoken_of(text: str) -> tuple[Units, int] | None:
    """The units that a clause speaks of, and where they end; a class only where it is told something.

    >>> units, end = spoken_of("梧桐里社区底子好")
    >>> units.names, end
    (('梧桐里社区',), 5)
    """
    for end in range(min(len(text) - 2, _LONGEST), 2, -1):
        if text[end - 1] not in FINALS or not _SPOKEN_OF.match(text, end):
            continue
        units = read_units(text[:end])
        if units and (not units.generic or text.startswith(("也不能", "不能"), end)):
            return units, end
    return None
