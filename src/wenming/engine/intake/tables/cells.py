"""Where the cells of a line begin and end (单元格): between bars, tabs, wide gaps or single blanks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..text.layout import Flat
from .short_rows import Span

_BAR = "|"
_WIDE_GAP = re.compile("\t|[ \u3000]{2,}|\u3000")
_BLANK = re.compile(r"\s")


def lines_of(flat: Flat) -> Iterator[Span]:
    """Where the lines of a text stand in its even view."""
    start = 0
    for line in flat.text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def cells_of(flat: Flat, line: Span, *, narrow: bool = False) -> list[Span]:
    """The cells of a line; an empty one has no length."""
    start, end = line
    parting = _BLANK if narrow else _WIDE_GAP
    text = flat.text[start:end]
    if text.count(_BAR) > 1:
        return _between_bars(text, start)
    if start == end:
        return []
    source = flat.source
    line_start = source.rfind("\n", 0, flat.at[start]) + 1
    cells = [(start, start)] * source.count("\t", line_start, flat.at[start])
    begin = start
    for position in range(start + 1, end):
        if position not in flat.gaps:
            continue
        gap = source[flat.at[position - 1] + 1 : flat.at[position]]
        if parting.search(gap):
            cells.append((begin, position))
            cells.extend([(position, position)] * (gap.count("\t") - 1))
            begin = position
    line_end = source.find("\n", flat.at[end - 1])
    after = source.count("\t", flat.at[end - 1], line_end if line_end >= 0 else len(source))
    return [*cells, (begin, end), *[(end, end)] * after]


def _between_bars(text: str, start: int) -> list[Span]:
    first = 1 if text.startswith(_BAR) else 0
    last = len(text) - 1 if text.endswith(_BAR) else len(text)
    cells, begin = [], first
    for position in range(first, last + 1):
        if position == last or text[position] == _BAR:
            cells.append((start + begin, start + position))
            begin = position + 1
    return cells


def spread(flat: Flat, cells: list[Span], width: int) -> list[Span]:
    """The cells of a row that lacks some, where a gap twice as wide as the others shows which."""
    if any(start == end for start, end in cells):
        return []
    gaps = [
        flat.source[flat.at[one[1] - 1] + 1 : flat.at[other[0]]] for one, other in pairwise(cells)
    ]
    if not all(gap and gap.strip(" ") == "" for gap in gaps):
        return []
    least = min(map(len, gaps))
    wide = [n for n, gap in enumerate(gaps) if len(gap) >= 2 * least]
    lacking = width - len(cells)
    if least < 2 or len(wide) not in {1, lacking}:
        return []
    each = lacking // len(wide)
    found = [cells[0]]
    for n, cell in enumerate(cells[1:]):
        found += [(cell[0], cell[0])] * (each if n in wide else 0)
        found.append(cell)
    return found
