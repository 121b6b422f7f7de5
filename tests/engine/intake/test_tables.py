"""Task tables in plain text: bars, tabs, wide gaps; merged cells; forms and letters."""

import pytest

from tests.engine.intake.drafts import DAY, all_of
from wenming.engine.intake import read

HEAD = ["序号", "类别", "工作任务", "量化目标", "牵头单位", "责任单位", "完成时限"]
ROWS = [
    ["1", "市容", "清理占道经营", "设置摊点20处", "市城管局", "东湖区、西岭区", "4月底前"],
    ["2", "", "拆除破损招牌", "", "", "", ""],
    ["3", "交通", "施划停车泊位", "新增泊位900个", "市公安局", "", "同上"],
]


def bars(rows):
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def tabs(rows):
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("lay_out", [bars, tabs])
def test_a_row_is_a_directive_and_merged_cells_mean_what_stands_above(lay_out):
    found = all_of("任务分解表\n" + lay_out([HEAD, *ROWS]) + "说明：各单位要在5月1日前报送总结。\n")

    assert [row.text[:6] for row in found[:3]] == ["清理占道经营", "拆除破损招牌", "施划停车泊位"]
    assert found[0].text.endswith("设置摊点20处")
    assert [row.lead for row in found[:3]] == [("市城管局",), ("市城管局",), ("市公安局",)]
    assert [row.support for row in found[:3]] == [("东湖区", "西岭区"), ("东湖区", "西岭区"), ()]
    assert {row.deadline_iso for row in found[:3]} == {"2026-04-30"}
    assert [[t.value for t in row.targets] for row in found[:3]] == [[20], [], [900]]
    assert found[3].lead_generic


def test_a_rule_below_the_head_is_no_row():
    text = bars(
        [["问题", "整改措施", "责任单位"], ["---", ":-:", "---"], ["积水", "疏通管网", "市水务局"]]
    )

    (row,) = all_of(text)
    assert (row.text, row.lead) == ("疏通管网", ("市水务局",))


def test_columns_between_wide_gaps():
    text = "工作内容    责任单位    完成时限\n更换井盖    市住建局    6月底前\n修剪行道树    市园林局    每月\n"

    first, second = all_of(text)
    assert (first.lead, first.deadline) == (("市住建局",), "6月底前")
    assert second.cadence == "monthly"


def test_a_table_under_a_heading_leaves_the_outline_alone():
    text = "一、任务\n" + tabs([HEAD, ROWS[0]]) + "二、要求\n市创城办要每周调度。\n"
    draft = read(text, dated=DAY)

    assert [(h.number, h.text) for h in draft.outline] == [("一", "任务"), ("二", "要求")]
    assert [row.lead for row in draft.directives] == [("市城管局",), ("市创城办",)]


@pytest.mark.parametrize(
    "text",
    [
        bars([["姓名", "职务", "电话"], ["张三", "主任", "123"]]),
        bars([["序号", "责任单位"], ["1", "市城管局"]]),
        "市城管局  市住建局  市公安局\n",
    ],
)
def test_other_tables_order_nothing(text):
    assert all_of(text) == []


def test_a_form_with_one_matter_is_one_directive():
    text = (
        "问题交办单\n编号：17\n交办事项：人民路围挡破损，需更换公益广告。\n责任单位：市城投集团\n"
        "配合单位：市住建局\n整改时限：5月19日前\n交办人：李某\n"
    )

    (row,) = all_of(text)
    assert (row.lead, row.support, row.deadline) == (("市城投集团",), ("市住建局",), "5月19日前")


def test_a_letter_of_responsibility_leads_every_item():
    text = "责任书\n一、责任单位：西岭区政府\n二、目标\n1.满意度达到92%以上。\n2.不发生负面清单事项。\n"

    assert [row.lead for row in all_of(text)] == [("西岭区政府",), ("西岭区政府",)]
