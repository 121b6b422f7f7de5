"""Where a document contradicts itself."""

from datetime import date

import pytest

from wenming.engine.intake import read


def found(text, **options):
    return [(check.kind, check.said, check.found) for check in read(text, **options).checks]


def test_announced_points_that_do_not_follow():
    text = "下面，我讲四点意见。\n一、抓环境\n要清扫。\n二、抓秩序\n要整治。\n"
    (check,) = read(text).checks

    assert (check.kind, check.said, check.found) == ("count", "四点意见", "2")
    assert text[check.start : check.end] == "四点意见"
    assert check.message == "文中称“四点意见”，其后只列出2项（一、二）。"


def test_more_points_than_announced():
    assert found("要做好“两项工作”：\n一是清扫。\n二是清洗。\n三是保洁。\n") == [
        ("count", "两项工作", "3")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "下面，我讲两点意见。\n一、抓环境\n要清扫。\n二、抓秩序\n要整治。\n",
        "会议有30人参加。\n一、抓环境\n要清扫。\n二、抓秩序\n要整治。\n",
        "主要任务如下：\n——清扫街巷。\n——清洗护栏。\n",
    ],
)
def test_counts_that_agree_or_count_something_else(text):
    assert found(text) == []


def test_parts_that_do_not_add_up():
    text = "自测有30项指标不达标。其中城管组12项，交通组9项，市场组7项。"

    assert found(text) == [("sum", "30项", "12+9+7=28")]


@pytest.mark.parametrize(
    "text",
    [
        "自测有30项指标不达标。其中城管组12项，交通组9项，市场组9项。",
        "全市有30家市场，其中东湖区5家，西岭区4家，南山区3家。",
        "共检查30处点位，其中合格20处。",
        "共发现问题30个，包括市容12处，交通9处，市场7处。",
    ],
)
def test_sums_that_agree_or_are_no_sums(text):
    assert found(text) == []


def test_a_deadline_before_the_day_of_the_document():
    text = "一、任务\n1.市城管局于3月1日前完成摸排。\n2.市住建局于5月1日前完成修补。\n"

    assert found(text, dated=date(2026, 4, 2)) == [("date", "3月1日前", "2026-04-02")]
    assert found(text) == []


def test_one_duty_with_two_leads_in_one_item():
    text = "1.整治停车秩序。这项工作由市公安局牵头。这项工作由市城管局牵头。\n"

    assert found(text) == [("lead", "市公安局", "市城管局")]


def test_one_duty_given_to_two_units_in_two_places():
    text = (
        "一、任务\n1.由市水务局牵头清理城区河道漂浮物和岸线垃圾。\n"
        "二、分工\n1.由市城管局牵头清理城区河道漂浮物和岸线垃圾。\n"
    )

    assert found(text) == [("lead", "市水务局", "市城管局")]


def test_different_duties_may_have_different_leads():
    text = "一、任务\n1.由市水务局牵头清理城区河道。\n2.由市林业局牵头补植行道树木。\n"

    assert found(text) == []


# --- indicators -----------------------------------------------------------------------------

KNOWN = {"D06-05": "公共厕所管理", "D06-02": "市容秩序", "D01-04": "公益广告设置"}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("“夜景照明”指标丢分较多。", ["夜景照明"]),
        ("对照测评指标“楼宇文化”，各区要自查。", ["楼宇文化"]),
        ("指标D09-77没有材料。", ["D09-77"]),
        ("“公共厕所管理”指标得分低，“市容秩序”这一指标也不高，D06-05要补课。", []),
        ("“公共厕所的管理”指标得分低。", []),
        ("开展“门前五包”活动，指标T2.1不在此列。", []),
    ],
)
def test_an_indicator_that_the_framework_lacks_is_named(sentence, said):
    found = read(sentence, indicators=KNOWN).checks

    assert [check.said for check in found if check.kind == "indicator"] == said


def test_the_nearest_indicator_is_offered_and_a_name_is_told_once():
    text = "“公厕设置管理”指标要补。再看“公厕设置管理”指标。"

    (check,) = read(text, indicators=KNOWN).checks

    assert check.found == "公共厕所管理"
    assert text[check.start : check.end] == "公厕设置管理"
    assert "相近的有“公共厕所管理”" in check.message


def test_without_a_framework_nothing_is_unknown():
    assert read("“夜景照明”指标丢分较多。").checks == ()
