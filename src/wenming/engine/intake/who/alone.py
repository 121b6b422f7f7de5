"""Who leads though he is only said to help (独自出现的配合者): where nobody else is named, the helper is asked."""

import re

from . import serving
from .units import Units

# 由甲、乙按照各自职责督促落实, 请各单位积极参与.
_SEES_TO_IT = re.compile("(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:督促落实|负责督促)|列入|拨付")
_TAKES_PART = re.compile("(?:积极|主动|认真)*(?:参与|参加)")
# 甲和乙要各司其职: help each other.
_TOGETHER = re.compile("(?:要|应|须|也)*(?:一起[上抓管]|各司其职|各负其责|通力|齐抓共管|密切协作)")
# 甲、乙协同,…: both.
_JOINTLY = re.compile("(?:协同|联动|联手)$")
# 督查室要跟踪督办.
_WATCHES = re.compile("(?:要|应|须|负责)(?:全程|跟进)*(?:跟踪|督促|监督|督办|督查)")
# 逾期未办结的,由市委督查室督办.
_OF_A_CASE = re.compile("的,(?:一律|统一|全部|均)?由")


def leads_alone(units: Units, by: str, verb: str, text: str, *, only: bool) -> bool:
    """Whether units that a sentence says help with a work lead it, as nobody else is named.

    Args:
        units, by, verb: see `leads.Slot`. text: the sentence. only: it names no others at all.
    """
    if verb.startswith("包干") or _TOGETHER.match(verb):
        return True
    if len(units.names) > 1 and _JOINTLY.match(verb) and "牵头" not in text:
        return True
    if by == "by":
        case = _OF_A_CASE.search(text) or text.startswith(("请", "由"))
        return bool(_SEES_TO_IT.match(verb) or _TAKES_PART.match(verb)) or bool(
            case and serving.watches(verb)
        )
    # 各小区要配合社区工作; 融媒体中心要配合做好宣传,播放警示片
    told = only and verb.startswith("要") and (units.generic or "," in text)
    return by == "subject" and (told or _WATCHES.match(verb) is not None)
