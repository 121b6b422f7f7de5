"""Whom a speaker turns to (点名): 再说城管局。流动摊点要… tells the unit that was named before."""

import re
from dataclasses import dataclass, replace

from ..who.units import FINALS, Units, is_people, read_units
from .facts import Facts
from .part import Part

_LONGEST = 20
_OPENING = re.compile(
    "(?:刚才,?|会上,?|(?:再|先|下面|接下来|最后|首先|还有|另外|这里)*(?:说说?|讲讲?|谈谈?|看看?|点一?下|点名|强调|提一?下)(?:一下|一?句|的是)?|还有|另外|至于|关于|对于?|请)+,?"
)
_COUNTED = re.compile("[一二两三几这那每]")  # 再说一处
# 城管局。 or 城管局的任务最重, 教育局来了没有, 住建局李局长刚才表了态.
_ONLY_NAMED = re.compile(
    "(?:[这那](?:一?块|边|头)(?:儿)?|方面|的同志)?(?:来了(?:没有|吗)?|在不在|在吗|到了(?:没有|吗)?|听好了?|注意了?|请记一?下)?"
)
_LOADED = re.compile(
    "是(?:主力军?|主角|主战场|第一责任人|重头戏?)$|(?:的|这边的?)?(?:任务|情况|担子|压力|责任|工作量|短板|欠账|问题|失分|难度)[^,。;要须]{0,6}(?:重|大|多|突出|明显|复杂)"
)
_SPOKE = re.compile(
    "(?:[\u4e00-\u9fff]{1,3}(?:局长|主任|书记|部长|队长|同志|经理|区长|镇长))?(?:今天|刚才|上午|会上|前面|也)*(?:作了|做了)?"
    "(?:汇报|报告|报(?:了|来|的)|讲(?:了|的|得)|说(?:了|的|得|是)|提(?:了|到|出)|谈(?:了|到)|表了?个?态|表态|发言|认领|算了)(?![^,。;]{0,12}(?:要(?!求)|必须|务必))"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """`units` were turned to at `start`; `only`: that sentence says no more. `fresh`: nothing was told them yet."""

    units: Units
    start: int
    only: bool
    fresh: bool = True


def turned_to(text: str) -> Units | None:
    """The named unit that a sentence turns to without telling it anything yet.

    >>> found = turned_to("再说市城管局")
    >>> found and found.names
    ('市城管局',)
    """
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    window = text[start : start + _LONGEST]
    if _COUNTED.match(window):
        return None
    found = _opens_with(window, shortest=2, sure=bool(opening))
    return found[0] if found and _turns(text[start + found[1] :]) else None


def _opens_with(text: str, *, shortest: int, sure: bool = False) -> tuple[Units, int] | None:
    """The longest list of named units that `text` begins with, and where it ends."""
    for end in range(len(text), shortest - 1, -1):
        units = read_units(text[:end], sure=sure) if text[end - 1] in FINALS else None
        if units and not units.generic and not any(map(is_people, units.names)):
            return units, end
    return None


def _turns(rest: str) -> bool:
    return bool(
        _ONLY_NAMED.fullmatch(rest) or _LOADED.match(rest.split(",")[0]) or _SPOKE.match(rest)
    )


def turn(found: Facts) -> Turn | None:
    """Whom a sentence turns to in its first clause."""
    first = found.clauses[0] if found.clauses else None
    units = turned_to(first.text) if first else None
    if first is None or units is None or first.times or first.modal:
        return None
    return Turn(units, found.sentence.start, only=len(found.clauses) == 1)


def tell(turned: Turn | None, part: Part, text: str) -> Turn | None:
    """Gives a part that names nobody to whom the speaker has turned; returns whom he is turned to after it.

    The first sentence after he turned is told to the unit outright, those below it for want of another.
    """
    if turned is None or part.lead or "\n" in text[turned.start : part.start]:
        return None
    # 交警支队早晚高峰的勤务要保持住, though the speaker had turned to another
    other = _opens_with(part.clauses[0].text[:_LONGEST], shortest=3) if part.ordered else None
    if other and set(other[0].names).isdisjoint(turned.units.names):
        part.lead, part.own_lead = list(other[0].names), True
        return None
    part.ordered = part.ordered or part.firm
    if not part.ordered:
        return turned
    if turned.fresh:
        part.lead, part.own_lead = list(turned.units.names), True
    else:
        part.spare_lead = list(turned.units.names)
    return replace(turned, fresh=False)
