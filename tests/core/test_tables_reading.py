"""Sheets that come in: what is read, and what is refused with row and column."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from tests.core.sheets import SHEET_XML, sheet_xml, with_part, workbook
from wenming.core import tables
from wenming.core.tables import BadTable, Column
from wenming.organization.models import UnitKind

COLUMNS = [
    Column("代码", "code", required=True, convert=tables.code(), unique=True),
    Column("名称", "name", required=True),
    Column("类别", "kind", convert=tables.choice(UnitKind)),
    Column("启用日期", "on", convert=tables.day),
]
HEAD = ["代码", "名称", "类别", "启用日期"]


def read(*rows, columns=COLUMNS, title="单位", **options):
    return tables.read_sheet(workbook(*rows, **options), columns, title=title, name="单位.xlsx")


def told(sheet):
    return [str(fault) for fault in sheet.faults]


def test_rows_keep_their_number_and_blank_rows_are_passed_over():
    sheet = read(
        HEAD,
        ["U01", "市公安局", "市直部门", date(2026, 11, 20)],
        [None, "  ", "\u3000", None],
        ["U02", "市城管执法局", None, None],
    )

    assert not sheet.faults
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.rows[0].values == {
        "code": "U01",
        "name": "市公安局",
        "kind": "department",
        "on": date(2026, 11, 20),
    }
    assert sheet.rows[1]["kind"] is None
    assert sheet.filled == 2


def test_columns_are_found_by_header_in_any_order_below_a_title():
    sheet = read(["二〇二六年单位名录"], [], ["序号", "名称", "代码"], [1, "市公安局", "U01"])

    assert sheet.rows[0].values == {"code": "U01", "name": "市公安局"}
    assert (sheet.rows[0].number, sheet.letters) == (4, {"name": "B", "code": "C"})


def test_the_named_sheet_is_taken_and_else_the_first_whose_header_fits():
    from openpyxl import Workbook

    from tests.core.sheets import saved

    book = Workbook()
    book.active.append(HEAD)
    book.active.append(["U01", "第一张"])
    second = book.create_sheet("单位")
    second.append(HEAD)
    second.append(["U02", "第二张"])
    content = saved(book)

    named = tables.read_sheet(content, COLUMNS, title="单位")
    other = tables.read_sheet(content, COLUMNS, title="没有这张")

    assert named.rows[0]["name"] == "第二张"
    assert other.rows[0]["name"] == "第一张"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ([None, "市公安局"], "第 2 行 A 列：“代码”没有填。"),
        (["U 1", "市公安局"], "第 2 行 A 列：“U 1”不能作代码"),
        (["U01", "局" * 201], "第 2 行 B 列：有 201 个字，最多 200 个。"),
        (["U01", "市公安局", "部门"], "第 2 行 C 列：“部门”不在可选的词里：市直部门、"),
        (["U01", "市公安局", None, "2026-02-30"], "第 2 行 D 列：“2026-02-30”不是日期"),
        (["=1+1", "市公安局"], "第 2 行 A 列：是公式。"),
        (["U01", "市公安局", "#N/A"], "第 2 行 C 列：是表格软件的错误值"),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(row, sentence):
    sheet = read(HEAD, row)

    assert len(sheet.faults) == 1
    assert told(sheet)[0].startswith(sentence)
    assert not sheet.rows


def test_a_row_of_nothing_but_a_formula_is_not_blank():
    sheet = read(HEAD, ["=A9"])

    assert told(sheet) == [
        "第 2 行 A 列：是公式。请复制后“选择性粘贴”为数值。",
        "第 2 行 B 列：“名称”没有填。",
    ]


def test_a_code_given_twice_names_the_row_of_the_first():
    sheet = read(HEAD, ["U01", "甲"], ["U02", "乙"], ["Ｕ０１", "丙"])

    assert told(sheet) == ["第 4 行 A 列：“U01”与第 2 行重复。"]
    assert [row.number for row in sheet.rows] == [2, 3]


def test_merged_cells_are_refused_in_every_row_they_cover():
    sheet = read(HEAD, ["U01", "甲"], ["U02", None], ["U03", "丙"], merge="B2:B3")

    assert told(sheet)[0] == "第 2 行 B 列：在合并单元格里。请取消合并，每行都填上。"
    assert told(sheet)[1:] == [
        "第 3 行 B 列：“名称”没有填。",
        "第 3 行 B 列：在合并单元格里。请取消合并，每行都填上。",
    ]
    assert [row.number for row in sheet.rows] == [4]


def test_merged_titles_above_the_header_do_no_harm():
    sheet = read(["单位名录", None], HEAD, ["U01", "甲"], merge="A1:D1")

    assert not sheet.faults
    assert sheet.rows[0].number == 3


def test_a_missing_header_names_the_columns():
    with pytest.raises(BadTable, match="工作表“单位”的表头缺少：代码、名称。"):
        read(["姓名", "电话"], ["甲", "1"])


def test_a_header_twice_names_both_letters():
    with pytest.raises(BadTable, match="“名称”出现了两次（B 列和 C 列）"):
        read(["代码", "名称", "名称"], ["U01", "甲", "乙"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (b"name,code\n", "不是 xlsx 表格"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "旧格式 xls 或加了密"),
        (b"PK\x03\x04broken", "已损坏"),
        (b"PK" + b"0" * (20 * 1024 * 1024), "超过 20 MB"),
    ],
)
def test_a_file_that_is_no_xlsx_is_refused_in_words(content, sentence):
    with pytest.raises(BadTable, match=sentence):
        tables.read_sheet(content, COLUMNS, name="单位.xlsx")


def test_a_cut_off_file_is_refused_in_words():
    content = workbook(HEAD, ["U01", "甲"])

    for length in range(4, len(content), 97):
        with pytest.raises(BadTable):
            tables.read_sheet(content[:length], COLUMNS, name="单位.xlsx")


@pytest.mark.parametrize("claims", [None, 1000])
def test_a_file_that_swells_is_refused_whatever_size_it_claims(claims):
    swollen = sheet_xml(" " * (160 * 1024 * 1024))
    content = with_part(workbook(HEAD), SHEET_XML, swollen, claims=claims)

    assert len(content) < 1024 * 1024
    with pytest.raises(BadTable, match="解开以后太大"):
        tables.read_sheet(content, COLUMNS, name="单位.xlsx")


def test_a_tag_without_end_is_refused_at_once():
    endless = sheet_xml("<!--" + " " * (20 * 1024 * 1024) + "-->")

    with pytest.raises(BadTable, match="已损坏"):
        tables.read_sheet(with_part(workbook(HEAD), SHEET_XML, endless), COLUMNS)


def test_a_cell_at_the_far_end_is_refused_before_the_rectangle_is_laid_out():
    far = sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>')
    content = with_part(workbook(HEAD), SHEET_XML, far)

    with pytest.raises(BadTable, match="最多 50,000 行"):
        tables.read_sheet(content, COLUMNS, name="单位.xlsx")


def test_empty_cells_at_the_far_end_do_no_harm():
    styled = sheet_xml(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="XFD1" s="0"/></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c></row>'
        '<row r="1048576"><c r="A1048576" s="0"/></row>'
    )

    sheet = tables.read_sheet(
        with_part(workbook(HEAD), SHEET_XML, styled), [Column("名称", "name", required=True)]
    )

    assert [row["name"] for row in sheet.rows] == ["甲"]


def test_declared_entities_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet_xml("")

    with pytest.raises(BadTable, match="已损坏"):
        tables.read_sheet(with_part(workbook(HEAD), SHEET_XML, bomb), COLUMNS, name="单位.xlsx")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 8, 30, tzinfo=UTC), date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026/11/2", date(2026, 11, 2)),
        ("２０２６年１１月２０日", date(2026, 11, 20)),
        (20261120, date(2026, 11, 20)),
        (20261120.0, date(2026, 11, 20)),
    ],
)
def test_days_are_read_as_offices_write_them(cell, value):
    assert tables.day(cell) == value


@pytest.mark.parametrize("cell", ["11-20", "2026-13-01", "20260230", "明天", 45000, "2026-1-1-1"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(ValueError, match="不是日期"):
        tables.day(cell)


@pytest.mark.parametrize(
    ("convert", "cell", "value"),
    [
        (tables.number(73, 136, places=6), "１１９．５", Decimal("119.5")),
        (tables.number(73, 136, places=6), 119.1234567, Decimal("119.123457")),
        (tables.whole(0, 10), 3.0, 3),
        (tables.phone, 13800001234.0, "13800001234"),
        (tables.phone, "０５７９－８２０００００１", "0579-82000001"),
        (tables.code(), 330701001.0, "330701001"),
        (tables.names(), "工商局、质监局,工商局；药监局", ["工商局", "质监局", "药监局"]),
        (tables.choice(UnitKind), "street", "street"),
        (tables.text(10), " 市\n公安局 ", "市 公安局"),
        (tables.text(10), True, "是"),
    ],
)
def test_cells_become_values(convert, cell, value):
    assert convert(cell) == value


@pytest.mark.parametrize(
    ("convert", "cell", "sentence"),
    [
        (tables.number(73, 136, places=6), "东经120", "不是数"),
        (tables.number(73, 136, places=6), 30, "不在 73 到 136 之间"),
        (tables.number(73, 136, places=6), "nan", "不在"),
        (tables.whole(0, 10), 2.5, "不是整数"),
        (tables.phone, "打办公室", "不像电话号码"),
        (tables.code(), 1.5, "带小数点"),
        (tables.code(), 3.3070100100100001e17, "已把末尾改成 0"),
        (tables.code(3), "ABCD", "最多 3 位"),
        (tables.names(most=2), "甲、乙、丙", "最多 2 个"),
    ],
)
def test_cells_that_make_no_value_say_why(convert, cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        convert(cell)


def test_labels_stay_chinese_on_english_pages():
    with translation.override("en"):
        assert tables.labels(UnitKind)[0] == "市直部门"
        assert tables.label_of(UnitKind, "street") == "街道（乡镇）"
