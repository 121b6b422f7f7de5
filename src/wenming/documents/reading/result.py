"""What comes out of a file."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class FileText:
    """`text` has one paragraph a line.

    Attributes:
        pages: for each line of `text` its page, from 1; empty where the file has no pages.
    """

    text: str
    pages: tuple[int, ...] = ()

    def places(self, starts: Iterable[int]) -> list[tuple[int, int | None]]:
        """The paragraph, from 1, empty lines not counted, and the page of each character."""
        lines = self.text.split("\n")
        begins = [0, *accumulate(len(line) + 1 for line in lines)]
        paragraphs = list(accumulate(1 if line.strip() else 0 for line in lines))
        found = []
        for start in starts:
            line = bisect_right(begins, start) - 1
            found.append((paragraphs[line], self.pages[line] if line < len(self.pages) else None))
        return found
