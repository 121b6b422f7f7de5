"""What each number of a sentence is (数值的角色): a value of today, what is asked for, or how far they are apart.

The words right before and after a number tell: 只有88% is of today, 不低于95% and 95%的标准 are asked for, 差7个百分点
is a distance, 去年的82% is of another time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ..text.numbers import value
from . import forms, words

Role = Literal["now", "asked", "away", "past", "none"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit and its part in the sentence.

    Attributes:
        left, right: the words of its clause before and after it, up to the next number.
        ahead: the sentence up to `left`. clause: the number of that; brackets are clauses, too.
        sense: ">=" or "<=" where the words say which side is good, "above" or "below" for a comparison.
        every: 均, 都: it is asked of all values before it.
        goal: it is to be reached (要达到), no standard that may be met by now.
        listed: its place in a list (78%、62%), from 0. aside: stands in a bracket.
        moved: to be moved from (由88%). name: its own in a list of names (机扫率、清运率为76%、91%).
    """

    number: float
    unit: str
    role: Role
    left: str
    right: str
    ahead: str
    clause: int
    start: int = 0
    sense: str = ""
    every: bool = False
    goal: bool = False
    listed: int = 0
    aside: bool = False
    name: str = ""

    @property
    def moved(self) -> bool:
        return forms.MOVED_FROM.search(self.left) is not None or self.as_a_base

    @property
    def as_a_base(self) -> bool:
        """在上年86.7%的基础上."""
        return forms.BASE.match(self.right) is not None

    @property
    def measured(self) -> str:
        """The rate, the time or the like that is named before the number, or ''."""
        return words.measured(self.left)


@lru_cache(maxsize=256)
def measures(text: str) -> tuple[Measure, ...]:
    """The measures of a sentence in its order; years, days, ranks and money are none.

    >>> [(m.number, m.role) for m in measures("燃气入户率只有88%,距95%的标准差7个百分点")]
    [(88, 'now'), (95, 'asked'), (7, 'away')]
    """
    found: list[Measure] = []
    for number, clause in enumerate(forms.CLAUSE.finditer(text)):
        for made in _of_clause(text, clause.span(), number):
            if found and found[-1].clause == number and forms.LISTED.fullmatch(made.left):
                _in_a_list(found, made)
            else:
                found.append(_reached(found, made))
    return tuple(_with_names(list(_exact(found))))


def _of_clause(text: str, span: tuple[int, int], clause: int) -> Iterator[Measure]:
    start, end = span
    matches = [m for m in forms.VALUE.finditer(text, start, end) if not words.no_measure(text, m)]
    aside = text[start - 1 : start] == "("
    last = start
    for place, match in enumerate(matches):
        following = matches[place + 1].start() if place + 1 < len(matches) else end
        left, right = text[last : match.start()], text[match.end() : following]
        if aside and place == 0:
            left = words.before_bracket(text, start) + left
        number = value(match["n"])
        if number is not None:
            made = Measure(number, match["unit"], "none", left, right, text[:last], clause)
            yield _with_role(replace(made, start=match.start(), aside=aside))
        last = match.end()


def _exact(found: list[Measure]) -> Iterator[Measure]:
    """刚过六成,61.3%; 不足九成,为86.2%: the number that is only about right goes."""
    about: Measure | None = None
    for one in found:
        near = about and one.unit == about.unit and one.clause == about.clause + 1
        if (
            about
            and near
            and forms.EXACTLY.fullmatch(one.left[len(about.left) :] if one.aside else one.left)
        ):
            one = replace(one, role="now", left=forms.ABOUT.sub("", about.left), ahead=about.ahead)
        elif about:
            yield about
        about = one if forms.ABOUT.search(one.left) else None
        if about is None:
            yield one
    if about:
        yield about


def _with_names(found: list[Measure]) -> list[Measure]:
    """机扫率、清运率分别为76%、91%: each number of a list has the name that stands where it does."""
    named = list(found)
    for head, first in enumerate(found):
        end = head + 1
        while end < len(found) and found[end].listed == end - head:
            end += 1
        names = _each_named(re.split("[、和及]", words.trimmed(first.left)))
        if first.listed == 0 and end - head > 1 and len(names) == end - head:
            named[head:end] = [
                replace(one, name=name) for one, name in zip(found[head:end], names, strict=True)
            ]
    return named


def _each_named(names: list[str]) -> list[str]:
    """建筑工地、公交站台达标率: what is measured stands with the last of them only."""
    shared = forms.OF_THEM_ALL.search(names[-1])
    if shared is None or any(forms.MEASURE_NAME.fullmatch(name) for name in names[:-1]):
        return names
    last = names[-1][: shared.start()] + shared["what"]
    return [*(name + shared["what"] for name in names[:-1]), last]


def _with_role(made: Measure) -> Measure:
    left, right = made.left, made.right
    if made.moved:
        other = forms.OTHER_TIME.search(left) and not made.as_a_base
        return replace(made, role="past" if other else "now")
    if words.is_distance(left, right, made.unit):
        over = "above" if forms.OVER.search(left) else "below"
        return replace(made, role="away", sense=over)
    if forms.OF_OTHERS.match(right):
        return replace(made, role="past")
    if made.unit == "%" and made.ahead and forms.SHARE.fullmatch(left):
        return made
    if forms.DONE_OF_IT.search(left):
        return replace(made, role="now")
    asked = words.asked(left, right)
    reached = asked is None and words.is_to_be_reached(left, right)
    asked = ">=" if reached else asked
    done = forms.MOVED_TO.search(left) and "了" in left
    if asked is not None and not done:
        goal, every = reached or bool(forms.GOAL.search(left)), bool(forms.EVERY.search(left))
        return replace(made, role="asked", sense=asked, goal=goal, every=every)
    if forms.OTHER_TIME.search(left) and not forms.STILL_SO.search(left):
        return replace(made, role="past")
    return replace(made, role="now" if words.is_now(left, made.unit) else "none")


def _in_a_list(found: list[Measure], made: Measure) -> None:
    """85%、80%的标准: all numbers of a list are what the first or the last of them is."""
    head = len(found) - 1 - found[-1].listed
    first = found[head]
    if made.role == "asked" and first.role == "now" and not forms.TODAY.search(first.left):
        found[head:] = [replace(m, role="asked", sense=made.sense) for m in found[head:]]
        first = found[head]
    same = replace(made, role=first.role, sense=first.sense, every=first.every, goal=first.goal)
    found.append(replace(same, listed=found[-1].listed + 1))


def _has_moved(found: list[Measure]) -> None:
    """佩戴率由3月份的79%升至86%: the last of both is of today."""
    last = found[-1]
    name = ""
    if len(found) > 1 and found[-2].clause == last.clause and found[-2].moved:
        found[-2] = replace(found[-2], role="past")
        name = words.trimmed(re.split("[由从](?!业)", found[-2].left)[0])
    found[-1] = replace(last, role="now", goal=False, sense="", name=name)


def _reached(found: list[Measure], made: Measure) -> Measure:
    """达到90%(目前82%): what is to be reached stands before the value of today."""
    before = found[-1] if found else None
    if before and forms.YET.match(made.left) and made.role == "asked" and before.goal:
        told = forms.TO_BE.search(before.ahead + before.left)
        if forms.MOVED_TO.search(before.left) and not told:
            _has_moved(found)
    if made.role == "now" and forms.REACHED.fullmatch(made.left) and any(m.moved for m in found):
        return replace(made, role="asked", sense=">=", goal=True)  # 从88%提高7个百分点,达到95%
    if before is None or before.role != "now" or before.unit != made.unit:
        return made
    today = made.role in {"now", "past"} and (made.aside or forms.TODAY.search(made.left))
    reached = forms.REACHED.search(before.left) or forms.BOUNDED.match(before.right)
    if today and reached and made.clause == before.clause + 1:
        sense = words.asked("≥", before.right) or ">="
        found[-1] = replace(before, role="asked", sense=sense, goal=True)
    return made
