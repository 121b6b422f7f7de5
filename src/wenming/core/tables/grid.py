"""Sheets of any layout (别人的表): merged cells filled, heads over several rows found, nothing judged.

For tables that people made for the eye: a title above, a head of two rows, cells merged down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wenming.core.tables.cells import Cell
from wenming.core.tables.columns import as_text
from wenming.core.tables.opening import BadTable, SheetFacts, inspect
from wenming.core.tables.reading import HEADER_WITHIN, IS_ERROR, IS_FORMULA, Merged, sheets

MOST_RANGES = 20_000  # merged ranges in a sheet
MOST_COVERED = 400_000  # cells that they cover
DEEPEST_HEAD = 4  # rows

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet with its merged cells filled; rows and columns count from 0, all rows are as wide.

    Attributes:
        title: its name in the workbook.
        cells: every cell; each of a merged range holds what its first one holds.
        anchors: cell in a merged range → the first cell of the range.
        bad: cell that is no plain value → the sentence for the report.
    """

    title: str
    cells: list[list[Cell]]
    anchors: dict[Place, Place]
    bad: dict[Place, str]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(map(len, self.cells), default=0)

    def text(self, row: int, column: int) -> str:
        """The words of a cell."""
        return as_text(self.cells[row][column])

    def is_joined(self, row: int, column: int) -> bool:
        """Whether a cell is merged with the one above it."""
        here = self.anchors.get((row, column))
        return here is not None and here == self.anchors.get((row - 1, column))


@dataclass(frozen=True, slots=True)
class Head:
    """A head from row `top` to row `bottom`, and the title of each column ("" for none)."""

    top: int
    bottom: int
    titles: tuple[str, ...]


def read_grids(content: bytes, *, name: str = "") -> list[Grid]:
    """Every sheet of a workbook that holds something.

    Raises:
        BadTable: the file cannot be read, or too much of it is merged.
    """
    facts = inspect(content, name=name)
    found = [
        _grid(title, cells, merged, facts[title], name)
        for title, cells, merged in sheets(content, facts, first="", name=name)
        if facts[title].rows
    ]
    if not found:
        raise BadTable(name=name, reason=_("里面没有填了内容的工作表。"))
    return found


def find_head(grid: Grid, weigh: Callable[[Sequence[str]], int]) -> Head | None:
    """The head among the first rows: where the titles weigh most, the lowest of equals.

    Args:
        weigh: how much titles look like a head; 0 for not at all.
    """
    best, weight = None, 0
    for bottom in range(min(HEADER_WITHIN, len(grid.cells))):
        head = head_at(grid, bottom)
        found = weigh(head.titles)
        same = best is not None and head.top == best.top and found == weight
        if found > weight or (found and same):
            best, weight = head, found
    return best


def head_at(grid: Grid, bottom: int) -> Head:
    """The head whose lowest row is `bottom`; rows merged into it from above belong to it."""
    top = bottom
    while top > 0 and bottom - top < DEEPEST_HEAD - 1 and _reaches_up(grid, top):
        top -= 1
    titles = tuple(_title(grid, top, bottom, column) for column in range(grid.width))
    return Head(top, bottom, titles)


def _reaches_up(grid: Grid, row: int) -> bool:
    return any(grid.is_joined(row, column) for column in range(grid.width))


def _title(grid: Grid, top: int, bottom: int, column: int) -> str:
    """责任分工 over 牵头单位 reads 责任分工/牵头单位; merged cells say their words once."""
    words = ["".join(grid.text(row, column).split()) for row in range(top, bottom + 1)]
    return "/".join(word for word in dict.fromkeys(words) if word)


def _grid(
    title: str, cells: list[list[Cell]], merged: Sequence[Merged], facts: SheetFacts, name: str
) -> Grid:
    width = max(facts.columns, max(map(len, cells), default=0))
    filled = [[*row, *[""] * (width - len(row))] for row in cells]
    anchors: dict[Place, Place] = {}
    ranges = [
        (top, left, min(bottom, len(filled) - 1), min(right, width - 1))
        for (top, left), (bottom, right) in merged
    ]
    covered = sum((d - a + 1) * (e - b + 1) for a, b, d, e in ranges if d >= a and e >= b)
    if len(ranges) > MOST_RANGES or covered > MOST_COVERED:
        raise BadTable(name=name, reason=_("合并单元格太多。请分成几个文件，或取消合并。"))
    bad = dict.fromkeys(facts.errors, str(IS_ERROR)) | dict.fromkeys(
        facts.formulas, str(IS_FORMULA)
    )
    for top, left, bottom, right in ranges:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                filled[row][column] = filled[top][left]
                anchors[row, column] = (top, left)
                if (top, left) in bad:
                    bad[row, column] = bad[top, left]
    return Grid(title, filled, anchors, bad)
