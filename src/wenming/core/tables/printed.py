"""A workbook that is printed as a paper: a title, a head on every page, cells merged down the left."""

import math
from collections.abc import Sequence
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.cell_range import CellRange

from wenming.core.spans import spans_of
from wenming.core.tables.cells import StreamedSheet, StyledCell, is_risky, letter, plain
from wenming.core.tables.writing import HEAD_FILL, new_workbook, saved, sheet_title, width_of

# Of faces that WPS and Office have in China; a machine without them takes its own.
TITLE_FONT = Font(name="方正小标宋简体", size=18)
HEAD_FONT = Font(name="黑体", size=10)
BODY_FONT = Font(name="仿宋_GB2312", size=10)
_RULE = Side(style="thin", color="808080")
_RULED = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
_WRAP = Alignment(vertical="center", wrap_text=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
A4, A3 = 9, 8  # in the numbers of the format
_WIDE = 170  # characters above which a page is A3
_LINE, _ROOM = 13.5, 5.0  # points of a line of the body, and around it


def printed_xlsx(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str,
    widths: Sequence[float],
    merged: int = 0,
) -> bytes:
    """A workbook of one sheet, landscape, as wide as a page of A4, or of A3 for many columns.

    Rows are as high as their words need: programs do not work that out for merged cells.

    Args:
        rows: texts; none is taken for a formula.
        widths: of the columns, in characters of a sheet.
        merged: columns from the left in which equal cells below each other become one; the cells
            that it covers keep their words, so that filters and readers find them.
    """
    workbook = new_workbook()
    sheet: StreamedSheet = workbook.create_sheet(title=sheet_title(title))
    _set_page(sheet, columns=len(headers), is_wide=sum(widths) > _WIDE)
    for index, width in enumerate(widths):
        sheet.column_dimensions[letter(index)].width = width
    sheet.append([_cell(sheet, title, TITLE_FONT, _CENTRED, is_ruled=False)])
    head = [_cell(sheet, words, HEAD_FONT, _CENTRED) for words in headers]
    for cell in head:
        cell.fill = HEAD_FILL
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[2].height = _height(headers, widths)
    sheet.append(head)
    for number, row in enumerate(rows, start=3):
        sheet.row_dimensions[number].height = _height(row[merged:], widths[merged:])
        sheet.append([_cell(sheet, words, BODY_FONT, _WRAP) for words in row])
    for column, spans in enumerate(spans_of(rows, merged), start=1):
        for number, span in enumerate(spans, start=3):
            if span > 1:
                _merge(sheet, column, number, column, number + span - 1)
    _merge(sheet, 1, 1, len(headers), 1)
    return saved(workbook)


def _height(words: Sequence[str], widths: Sequence[float]) -> float:
    """Points that the fullest cell of a row takes, a Chinese character counted twice."""
    lines = [
        sum(max(1, math.ceil(width_of(line) / width)) for line in text.split("\n"))
        for text, width in zip(words, widths, strict=True)
    ]
    return max(lines, default=1) * _LINE + _ROOM


def _set_page(sheet: Any, *, columns: int, is_wide: bool) -> None:
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3 if is_wide else A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.5, 0.5, 0.7, 0.6  # inches
    sheet.oddFooter.center.text = "— &P —"
    sheet.auto_filter.ref = f"A2:{letter(columns - 1)}2"


def _merge(sheet: Any, left: int, top: int, right: int, bottom: int) -> None:
    sheet.merged_cells.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))


def _cell(
    sheet: StreamedSheet, words: str, font: Font, alignment: Alignment, *, is_ruled: bool = True
) -> StyledCell:
    cell: StyledCell = WriteOnlyCell(sheet, value=plain(words))
    cell.data_type = "s"
    cell.quotePrefix = is_risky(words)
    cell.font, cell.alignment = font, alignment
    if is_ruled:
        cell.border = _RULED
    return cell
