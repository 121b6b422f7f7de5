"""Task tables in a text (任务分解表): rows whose cells stand between bars, tabs, wide gaps or blanks.

A table is recognized by its head, a line that names tasks and units (工作任务 … 牵头单位 … 完成时限). An
empty cell below a lead or a time is a merged one: it means what stands above it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model import Target
from ..text.layout import Flat
from . import stacked, standings
from .cells import cells_of, lines_of, spread
from .heads import FEWEST_COLUMNS, NONE, NUMBER, Head, head, is_plain, is_units, role_of
from .short_rows import Span, placed

_FEWEST_ROWS = 3  # without a head
_MONTH = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底初]|份)?(?:之?前)?")
_ROW_NUMBER = re.compile(r"\d{1,3}[.、]?")
_RULE = re.compile(r"[|:\-—=+]+")
_BRACKETED = re.compile(r"\([^)]*\)")
_LONGEST_TABLE = 2000  # lines
_LONGEST_SECTION = 24
_LOOKED_AT = 12  # rows below a head, to see what its columns hold
_SECTION = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)]?、?")
_SENTENCE = re.compile("[。;:,]")
_SAME = {"同上", "〃", "″", '"'}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where the task and its goals stand in the even view, and what other cells say.

    `aims` are what its columns 现状 and 目标 say; a row without cells orders nothing, and only shows that.
    `filled` are the roles whose cells are empty and mean what stands above them; `name` is where the cell
    begins that says what the task is about.
    """

    start: int
    end: int
    goals: tuple[tuple[int, int], ...]
    cells: dict[str, str]
    aims: tuple[Target, ...] = ()
    filled: frozenset[str] = frozenset()
    name: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table at [start, end) of the even view, head included; `sections` are where lines between its rows begin."""

    start: int
    end: int
    rows: tuple[Row, ...]
    sections: tuple[int, ...] = ()


def tables(flat: Flat) -> Iterator[Table]:
    """The task tables of a text, in its order."""
    lines = list(lines_of(flat))
    number = 0
    while number < len(lines):
        found = _head(flat, lines, number)
        after = number + 1
        if found and found.narrow:
            lines[after:] = _mended(flat, lines[after:], found)
        if found:
            after = _end_of(flat, lines, number + 1, found)
            if table := _under(flat, lines, range(number + 1, after), found):
                yield table
        elif table := _stacked(flat, lines, number) or _timetable(flat, lines, number):
            yield table
            below = (n for n in range(number, len(lines)) if lines[n][0] >= table.end)
            after = next(below, len(lines))
        number = after


def _under(flat: Flat, lines: list[Span], ahead: range, columns: Head) -> Table | None:
    """The table of a head and the lines below it, if any of them is a row."""
    narrow = columns.narrow
    names = _names(flat, lines[ahead.start - 1], narrow=narrow)
    again = {n for n in ahead if _names(flat, lines[n], narrow=narrow) == names}
    told = {
        n: _is_row(flat, lines, n, columns) and not (n in again or _is_section(flat, lines, n))
        for n in ahead
    }
    rowed = [cells_of(flat, lines[n], narrow=narrow) for n in ahead if told[n]]
    cells = [_under_heads(flat, row, names) for row in rowed]
    rows = tuple(_rows(flat, cells, columns))
    sections = tuple(lines[n][0] for n in ahead if not told[n] and n not in again)
    start, end = lines[ahead.start - 1][0], lines[ahead.stop - 1][1]
    return Table(start, end, rows, sections) if rows else None


def _stacked(flat: Flat, lines: list[Span], first: int) -> Table | None:
    """A table whose cells stand below each other, if one begins at this line."""
    ahead = lines[first : first + _LONGEST_TABLE]
    form = stacked.form([flat.text[a:b] for a, b in ahead[: stacked.MOST_COLUMNS + 1]])
    if form is None:
        return None
    width, rows_of = form
    texts = [flat.text[a:b] for a, b in ahead]
    cells = rows_of(texts[width:], ahead[width:], texts[:width])
    names = [_BRACKETED.sub("", name) for name in texts[:width]]
    found = head(names, [[flat.text[a:b] for a, b in row] for row in cells[:_LOOKED_AT]])
    rows = tuple(_rows(flat, cells, found)) if found else ()
    end = max((span[1] for row in cells for span in row), default=0)
    inside = ahead[: sum(start < end for start, _ in ahead)]
    sections = tuple(a for a, b in inside if stacked.is_section(flat.text[a:b]))
    return Table(lines[first][0], end, rows, sections) if rows else None


def _timetable(flat: Flat, lines: list[Span], first: int) -> Table | None:
    """2025年3月 学雷锋主题活动 团委, line by line and without a head, if one begins at this line."""
    rows: list[list[Span]] = []
    for line in lines[first : first + _LONGEST_TABLE]:
        cells = cells_of(flat, line, narrow=True)
        words = [flat.text[a:b] for a, b in cells]
        if len(cells) < FEWEST_COLUMNS or not (_MONTH.fullmatch(words[0]) and is_units(words[-1])):
            break
        rows.append([cells[0], (cells[1][0], cells[-2][1]), cells[-1]])
    if len(rows) < _FEWEST_ROWS:
        return None
    columns = Head(3, 0, 1, (), {"due": (0,), "answering": (2,)}, None)
    end = rows[-1][-1][1]
    return Table(lines[first][0], end, tuple(_rows(flat, rows, columns)))


def _head(flat: Flat, lines: list[Span], number: int) -> Head | None:
    """The columns, if the line is the head of a task table."""
    start, end = lines[number]
    if end - start > 120:
        return None
    names = _names(flat, lines[number])
    if len(names) < FEWEST_COLUMNS:
        return _narrow_head(flat, lines, number)
    ahead = (cells_of(flat, line) for line in lines[number + 1 : number + 1 + _LOOKED_AT])
    looked_at = (cells for cells in ahead if len(cells) > len(names) - 2)
    rows = [[flat.text[a:b] for a, b in _under_heads(flat, cells, names)] for cells in looked_at]
    return head(names, rows)


def _narrow_head(flat: Flat, lines: list[Span], number: int) -> Head | None:
    """序号 点位 存在问题 责任单位 整改时限, with a row that begins with its number right below."""
    names = _names(flat, lines[number], narrow=True)
    if len(names) < FEWEST_COLUMNS or not NUMBER.fullmatch(names[0]):
        return None
    if not (is_plain(names) or {"answering", "due"} <= set(map(role_of, names))):
        return None
    found = head(names)
    narrow = replace(found, narrow=True) if found else None
    below = _mended(flat, lines[number + 1 : number + 3], narrow) if narrow else []
    return narrow if narrow and _is_row(flat, below, 0, narrow) else None


def _mended(flat: Flat, lines: list[Span], columns: Head) -> list[Span]:
    """The lines below a narrow head, a row whose cell was broken in one: 活禽区未隔离; / 公厕无洗手液 …."""
    whole: list[Span] = []
    for line in lines:
        before = cells_of(flat, whole[-1], narrow=True) if whole else []
        cells = cells_of(flat, line, narrow=True)
        numbered = cells and _ROW_NUMBER.fullmatch(flat.text[slice(*cells[0])])
        row = before and _ROW_NUMBER.fullmatch(flat.text[slice(*before[0])])
        full = columns.width - 1 <= len(before) + len(cells) - 1 <= columns.width
        if row and not numbered and len(cells) > 1 and full and len(before) < columns.width - 1:
            whole[-1] = (whole[-1][0], line[1])
        else:
            whole.append(line)
    return whole


def _names(flat: Flat, line: Span, *, narrow: bool = False) -> list[str]:
    cells = cells_of(flat, line, narrow=narrow)
    return [_BRACKETED.sub("", flat.text[a:b]) for a, b in cells]


def _under_heads(flat: Flat, cells: list[Span], names: list[str]) -> list[Span]:
    """The cells of a row, each under its head: one that lacks a merged cell has fewer."""
    if not FEWEST_COLUMNS <= len(cells) < len(names) <= stacked.MOST_COLUMNS:
        return cells
    if shown := spread(flat, cells, len(names)):
        return shown
    return placed(cells, [flat.text[a:b] for a, b in cells], names)


def _end_of(flat: Flat, lines: list[Span], first: int, columns: Head) -> int:
    """The first line that is no row; 一、公共环境 between two rows heads those below it."""
    number = first
    while number < len(lines):
        section = _is_section(flat, lines, number) and _is_row(flat, lines, number + 1, columns)
        if _is_another(flat, lines, number + section, first):
            break  # right below what the page says of itself, or below a heading of its own
        if not (section or _is_row(flat, lines, number, columns)):
            break
        number += 1
    return number


def _is_another(flat: Flat, lines: list[Span], number: int, first: int) -> bool:
    """Whether another table begins at a line; the head of this one stands again on each page."""
    names = _names(flat, lines[number])
    if is_plain(names):
        return True
    numbered = len(names) >= FEWEST_COLUMNS and NUMBER.fullmatch(names[0])
    return bool(numbered and names != _names(flat, lines[first - 1]) and head(names))


def _is_row(flat: Flat, lines: list[Span], number: int, columns: Head) -> bool:
    if number >= len(lines):
        return False
    cells = cells_of(flat, lines[number], narrow=columns.narrow)
    if columns.narrow and not (cells and _ROW_NUMBER.fullmatch(flat.text[slice(*cells[0])])):
        return False
    ruled = _RULE.fullmatch(flat.text[slice(*lines[number])])
    return bool(ruled) or len(cells) >= max(3, columns.width - 2)


def _is_section(flat: Flat, lines: list[Span], number: int) -> bool:
    """A short line without a full stop: 一、公共环境 in one cell, or its number in another."""
    text = flat.text[slice(*lines[number])]
    bare = [flat.text[a:b] for a, b in cells_of(flat, lines[number]) if a < b]
    alone = len(bare) == 1 or (len(bare) == 2 and _SECTION.fullmatch(bare[0]) is not None)
    return alone and len(text) <= _LONGEST_SECTION and not _SENTENCE.search(text)


def _said(flat: Flat, cells: list[Span], columns: Head) -> dict[str, str]:
    """What the cells say by role; who helps and who supervises may have a column each."""
    texts = {
        role: [flat.text[slice(*cells[c])].replace("\n", "") for c in places if c < len(cells)]
        for role, places in columns.roles.items()
    }
    return {
        role: "、".join(text for text in said if len(said) == 1 or text not in {"", *_SAME, *NONE})
        for role, said in texts.items()
    }


def _fill(said: dict[str, str], above: dict[str, str]) -> None:
    """Merged cells; but a row with a lead of its own and nobody beside it has nobody beside it."""
    led = said.get("chief") not in {None, "", *NONE}
    for role in ("chief", "answering", "due"):
        if said.get(role) in {"", *_SAME} and not (role == "answering" and led):
            said[role] = above.get(role, "")
    for role in said:
        said[role] = "" if said[role] in NONE else said[role]


def _rows(flat: Flat, lines: list[list[Span]], columns: Head) -> Iterator[Row]:
    above: dict[str, str] = {}
    for cells in lines:
        last = cells[-1][1] if cells else 0
        cells += [(last, last)] * (columns.width - len(cells))
        start, end = cells[columns.task]
        said = _said(flat, cells, columns)
        if start == end or _RULE.fullmatch(flat.text[start:end]):
            continue
        written = dict(said)
        _fill(said, above)
        filled = frozenset(role for role in said if said[role] and said[role] != written[role])
        above |= said
        if columns.standing and columns.standing.years:
            said = {"due": columns.standing.years[-1], **said}
        goals = tuple(cells[c] for c in columns.goals if cells[c][0] < cells[c][1])
        named = cells[columns.name] if columns.name is not None else (0, 0)
        name = named[0] if named[0] < named[1] else None
        yield Row(start, end, goals, said, _aims(flat, cells, columns), filled, name)


def _aims(flat: Flat, cells: list[Span], columns: Head) -> tuple[Target, ...]:
    written = [flat.text[a:b].replace("\n", "") for a, b in cells]
    return standings.aims(written, columns.standing) if columns.standing else ()
