"""Whether what stands after a unit is work (动词): more than a guess of the segmenter."""

import re

from ..text.words import FOLLOWERS, LEAD_VERBS, MODALS, ORDER_VERBS, SUPPORT_VERBS, either

_OPENING = re.compile(
    either(SUPPORT_VERBS, LEAD_VERBS, MODALS, ORDER_VERBS, FOLLOWERS)
    + "|[管抓盯做搞办修清拆建查报交]"
)
_WORK = re.compile(either(SUPPORT_VERBS, LEAD_VERBS, ORDER_VERBS))
_NEAR = 8


def works(verb: str) -> bool:
    """Whether a unit is told, or tells itself, to do something in the words after it.

    >>> works("据实安排工作经费"), works("胜利路夜市油烟直排")
    (True, False)
    """
    return _OPENING.match(verb) is not None or _WORK.search(verb[:_NEAR]) is not None
