"""Workbooks that go out: safe to open, ready to fill in, and the same when they come back."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.sheets import workbook
from wenming.core import tables
from wenming.core.tables import Column, Layout
from wenming.organization.models import UnitKind

LAYOUT = Layout(
    "单位",
    [
        Column("代码", "code", required=True, convert=tables.code(), unique=True, example="U01"),
        Column("名称", "name", required=True),
        Column("类别", "kind", convert=tables.choice(UnitKind), choices=tables.labels(UnitKind)),
    ],
    notes=["一行一个单位。"],
)


def opened(content, sheet=0):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[sheet]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1+1",
        "＋1",
        " =1",
        "#N/A",
        "=HYPERLINK()",
    ],
)
def test_text_never_becomes_a_formula(text):
    cell = opened(tables.write_xlsx(["名称"], [[text]], title="表"))["A2"]

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.strip() == text.strip()


def test_headers_never_become_formulas():
    assert opened(tables.write_xlsx(["=1+1"], [], title="表"))["A1"].data_type == "s"


def test_values_keep_their_kind():
    moment = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    rows = [[3, Decimal("2.50"), date(2026, 11, 20), moment, True, None, ""]]

    cells = opened(tables.write_xlsx(list("ABCDEFG"), rows, title="表"))[2]

    assert [str(cell.value) for cell in cells] == [
        "3",
        "2.5",
        "2026-11-20 00:00:00",
        "2026-11-21 00:30:00",  # in Shanghai
        "是",
        "None",
        "None",
    ]


def test_long_lists_are_written_whole():
    content = tables.write_xlsx(["序号"], ([n] for n in range(1000)), title="表")

    assert [row[0].value for row in opened(content).iter_rows(min_row=2)] == list(range(1000))


def test_names_of_sheets_and_files_are_made_to_fit():
    content = tables.write_xlsx(["a"], [], title="[2026]问题/台账:" + "长" * 40)
    answer = tables.xlsx_response("问题台账", content)

    assert len(opened(content).title) <= 31
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Disposition"].endswith(".xlsx")
    assert answer.content == content


def test_the_template_has_drop_downs_and_notes_and_reads_back_empty():
    content = tables.template(LAYOUT)
    book = openpyxl.load_workbook(io.BytesIO(content))

    sheet = tables.read_sheet(content, LAYOUT.columns, title=LAYOUT.title)

    assert (sheet.rows, sheet.faults) == ([], [])
    assert book.sheetnames == ["单位", "填写说明", "可选项"]
    assert book["可选项"].sheet_state == "hidden"
    rule = book["单位"].data_validations.dataValidation[0]
    assert (rule.formula1, str(rule.sqref)) == ("'可选项'!$A$2:$A$6", "C2:C2000")
    assert [cell.value for cell in book["可选项"]["A"]] == ["类别", *tables.labels(UnitKind)]
    notes = [[cell.value for cell in row] for row in book["填写说明"].iter_rows()]
    assert notes[1] == ["代码", "必填", None, "U01"]
    assert notes[3][2] == "从下拉项里选"
    assert notes[-1][0] == "一行一个单位。"


def test_codes_are_text_columns_in_the_template():
    sheet = opened(tables.template(LAYOUT))

    assert sheet.column_dimensions["A"].number_format == "@"


def test_the_sender_gets_the_own_sheet_back_with_remarks():
    content = workbook(
        ["名录"], ["代码", "备注", "名称"], ["U01", "原话", "甲"], ["U01", "=1+1", None]
    )
    sheet = tables.read_sheet(content, LAYOUT.columns)

    back = opened(tables.annotated(sheet, sheet.faults))

    assert [[cell.value for cell in row] for row in back.iter_rows()] == [
        ["名录", None, None, None],
        ["代码", "备注", "名称", "导入说明"],
        ["U01", "原话", "甲", None],
        ["U01", None, None, "A 列：“U01”与第 3 行重复。\nC 列：“名称”没有填。"],
    ]
    assert back["A4"].fill.fgColor.rgb == "00FBE8E6"
    assert back["A3"].fill.fgColor.rgb == "00000000"


def test_remarks_replace_older_remarks():
    content = workbook(["代码", "名称", "导入说明"], [None, "甲", "旧话"])
    sheet = tables.read_sheet(content, LAYOUT.columns)

    back = opened(tables.annotated(sheet, sheet.faults))

    assert [cell.value for cell in back[2]] == [None, "甲", "A 列：“代码”没有填。"]


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\ufeff\u200b"),
    min_size=1,
    max_size=30,
).filter(lambda word: word.strip().strip("\u3000").strip())


@given(st.lists(st.tuples(words, st.one_of(st.none(), words)), max_size=8))
def test_what_is_written_reads_back_the_same(rows):
    columns = [Column("名称", "name", required=True), Column("别名", "alias")]
    convert = tables.text(200)

    content = tables.write_xlsx(["名称", "别名"], rows, title="表")
    sheet = tables.read_sheet(content, columns)

    assert not sheet.faults
    assert [(row["name"], row["alias"]) for row in sheet.rows] == [
        (convert(name), alias and convert(alias)) for name, alias in rows
    ]


@given(
    st.lists(
        st.tuples(
            st.dates(date(1950, 1, 1), date(2099, 12, 31)),
            st.decimals(-1000, 1000, places=6, allow_nan=False),
        ),
        max_size=8,
    )
)
def test_days_and_numbers_read_back_the_same(rows):
    columns = [
        Column("日", "on", convert=tables.day),
        Column("数", "n", convert=tables.number(-1000, 1000, places=6)),
    ]

    sheet = tables.read_sheet(tables.write_xlsx(["日", "数"], rows, title="表"), columns)

    assert [(row["on"], row["n"]) for row in sheet.rows] == rows


FILLED = tables.template(LAYOUT, [["U01", "甲", "街道（乡镇）"]])


@given(st.data())
def test_a_damaged_byte_is_read_or_refused_and_nothing_else(data):
    content = bytearray(FILLED)
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))

    try:
        tables.read_sheet(bytes(content), LAYOUT.columns)
    except tables.BadTable:
        return
    except BaseException as error:  # the reader's Rust side may panic, which is no Exception
        pytest.fail(f"{type(error)}")


def test_a_sheet_prints_turned_as_wide_as_the_paper_with_its_head_on_every_page():
    sheet = opened(tables.write_xlsx(["代码", "名称"], [["U01", "市公安局"]], title="单位"))

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize(("is_ruled", "line"), [(True, "thin"), (False, None)])
def test_only_tables_to_be_printed_are_ruled_to_the_last_column(is_ruled, line):
    content = tables.write_xlsx(["代码", "名称"], [["U01"]], title="单位", is_ruled=is_ruled)

    cells = [opened(content)[name] for name in ("A2", "B2")]
    assert [cell.border.left.style for cell in cells] == [line, line]
    assert [bool(cell.alignment.wrap_text) for cell in cells] == [is_ruled, is_ruled]
