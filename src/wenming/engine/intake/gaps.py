"""Indicators that miss a stated standard (指标差距): the value of today beside the one asked for.

低于A级标准80%; 应低于10而现在是13.18; 标准要求95%以上而我们只有87.6%; 由45人增加到70人以上; 82%(标准90%);
应有62座,现有45座; 差7个百分点才达标. What meets its standard is no gap, and last year's value is no standard.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import gap_forms as forms
from .layout import Flat
from .model import Directive, Gap, Target
from .numbers import value
from .outline import Item
from .sentences import Stretch, sentences
from .target_forms import NOW_EACH
from .targets import targets

_NUMBER = re.compile(forms.N)


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of today at a place of the sentence."""

    metric: str
    now: float
    unit: str
    start: int
    end: int
    today: bool = False


def gaps(flat: Flat, roots: Iterable[Item], ordered: Iterable[Directive]) -> list[Gap]:
    """Every stated gap of a text, once each, in the order of the text.

    Args:
        roots: its trees; a table may have columns for the value of today and the standard.
        ordered: the directives; a target that names the value of today (由83%提高到95%) is a gap.
    """
    found: list[Gap] = []
    before = ""
    for sentence in sentences(flat.text, 0, len(flat.text)):
        counted = any(char.isdigit() for char in sentence.text)
        stated = [*_of_sentence(sentence), *_across(before, sentence.text)] if counted else []
        before = sentence.text
        for metric, now, asked, unit in stated:
            name = forms.EDGE.sub("", metric).strip("“”、,的")
            if name:
                span = flat.span(sentence.start, sentence.end)
                made = Gap(name, now, asked, unit, *span)
                if not any(_same(made, gap) for gap in found):
                    found.append(made)
    for made in (*_of_orders(ordered), *_of_tables(flat, roots)):
        if not any(_same(made, gap) for gap in found):
            found.append(made)
    return sorted(found, key=lambda gap: gap.start)


def _of_orders(ordered: Iterable[Directive]) -> Iterator[Gap]:
    for row in ordered:
        for target in row.targets:
            if target.current is not None and _falls_short(target):
                yield Gap(
                    target.metric, target.current, target.value, target.unit, row.start, row.end
                )


def _of_tables(flat: Flat, roots: Iterable[Item]) -> Iterator[Gap]:
    tables = (table for root in roots for item in root.walk() for table in item.tables)
    for row in (row for table in tables for row in table.rows):
        aim = row.aim
        if aim and aim.current is not None and _falls_short(aim):
            yield Gap(aim.metric, aim.current, aim.value, aim.unit, *flat.span(row.start, row.end))


def _same(one: Gap, other: Gap) -> bool:
    """The same values, of one sentence or of one metric."""
    if (one.current, one.target) != (other.current, other.target):
        return False
    near = one.start < other.end and other.start < one.end
    return near or one.metric in other.metric or other.metric in one.metric


_Found = tuple[str, float, float, str]


def _of_sentence(sentence: Stretch) -> Iterator[_Found]:
    text = sentence.text
    stated = [*_raised(text), *_failing(text), *_asked_after(text), *_each_now(sentence)]
    stated += list(_asked_but(text)) or list(_below(text))
    stated += _should_be(text)
    yield from stated or [*_to_be(text), *_missing(text), *_goal_then(text)]


def _goal_then(text: str) -> Iterator[_Found]:
    """目标是92分,自测只有85.6分."""
    for match in forms.GOAL_THEN.finditer(text) if forms.ONLY.search(text) else ():
        now, asked = value(match["now"]), value(match["asked"])
        if now is None or asked is None or match["unit"] != match["same"]:
            continue
        names = (forms.EDGE.sub("", match[part]) for part in ("name", "metric"))
        name = next(filter(forms.MEASURED.search, names), match["metric"])
        item = _Value(name, now, match["unit"], *match.span())
        if not forms.OTHER_TIME.search(match["metric"]) and _misses(item, asked):
            yield name, now, asked, item.unit


def _across(before: str, text: str) -> Iterator[_Found]:
    """均达到90分的目标;乙区86.7分,未达到目标; or the values first, then which of them miss 85分."""
    missed = forms.MISSED.search(text)
    if missed is None:
        return
    rule = forms.SET.search(text, 0, missed.start())
    if rule:
        which = forms.WHICH.search(text, rule.end(), missed.start())
        names = re.split("[、和及]", which["names"]) if which else []
        values = [item for item in _values(before, []) if forms.EDGE.sub("", item.metric) in names]
    else:
        *_, rule = [None, *forms.SET.finditer(before)]
        values = [item for item in _values(text, []) if item.end < missed.start()]
    asked = value(rule["asked"]) if rule else None
    if rule is None or asked is None:
        return
    for item in values:
        if item.unit == rule["unit"] and _misses(item, asked):
            yield item.metric, item.now, asked, item.unit


def _each_now(sentence: Stretch) -> Iterator[_Found]:
    """签订率98%以上,履约率90%以上(当前分别为92%、76%)."""
    for _clause, row in targets(sentence) if NOW_EACH.search(sentence.text) else ():
        if row.current is not None and _falls_short(row):
            yield row.metric, row.current, row.value, row.unit


def _falls_short(row: Target) -> bool:
    now = row.current or 0
    return now > row.value if row.op in {"<", "<="} else now < row.value


def _raised(text: str) -> Iterator[_Found]:
    """由现有的45人增加到70人以上; with 了 it is done."""
    for match in forms.RAISED.finditer(text):
        now, asked = value(match["now"]), value(match["asked"])
        after = text[match.end() : match.end() + 6]
        done = "了" in match[0] + after
        told = forms.TOLD.search(text[match.end() :])
        wanted = match["today"] or told or re.match(rf"{forms.U}以[上下内]", after)
        if wanted and now is not None and asked is not None and not done:
            yield match["metric"], now, asked, match["unit"]


def _failing(text: str) -> Iterator[_Found]:
    """我市还有42项指标不达标: none is the standard."""
    for match in forms.FAILING.finditer(text):
        now = value(match["now"])
        if now is not None:
            yield f"不达标{match['metric']}{match['unit']}数", now, 0, match["unit"]


def _asked_but(text: str) -> Iterator[_Found]:
    """标准要求知晓率在95%以上,我们只有87.6%; 死亡率应低于10,而我市现在是13.18."""
    for but in forms.BUT.finditer(text):
        before = [m for m in forms.ASKED.finditer(text, 0, but.start()) if m["by"] or m["tail"]]
        now, asked = value(but["now"]), value(before[-1]["asked"]) if before else None
        if now is None or asked is None:
            continue
        rule = before[-1]
        most = rule["by"] in forms.AT_MOST or rule["tail"] in {"以下", "以内"}
        if _unlike(rule["unit"], but["unit"]):
            continue
        if now > asked if most else now < asked:
            yield rule["metric"], now, asked, rule["unit"]


def _asked_after(text: str) -> Iterator[_Found]:
    """A value of today, and the standard in the next clause or in a bracket."""
    for rule in forms.ASKED_AFTER.finditer(text):
        asked = value(rule["asked"])
        values = [item for item in _values(text, [rule.span("asked")]) if item.end == rule.start()]
        values = [item for item in values if not rule["unit"] or item.unit == rule["unit"]]
        who = rule["who"] or ""
        apart = rule["unit"] != "%" and forms.APART.search(who)
        if asked is None or not values or apart or forms.OTHER_TIME.search(who):
            continue
        item = values[-1]
        bounded = forms.MOST.search(who + rule["by"] + (rule["tail"] or ""))
        most = bounded or (not rule["by"] and forms.LOW_IS_GOOD.search(item.metric))
        if item.now > asked if most else item.now < asked:
            yield item.metric, item.now, asked, item.unit or rule["unit"]


def _below(text: str) -> Iterator[_Found]:
    """认同度只有30%,低于80%的A级标准; several values before one 均低于 all miss it."""
    marks = sorted(
        [*forms.BELOW.finditer(text), *forms.STILL.finditer(text)], key=lambda m: m.start()
    )
    named = list(_values(text, [mark.span("asked") for mark in marks])) if marks else []
    position = 0
    for mark in marks:
        values = [item for item in named if position <= item.start < mark.start()]
        for item, asked in _meant(values, mark):
            if not (
                _unlike(item.unit, mark["unit"]) or forms.OTHER_TIME.search(mark[0])
            ) and _misses(item, asked):
                yield item.metric, item.now, asked, item.unit or mark["unit"]
        position = mark.end() if values else position


def _meant(values: list[_Value], mark: re.Match[str]) -> list[tuple[_Value, float]]:
    """Which values are compared with what: all (均), each (85%、80%), the first (距…还差), the nearest."""
    asked = value(mark["asked"])
    if asked is None:
        return []
    if mark.re is forms.STILL and not mark["all"]:
        return [(item, asked) for item in values[:1]]
    standards = [asked, *_numbers(mark["more"] if mark.re is forms.BELOW else "")]
    if len(standards) > 1:
        return list(zip(values[-len(standards) :], standards, strict=False))
    return [(item, asked) for item in (values if mark["all"] else values[-1:])]


def _unlike(one: str, other: str) -> bool:
    """人/万台车 and 人/万台车的 are one unit, 个 and 人 are two."""
    return bool(one and other) and not (one.startswith(other) or other.startswith(one))


def _numbers(text: str) -> list[float]:
    return [number for found in _NUMBER.findall(text) if (number := value(found)) is not None]


def _should_be(text: str) -> Iterator[_Found]:
    """应有62座,现有45座, whichever comes first."""
    rules, facts = list(forms.SHOULD.finditer(text)), list(forms.HAVE.finditer(text))
    if len(rules) != 1 or len(facts) != 1 or rules[0]["unit"] != facts[0]["unit"]:
        return
    rule, fact = rules[0], facts[0]
    asked, now = value(rule["asked"]), value(fact["now"])
    name = rule["thing"] or fact["thing"] or rule["metric"] or fact["metric"]
    if asked is not None and now is not None and now < asked:
        yield name, now, asked, rule["unit"]


def _to_be(text: str) -> Iterator[_Found]:
    """目前知晓率82%,年底要达到90%."""
    for fact in forms.TODAY.finditer(text):
        rule, now = forms.TO_BE.search(text, fact.end()), value(fact["now"])
        if rule and now is not None:
            yield from _short_of(_Value(fact["metric"], now, fact["unit"], *fact.span()), rule)
    for rule in forms.TO_BE.finditer(text):
        values = [item for item in _values(text, [rule.span("asked")]) if item.end < rule.start()]
        changed = forms.CHANGED.search(rule[0]) or (values and values[-1].today)
        if values and changed and not forms.TODAY.search(text):
            yield from _short_of(values[-1], rule)


def _short_of(item: _Value, rule: re.Match[str]) -> Iterator[_Found]:
    asked = value(rule["asked"])
    if asked is None or rule["unit"] != item.unit or not item.unit:
        return
    if item.now > asked if forms.MOST.search(rule[0]) else item.now < asked:
        yield item.metric, item.now, asked, item.unit


def _missing(text: str) -> Iterator[_Found]:
    """低于标准18.5个百分点; 超标3分贝: the standard is as much away."""
    for mark in forms.MISSING.finditer(text):
        values = [item for item in _values(text, [mark.span("by")]) if item.end <= mark.start()]
        by = value(mark["by"])
        if not values or by is None or (mark["of"] in {"差", "还差"} and not mark["until"]):
            continue
        item = values[-1]
        less = mark["over"] or forms.LOW_IS_GOOD.search(item.metric)
        yield item.metric, item.now, round(item.now - by if less else item.now + by, 6), item.unit


def _misses(item: _Value, asked: float) -> bool:
    """Low is bad for rates of good things, high for deaths, offences and complaints."""
    return item.now > asked if forms.LOW_IS_GOOD.search(item.metric) else item.now < asked


def _values(text: str, standards: Iterable[tuple[int, int]]) -> Iterator[_Value]:
    """The values of today in the order of the text, the numbers of standards left out."""
    taken = list(standards)
    for match in forms.EACH_NOW.finditer(text):
        names = re.split("[、和及]", match["names"])
        numbers = _numbers(match["values"])
        if len(names) == len(numbers):
            taken.append(match.span())
            unit = re.sub(r"[\d.,、和及]+", "|", match["values"]).strip("|").split("|")[0]
            for name, each in zip(names, numbers, strict=True):
                yield _Value(name, each, unit, match.start(), match.end())
    for match in forms.ALONE.finditer(text):
        of, now = forms.OF_ALONE.search(text, 0, match.start()), value(match["now"])
        if of and now is not None and match.span("now") not in taken:
            taken.append(match.span("now"))
            yield _Value(of["metric"], now, match["unit"], *match.span(), bool(match["today"]))
    for match in forms.NOW.finditer(text):
        start, end = match.span("now")
        now = value(match["now"])
        free = not any(start < last and first < end for first, last in taken)
        if now is not None and free and not forms.DISTANCE.search(match["metric"]):
            today = "现" in match["today"] or "前" in match["today"]
            yield _Value(match["metric"], now, match["unit"], *match.span(), today)
