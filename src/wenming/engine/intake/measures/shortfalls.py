"""Which values of today miss which standards of a sentence (差距的配对)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from . import forms, words
from .measures import Measure, measures
from .names import metric

Found = tuple[str, float, float, str]
_LIKE = 0.5
_SOME = "指标"  # whatever it is called
# 考核分值由3分提高到5分: no indicator.
_NO_AIM = re.compile("(?:分值|权重|奖金|补助|单价)$")


def across(before: str, text: str) -> Iterator[Found]:
    """What stands in two sentences: the values, then 各区均须达到90分; or 标准是85%, then 东片只有76%."""
    if not (forms.ACROSS.search(text) and re.search(r"\d", before)):
        return
    first, then = measures(before), measures(text)
    rules = [one for one in then if one.role == "asked"]
    values = [one for one in then if one.role == "now"]
    if rules and not values and (rules[-1].every or forms.MISSED.search(text)):
        found, rule = first, replace(rules[-1], goal=False)
    elif values and not rules and (rules := [one for one in first if one.role == "asked"]):
        known = any(one.role == "now" for one in first)
        if not (
            forms.MISSED.search(text)
            or ((forms.ONLY.search(text) or forms.TODAY.match(text)) and not known)
        ):
            return
        found, rule = then, rules[-1]
    else:
        yield from _far_from(first, then)
        return
    for one in found:
        name = metric(one, rule) if _fits(one, rule) else ""
        if name and _misses(name, one, rule):
            yield name, one.number, rule.number, one.unit


def _far_from(first: Sequence[Measure], then: Sequence[Measure]) -> Iterator[Found]:
    """满意度升至89.7%。但与92%的目标仍有2.3个百分点的差距: the value that is as far away as is said."""
    rules = [one for one in then if one.role == "asked"]
    away = {one.number for one in then if one.role == "away" and one.sense == "below"}
    for one in first if rules and not any(m.role == "now" for m in then) else ():
        name = metric(one, one)
        short = round(rules[-1].number - one.number, 6)
        if name and one.unit == rules[-1].unit and short in away:
            yield name, one.number, rules[-1].number, one.unit


def shortfalls(text: str, topic: str = "") -> list[Found]:
    """(metric, value of today, what is asked, unit) of each value that misses what is asked of it.

    `topic` is what the heading names, for a sentence that names nothing: 物业服务覆盖率。标准85%,目前77.3%.

    >>> shortfalls("重复投诉率9.4%,高于5%的控制目标")
    [('重复投诉率', 9.4, 5, '%')]
    """
    if forms.TWO.search(text) is None:
        return []
    found = measures(text)
    stated = [
        (name, one.number, rule.number, one.unit or rule.unit)
        for name, one, rule in _missed(found, topic)
    ]
    known = {one for _, one, _, _ in stated}
    others = (*_apart(found), *_said_to_miss(text, found))
    return [*stated, *(row for row in others if row[1] not in known)]


def missed(text: str) -> frozenset[float]:
    """The values and the standards of a sentence that says they are missed.

    由88%提高到95% says what is to be done.

    >>> sorted(missed("按规定应配24个,现有14个")), sorted(missed("由88%提高到95%"))
    ([14, 24], [])
    """
    if forms.TWO.search(text) is None:
        return frozenset()
    found = measures(text)
    stated = [(one.number, rule.number) for _, one, rule in _missed(found, _SOME) if not rule.goal]
    stated += [(now, asked) for _, now, asked, _ in _apart(found)]
    return frozenset(number for pair in stated for number in pair)


def is_to_rise(text: str) -> bool:
    """Whether what is asked for in a sentence is a goal: 达到15%以上,目前为12.8%."""
    missed = list(_missed(measures(text)))
    return bool(missed) and all(rule.goal for _, _, rule in missed)


def _missed(found: Sequence[Measure], topic: str = "") -> Iterator[tuple[str, Measure, Measure]]:
    """(metric, value, standard) wherever the value misses the standard."""
    used: set[int] = set()
    for run in _runs(found):
        for one, rule in _meant(found, run, used):
            used.add(one.start)
            name = metric(one, rule, topic)
            if name and _misses(name, one, rule) and not _NO_AIM.search(name):
                yield name, one, rule


def _runs(found: Sequence[Measure]) -> Iterator[list[Measure]]:
    """What is asked for; a list of it (85%、80%的标准) is one.

    Of 按每万人4座的标准应有62座 the last counts.
    """
    run: list[Measure] = []
    for one in found:
        if one.role != "asked":
            continue
        if run and not one.listed:
            if run[-1].clause != one.clause:
                yield run
            run = []
        run.append(one)
    if run:
        yield run


def _meant(
    found: Sequence[Measure], run: list[Measure], used: set[int]
) -> list[tuple[Measure, Measure]]:
    """The values that a standard, or each of several, is asked of."""
    rule = run[0]
    fitting = [one for one in found if one.start not in used and _fits(one, rule)]
    before = [one for one in fitting if one.start < rule.start]
    after = _up_to_the_next(found, [one for one in fitting if one.start > run[-1].start], run[-1])
    if len(run) > 1:
        values = before[-len(run) :] if len(before) >= len(run) else after[: len(run)]
        return list(zip(values, run, strict=False))
    if before:
        return [(one, rule) for one in (before if rule.every else _at_last(before))]
    return [(one, rule) for one in after]


def _at_last(values: list[Measure]) -> list[Measure]:
    """四次测评得分分别为81分、83分、86分: of one thing over time the last counts; of several, each."""
    listed = _last_list(values)
    over_time = forms.TIME_AFTER_TIME.search(listed[0].ahead + listed[0].left)
    return listed[-1:] if over_time else listed


def _last_list(values: list[Measure]) -> list[Measure]:
    """东片76%、西片81%: the last value with those that stand in a list with it."""
    start = len(values) - 1
    while start > 0 and values[start].clause == values[start - 1].clause:
        start -= 1
    return values[start:]


def _up_to_the_next(found: Sequence[Measure], after: list[Measure], rule: Measure) -> list[Measure]:
    """Of the values after a standard those that no other standard follows."""
    end = next((m.start for m in found if m.role == "asked" and m.start > rule.start), None)
    return [one for one in after if end is None or one.start < end]


def _fits(one: Measure, rule: Measure) -> bool:
    """A value in the unit and of the metric that are asked for."""
    if one.role not in {"now", "past"} or not _one_unit(one.unit, rule.unit):
        return False
    if one.clause == rule.clause and rule.left.startswith(("、", "和", "及")):
        return False  # 交警1名、志愿者不少于4名: of another
    if one.aside and (one.listed or "分别" in one.left):  # of each of the targets before
        return False
    if one.moved:
        return rule.goal and rule.clause - one.clause in {0, 1} and _is_to_be(one, rule)
    if one.role == "past" and not (rule.goal and (one.aside or forms.TOLD.search(rule.left))):
        return False
    words_of_today = one.left + (one.ahead if one.listed else "")
    still = one.role == "past" or one.aside or forms.TODAY.search(words_of_today)
    still = still or forms.PLANNED.search(rule.left)
    if rule.goal and not (still or (forms.MOVED_TO.search(rule.left) and not rule.measured)):
        return False
    mine, asked = one.measured, rule.measured
    return not (mine and asked) or alike(mine, asked)


def _is_to_be(one: Measure, rule: Measure) -> bool:
    """由88%提高到95%以上 is to be done, 由88%提高到了95% is done, and without more it may be either."""
    if "了" in rule.left + rule.right[:3] or one.role == "past":
        return False
    now = forms.MOVED_FROM.search(one.left)
    told = forms.TO_BE.search(one.ahead + one.left) or forms.BOUNDED.match(rule.right)
    return bool(told or one.as_a_base or (now and now["today"]))


def _one_unit(one: str, other: str) -> bool:
    """人/万台车 and 人/万台车的 are one unit, 个 and 人 are two."""
    return one == other or (
        bool(one and other) and (one.startswith(other) or other.startswith(one))
    )


def alike(one: str, other: str) -> bool:
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _LIKE


def _misses(name: str, one: Measure, rule: Measure) -> bool:
    """By what the words say; else low is bad, but for what is to be low."""
    over = rule.sense == "above" and "超出" in rule.left
    line = "控制线" in rule.left + rule.right and words.high_is_good(name)  # 满意率的控制线是75%
    most = (
        over
        or (rule.sense == "<=" and not line)
        or (rule.sense != ">=" and words.low_is_good(name))
    )
    return one.number > rule.number if most else one.number < rule.number


def _said_to_miss(text: str, found: Sequence[Measure]) -> Iterator[Found]:
    """网上申报94分,超过90分的合格线;实地考察85分,在合格线以下: the standard is the one named before."""
    for said in forms.MISSED.finditer(text):
        rules = [one for one in found if one.role == "asked" and one.start < said.start()]
        for rule in rules[-1:]:
            values = [one for one in found if rule.start < one.start < said.start()]
            for one in values:
                name = metric(one, rule) if _fits(one, rule) else ""
                if name and _misses(name, one, rule):
                    yield name, one.number, rule.number, one.unit


def _apart(found: Sequence[Measure]) -> Iterator[Found]:
    """低于标准18.5个百分点; 差7个百分点才达标; 超标3分贝: the standard is as much away."""
    for away in found:
        if away.role != "away" or not words.from_standard(away.left, away.right):
            continue
        before = [m for m in found if m.role == "now" and m.start < away.start]
        if not before:
            continue
        one = before[-1]
        name = metric(one, one)
        less = words.low_is_good(name)
        if away.sense == "above" and not less:
            continue
        asked = one.number - away.number if less else one.number + away.number
        if name:
            yield name, one.number, round(asked, 6), one.unit
