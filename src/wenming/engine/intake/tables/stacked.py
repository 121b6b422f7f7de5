"""Task tables that were pasted one cell a line (一格一行的表): head, number, cells, number, cells.

The head names its columns on lines of their own, 序号 first; each row begins with its number. A row
with more lines than columns has a cell that was broken; one with fewer lacks a cell, and the
columns that fit the cells worst (a unit where a time should be) are the empty ones. Without numbers each
row ends in a time.
"""

import re
from collections.abc import Callable, Sequence

from .heads import FEWEST_COLUMNS, LONGEST_NAME, NUMBER, is_column, is_plain, role_of
from .short_rows import Span, fits, placed
from .standings import columns

MOST_COLUMNS = 9
_MOST_LINES = 30
_FEWEST = 3
_BELOW = re.compile(
    r"备注|说明|注:|附件|填表|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]\)|\d{4}年.*印发"
)
_FIRST = re.compile(r"1|一|\(1\)|\(一\)")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、[^。,;:\d]{2,16}")
_FEWEST_TIMED, _LONGEST_CELL = 4, 120
_OPEN = re.compile("[、,;和及与]$")

# (the lines below a head, where they stand, the head) → the cells of each row.
Rows = Callable[[Sequence[str], Sequence[Span], Sequence[str]], list[list[Span]]]


def form(texts: Sequence[str]) -> tuple[int, Rows] | None:
    """How many of the lines that begin here are the head of a table, and how its rows are read; None for no head."""
    known: tuple[tuple[Callable[[Sequence[str]], int], Rows], ...] = (
        (head_length, rows),
        (values_head, values),
        (timed_head, timed_rows),
    )
    for length_of, read in known:
        if width := length_of(texts):
            return width, read
    return None


def head_length(names: Sequence[str]) -> int:
    """How many of the lines that begin here are the head of such a table; 0 for none."""
    if not names or not NUMBER.fullmatch(names[0]):
        return 0
    for count, name in enumerate(names[: MOST_COLUMNS + 1]):
        if _FIRST.fullmatch(name) or (
            _SECTION.fullmatch(name) and any(map(_FIRST.fullmatch, names[count + 1 : count + 2]))
        ):
            told = any(map(role_of, names[:count])) or columns(names[:count])
            return count if told and count >= FEWEST_COLUMNS else 0
        if len(name) > LONGEST_NAME:
            return 0
    return 0


def timed_head(names: Sequence[str]) -> int:
    """How many of the lines that begin here are a head without numbers, which ends in a column of times; 0 for none."""
    for count in range(_FEWEST_TIMED, min(MOST_COLUMNS, len(names)) + 1):
        if role_of(names[count - 1]) == "due":
            return count if is_plain(names[:count]) and all(map(is_column, names[:count])) else 0
    return 0


def timed_rows(
    texts: Sequence[str], lines: Sequence[Span], names: Sequence[str]
) -> list[list[Span]]:
    """The rows of such a table, each of which ends in a time; what was merged lacks and is placed as elsewhere."""
    found: list[list[Span]] = []
    row: list[int] = []
    for at, text in enumerate(texts):
        if is_section(text):
            continue
        row.append(at)
        if len(row) > len(names) or _BELOW.match(text) or len(text) > _LONGEST_CELL:
            break
        if len(row) > 1 and fits(names[-1], text) > 0 and len(text) <= LONGEST_NAME:
            words = [texts[n] for n in row]
            found.append(placed([lines[n] for n in row], words, names))
            row = []
    return found


def is_section(text: str) -> bool:
    """一、公共环境, between the rows: it heads those below it."""
    return _SECTION.fullmatch(text) is not None


def values_head(names: Sequence[str]) -> int:
    """How many of the lines that begin here head a list of indicators, standard and value of today: 3 or none."""
    first = names[:FEWEST_COLUMNS]
    short = all(len(name) <= LONGEST_NAME and not re.search(r"\d", name) for name in first)
    return FEWEST_COLUMNS if len(first) == FEWEST_COLUMNS and short and columns(first) else 0


def values(texts: Sequence[str], lines: Sequence[Span], names: Sequence[str]) -> list[list[Span]]:
    """The rows of such a list: as long as each has two numbers behind its name."""
    found: list[list[Span]] = []
    width = len(names)
    for at in range(0, len(texts) - width + 1, width):
        name, *numbers = texts[at : at + width]
        if re.search(r"\d", name) or not all(re.search(r"\d", said) for said in numbers):
            break
        found.append(list(lines[at : at + width]))
    return found


def rows(texts: Sequence[str], lines: Sequence[Span], names: Sequence[str]) -> list[list[Span]]:
    """The cells of each row, as many as there are columns; an empty one has no length."""
    texts, lines = _without_heads(texts, lines, names)
    numbers = [re.fullmatch(r"\d{1,3}", text) is not None for text in (*texts[1:], "")]
    kept = [n for n, text in enumerate(texts) if not (numbers[n] and is_section(text))]
    texts, lines = [texts[n] for n in kept], [lines[n] for n in kept]
    found, at, number = [], 0, 1
    while at < len(texts) and _is_number(texts[at], number):
        end = _next_number(texts, at + 1, number + 1)
        cells = _joined(texts, range(at, end or len(texts)), names, last=not end)
        found.append(_aligned(texts, lines, cells, names))
        at = cells[-1][1]
        if not end:
            break
        at, number = end, number + 1
    return found


def _without_heads(
    texts: Sequence[str], lines: Sequence[Span], names: Sequence[str]
) -> tuple[list[str], list[Span]]:
    """The lines without the head that every page of the table repeats."""
    kept: list[int] = []
    at = 0
    while at < len(texts):
        if list(texts[at : at + len(names)]) == list(names):
            at += len(names)
        else:
            kept.append(at)
            at += 1
    return [texts[n] for n in kept], [lines[n] for n in kept]


def _is_number(text: str, number: int) -> bool:
    return re.fullmatch(rf"\(?{number}\)?[.、]?", text) is not None


def _next_number(texts: Sequence[str], first: int, number: int) -> int:
    """Where the row after this one begins; 0 if this is the last."""
    for at in range(first, min(first + _MOST_LINES, len(texts))):
        if _is_number(texts[at], number):
            return at
    return 0


def _joined(texts: Sequence[str], lines: range, names: Sequence[str], *, last: bool) -> list[Span]:
    """(first, end) line of each cell; a line that ends open (市住建局、) goes on in the next."""
    cells: list[Span] = []
    for at in lines:
        if cells and _OPEN.search(texts[at - 1]):
            cells[-1] = (cells[-1][0], at + 1)
        elif last and _ends(texts, cells, names, at):
            break
        else:
            cells.append((at, at + 1))
    while len(cells) > len(names):
        cells = _without_break(texts, cells, names)
    return cells


def _ends(texts: Sequence[str], cells: list[Span], names: Sequence[str], at: int) -> bool:
    """Whether the last row ends before line `at`: it is full, or what follows is no cell."""
    if len(cells) < _FEWEST:
        return False
    full = len(cells) >= len(names) and fits(names[-1], texts[at - 1]) >= 0
    return full or len(cells) > len(names) or _BELOW.match(texts[at]) is not None


def _without_break(texts: Sequence[str], cells: list[Span], names: Sequence[str]) -> list[Span]:
    """Joins two neighbours to the cell that was broken: so that the rest fits its columns best."""
    joined = [
        [*cells[:n], (cells[n][0], cells[n + 1][1]), *cells[n + 2 :]]
        for n in range(1, len(cells) - 1)
    ]
    return max(
        joined,
        key=lambda row: sum(
            fits(name, "".join(texts[first:end]))
            for name, (first, end) in zip(names, row, strict=False)
        ),
    )


def _aligned(
    texts: Sequence[str], lines: Sequence[Span], cells: list[Span], names: Sequence[str]
) -> list[Span]:
    """One span a column; where cells lack, the columns that fit worst stay empty."""
    words = ["".join(texts[first:end]) for first, end in cells]
    spans = [(lines[first][0], lines[end - 1][1]) for first, end in cells]
    return placed(spans, words, names)
