"""Tables drawn with lines on the pages of a pdf (PDF 表格): found by pdfplumber, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber

_MOST_PAGES = 60  # with tables; pdfplumber takes a tenth of a second for each
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table; `top` and `bottom` in points from the top of its page."""

    top: float
    bottom: float
    rows: list[list[str]]


def grids(content: bytes, pages: Sequence[int]) -> dict[int, list[Grid]]:
    """Page number, from 0 → its tables of two rows and columns at least, from the top."""
    found: dict[int, list[Grid]] = {}
    if not pages:
        return found
    with pdfplumber.open(BytesIO(content)) as document:
        for number in pages[:_MOST_PAGES]:
            page = document.pages[number]
            made = [_grid(table) for table in page.find_tables()]
            wide = [grid for grid in made if len(grid.rows) > 1 and len(grid.rows[0]) > 1]
            if wide:
                found[number] = sorted(wide, key=lambda grid: grid.top)
            page.close()
    return found


def _grid(table: Any) -> Grid:
    boxes = [row.cells for row in table.rows]
    texts = [["".join((cell or "").split("\n")) for cell in row] for row in table.extract()]
    for number, row in enumerate(boxes):
        for column, box in enumerate(row):
            if box is None:
                texts[number][column] = _merged(boxes, texts, number, column)
    _left, top, _right, bottom = table.bbox
    return Grid(top, bottom, texts)


def _merged(
    boxes: list[list[_Box | None]], texts: list[list[str]], number: int, column: int
) -> str:
    """The words of the cell above that reaches down to here, else of the one on the left."""
    middle = sum(edge for box in boxes[number] if box for edge in (box[1], box[3])) / 2
    middle /= max(1, sum(box is not None for box in boxes[number]))
    for above in range(number - 1, -1, -1):
        box = boxes[above][column]
        if box is not None:
            if box[3] > middle:
                return texts[above][column]
            break
    return texts[number][column - 1] if column else ""
