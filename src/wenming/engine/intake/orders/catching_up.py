"""What a sentence says is missed is what the next one orders to reach (补齐短板): 现在58%,要求75%。甲主抓,年底前补上来。"""

import re
from collections.abc import Iterator

from ..measures.shortfalls import shortfalls
from ..model import Target
from ..text.numbers import in_digits
from .facts import Facts

_CATCHES_UP = re.compile(
    "(?<!没有)(?<![不未已])达标(?!率|的|线)|[补追赶提撵][上齐足]|补起?来|[提赶追]上[去来]|整改到位|补到位|如数(?:建成|补齐)|达到(?:标准|要求|目标)"
)


def caught_up(before: Facts, found: Facts) -> Iterator[Target]:
    """The standards missed in the sentence `before`, where `found` orders to meet them."""
    if not _CATCHES_UP.search(found.text):
        return
    for name, now, asked, unit in shortfalls(in_digits(before.text)):
        yield Target(name, "<=" if now > asked else ">=", asked, unit, now)
