"""xlsx: task tables of workbooks (Excel 任务表), sheet after sheet, merged cells filled."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from wenming.documents.reading.package import check_package
from wenming.documents.reading.refusals import Broken
from wenming.documents.reading.result import FileText
from wenming.documents.reading.rows import is_head, render

_HEAD_WITHIN = 10  # rows; above the head stand title, unit and date


def read(content: bytes, name: str) -> FileText:
    """What stands above and below the tables as lines, their rows as sentences; hidden sheets left out."""
    check_package(content, name, "xl/workbook.xml")
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        lines = [line for title in shown for line in _sheet(book.get_sheet_by_name(title))]
    except (CalamineError, OSError, ValueError) as error:
        raise Broken(name=name) from error
    return FileText("\n".join(lines))


def _sheet(sheet: CalamineSheet) -> Iterator[str]:
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    heads = [n for n, row in enumerate(rows[:_HEAD_WITHIN]) if is_head(row)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * (min(right, len(row) - 1) - left + 1)
    first = heads[0] if heads else len(rows)
    for row in rows[:first]:
        yield from _plain(row)
    table = [row for row in rows[first:] if any(row)]
    below = next((n for n, row in enumerate(table) if _is_note(row)), len(table))
    yield from render(table[:below])
    for row in table[below:]:
        yield from _plain(row)


def _plain(row: list[str]) -> Iterator[str]:
    said = list(dict.fromkeys(cell for cell in row if cell))
    if said:
        yield "\t".join(said)


def _is_note(row: list[str]) -> bool:
    """One text over the whole row, below the table: 备注:…"""
    said = {cell for cell in row if cell}
    return len(said) == 1 and next(iter(said)).startswith(
        ("备注", "说明", "注：", "注:", "填表", "审核")
    )


def _text(cell: object) -> str:
    """A cell as it is written: whole numbers without a point, days as 2026年6月30日."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell.year}年{cell.month}月{cell.day}日"
    if isinstance(cell, bool | time | timedelta):
        return str(cell)
    return " ".join(str(cell).split())
