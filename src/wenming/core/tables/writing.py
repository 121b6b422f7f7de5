"""Writes workbooks: lists of what pages show, row by row, whatever their length."""

import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from wenming.core.tables.cells import (
    RULES,
    WRAPPED,
    StreamedSheet,
    StyledCell,
    letter,
    plain,
    written,
)

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_FILL = PatternFill("solid", fgColor="E6EFF6")
HEAD_FONT = Font(bold=True)
A3, A4 = 8, 9  # sizes of paper, as sheets name them
MARGIN = 0.5  # inches, at all sides
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WIDTH_FROM_ROWS = 200  # rows that the widths are taken from
_NARROWEST, _WIDEST = 8.0, 48.0


def write_xlsx(
    headers: Sequence[str | Promise],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | Promise,
    is_ruled: bool = False,
) -> bytes:
    """A workbook of one sheet: a fixed header, then the rows.

    Args:
        headers: words of the first row.
        rows: values: text, numbers, days, moments (written in local time), booleans (是, 否);
            None and "" are left empty. Text is never taken for a formula.
        title: name of the sheet; what a sheet's name cannot hold is left out.
        is_ruled: whether it is a table to be printed, with borders and broken lines.
    """
    workbook = new_workbook()
    first: list[Sequence[Any]] = []
    rest = iter(rows)
    for row in rest:
        first.append(row)
        if len(first) == _WIDTH_FROM_ROWS:
            break
    sheet = add_sheet(workbook, title, headers, widths=_widths([headers, *first]))
    for row in chain(first, rest):
        cells = [*row, *[""] * (len(headers) - len(row))] if is_ruled else row
        sheet.append([written(sheet, value, is_ruled=is_ruled) for value in cells])
    return saved(workbook)


def xlsx_response(name: str | Promise, content: bytes) -> HttpResponse:
    """The workbook as a download named `name` (with or without .xlsx)."""
    file_name = str(name) if str(name).endswith(".xlsx") else f"{name}.xlsx"
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, file_name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def new_workbook() -> Workbook:
    """An empty workbook that streams its rows."""
    return Workbook(write_only=True)


def add_sheet(
    workbook: Workbook,
    title: str | Promise,
    headers: Sequence[str | Promise],
    *,
    widths: Sequence[float],
    paper: int = A4,
) -> StreamedSheet:
    """A sheet with its header written and fixed; printed turned, as wide as the paper."""
    sheet: StreamedSheet = workbook.create_sheet(title=sheet_title(str(title)))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page, margins = sheet.page_setup, sheet.page_margins
    page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight = "landscape", paper, 1, 0
    margins.left = margins.right = margins.top = margins.bottom = MARGIN
    sheet.oddFooter.center.text = "&P / &N"
    for index, width in enumerate(widths):
        sheet.column_dimensions[letter(index)].width = width
    sheet.append([head_cell(sheet, header) for header in headers])
    return sheet


def head_cell(sheet: StreamedSheet, words: str | Promise) -> StyledCell:
    """A cell of the header."""
    cell: StyledCell = WriteOnlyCell(sheet, value=plain(words))
    cell.data_type = "s"
    cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, WRAPPED
    cell.border = RULES
    return cell


def sheet_title(words: str) -> str:
    """`words` as the name of a sheet: at most 31 characters, none of []:*?/\\."""
    return _FORBIDDEN.sub(" ", words).strip(" '")[:31] or "Sheet1"


def saved(workbook: Workbook) -> bytes:
    """The bytes of the file."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _widths(rows: Sequence[Sequence[Any]]) -> list[float]:
    """Widths that fit what stands in `rows`, a Chinese character counted twice."""
    columns = max((len(row) for row in rows), default=0)
    widest = [_NARROWEST] * columns
    for row in rows:
        for index, value in enumerate(row):
            widest[index] = max(widest[index], min(_WIDEST, width_of(value)))
    return widest


def width_of(value: Any) -> float:
    """How many half-width characters `value` takes, with room at both sides."""
    lines = str(plain(value) or "").split("\n")
    return 2.0 + max(sum(2 if character > "\u2e7f" else 1 for character in line) for line in lines)
