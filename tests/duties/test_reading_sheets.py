"""Task tables from Excel are read as people lay them out."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.duties.sheets import HEAD, names, table, told
from wenming.duties.tasksheet.heads import Part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]


def test_a_plain_table_becomes_tasks_with_units_and_days(clerk):
    judged = told(
        table(
            ["2026年创建任务分解表"],
            HEAD,
            [1, "规范停车秩序", "市公安局", "市城管局、市教育局", "6月底前"],
            [2, "每周清理小广告", "市城管局", "", "5个工作日内"],
            merged=["A1:E1"],
        ),
        clerk,
    )

    first, second = judged.items
    assert (judged.faults, judged.filled, judged.wrong) == ([], 2, 0)
    assert (first.row, first.text, first.due_on) == (3, "规范停车秩序", date(2026, 6, 30))
    assert names(first) == ["市公安局"]
    assert names(first, Part.SUPPORT) == ["市城市管理综合执法局", "市教育局"]
    assert second.due_on == date(2026, 3, 9)


def test_a_head_of_two_rows_and_cells_merged_down_are_filled(clerk):
    judged = told(
        table(
            ["附件1"],
            ["任务分解表"],
            ["序号", "重点任务", "具体措施", "责任分工", "", "完成时间"],
            ["", "", "", "牵头单位", "责任单位", ""],
            ["一、市容环境"],
            [1, "治理占道", "早晚各巡一次", "市城管局", "市公安局", date(2026, 5, 1)],
            ["", "", "划出疏导点", "", "", ""],
            ["备注：本表由市创城办解释"],
            merged=["A2:F2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "A5:F5",
                    "B6:B7", "D6:D7", "E6:E7", "F6:F7", "A8:F8"],
        ),
        clerk,
    )  # fmt: skip

    assert judged.faults == []
    (item,) = judged.items
    assert (item.text, item.measures) == ("治理占道", "早晚各巡一次\n划出疏导点")
    assert {tuple(names(item)) for item in judged.items} == {("市城市管理综合执法局",)}
    assert {item.due_on for item in judged.items} == {date(2026, 5, 1)}
    assert judged.headings == 2


def test_a_task_merged_over_rows_of_units_is_one_task_with_all_of_them(clerk):
    judged = told(
        table(
            HEAD,
            [1, "整治校园周边", "市教育局", "", "6月底前"],
            ["", "", "市公安局", "", ""],
            ["", "", "市教育局", "", ""],
            merged=["A2:A4", "B2:B4", "E2:E4"],
        ),
        clerk,
    )

    (item,) = judged.items
    assert names(item) == ["市教育局", "市公安局"]


def test_measures_with_units_of_their_own_are_tasks_of_their_own(clerk):
    judged = told(
        table(
            ["任务", "具体措施", "验收标准", "责任单位", "开始时间", "完成时间"],
            ["整治小区", "清理楼道", "无堆物", "市公安局", "2026-03-10", "4月底"],
            ["", "补种绿化", "", "市教育局", "", "6月底"],
            merged=["A2:A3"],
        ),
        clerk,
    )

    first, second = judged.items
    assert first.text == second.text == "整治小区"
    assert (first.measures, second.measures) == ("清理楼道", "补种绿化")
    assert (first.acceptance, first.starts_on) == ("无堆物", date(2026, 3, 10))
    assert [item.due_on for item in judged.items] == [date(2026, 4, 30), date(2026, 6, 30)]


def test_labels_in_a_cell_ditto_marks_and_targets_are_understood(clerk):
    judged = told(
        table(
            ["任务", "责任单位", "目标", "时限"],
            [
                "改造市场",
                "牵头单位：市市场监管局；配合单位：市公安局",
                "达标率 ≥ 95 %",
                "2026.9.30前",
            ],
            ["清洗路面", "市城管局", "主次干道机械化清扫率达到90%以上；群众满意", "同上"],
            ["巡查夜市", "同上", "", "每月"],
        ),
        clerk,
    )

    first, second, third = judged.items
    assert names(first) == ["市市场监督管理局"]
    assert names(first, Part.SUPPORT) == ["市公安局"]
    assert [t["value"] for t in (*first.targets, *second.targets)] == [95.0, 90]
    assert (second.text, second.acceptance) == ("清洗路面", "群众满意")
    assert first.due_on == second.due_on == date(2026, 9, 30)
    assert (third.cadence, third.kind, names(third, Part.RESPONSIBLE)) == (
        "monthly",
        "recurring",
        ["市城市管理综合执法局"],
    )


def test_our_own_export_comes_back_as_it_was(client, clerk, units):
    indicators = list(make.edition().indicators.order_by("code")[:2])
    target = {"metric": "达标率", "op": ">=", "value": 95.0, "unit": "%", "current": None}
    task = make.task(
        units["市公安局"],
        text="清理僵尸车",
        measures="每周巡查。\n建档销号",
        acceptance="路面没有僵尸车",
        cadence="weekly",
        starts_on=date(2026, 5, 1),
        due_on=date(2026, 6, 30),
        targets=[target],
        supports=[units["市教育局"]],
        indicators=indicators,
        milestones=[{"what": "摸底", "due_on": "2026-05-20"}],
    )
    made = make.task_list(task, by=clerk)
    client.force_login(clerk)

    judged = told(client.get(reverse("duties:export", args=[made.pk])).content, clerk)

    assert judged.faults == []
    (item,) = judged.items
    assert (item.text, item.measures) == ("清理僵尸车", "每周巡查。\n建档销号")
    assert (item.acceptance, item.cadence) == ("路面没有僵尸车", "weekly")
    assert (item.starts_on, item.due_on) == (date(2026, 5, 1), date(2026, 6, 30))
    assert [(t["metric"], t["op"], t["value"], t["unit"]) for t in item.targets] == [
        ("达标率", ">=", 95, "%")
    ]
    assert names(item) == ["市公安局"]
    assert item.codes == [row.code for row in indicators]


def test_a_list_with_only_measures_takes_them_for_the_tasks(clerk):
    head = ["指标名称", "牵头单位", "具体措施", "完成时限"]

    (item,) = told(table(head, ["", "市公安局", "清理僵尸车", "2026-06-30"]), clerk).items

    assert (item.text, item.measures) == ("清理僵尸车", "")
