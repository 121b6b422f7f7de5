"""One even view of a text for the rules (版面): half-width, without white space, with the way back.

Documents come with full-width or half-width punctuation, stray spaces inside dates, hard line
breaks and page numbers between two halves of a sentence. The rules read `Flat.text`, in which all
that is evened out; `Flat.span` leads back to the characters of the cleaned text.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .lost_breaks import lost_breaks

# Signs and tick boxes that writers put before the items of a list.
BULLETS = "●■◆▲•·※□☐☑◇➢▶★"  # ○ is a zero of a year, √ a cell of a table
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(old): new for old, new in zip("｡､「」『』", "。、“”“”", strict=True)
}
# 〔责任单位:…〕 and [市教育局牵头] are brackets like any other; 〔2026〕 is the year of a number.
_ROUND = re.compile(
    r"〔(?!\d{4}〕)([^〔〕\n]*)〕"
    r"|[\[【]([^\[\]【】\n]*(?:单位|部门|牵头|责任|主体|配合)[^\[\]【】\n]*[:牵配负][^\[\]【】\n]*)[\]】]"
)
# 9月3O日, as a scan is read.
_ZERO = re.compile("(?<=[\\d])[Oo](?=[\\d月日年])")
# 责任单位;县住建局, on a line of its own.
_MISTYPED = re.compile(
    "(?m)(?:(?<=^(?:牵头|责任|配合|主办|承办|协办)(?:单位|部门))|(?<=^(?:来源|作者|时间|日期)));(?=[^;\n])"
)
_PAGE_MARK = re.compile(
    r"\s*(?:第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[-—–－]\s*\d+\s*[-—–－]|\d+\s*/\s*\d+)\s*"
)
_CLOSED = re.compile(r"[。!?;:…)\]】》”\"]$")
_ENDED = re.compile("[。!?;…]$")
_OPEN, _FEWEST_OPEN = re.compile("[,，、]$"), 3
_IN_PROSE = re.compile("[,，。;；]")  # a title has none
_STARTS_NEW = re.compile(rf"\(?[一二三四五六七八九十\d①-⑳第附]|[—【{BULLETS}]")
_MARKER = re.compile(
    rf"\(?(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})(?:[、)]|\.(?!\d))|[①-⑳【|{BULLETS}]"
    r"|第[一二三四五六七八九十\d]{1,3}[章条篇部]|附件"
)
# 2、at the head of a line, as a site counts the parts that it shows of a text.
_PART_NUMBER = re.compile(r"\s*(\d{1,2})、")
_LONG_PART = 100
_FEWEST_ROWS = 3
_LONG_LINE = 20
# A text is hard-wrapped when so many of its long lines are full ones.
_FULL_LINES, _LEAST_LINES, _SLACK, _LONG, _WIDEST = 0.6, 5, 4, 15, 60
_WIDER = 0.1  # a title or a foot may be wider than the column


@dataclass(frozen=True, slots=True)
class Flat:
    """`text` has a line feed between paragraphs and no other white space.

    Attributes:
        at: for each character of `text`, its position in the cleaned text.
        gaps: positions in `text` that white space stood before.
        source: the cleaned text.
    """

    text: str
    at: tuple[int, ...]
    gaps: frozenset[int]
    source: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the cleaned text that `text[start:end]` came from; not empty."""
        return self.at[start], self.at[end - 1] + 1

    def find(self, position: int) -> int:
        """The position in `text` of a character of the cleaned text."""
        return bisect_left(self.at, position)


def flatten(source: str) -> Flat:
    """The even view of a cleaned text."""
    chars: list[str] = []
    at: list[int] = []
    gaps: set[int] = set()
    for places in _paragraphs(source):
        begins = _begins(source, places)
        if chars:
            begins.add(places[0])
        spaced = False
        for position in places:
            char = source[position]
            if position in begins:
                chars.append("\n")
                at.append(max(0, position - 1))
            if char.isspace():
                spaced = True
                continue
            if spaced and chars and chars[-1] != "\n":
                gaps.add(len(chars))
            spaced = False
            chars.append(char)
            at.append(position)
    text = _ZERO.sub("0", "".join(chars).translate(_WIDTH))
    text = _ROUND.sub(lambda m: f"({m[1] or m[2] or ''})", text)
    return Flat(_MISTYPED.sub(":", text), tuple(at), frozenset(gaps), source)


def _paragraphs(source: str) -> Iterator[list[int]]:
    """The characters of each paragraph, by their positions, hard-wrapped lines put together."""
    places: list[int] = []
    for start, end, joined in _lines(source):
        if places and not joined:
            yield places
            places = []
        places += range(start, start + len(source[start:end].rstrip()))
    if places:
        yield places


def _begins(source: str, places: list[int]) -> set[int]:
    """Where items begin in a paragraph that lost its line breaks."""
    text = "".join(source[place] for place in places).translate(_WIDTH)
    return {places[at] for at in lost_breaks(text)}


def _lines(source: str) -> list[tuple[int, int, bool]]:
    """(start, end, continues the line before) of every line that carries text."""
    found: list[tuple[int, int, bool]] = []
    position, before = 0, ""
    lines = source.splitlines(keepends=True)
    measure = _width
    full = _full_width(lines, measure) or _full_width(lines, measure := _length)
    cuts = _cuts(lines)
    widths = _widths(lines)
    anywhere = _are_broken_anywhere(lines)
    for number, line in enumerate(lines):
        start, position = position, position + len(line)
        if number in cuts:
            start, line = start + cuts[number], line[cuts[number] :]
        bare = line.strip()
        if not bare or _PAGE_MARK.fullmatch(bare.translate(_WIDTH)):
            continue
        if "\t" in before.strip() or "\t" in bare:  # rows of a table
            joined = _completes_row(before, line, widths)
        else:
            cut = number in cuts and bool(before)
            wrapped = full > 0 and measure(before) >= full and _runs_on(before, line)
            broken = anywhere and _IN_PROSE.search(before) and _runs_on(before, line)
            joined = cut or wrapped or bool(broken) or _continues(before, line)
        found.append((start, position, joined))
        before = line
    return found


def _are_broken_anywhere(lines: list[str]) -> bool:
    """Whether lines end in the middle of sentences wherever that is: several end in a comma."""
    return sum(map(bool, map(_OPEN.search, map(str.rstrip, lines)))) >= _FEWEST_OPEN


def _widths(lines: list[str]) -> frozenset[int]:
    """How many tabs the rows of the tables of a text have."""
    counts = Counter(map(_tabs, lines))
    return frozenset(n for n, rows in counts.items() if n and rows >= _FEWEST_ROWS)


def _tabs(line: str) -> int:
    return line.rstrip("\r\n").count("\t")


def _completes_row(before: str, line: str, widths: frozenset[int]) -> bool:
    """补划停车位 / 120个 + the other cells: a cell that holds a line break cuts its row in two."""
    first, second = _tabs(before), _tabs(line)
    halves = first and second and not widths & {first, second}
    return bool(halves) and first + second in widths


def _cuts(lines: list[str]) -> dict[int, int]:
    """Lines that open with the number of a part a site cut the text into, and how long that is.

    1、…对城中村、 / 2、城乡结合部的垃圾…: the second half of a sentence is no item.
    """
    found: dict[int, int] = {}
    before, expected = "", 1
    for number, line in enumerate(lines):
        match = _PART_NUMBER.match(line)
        if match and int(match[1]) == expected:
            whole = len(before) < _LONG_PART or _CLOSED.search(before.translate(_WIDTH))
            if expected > 1 and whole:
                return {}
            found[number] = match.end()
            expected += 1
        before = line.strip() or before
    return found if len(found) > 1 else {}


def _width(line: str) -> float:
    """How wide a line is printed, in Chinese characters: letters and digits take half of one."""
    text = line.strip()
    return len(text) - sum(map(str.isascii, text)) / 2


def _length(line: str) -> float:
    """How long a line is that a program broke, to whom every character is as wide as another."""
    return len(line.strip())


def _full_width(lines: list[str], measure: Callable[[str], float]) -> float:
    """The measure of a full line where a text is hard-wrapped (OCR, text layer of a pdf), else 0."""
    widths = sorted(width for line in lines if _LONG <= (width := measure(line)) <= _WIDEST)
    if len(widths) < _LEAST_LINES:
        return 0
    widest = max(widths, key=lambda top: _up_to(widths, top))
    full = _up_to(widths, widest)
    wider = sum(measure(line) > widest for line in lines)
    wrapped = full >= max(_LEAST_LINES, _FULL_LINES * len(widths))
    wrapped = wrapped and wider <= max(2, _WIDER * len(widths))
    return widest - _SLACK if wrapped else 0


def _up_to(widths: list[float], top: float) -> int:
    """How many of the widths, in order, are nearly `top`."""
    return bisect_right(widths, top) - bisect_left(widths, top - _SLACK)


def _runs_on(before: str, line: str) -> bool:
    """A full line that is open-ended goes on in the next, unless that begins an item."""
    if _ENDED.search(before.strip().translate(_WIDTH)):
        return False
    return _MARKER.match(line.strip().translate(_WIDTH)) is None and line[:2].strip() != ""


def _continues(before: str, line: str) -> bool:
    """Whether `line` is the second half of a hard-wrapped paragraph.

    The half before is long, indented and open-ended; this one starts at the margin.
    """
    head = before.strip().translate(_WIDTH)
    tail = line.translate(_WIDTH)
    return (
        len(head) >= _LONG_LINE
        and before[:1].isspace()
        and not line[:1].isspace()
        and not _CLOSED.search(head)
        and not _STARTS_NEW.match(tail)
    )
