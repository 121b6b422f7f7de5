"""Workbooks as they come from offices: each is reported by sheet, row and column, or refused."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

from tests.engine import starter
from wenming.core.tables import BadTable
from wenming.engine.framework.layout import TABLES
from wenming.engine.framework.sheets import judge
from wenming.framework.titles import TITLES
from wenming.framework.workbooks import marked, texts_of, xlsx_of


@pytest.fixture(scope="module")
def starter_xlsx() -> bytes:
    return xlsx_of(starter.data())


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after `change` worked on it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults(content: bytes) -> list[str]:
    return [str(fault) for fault in judge(texts_of(content, name="x.xlsx")).faults]


def merge(book: Any) -> None:
    book["指标"].merge_cells("D3:D5")


def formula(book: Any) -> None:
    book["指标"]["G3"] = "=G2*2"


def error_value(book: Any) -> None:
    book["指标"]["G3"] = "#N/A"


def duplicate(book: Any) -> None:
    book["点位类型"]["A3"] = "L01"


def rename(book: Any) -> None:
    book["检查项"].title = "细项"


def full_width(book: Any) -> None:
    book["点位类型"]["D2"] = "１０"
    book["指标"]["D2"] = "Ｄ０１"


def numbers_as_text(book: Any) -> None:
    book["指标"]["G2"] = " 1.28 "


def trailing(book: Any) -> None:
    for row in range(600, 20_000, 50):
        book["检查项"].cell(row, 1).number_format = "@"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (merge, ["指标 第 4 行 D 列：在合并单元格里。请取消合并，每行都填上。"]),
        (formula, ["指标 第 3 行 G 列：是公式。请复制后“选择性粘贴”为数值。"]),
        (error_value, ["指标 第 3 行 G 列：是表格软件的错误值（如 #N/A）。请改成实际内容。"]),
        (duplicate, ["点位类型 第 3 行 A 列：编码 L01 与第 2 行重复。"]),
        (rename, ["检查项：没有这张工作表，请从导出的工作簿改起。"]),
        (full_width, []),
        (numbers_as_text, []),
        (trailing, []),
    ],
)
def test_what_offices_do_to_workbooks(starter_xlsx, change, said):
    found = faults(changed(starter_xlsx, change))

    assert set(said) <= set(found)
    assert bool(said) == bool(found)


def test_nothing_is_lost_by_way_of_the_file(starter_xlsx):
    assert judge(texts_of(starter_xlsx, name="x.xlsx")).data == starter.data()


def test_an_archive_that_swells_is_refused(starter_xlsx):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(starter_xlsx)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet4.xml":
                text = text.replace(b"</sheetData>", b" " * (160 * 2**20) + b"</sheetData>")
            target.writestr(name, text)

    with pytest.raises(BadTable, match="太大"):
        texts_of(out.getvalue(), name="x.xlsx")


def test_many_merged_cells_are_refused(starter_xlsx):
    def change(book: Any) -> None:
        sheet = book["检查项"]
        sheet.cell(40_000, 9).value = "x"
        for column in "ABCD":
            sheet.merge_cells(f"{column}2:{column}40000")

    with pytest.raises(BadTable, match="合并单元格太多"):
        texts_of(changed(starter_xlsx, change), name="x.xlsx")


def test_every_header_word_and_hint_has_its_words_for_pages():
    for table in TABLES:
        assert table.title in TITLES
        for column in table.columns:
            wanted = {column.title, column.hint, *column.words.values()} - {""}
            assert wanted <= set(TITLES), (table.title, column.path)


def empty_rows(book: bytes, row: bytes, number: int = 1_000_000) -> bytes:
    """The workbook with so many more rows below the data of its fourth sheet."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet4.xml":
                rows = b"".join(row.replace(b"N", b"%d" % n) for n in range(600, 600 + number))
                text = text.replace(b"</sheetData>", rows + b"</sheetData>")
            target.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="N"/>',
        b'<row r="N" ht="15" customHeight="1"></row>',
        b'<row r="N"><c r="AN" s="3"/><c r="BN" s="3"/></row>',
    ],
)
def test_a_million_empty_rows_are_refused_before_their_cells_are_read(
    starter_xlsx, row, monkeypatch
):
    """One pass over the tags finds them, in under a second; reading the cells takes tens of it."""

    def reads(_content: object) -> None:
        raise AssertionError("the cells are being read")

    content = empty_rows(starter_xlsx, row)
    monkeypatch.setattr(CalamineWorkbook, "from_filelike", reads)

    with pytest.raises(BadTable, match="空行"):
        texts_of(content, name="x.xlsx")


def test_some_thousand_empty_rows_are_read(starter_xlsx):
    content = empty_rows(starter_xlsx, b'<row r="N"><c r="AN" s="3"/></row>', 5_000)

    assert faults(content) == []


def test_a_workbook_comes_back_with_its_faults_marked(starter_xlsx):
    def spoil(book: Any) -> None:
        formula(book)
        duplicate(book)
        rename(book)
        book["指标"]["B2"].font = Font(bold=True)

    content = changed(starter_xlsx, spoil)
    found = judge(texts_of(content, name="x.xlsx")).faults

    book = load_workbook(io.BytesIO(marked(content, found, name="x.xlsx")))

    assert book.sheetnames[0] == "导入说明"
    listed = [[cell.value for cell in row] for row in book["导入说明"]]
    assert ["指标", "3", "G", "是公式。请复制后“选择性粘贴”为数值。"] in listed
    assert ["检查项", None, None, "没有这张工作表，请从导出的工作簿改起。"] in listed
    sheet = book["指标"]
    at = next(cell.column for cell in sheet[1] if cell.value == "导入说明")
    assert "G 列：是公式" in sheet.cell(3, at).value
    assert sheet["G3"].fill.fgColor.rgb.endswith("FBE8E6")
    assert sheet["G2"].fill.fgColor.rgb != sheet["G3"].fill.fgColor.rgb
    assert sheet["B2"].font.bold  # what the office did to it stays


def test_a_marked_workbook_is_mended_and_sent_again_as_it_is(starter_xlsx):
    content = changed(starter_xlsx, formula)
    found = judge(texts_of(content, name="x.xlsx")).faults
    once = marked(content, found, name="x.xlsx")
    twice = marked(once, found, name="x.xlsx")

    def mend(book: Any) -> None:
        book["指标"]["G3"] = load_workbook(io.BytesIO(starter_xlsx))["指标"]["G3"].value

    judged = judge(texts_of(changed(twice, mend), name="x.xlsx"))

    assert judged.faults == []
    assert judged.data == starter.data()
    heads = [cell.value for cell in load_workbook(io.BytesIO(twice))["指标"][1]]
    assert heads.count("导入说明") == 1


def test_a_workbook_too_large_to_be_marked_is_told(starter_xlsx):
    def grow(book: Any) -> None:
        for row in range(600, 20_000):
            book["检查项"].cell(row, 1).value = f"X{row}"

    content = changed(starter_xlsx, grow)

    with pytest.raises(BadTable, match="请照页面上的清单改"):
        marked(content, [], name="x.xlsx")
