"""What is wrong with a task table is told by row and column; names and columns are corrected by hand."""

from datetime import date

import openpyxl
import pytest

from tests import make
from tests.core.sheets import saved
from tests.duties.sheets import HEAD, names, send, stored, table, told
from wenming.duties import services
from wenming.duties.tasksheet.heads import Part
from wenming.duties.tasksheet.sheets import judge_sheet
from wenming.organization.models import UnitAlias, UnitKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]


def test_what_is_wrong_is_named_by_row_and_column(clerk):
    judged = told(
        table(
            HEAD,
            [1, "", "市公安局", "", ""],
            [2, "没有单位的事", "", "", ""],
            [3, "日子写错", "市公安局", "", "2026-02-30"],
            [4, "=A1&B1", "市公安局", "", ""],
            [5, "规范停车", "市公安局", "", "长期坚持"],
            [6, "规范 停车", "市公安局", "", ""],
            [7, "长" * 601, "市公安局", "", ""],
        ),
        clerk,
    )

    assert [(f.row, f.column) for f in judged.faults] == [
        (2, "B"), (3, "C"), (4, "E"), (5, "B"), (7, "B"), (8, "B"),
    ]  # fmt: skip
    said = [str(fault) for fault in judged.faults]
    assert "第 3 行 C 列：没有牵头单位，也没有责任单位。" in said
    assert any("不是日历上有的日子" in words for words in said)
    assert any("与第 6 行相同" in words for words in said)
    (right,) = judged.items
    assert right.row == 6
    assert "长期坚持" in right.notes[0]


def test_an_unsure_name_comes_with_candidates_and_a_choice_is_remembered(clerk, units):
    content = table(
        HEAD, [1, "规范停车", "市成管局", "各街道", ""], [2, "夜查", "市成管局", "", ""]
    )
    street = make.unit("石坊街道", kind=UnitKind.STREET)
    sheet = send(content, clerk)
    judged = judge_sheet(sheet)

    assert judged.items == []
    doubt, every = judged.doubts
    assert (doubt.name, doubt.rows) == ("市成管局", (2, 3))
    bureau = units["市城市管理综合执法局"]
    assert (f"unit:{bureau.code}", bureau.name) in doubt.choices
    assert every.choices[0][0].startswith("kind:")

    chosen = {"市成管局": f"unit:{bureau.code}", "各街道": "kind:street"}
    sheet = services.choose_units(sheet_id=sheet.pk, by=clerk, chosen=chosen)

    first, second = judge_sheet(sheet).items
    assert names(first) == names(second) == [bureau.name]
    assert names(first, Part.SUPPORT) == [street.name]
    assert UnitAlias.objects.get(name="市成管局").unit == bureau
    assert told(table(HEAD, [1, "巡查", "市成管局", "", ""]), clerk).doubts == []


def test_a_name_may_be_left_out(clerk):
    sheet = send(table(HEAD, [1, "规范停车", "市公安局", "驻军某部", ""]), clerk)

    sheet = services.choose_units(sheet_id=sheet.pk, by=clerk, chosen={"驻军某部": "-"})

    (item,) = judge_sheet(sheet).items
    assert names(item, Part.SUPPORT) == []


def test_a_mapping_is_corrected_and_remembered_by_the_words_of_the_head(clerk):
    content = table(["事", "谁办", "啥时"], ["清理河道", "市公安局", "年底"])
    sheet = send(content, clerk)
    assert judge_sheet(sheet).items == []

    parts = {0: Part.TEXT, 1: Part.LEAD, 2: Part.DEADLINE}
    sheet = services.map_columns(sheet_id=sheet.pk, by=clerk, grid=sheet.grid, head=0, parts=parts)
    (item,) = judge_sheet(sheet).items
    assert (item.text, item.due_on) == ("清理河道", date(2026, 12, 31))
    stored(sheet, clerk)

    again = told(table(["事 ", "谁办", "啥时"], ["清理沟渠", "市公安局", "年底"]), clerk)
    assert [item.text for item in again.items] == ["清理沟渠"]


def test_another_sheet_or_head_is_guessed_anew(clerk):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["请各单位认真填写"])
    other = book.create_sheet("明细")
    for row in (HEAD, [1, "规范停车", "市公安局", "", ""]):
        other.append(row)
    sheet = send(saved(book), clerk)
    assert (sheet.grid, len(judge_sheet(sheet).items)) == ("明细", 1)

    sheet = services.map_columns(sheet_id=sheet.pk, by=clerk, grid="说明", head=0, parts=None)

    assert judge_sheet(sheet).items == []
