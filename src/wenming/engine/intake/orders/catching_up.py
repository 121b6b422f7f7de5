"""What a sentence says is missed is what the next one orders to reach (补齐短板).

现在58%,要求75%。甲主抓,年底前补上来。
"""

import re
from collections.abc import Iterator

from ..measures.shortfalls import shortfalls
from ..model import Target
from ..text.numbers import in_digits
from ..text.sentences import sentences
from .facts import Facts

_CATCHES_UP = re.compile(
    "(?<!没有)(?<![不未已])达标(?!率|的|线|要求|标准)|[补追赶提撵][上齐足]|补起?来|[提赶追]上[去来]|整改到位|补到位|如数(?:建成|补齐)|达到(?:标准|要求|目标)"
)


def missed_in(text: str, *, labelled: bool) -> Iterator[Target]:
    """The standard that the text of a duty says is missed, where it has no number to reach.

    It orders to meet it, or names who puts it right until when (`labelled`):
    准确率为61.5%,标准是80%。责任单位:市城管局。完成时限:9月30日前.
    """
    if not (labelled or _CATCHES_UP.search(text)):
        return
    said = (in_digits(sentence.text) for sentence in sentences(text, 0, len(text)))
    found = [row for sentence in said for row in shortfalls(sentence)]
    if len(found) == 1:  # more are a report
        yield _to_meet(*found[0])


def caught_up(before: Facts, found: Facts) -> Iterator[Target]:
    """The standards missed in the sentence `before`, where `found` orders to meet them."""
    if not _CATCHES_UP.search(found.text):
        return
    for row in shortfalls(in_digits(before.text)):
        yield _to_meet(*row)


def _to_meet(name: str, now: float, asked: float, unit: str) -> Target:
    """The standard as a target, from the side on which the value of today is."""
    return Target(name, "<=" if now > asked else ">=", asked, unit, now)
