"""One even view of a text for the rules (版面): half-width, without white space, with the way back.

Documents come with full-width or half-width punctuation, stray spaces inside dates, hard line
breaks and page numbers between two halves of a sentence. The rules read `Flat.text`, in which all
that is evened out; `Flat.span` leads back to the characters of the cleaned text.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("｡"): "。", ord("､"): "、"}
_PAGE_MARK = re.compile(
    r"\s*(?:第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[-—–－]\s*\d+\s*[-—–－]|\d+\s*/\s*\d+)\s*"
)
_CLOSED = re.compile(r"[。!?;:…)\]】》”\"]$")
_STARTS_NEW = re.compile(r"\(?[一二三四五六七八九十\d①-⑳第附]|[—●■◆▲•·【]")
_LONG_LINE = 20


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
    for start, end, joined in _lines(source):
        if chars and not joined:
            chars.append("\n")
            at.append(start - 1 if start else 0)
        spaced = False
        for position in range(start, end):
            char = source[position]
            if char.isspace():
                spaced = True
                continue
            if spaced and chars and chars[-1] != "\n":
                gaps.add(len(chars))
            spaced = False
            chars.append(char)
            at.append(position)
    return Flat("".join(chars).translate(_WIDTH), tuple(at), frozenset(gaps), source)


def _lines(source: str) -> list[tuple[int, int, bool]]:
    """(start, end, continues the line before) of every line that carries text."""
    found: list[tuple[int, int, bool]] = []
    position, before = 0, ""
    for line in source.splitlines(keepends=True):
        start, position = position, position + len(line)
        bare = line.strip()
        if not bare or _PAGE_MARK.fullmatch(bare):
            continue
        found.append((start, position, _continues(before, line)))
        before = line
    return found


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
