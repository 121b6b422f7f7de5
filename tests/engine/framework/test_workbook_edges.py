"""Edges of workbooks: headers and keys twice, values of a wrong type, what fits into no cell."""

from decimal import Decimal

import pytest

from tests.engine import starter
from tests.engine.framework.test_workbook import cell, faults_of, texts
from wenming.engine.errors import EngineError
from wenming.engine.framework import check
from wenming.engine.framework.comparing import Difference, compare
from wenming.engine.framework.layout import BASICS, NOTES, SCORING_WORDS
from wenming.engine.framework.overlay import check_overlay
from wenming.engine.framework.sheets import SheetTexts, judge, letter
from wenming.engine.framework.workbook import same_shape, write


@pytest.fixture
def sheets() -> dict[str, SheetTexts]:
    return texts(starter.data())


def basic(sheets: dict[str, SheetTexts], key: str, kind: str, value: str) -> int:
    """Add a row to 基本信息; its number, from 1."""
    sheets[BASICS].rows.append(["", key, kind, value])  # type: ignore[attr-defined]
    return len(sheets[BASICS].rows)


# Settings


@pytest.mark.parametrize(
    ("key", "kind", "value", "said"),
    [
        ("meta.extra", "数", "很多", "D 列：“很多”不是数。"),
        ("meta.extra", "是否", "也许", "D 列：“也许”应写是或否。"),
        ("meta.extra", "结构", "[1", "D 列："),
        ("meta.extra", "随便", "x", "C 列：类型应为："),
        ("", "文本", "x", "B 列：“键”没有填。"),
        ("meta.id", "文本", "x", "B 列：键“meta.id”与第 "),
    ],
)
def test_a_setting_that_cannot_be_is_named(sheets, key, kind, value, said):
    number = basic(sheets, key, kind, value)

    assert any(f"{BASICS} 第 {number} 行 {said}" in fault for fault in faults_of(sheets))


def test_settings_of_every_type_are_read(sheets):
    basic(sheets, "meta.flag", "是否", "否")
    basic(sheets, "meta.list", "结构", "[1, 2]")
    basic(sheets, "meta.blank", "文本", "")

    meta = judge(list(sheets.values())).data["meta"]

    assert (meta["flag"], meta["list"], "blank" in meta) == (False, [1, 2], False)


def test_a_setting_below_a_plain_value_is_dropped(sheets):
    sheets[BASICS].rows.insert(1, ["", "meta", "文本", "x"])

    assert judge(list(sheets.values())).data["meta"] == "x"


def test_a_formula_among_the_settings_is_a_fault(sheets):
    old = sheets[BASICS]
    sheets[BASICS] = SheetTexts(BASICS, old.rows, {(1, 3): "是公式。"})

    assert f"{BASICS} 第 2 行 D 列：是公式。" in faults_of(sheets)


# Sheets and headers


def test_two_sheets_of_one_name_are_named(sheets):
    found = judge([*sheets.values(), sheets["指标"]])

    assert "指标：有两张同名的工作表，请只留一张。" in [str(fault) for fault in found.faults]


def test_a_header_that_stands_twice_is_named(sheets):
    sheets["维度"].rows[0].append("编码")

    assert "维度 第 1 行：表头“编码”出现了两次。" in faults_of(sheets)


def test_a_setting_in_the_place_of_a_level_is_told_by_the_sheet_of_the_level(sheets):
    basic(sheets, "contents", "文本", "x")

    assert "测评内容：contents 应为列表。" in faults_of(sheets)


def test_the_notes_are_not_read(sheets):
    notes = SheetTexts(NOTES, [["随便写"]])

    assert judge([*sheets.values(), notes]) == judge(list(sheets.values()))


# Cells


def test_a_column_of_its_own_wins_over_the_rest(sheets):
    cell(sheets["维度"], 2, "其他", "{code: X}")
    code = sheets["维度"].rows[1][0]

    assert judge(list(sheets.values())).data["dimensions"][0]["code"] == code


@pytest.mark.parametrize(
    ("title", "header", "text", "said"),
    [
        ("整改方式", "要整改后照片", "也许", "“也许”应写是或否。"),
        ("检查项", "计分方式", "随便", "“随便”不在可选的词里："),
    ],
)
def test_a_word_that_a_column_does_not_know_is_a_fault(sheets, title, header, text, said):
    cell(sheets[title], 2, header, text)
    column = letter(sheets[title].rows[0].index(header))

    assert any(f.startswith(f"{title} 第 2 行 {column} 列：{said}") for f in faults_of(sheets))


def test_an_open_column_takes_other_words_and_lines_are_split(sheets):
    cell(sheets["指标"], 2, "测评方法", "听取汇报")
    cell(sheets["指标"], 2, "材料要求", "一份方案\n\n 一份总结 ")

    first = judge(list(sheets.values())).data["indicators"][0]

    assert first["method"] == "听取汇报"
    assert first["requirements"] == ["一份方案", "一份总结"]


def test_codes_that_are_numbers_become_text():
    data = {**starter.data(), "contents": [{"code": 101, "name_zh": "甲"}]}

    assert same_shape(data)["contents"][0]["code"] == "101"


@pytest.mark.parametrize(
    ("title", "said"), [("整改方式", "“编码”没有填。"), ("指标", "编码是“空”，")]
)
def test_a_row_without_a_code_is_a_fault_of_its_own(sheets, title, said):
    cell(sheets[title], 3, "编码", "")

    (fault,) = (f for f in faults_of(sheets) if f.startswith(f"{title} 第 3 行 A 列"))
    assert said in fault


@pytest.mark.parametrize("levels", ["good=x", "good=1；good=2"])
def test_levels_need_one_number_each(sheets, levels):
    row = next(n for n, r in enumerate(sheets["检查项"].rows, 1) if "good" in "".join(r))
    cell(sheets["检查项"], row, "档次", levels)

    assert any(fault.startswith(f"检查项 第 {row} 行") for fault in faults_of(sheets))


def test_what_no_column_holds_goes_to_the_rest_and_comes_back():
    data = starter.data()
    data["meta"]["big"] = Decimal("12345678901234567890.5")
    data["meta"]["schemes"]["city"]["gated"] = "maybe"
    data["indicators"][0]["weight"] = True
    data["indicators"][1]["requirements"] = [1, "x"]
    data["check_items"][0]["scoring"]["levels"] = ["a"]

    assert judge(list(texts(data).values())).data == same_shape(data)


def test_what_fits_into_no_cell_is_refused():
    long = starter.data()
    long["meta"]["note"] = ["x" * 40_000]
    with pytest.raises(EngineError, match=r"meta\.note 太长"):
        write(long)
    wide = starter.data()
    wide["dimensions"][0]["odd"] = ["x" * 40_000]
    with pytest.raises(EngineError, match=r"维度 .* 太长"):
        write(wide)


def test_an_empty_level_is_as_none():
    assert "contents" not in same_shape({**starter.data(), "contents": []})


# Comparing


def test_settings_added_and_removed_are_told_in_words():
    old, new = starter.data(), starter.data()
    old["meta"]["only_old"], new["meta"]["only_new"] = True, False

    found = [(c.kind, c.code, c.old, c.new) for c in compare(old, new)]

    assert (Difference.REMOVED, "meta.only_old", "是", "") in found
    assert (Difference.ADDED, "meta.only_new", "", "否") in found


def test_what_no_column_holds_is_compared_whole():
    old, new = starter.data(), starter.data()
    new["dimensions"][0]["odd"] = [1]

    (change,) = compare(old, new)

    assert (change.kind, change.table, change.column) == (Difference.CHANGED, "维度", "其他")


def test_words_of_a_column_are_compared_in_words():
    old, new = starter.data(), starter.data()
    scoring = new["check_items"][0]["scoring"]
    scoring["type"] = "critical" if scoring["type"] != "critical" else "probe"

    shown = [c.new for c in compare(old, new) if c.column == "计分方式"]

    assert shown == [SCORING_WORDS[scoring["type"]]]


# Settings of entries


def test_a_bonus_needs_no_cap():
    data = starter.data()
    del data["meta"]["bonus"]["cap"]

    assert check(data).ok


# Overlays


def test_an_overlay_may_repeat_what_it_does_not_change():
    base = starter.data()
    first = base["indicators"][0]
    overlay = {
        "meta": {
            "id": "local",
            "version": 1,
            "base": {k: base["meta"][k] for k in ("id", "version")},
        },
        "indicators": [{"code": first["code"], "grades": {"op": first["grades"]["op"]}}],
    }

    assert check_overlay(base, overlay).ok
