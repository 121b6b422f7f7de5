"""Tables of marks with one line to pass that the text beside them draws (得分表与达标线).

县区 综合得分 / 东区 91.04 / 南区 88.03, and above or below it 合格线为90分: the rows below the line fall short.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..measures.forms import N
from ..text.layout import Flat
from ..text.numbers import value
from .cells import cells_of, lines_of

_FEWEST_ROWS = 3  # with the head
_NEAR = 2  # lines of text above the head that may draw the line
_WHOM = re.compile(
    "[\u4e00-\u9fff]{0,4}(?:单位|部门|街道|乡镇|镇街|市区|县区|区县|县|区|市场|点位类型|点位|社区|学校|医院|类别|类型|名称)"
)
_MARKS = re.compile("[\u4e00-\u9fff“”]{0,14}(?:得分率?|总分|率|度)")
_TOTAL = re.compile("(?:综合|总)?(?:得分率?|总分)")
_DRAWN = re.compile(
    rf"(?P<name>[\u4e00-\u9fff“”]{{0,14}}?)(?:单项)?(?:达标|合格|及格)线(?:均|统一|都)?[为是:]?(?P<n>{N})(?P<unit>%|分)"
    rf"|(?P<m>{N})(?P<of>%|分)的?(?:达标|合格|及格)线"
)


@dataclass(frozen=True, slots=True)
class Below:
    """A mark that misses its line: whose and what, both numbers, and where the row stands."""

    metric: str
    mark: float
    line: float
    unit: str
    start: int
    end: int


def below_the_line(flat: Flat) -> Iterator[Below]:
    """The marks of all tables of a text that miss the line drawn for their column.

    >>> from wenming.engine.intake.text.layout import flatten
    >>> text = "合格线为90分。\\n县区\\t综合得分\\n东区\\t91.0\\n南区\\t88.5"
    >>> [(row.metric, row.mark, row.line) for row in below_the_line(flatten(text))]
    [('南区综合得分', 88.5, 90)]
    """
    for before, spans, after in _blocks(flat) if _DRAWN.search(flat.text) else ():
        rows = [[flat.text[a:b] for a, b in row] for row in spans]
        heads = rows[0]
        if not _WHOM.fullmatch(heads[0]):
            continue
        lines = [*_drawn(before), *_drawn(after)]
        for column, line, unit in _columns(heads, lines):
            for row, span in zip(rows[1:], spans[1:], strict=True):
                shares = row[column].endswith("%") or heads[column].endswith("率")
                mark = value(row[column].rstrip("%分")) if shares == (unit == "%") else None
                if mark is not None and mark < line:
                    name = row[0] + heads[column]
                    yield Below(name, mark, line, unit, span[0][0], span[-1][1])


def _blocks(flat: Flat) -> Iterator[tuple[str, list[list[tuple[int, int]]], str]]:
    """(text above, cells of the rows, line below) of lines that part into as many cells."""
    lines = [(start, end) for start, end in lines_of(flat) if end > start]
    parted = [cells_of(flat, line, narrow=False) for line in lines]
    number = 0
    for width, group in groupby(parted, key=len):
        rows = list(group)
        first, number = number, number + len(rows)
        if width > 1 and len(rows) >= _FEWEST_ROWS:
            above = lines[max(0, first - _NEAR) : first]
            below = lines[number : number + 1]
            before, after = ("\n".join(flat.text[a:b] for a, b in part) for part in (above, below))
            yield before, rows, after


def _drawn(text: str) -> Iterator[tuple[str, float, str]]:
    """(of what, the line, its unit); '' where it is drawn for all."""
    for match in _DRAWN.finditer(text):
        number = value(match["n"] or match["m"])
        if number is not None:
            yield match["name"] or "", number, match["unit"] or match["of"]


def _columns(
    heads: Sequence[str], lines: Sequence[tuple[str, float, str]]
) -> Iterator[tuple[int, float, str]]:
    """(column, its line, the unit): a line that names a column is for it, another for the marks of all."""
    for column, name in enumerate(heads):
        if not _MARKS.fullmatch(name):
            continue
        own = [(line, unit) for of, line, unit in lines if of and name in of]
        common = [(line, unit) for of, line, unit in lines if not of and _TOTAL.fullmatch(name)]
        for line, unit in (own or common)[:1]:
            yield column, line, unit
