"""Editions as xlsx: one sheet a level with drop-downs, written for an office, read with a report."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from wenming.core.tables import read_workbook
from wenming.core.tables.cells import StreamedSheet, letter, written
from wenming.core.tables.writing import add_sheet, head_cell, new_workbook, saved, width_of
from wenming.engine.framework.layout import NOTES
from wenming.engine.framework.sheets import SheetTexts
from wenming.engine.framework.workbook import WrittenSheet, write

ROWS_TO_FILL = 2_000  # rows that carry the drop-downs
_REQUIRED_FILL = PatternFill("solid", fgColor="FCF0D8")
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
