"""What comes out of a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileText:
    """`text` has one paragraph a line.

    Attributes:
        pages: for each line of `text` its page, from 1; empty where the file has no pages.
    """

    text: str
    pages: tuple[int, ...] = ()

    def place(self, start: int, text: str | None = None) -> tuple[int, int | None]:
        """The paragraph, from 1, and the page of a character.

        Cleaning keeps lines, so `start` may be a place in the cleaned text, given as `text`.
        """
        line = (self.text if text is None else text).count("\n", 0, start)
        return line + 1, self.pages[line] if line < len(self.pages) else None
