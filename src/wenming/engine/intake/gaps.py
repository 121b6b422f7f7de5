"""Indicators that miss a stated standard (指标差距): the value of today beside the one asked for.

低于A级标准80%; 应低于10而现在是13.18; 标准要求95%以上而我们只有87.6%; 由45人增加到70人以上; 82%(标准90%);
应有62座,现有45座; 差7个百分点才达标. What meets its standard is no gap, and last year's value is no standard.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from .counts.forms import NOW_EACH
from .counts.targets import targets
from .measures.forms import RATIO, N
from .measures.measures import measures
from .measures.shortfalls import Found, across, alike, shortfalls
from .model import Directive, Gap, Target
from .tables.lines import below_the_line
from .tables.tables import Table
from .text.layout import Flat
from .text.numbers import HAN_DIGITS, in_digits, value
from .text.sentences import Stretch, sentences
from .tree.outline import Item

_SHORTEST_NAME = 4
_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.]+(?!\d)")
# (一)物业服务覆盖率, 2.停车泊位建设: a heading that names what the sentences after it measure.
_HEAD = re.compile(
    r"\(?[一二三四五六七八九十\d]{1,3}[)、.]+(?P<what>(?!.*(?:不足|超标|偏[慢低弱]|滞后|不够|不高|差距)$)[\u4e00-\u9fff“”]{2,16})"
)
# How many indicators fail, where none should.
_FAILING = re.compile(
    rf"有(?P<now>{N})(?P<unit>[项个])(?P<metric>[^,。;]{{0,6}}(?:指标|项目|测评点))"
    "(?:不达标|未达标|不合格|没有达标)"
)

_RANKED = re.compile(
    rf"(?:列|排名?|居)(?:在|于|为)?(?:全[省市区县国州盟旗])?[^,。;\d第]{{0,4}}第(?P<n>\d{{1,3}}|[{HAN_DIGITS}]{{1,3}})"
)

# 14个小区仅开工5个 tells how far it is, and measures nothing.
_PROGRESS = re.compile("[仅只才](?:开工|完成|启动)")


def gaps(flat: Flat, roots: Iterable[Item], ordered: Iterable[Directive]) -> list[Gap]:
    """Every stated gap of a text, once each, in the order of the text.

    Args:
        roots: its trees; a table may have columns for the value of today and the standard.
        ordered: the directives; a target that names the value of today (由83%提高到95%) is a gap.
    """
    found: list[Gap] = []
    rows = list(ordered)
    measured = [table for table in _tables(roots) if any(row.aims for row in table.rows)]
    for made in _of_sentences(flat, measured):
        if not any(_same(made, gap) for gap in found):
            found.append(made)
    others = (_of_orders(rows), _of_tables(flat, measured), _of_marks(flat), _of_ranks(flat, rows))
    for made in chain.from_iterable(others):
        if not any(_same(made, gap) for gap in found):
            found.append(made)
    for made in _apart(flat, rows):
        known = (g for g in found if g.current == made.current)
        if not any(alike(made.metric, gap.metric) for gap in known):
            found.append(made)
    return sorted(found, key=lambda gap: gap.start)


def _tables(roots: Iterable[Item]) -> Iterator[Table]:
    return (table for root in roots for item in root.walk() for table in item.tables)


def _of_sentences(flat: Flat, measured: Sequence[Table]) -> Iterator[Gap]:
    """What each sentence states, by itself or with the one before; a heading may name it.

    The cells of tables with columns for their measures (`measured`) are no sentences.
    """
    before = topic = ""
    for sentence in sentences(flat.text, 0, len(flat.text)):
        if any(table.start <= sentence.start < table.end for table in measured):
            continue
        if head := _HEAD.fullmatch(sentence.text):
            topic = head["what"]
        elif flat.text[sentence.start - 1 : sentence.start] == "\n":
            topic = ""
        counted = any(char.isdigit() for char in in_digits(sentence.text))
        stated = (
            [*_of_sentence(sentence, topic), *across(in_digits(before), in_digits(sentence.text))]
            if counted
            else []
        )
        before = sentence.text
        for metric, now, asked, unit in stated:
            name = metric.strip("“”、,的")
            if name and not _PROGRESS.match(name):
                yield Gap(name, now, asked, unit, *flat.span(sentence.start, sentence.end))


def _of_orders(ordered: Iterable[Directive]) -> Iterator[Gap]:
    for row in ordered:
        for target in row.targets:
            if target.current is not None and _falls_short(target):
                yield Gap(
                    target.metric, target.current, target.value, target.unit, row.start, row.end
                )


def _of_tables(flat: Flat, measured: Sequence[Table]) -> Iterator[Gap]:
    for row in (row for table in measured for row in table.rows):
        for aim in row.aims:
            if aim.current is not None and _falls_short(aim):
                span = flat.span(row.start, row.end)
                yield Gap(aim.metric, aim.current, aim.value, aim.unit, *span)


def _of_marks(flat: Flat) -> Iterator[Gap]:
    """Rows of a table of marks below the line that the text beside it draws."""
    for row in below_the_line(flat):
        yield Gap(row.metric, row.mark, row.line, row.unit, *flat.span(row.start, row.end))


def _of_ranks(flat: Flat, ordered: Iterable[Directive]) -> Iterator[Gap]:
    """列全市第4位, and further on 进入全市前2名."""
    for row in ordered:
        for target in row.targets:
            if not target.metric.endswith("名次") or target.current is not None:
                continue
            before = list(_RANKED.finditer(flat.text, 0, flat.find(row.end)))
            now = value(before[-1]["n"]) if before else None
            if now is not None and now > target.value:
                yield Gap(target.metric, now, target.value, target.unit, row.start, row.end)


def _apart(flat: Flat, ordered: Sequence[Directive]) -> Iterator[Gap]:
    """头盔佩戴率现为73%, and in another section 头盔佩戴率达到90%以上."""
    stated = list(_stated(flat))
    for row in ordered:
        for target in row.targets:
            if target.unit not in RATIO or target.current is not None:
                continue
            for name, now, place in stated:
                if _one_name(name, target.metric) and _falls_short(replace(target, current=now)):
                    yield Gap(target.metric, now, target.value, target.unit, *flat.span(*place))


def _stated(flat: Flat) -> Iterator[tuple[str, float, tuple[int, int]]]:
    """Rates of today, with their names, and where they stand; 由86.1分提高到89.7分 is over."""
    for sentence in sentences(flat.text, 0, len(flat.text)):
        for one in measures(in_digits(sentence.text)):
            name = one.name or one.measured
            today = one.role == "now" and not one.moved
            if today and one.unit in RATIO and len(name) >= _SHORTEST_NAME:
                yield name, one.number, (sentence.start, sentence.end)


def _one_name(one: str, other: str) -> bool:
    """群众知晓率 and 知晓率: the one ends in the other."""
    one, other = (name.replace("“", "").replace("”", "") for name in (one, other))
    return one.endswith(other) or other.endswith(one)


def _same(one: Gap, other: Gap) -> bool:
    """The same values, of one sentence or of one metric."""
    if (one.current, one.target) != (other.current, other.target):
        return False
    near = one.start < other.end and other.start < one.end
    return near or alike(one.metric, other.metric)


def _of_sentence(sentence: Stretch, topic: str) -> Iterator[Found]:
    text = in_digits(_NUMBER.sub("", sentence.text))
    yield from (*shortfalls(text, topic), *_failing(text), *_each_now(sentence))


def _each_now(sentence: Stretch) -> Iterator[Found]:
    """签订率98%以上,履约率90%以上(当前分别为92%、76%)."""
    for _clause, row in targets(sentence) if NOW_EACH.search(sentence.text) else ():
        if row.current is not None and _falls_short(row):
            yield row.metric, row.current, row.value, row.unit


def _falls_short(row: Target) -> bool:
    now = row.current or 0
    return now > row.value if row.op in {"<", "<="} else now < row.value


def _failing(text: str) -> Iterator[Found]:
    """我市还有42项指标不达标: none is the standard."""
    for match in _FAILING.finditer(text):
        now = value(match["now"])
        if now is not None:
            yield f"不达标{match['metric']}{match['unit']}数", now, 0, match["unit"]
