"""A framework as sheets and back: nothing is lost, and every fault has its sheet, row, column."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import starter
from wenming.engine.framework import parse_yaml
from wenming.engine.framework.comparing import Difference, compare
from wenming.engine.framework.layout import BASICS, TABLES
from wenming.engine.framework.sheets import SheetTexts, judge, right_rows
from wenming.engine.framework.text import framework_yaml
from wenming.engine.framework.workbook import same_shape, write


def texts(data: Any) -> dict[str, SheetTexts]:
    """What is read of the sheets of `data`, by title."""
    return {
        sheet.title: SheetTexts(
            sheet.title,
            [
                list(sheet.headers),
                *(["" if cell is None else str(cell) for cell in row] for row in sheet.rows),
            ],
        )
        for sheet in write(data)
    }


def judged(data: Any) -> Any:
    return judge(list(texts(data).values()))


def cell(sheet: SheetTexts, row: int, header: str, text: str) -> None:
    """Write `text` into a row (from 1, as the sheet counts) below a header."""
    rows: Any = sheet.rows
    rows[row - 1][rows[0].index(header)] = text


def test_the_starter_comes_back_the_same():
    found = judged(starter.data())

    assert found.ok
    assert found.data == starter.data()
    assert not found.warnings


def test_yaml_comes_back_the_same():
    assert parse_yaml(framework_yaml(starter.data())) == starter.data()


# Texts that are awkward in cells and in YAML.
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12
) | st.sampled_from(
    [
        "no",
        "007",
        "1:30",
        "１２",
        "=1+1",
        " x",
        "a\nb",
        "是",
        "主体系",
        "{a: 1}",
        "实地考察",
        "_x0041_",
    ]
)
amounts = st.decimals(-(10**6), 10**6, places=4) | st.integers(-(10**14), 10**14)
scalars = words | amounts | st.booleans() | st.none()
odd = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150)
@given(data=st.data())
def test_nothing_is_lost_whatever_stands_in_a_row(data):
    framework = starter.data()
    framework["indicators"] = framework["indicators"][:2]
    framework["check_items"] = framework["check_items"][:2]
    framework["place_types"] = framework["place_types"][:1]
    table = data.draw(st.sampled_from(TABLES))
    rows: Any = framework
    for part in table.path:
        rows = rows.get(part, {})
    keys = [column.path.split(".")[0] for column in table.columns] + ["note", "x.y"]
    changed = data.draw(st.dictionaries(st.sampled_from(keys), odd, max_size=3))
    changed.pop("code", None)
    row = next(iter(rows.values() if isinstance(rows, dict) else rows), {})
    row.update(changed)
    framework["meta"][data.draw(words)] = data.draw(odd)

    found = judged(framework).data

    assert found == same_shape(framework)
    assert parse_yaml(framework_yaml(found)) == found


def test_numbers_stay_as_written():
    data = starter.data()
    data["indicators"][0]["weight"] = Decimal("1.280000000000000001")

    found = judged(data).data

    assert found["indicators"][0]["weight"] == Decimal("1.280000000000000001")


@pytest.fixture
def sheets() -> dict[str, SheetTexts]:
    return texts(starter.data())


def faults_of(sheets: dict[str, SheetTexts]) -> list[str]:
    return [str(fault) for fault in judge(list(sheets.values())).faults]


def test_full_width_digits_and_words_are_understood(sheets):
    cell(sheets["指标"], 2, "权重", "１．２８")
    cell(sheets["检查项"], 2, "点位类型", "Ｌ０１")
    cell(sheets["检查项"], 2, "计分方式", "min_count")

    assert not faults_of(sheets)


@pytest.mark.parametrize(
    ("sheet", "row", "header", "text", "said"),
    [
        ("指标", 5, "权重", "重", "指标 第 5 行 G 列：“重”不是数。"),
        (
            "指标",
            5,
            "比较方式",
            "大",
            "指标 第 5 行 I 列：“大”不在可选的词里：越大越好、越小越好。",
        ),
        ("检查项", 9, "指标", "D99-99", "检查项 第 9 行 C 列：没有指标“D99-99”。"),
        (
            "检查项",
            9,
            "满分",
            "0",
            "检查项 第 9 行 I 列：max 是 0，应为大于 0、不大于 1000000 的数。",
        ),
        ("检查项", 4, "编码", "L01-01", "检查项 第 4 行 A 列：编码 L01-01 与第 2 行重复。"),
        ("体系", 3, "编码", "city", "体系 第 3 行 A 列：编码 city 与第 2 行重复。"),
        (
            "负面清单",
            2,
            "处理",
            "罚款",
            "负面清单 第 2 行 D 列：“罚款”不在可选的词里：一票否决、扣分。",
        ),
        ("基本信息", 3, "值", "二版", "基本信息 第 3 行 D 列：“二版”不是数。"),
        ("检查项", 2, "其他", "[1", "检查项 第 2 行 R 列：应为一组键值，如 {键: 值}；没有就空着。"),
    ],
)
def test_a_fault_has_its_sheet_row_and_column(sheets, sheet, row, header, text, said):
    cell(sheets[sheet], row, header, text)

    assert said in faults_of(sheets)


def test_levels_that_make_no_sense_are_named(sheets):
    row = next(n for n, r in enumerate(sheets["检查项"].rows, 1) if "good" in "".join(r))
    cell(sheets["检查项"], row, "档次", "好")

    assert any("名称=数" in fault for fault in faults_of(sheets))


def test_a_missing_sheet_and_a_missing_header_are_named(sheets):
    del sheets["点位类型"]
    sheets["指标"].rows[0][sheets["指标"].rows[0].index("权重")] = "分量"

    found = faults_of(sheets)

    assert "点位类型：没有这张工作表，请从导出的工作簿改起。" in found
    assert "指标 第 1 行：表头缺少：权重。请不要改表头。" in found


def test_an_unknown_sheet_is_no_fault_but_told(sheets):
    sheets["汇总"] = SheetTexts("汇总", [["x"]])

    found = judge(list(sheets.values()))

    assert found.ok
    assert "不认识这张工作表" in str(found.warnings[0])


def test_cells_that_are_no_plain_values_are_faults(sheets):
    sheets["指标"] = SheetTexts("指标", sheets["指标"].rows, {(4, 6): "是公式。"})

    assert "指标 第 5 行 G 列：是公式。" in faults_of(sheets)


def test_blank_rows_and_a_title_above_do_no_harm(sheets):
    rows: Any = sheets["维度"].rows
    sheets["维度"] = SheetTexts("维度", [["本市维度"], *rows[:3], [""] * 4, *rows[3:]])

    assert not faults_of(sheets)


def test_an_empty_workbook_is_told_what_it_lacks():
    found = judge([])

    assert not found.ok
    assert {fault.sheet for fault in found.faults} >= {BASICS, "维度", "指标"}


def test_the_right_rows_alone_leave_out_what_leans_on_wrong_ones(sheets):
    cell(sheets["指标"], 2, "权重", "重")
    code = sheets["指标"].rows[1][0]

    found = right_rows(list(sheets.values()))

    assert code not in {row["code"] for row in found.data["indicators"]}
    assert code not in {row["indicator"] for row in found.data["check_items"]}
    assert any("权重之和" in fault.message for fault in found.faults)


# Comparing


def test_two_editions_are_compared():
    old, new = starter.data(), starter.data()
    new["indicators"][0]["weight"] = Decimal("1.50")
    new["indicators"][1]["grades"]["A"] = 95
    gone = new["check_items"].pop(0)
    new["place_types"].append({**deepcopy(new["place_types"][0]), "code": "L99"})
    new["meta"]["version"] = 2

    found = [(c.kind, c.table, c.code, c.column, c.old, c.new) for c in compare(old, new)]

    first, second = (row["code"] for row in old["indicators"][:2])
    assert found == [
        (Difference.CHANGED, "基本信息", "meta.version", "", "1", "2"),
        (Difference.REWEIGHTED, "指标", first, "权重", "1.28", "1.50"),
        (Difference.CHANGED, "指标", second, "A 档", "100", "95"),
        (Difference.ADDED, "点位类型", "L99", "", "", "主次干道"),
        (Difference.REMOVED, "检查项", gone["code"], "", gone["text_zh"], ""),
    ]


def test_an_edition_equals_itself():
    assert compare(starter.data(), starter.data()) == []
