"""Editions as xlsx: one sheet a level with drop-downs, written for an office, read with a report."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from wenming.core.tables import REMARKS, BadTable, read_workbook
from wenming.core.tables.cells import StreamedSheet, is_risky, letter, plain, written
from wenming.core.tables.opening import damaged
from wenming.core.tables.writing import add_sheet, head_cell, new_workbook, saved, width_of
from wenming.core.wording import told
from wenming.engine.framework.cells import half_width
from wenming.engine.framework.layout import NOTES
from wenming.engine.framework.sheets import HEADER_WITHIN, Located, SheetTexts
from wenming.engine.framework.workbook import WrittenSheet, write

ROWS_TO_FILL = 2_000  # rows that carry the drop-downs
_REQUIRED_FILL = PatternFill("solid", fgColor="FCF0D8")
_WRONG_FILL = PatternFill("solid", fgColor="FBE8E6")
_WRAP = Alignment(vertical="top", wrap_text=True)
MOST_MARKED = 200_000  # cells of a workbook that is written again: a framework has some thousand
_WIDTH_FROM_ROWS = 60
_NARROWEST, _WIDEST = 10.0, 44.0
_NOTES = (
    "一张工作表是一级，一行是一条。黄色表头必填，其余可以空着。",
    "编码在本表里不能重复；别的表靠编码引用它。改编码要连引用的地方一起改。",
    "基本信息里“键”不要改；“类型”说明值是文本、数、是否还是结构（YAML）。",
    "“其他”一列是程序用的内容，看不懂就不要动。",
    "数按写的样子读取，不要用公式，不要合并单元格。",
    "改好后在“测评体系 › 版本管理 › 导入”上传。有一处不对就一行也不导入，会说明在哪张表哪行哪列。",
)


def xlsx_of(data: Mapping[str, Any]) -> bytes:
    """The workbook of an edition.

    Raises:
        EngineError: something is too long for a cell.
    """
    workbook = new_workbook()
    notes = add_sheet(workbook, NOTES, ["填写说明"], widths=[100.0])
    for line in _NOTES:
        notes.append([written(notes, line)])
    sheets = write(data)
    for sheet in sheets:
        target: StreamedSheet = workbook.create_sheet(title=sheet.title)
        _fill(target, sheet)
    return saved(workbook)


def texts_of(content: bytes, *, name: str) -> list[SheetTexts]:
    """The sheets of a workbook as the engine reads them.

    Raises:
        BadTable: the file as a whole cannot be read.
    """
    return [
        SheetTexts(sheet.title, sheet.rows, sheet.bad)
        for sheet in read_workbook(content, name=name)
    ]


def marked(content: bytes, faults: Sequence[Located], *, name: str) -> bytes:
    """The sender's own workbook with the faults at their rows, and a first sheet that lists them.

    Wrong cells are tinted; a last column of remarks says why. What it looked like otherwise stays.

    Raises:
        BadTable: it has too many cells to be written again in reasonable time, or is damaged.
    """
    texts = read_workbook(content, name=name)
    if sum(len(row) for sheet in texts for row in sheet.rows) > MOST_MARKED:
        raise BadTable(name=name, reason=_("太大，不能标出来。请照页面上的清单改。"))
    try:
        book = load_workbook(io.BytesIO(content))
        for sheet in list(book.worksheets):
            title = half_width(sheet.title)
            if title == REMARKS:  # of the time before
                del book[sheet.title]
            else:
                _mark(sheet, [fault for fault in faults if fault.sheet == title])
    except Exception as error:  # whatever openpyxl makes of what another program wrote
        raise damaged(name) from error
    _list(book.create_sheet(REMARKS, 0), faults)
    book.active = 0
    return saved(book)


def _mark(sheet: Any, faults: Sequence[Located]) -> None:
    """Tint the wrong cells of a sheet and write remarks at the end of their rows."""
    top = sheet.iter_rows(max_row=HEADER_WITHIN)
    old = next((cell for row in top for cell in row if cell.value == REMARKS), None)
    at = old.column if old else sheet.max_column + 1
    header = old.row if old else 1
    for row in range(header + 1, sheet.max_row + 1) if old else ():
        sheet.cell(row, at).value = None
    remarks: dict[int, list[str]] = {}
    for fault in faults:
        if fault.row is None or fault.row <= header:
            continue
        words = told(fault.message)
        if fault.column:
            words = _("%(column)s 列：%(text)s") % {"column": fault.column, "text": words}
        remarks.setdefault(fault.row, []).append(words)
        if fault.column:
            sheet[f"{fault.column}{fault.row}"].fill = _WRONG_FILL
    if remarks:
        _say(sheet.cell(header, at), REMARKS)
        sheet.column_dimensions[letter(at - 1)].width = _WIDEST
    for row, lines in remarks.items():
        _say(sheet.cell(row, at), "\n".join(lines))


def _list(sheet: Any, faults: Sequence[Located]) -> None:
    """Every fault on a line: sheet, row, column, what is wrong."""
    rows = [(_("工作表"), _("行"), _("列"), _("哪里不对"))]
    rows += [(f.sheet, str(f.row or ""), f.column, told(f.message)) for f in faults]
    for number, row in enumerate(rows, start=1):
        for index, words in enumerate(row, start=1):
            _say(sheet.cell(number, index), words)
    for index, width in enumerate((14, 8, 8, 90)):
        sheet.column_dimensions[letter(index)].width = width
    sheet.freeze_panes = "A2"


def _say(cell: Any, words: str) -> None:
    """Words as text that no program takes for a formula."""
    cell.value = plain(words)
    if words:
        cell.data_type, cell.quotePrefix = "s", is_risky(words)
    cell.alignment = _WRAP


def _fill(target: StreamedSheet, sheet: WrittenSheet) -> None:
    target.freeze_panes = "B2"
    for index, width in enumerate(_widths([sheet.headers, *sheet.rows[:_WIDTH_FROM_ROWS]])):
        target.column_dimensions[letter(index)].width = width
    for index, words in sheet.choices.items():
        _drop_down(target, index, '"' + ",".join(words) + '"')
    for index, title in sheet.refers.items():
        _drop_down(target, index, f"'{title}'!$A$2:$A${ROWS_TO_FILL}")
    heads = [head_cell(target, header) for header in sheet.headers]
    for index in sheet.required:
        heads[index].fill = _REQUIRED_FILL
    target.append(heads)
    for row in sheet.rows:
        target.append([written(target, value) for value in row])


def _drop_down(target: StreamedSheet, index: int, source: str) -> None:
    # A word typed by hand is judged by the import, with a sentence.
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter(index)}2:{letter(index)}{ROWS_TO_FILL}")
    target.data_validations.append(rule)


def _widths(rows: Iterable[Sequence[Any]]) -> list[float]:
    widths: list[float] = []
    for row in rows:
        widths += [_NARROWEST] * (len(row) - len(widths))
        for index, value in enumerate(row):
            widths[index] = max(widths[index], min(_WIDEST, width_of(value)))
    return widths
