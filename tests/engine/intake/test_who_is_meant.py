"""Whom a sentence means that names nobody by a name of his own: 该委, 街道, a leader, 以上两项."""

import pytest

from tests.engine.intake.drafts import all_of, items, one

HEADED = "通报\n一、问题\n（一）市住房城乡建委\n{first}\n（二）金渡街道\n{second}\n"


def test_this_office_and_the_street_are_those_that_the_heading_names():
    found = all_of(
        HEADED.format(
            first="由该委牵头，市消防救援支队参加，7月20日前清理楼道。",
            second="街道要于7月9日前清理江边巷。",
        )
    )

    assert [row.lead for row in found] == [("市住房城乡建委",), ("金渡街道",)]
    assert found[0].support == ("市消防救援支队",)


def test_the_street_stays_where_the_heading_names_no_street():
    found = all_of(HEADED.format(first="街道要于7月9日前清理楼道。", second="每周巡查。"))

    assert found[0].lead == ("街道",)


def test_what_a_leader_does_is_no_duty_of_the_unit_told_before():
    found = all_of(items("市城管局每周一通报。分管副市长每周五主持一次调度会。"))

    assert [row.lead for row in found] == [("市城管局",), ()]


def test_who_helps_with_the_two_before_helps_with_both():
    found = all_of(
        items("县教体局每月检查操场。县民政局每季度检查食堂。以上两项由县体育中心协助。")
    )

    assert [row.lead for row in found] == [("县教体局",), ("县民政局",)]
    assert [row.support for row in found] == [("县体育中心",)] * 2


def test_a_unit_in_charge_hands_in_besides():
    found = all_of(
        items("表中事项由主办单位负总责，不得推诿。主办单位于每周三12时前将进展报市创建办。")
    )

    assert [row.deadline for row in found] == [None, "每周三12时前"]


def test_all_are_told_to_think_highly_of_it_and_nothing_to_do():
    assert all_of(items("整改事关全局，各单位务必高度重视，不等不靠、真改实改。")) == []


def test_leaders_of_several_kinds_of_units_are_told_apart_from_the_office_before():
    found = all_of(items("县创建办每月5日前通报排名；各乡镇、各部门主要负责同志要亲自抓。"))

    assert [(row.lead, row.cadence) for row in found] == [(("县创建办",), "monthly"), ((), None)]


def test_a_street_that_has_it_hardest_is_turned_to():
    found = all_of(items("城东街道情况最复杂、任务最重，书记要亲自上阵，4月底前报整顿方案。"))

    assert [row.lead for row in found] == [("城东街道",)]


def test_a_letter_to_one_unit_tells_that_unit():
    text = (
        "任务交办函\n县交通运输局：\n前一阶段，你局做了大量工作。现将下列事项交办你局。\n一、交办事项\n"
        "（一）公交站亭。69座站亭破损，请于9月20日前修复。\n（二）网约车。由你局会同县公安局约谈平台企业，8月底前谈完。\n"
        "（三）客运站。由西站管理所具体负责，9月底前开放母婴室。\n"
    )

    assert [row.lead for row in all_of(text)] == [
        ("县交通运输局",),
        ("县交通运输局",),
        ("西站管理所",),
    ]


def test_you_in_a_letter_to_several_names_nobody():
    text = (
        "交办函\n县交通运输局、县住建局：\n一、交办事项\n（一）站亭。请你局于9月20日前修复。\n"
        "（二）路灯。县城管局9月底前修好。\n"
    )

    assert [row.lead for row in all_of(text)] == [(), ("县城管局",)]


def test_bureaus_before_a_colon_are_told_what_follows():
    text = "简报\n要求各单位抓紧办理。\n新区公安分局、新区应急局：9月底前查完夜市用电隐患。\n"

    assert ("新区公安分局", "新区应急局") in [row.lead for row in all_of(text)]


@pytest.mark.parametrize("name", ["贵阳市城管局", "贵安镇", "供排水公司", "新区公安分局"])
def test_a_name_that_begins_like_another_word_is_a_name(name):
    assert one(f"由{name}牵头，5月底前完成。").lead == (name,)
