"""A kept task table opened again: its grid, its head, its tasks judged (打开任务表)."""

from dataclasses import dataclass
from pathlib import PurePath

from wenming.core.tables import Grid, Head, find_head, head_at, read_grids
from wenming.duties.models import TaskSheet
from wenming.duties.tasksheet import heads
from wenming.duties.tasksheet.judging import Judged, judge


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook with the sheet that looks most like a task table, and its head.

    Attributes:
        titles: the names of all sheets.
        caption: the line above the head, else the file's name.
    """

    grid: Grid
    head: Head
    titles: tuple[str, ...]
    caption: str


def open_file(content: bytes, *, name: str, grid: str = "", head: int | None = None) -> Opened:
    """A workbook, at the sheet and the head that were chosen, else at the likeliest.

    Args:
        head: the lowest row of the head, from 0.

    Raises:
        BadTable: the file cannot be read.
    """
    grids = read_grids(content, name=name)
    named = [found for found in grids if found.title == grid]
    chosen = named[0] if named else max(grids, key=_weight)
    found = find_head(chosen, heads.weigh) if head is None else None
    found = found or head_at(chosen, min(head or 0, len(chosen.cells) - 1))
    return Opened(
        grid=chosen,
        head=found,
        titles=tuple(sheet.title for sheet in grids),
        caption=_caption(chosen, found) or PurePath(name).stem,
    )


def opened(sheet: TaskSheet) -> Opened:
    """The workbook of a kept table, as it is mapped."""
    return open_file(sheet.file, name=sheet.name, grid=sheet.grid, head=sheet.head)


def head_of(sheet: TaskSheet, *, grid: str = "", head: int | None = None) -> Head:
    """The head of a kept table, or the one that it would have in another sheet or row."""
    where = sheet.head if head is None else head
    return open_file(sheet.file, name=sheet.name, grid=grid or sheet.grid, head=where).head


def judge_sheet(sheet: TaskSheet, found: Opened | None = None) -> Judged:
    """What a kept table will bring, as it is mapped."""
    found = found or opened(sheet)
    return judge(
        found.grid,
        found.head,
        heads.of_json(sheet.parts),
        dated=sheet.dated_on,
        chosen=sheet.chosen,
        into=sheet.task_list,
    )


def _weight(grid: Grid) -> int:
    head = find_head(grid, heads.weigh)
    return heads.weigh(head.titles) if head else 0


def _caption(grid: Grid, head: Head) -> str:
    """The first line above the head that says something, such as 2026年创建任务分解表."""
    for row in range(head.top):
        words = list(dict.fromkeys(filter(None, (grid.text(row, c) for c in range(grid.width)))))
        if len(words) == 1 and not words[0].startswith(("附件", "附：", "附表")):
            return "".join(words[0].split())
    return ""
