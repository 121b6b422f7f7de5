"""Sentences and clauses of the even view (句, 分句); brackets and quotation marks are never cut."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN, _CLOSE = "(“《[【〔「", ")”》]】〕」"
_SENTENCE = re.compile(rf"[{re.escape(_OPEN)}。!?;\n]")
_CLAUSE = re.compile(rf"[{re.escape(_OPEN)}]|(?<!\d)[,:]|[,:](?!\d)")  # 14:30 and 1,500 are one
_WHO = re.compile(
    r"\((?=[^()]{0,90}(?:牵头|主抓|负责|配合|责任|协办|协助|协同|支持|参与|承办))(?:[^()]|\([^()]{1,12}\)){3,110}\)(?=[\u4e00-\u9fff])"
)
_SAID = re.compile("。”(?![的地等。,;、])")
_LONGEST_ASIDE = 120
_LONGEST_SENTENCE, _LONGEST_CLAUSE = 800, 200


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text` stands at [start, end) of the even view; `stop` is the mark that closes it, or ''."""

    text: str
    start: int
    end: int
    stop: str = ""


def sentences(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The stretches of text[start:end] between full stops, semicolons and line ends."""
    for part in _split(text, start, end, _SENTENCE):
        opens = part.start == start or text[part.start - 1] == "\n"
        for piece in [part] if opens else _bracket_apart(part):
            yield from _in_reach(piece, _LONGEST_SENTENCE)


def _bracket_apart(part: Stretch) -> Iterator[Stretch]:
    """(甲牵头,乙配合)暑假期间,…: who does what stands before is a sentence by itself."""
    match = _WHO.match(part.text)
    if match is None:
        yield part
        return
    middle = part.start + match.end()
    yield Stretch(match[0], part.start, middle)
    yield Stretch(part.text[match.end() :], middle, part.end, part.stop)


def clauses(sentence: Stretch) -> Iterator[Stretch]:
    """The stretches of a sentence between commas and colons."""
    for part in _split(sentence.text, 0, len(sentence.text), _CLAUSE):
        place = Stretch(
            part.text, part.start + sentence.start, part.end + sentence.start, part.stop
        )
        yield from _in_reach(place, _LONGEST_CLAUSE)


def _in_reach(part: Stretch, longest: int) -> Iterator[Stretch]:
    """Pieces that no rule takes long over; nobody writes sentences of this length."""
    if len(part.text) <= longest:
        yield part
        return
    for first in range(0, len(part.text), longest):
        text = part.text[first : first + longest]
        yield Stretch(text, part.start + first, part.start + first + len(text))


def _split(text: str, start: int, end: int, marks: re.Pattern[str]) -> Iterator[Stretch]:
    begin = position = start
    while mark := marks.search(text, position, end):
        position = mark.start()
        if mark[0] in _OPEN:
            position = _after_aside(text, position, end)
            if marks is _SENTENCE and _SAID.match(text, position - 2, end):  # “…。”区委书记要求…
                yield Stretch(text[begin:position], begin, position, text[position - 2])
                begin = position
            continue
        if position > begin:
            yield Stretch(text[begin:position], begin, position, mark[0])
        begin = position = position + 1
    if end > begin:
        yield Stretch(text[begin:end], begin, end)


def _after_aside(text: str, opened: int, end: int) -> int:
    """The position after the bracket or quotation that opens here; just the next if it never closes."""
    mark, close = text[opened], _CLOSE[_OPEN.index(text[opened])]
    last = min(end, opened + _LONGEST_ASIDE)
    closed = text.find(close, opened + 1, last)
    inner = text.find(mark, opened + 1, closed) if closed > 0 else -1
    while inner >= 0:  # (甲牵头,县(市、区)政府落实)
        before, closed = closed, text.find(close, closed + 1, last)
        inner = text.find(mark, before + 1, closed) if closed > 0 else -1
    if closed < 0 or "\n" in text[opened:closed]:
        return opened + 1
    return closed + 1
