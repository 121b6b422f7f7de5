"""Workbooks to fill in (模板): drop-downs, text columns, a sheet of notes; and back with remarks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from wenming.core.tables.cells import Cell, StreamedSheet, StyledCell, letter, written
from wenming.core.tables.columns import Column, Layout, as_text
from wenming.core.tables.reading import REMARKS, Fault, Sheet
from wenming.core.tables.writing import (
    add_sheet,
    head_cell,
    new_workbook,
    saved,
    sheet_title,
    width_of,
)

ROWS_TO_FILL = 2_000  # rows that carry the drop-downs
_NOTES, _WORDS = "填写说明", "可选项"
_REQUIRED_FILL = PatternFill("solid", fgColor="FCF0D8")
_WRONG_FILL = PatternFill("solid", fgColor="FBE8E6")
_WRAP = Alignment(vertical="top", wrap_text=True)


def template(layout: Layout, rows: Iterable[Sequence[Any]] = ()) -> bytes:
    """The workbook to fill in, with `rows` (in the order of the columns) already there."""
    workbook = new_workbook()
    widths = [
        max(12.0, width_of(column.title), width_of(column.example)) for column in layout.columns
    ]
    sheet: StreamedSheet = workbook.create_sheet(title=sheet_title(layout.title))
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths):
        dimension = sheet.column_dimensions[letter(index)]
        dimension.width = width
        dimension.number_format = "@"  # or the program drops leading zeros of codes
    _add_drop_downs(workbook, sheet, layout.columns)
    sheet.append([_head(sheet, column) for column in layout.columns])
    for row in rows:
        sheet.append([written(sheet, value) for value in row])
    _add_notes(workbook, layout)
    _add_words(workbook, layout.columns)
    return saved(workbook)


def _head(sheet: StreamedSheet, column: Column) -> StyledCell:
    cell = head_cell(sheet, column.title)
    if column.required:
        cell.fill = _REQUIRED_FILL
    return cell


def _with_words(columns: Sequence[Column]) -> list[tuple[int, Column]]:
    return [(index, column) for index, column in enumerate(columns) if column.choices]


def _add_drop_downs(workbook: Workbook, sheet: StreamedSheet, columns: Sequence[Column]) -> None:
    """Drop-downs that point at the hidden sheet of words: a list inline ends at 255 characters."""
    for order, (index, column) in enumerate(_with_words(columns)):
        source = letter(order)
        rule = DataValidation(
            type="list",
            formula1=f"'{_WORDS}'!${source}$2:${source}${len(column.choices) + 1}",
            allow_blank=True,
            showErrorMessage=False,  # a word typed by hand is judged by the import, with a sentence
        )
        rule.add(f"{letter(index)}2:{letter(index)}{ROWS_TO_FILL}")
        sheet.data_validations.append(rule)


def _add_notes(workbook: Workbook, layout: Layout) -> None:
    headers = ["列", "是否必填", "填什么", "例子"]
    sheet = add_sheet(workbook, _NOTES, headers, widths=[20, 10, 64, 32])
    for column in layout.columns:
        hint = column.hint or ("从下拉项里选" if column.choices else "")
        required = "必填" if column.required else "选填"
        sheet.append(_wrapped(sheet, [column.title, required, hint, column.example]))
    sheet.append([])
    for note in layout.notes:
        sheet.append([written(sheet, note)])


def _wrapped(sheet: StreamedSheet, words: Sequence[str]) -> list[StyledCell]:
    cells = []
    for word in words:
        cell: StyledCell = WriteOnlyCell(sheet, value=word)
        cell.data_type, cell.alignment = "s", _WRAP
        cells.append(cell)
    return cells


def _add_words(workbook: Workbook, columns: Sequence[Column]) -> None:
    listed = [column for _index, column in _with_words(columns)]
    if not listed:
        return
    headers = [column.title for column in listed]
    sheet = add_sheet(workbook, _WORDS, headers, widths=[16.0] * len(listed))
    sheet.sheet_state = "hidden"
    for index in range(max(len(column.choices) for column in listed)):
        words = [c.choices[index] if index < len(c.choices) else None for c in listed]
        sheet.append([written(sheet, word) for word in words])


def annotated(sheet: Sheet, faults: Sequence[Fault]) -> bytes:
    """The sender's own sheet with a last column of remarks; wrong cells are tinted."""
    by_row: dict[int, list[Fault]] = {}
    for fault in sorted(faults):
        by_row.setdefault(fault.row, []).append(fault)
    at = _remarks_column(sheet)
    workbook = new_workbook()
    target = workbook.create_sheet(title=sheet_title(sheet.title))
    for index, cells in enumerate(sheet.cells):
        wrong = by_row.get(index + 1, [])
        words: Cell = "\n".join(_remark(fault) for fault in wrong)
        if index == sheet.header:
            words = REMARKS
        tinted = {fault.column for fault in wrong}
        kept = [*cells[:at], *[""] * (at - len(cells))]
        target.append(
            [
                written(target, cell, fill=_WRONG_FILL if letter(place) in tinted else None)
                for place, cell in enumerate([*kept, words])
            ]
        )
    return saved(workbook)


def _remark(fault: Fault) -> str:
    if not fault.column:
        return fault.text
    return _("%(column)s 列：%(text)s") % {"column": fault.column, "text": fault.text}


def _remarks_column(sheet: Sheet) -> int:
    """Where the remarks go: over older ones, else right of everything."""
    head = [as_text(cell) for cell in sheet.cells[sheet.header]] if sheet.cells else []
    if REMARKS in head:
        return head.index(REMARKS)
    return max((len(cells) for cells in sheet.cells), default=0)
