"""The text of a document cut into pieces, so that each draft, gap and contradiction shows in place.

Nothing of the text is lost: the pieces of all paragraphs, joined by line breaks, are the text.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """A stretch of the text, from `start` up to `end`, and what it stands for."""

    start: int
    end: int
    thing: T


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A run of characters under the same spans.

    Attributes:
        inside: what covers the piece.
        begins: what starts with it; its number stands in front.
        ends: what stops with it; its mark stands behind.
    """

    text: str
    inside: tuple[T, ...]
    begins: tuple[T, ...]
    ends: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[T]):
    """A line of the text; a heading is set larger."""

    pieces: list[Piece[T]]
    is_heading: bool


def paragraphs(
    text: str, spans: Sequence[Span[T]], *, is_heading: Callable[[str], bool]
) -> Iterator[Paragraph[T]]:
    """Every line of `text` as pieces; `spans` may overlap and cross lines."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        yield Paragraph(list(_pieces(text, spans, start, end)), is_heading(line.strip()))
        start = end + 1


def _pieces(text: str, spans: Sequence[Span[T]], start: int, end: int) -> Iterator[Piece[T]]:
    near = [span for span in spans if span.start < end and span.end > start]
    cuts = {start, end}
    for span in near:
        cuts |= {max(span.start, start), min(span.end, end)}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        yield Piece(
            text=text[left:right],
            inside=tuple(s.thing for s in near if s.start <= left and s.end >= right),
            begins=tuple(s.thing for s in near if s.start == left),
            ends=tuple(s.thing for s in near if s.end == right),
        )
