"""Papers as they are published: paragraphs that name who answers, run-in lists, much talk around the orders."""

import pytest

from tests.engine.intake.drafts import all_of

PARAGRAPHS = """行动计划
一、主要任务
（一）完善设施，补齐短板。
改造老旧小区。坚持应改尽改，今年改造96个，建立评价制度。（责任单位：市住建局）
增加绿色空间。见缝插绿，建设口袋公园。每年组织游园活动不少于12场。（责任单位：市园林中心、市文旅局）
"""
RUN_IN = """讲话
二、狠抓落实
会议强调，要攻坚。{first}一要全面排查。各区要建立清单。二要集中攻坚。紧盯背街小巷，深入开展大清扫，坚决拆除违建，清理杂物。{second}
"""


def test_paragraphs_that_name_who_answers_are_items_though_nothing_numbers_them():
    found = all_of(PARAGRAPHS)

    assert [row.lead for row in found] == [
        ("市住建局",),
        ("市园林中心", "市文旅局"),
        ("市园林中心", "市文旅局"),
    ]
    assert found[0].text.startswith("改造老旧小区。")
    assert [row.cadence for row in found] == [None, None, "yearly"]


def test_a_heading_with_several_things_to_do_stays_beside_what_a_unit_is_told():
    found = all_of(RUN_IN.format(first="", second="各街道要把力量压到一线去。"))

    assert [row.text[:6] for row in found] == ["一要全面排查", "二要集中攻坚", "各街道要把力"]


def test_the_unit_that_a_speaker_turns_to_leads_the_list_that_runs_in_the_paragraph():
    found = all_of(RUN_IN.format(first="先说城管局。", second=""))

    assert found[-1].lead == ("城管局",)


def test_what_stands_below_a_list_is_not_said_of_the_list():
    text = RUN_IN.format(first="", second="") + "要整治校园周边。这项工作由市公安局牵头。\n"

    assert [row.lead for row in all_of(text)] == [("各区",), (), ("市公安局",)]


def test_a_goal_after_what_one_unit_is_told_is_a_goal_of_all():
    text = "讲话\n一、抓宣传\n宣传部要组织媒体曝光。力争到8月底知晓率达到88%以上。\n"

    assert [(row.lead, len(row.targets)) for row in all_of(text)] == [(("宣传部",), 0), ((), 1)]


def test_what_is_told_of_a_meeting_or_a_unit_orders_nothing():
    text = (
        "讲话\n今天这个会，是由市文明委召开的。\n一、看到差距\n柳桥街道、市客运公司作检讨发言。\n"
        "共青团离青少年最近。\n主办：霖阳市政府办公室 网站标识码：0000\n"
    )

    assert all_of(text) == []


def test_a_plain_order_to_all_counts_in_a_paragraph_without_numbers():
    text = (
        "报道\n会议强调，要为民。市住建局要严把质量关。要加快市场改造，规范划行归市，完善设施。\n"
    )

    assert [row.lead for row in all_of(text)] == [("市住建局",), ()]


def test_a_leader_is_told_and_no_unit_in_his_place():
    text = "讲话\n一、扛起责任\n市城管局要每周通报。各级党政主要负责同志要亲自部署。\n"

    assert [row.lead for row in all_of(text)] == [("市城管局",), ()]


def test_who_is_given_a_part_right_before_a_list_leads_what_it_lists():
    text = RUN_IN.format(first="执法局要扛起市容整治的大旗。", second="")

    assert [row.lead for row in all_of(text)] == [("各区",), ("执法局",)]


def test_who_attends_and_what_somebody_learned_orders_nothing():
    text = (
        "报道\n他强调，要为民。区委宣传部、区住建局主要负责同志参加。\n"
        "得知社区每天安排两名保洁员，他给予充分肯定。\n"
    )

    assert all_of(text) == []


def test_who_is_told_a_number_before_a_list_keeps_it():
    found = all_of(RUN_IN.format(first="执法局要新设岗亭12座。", second=""))

    assert next((row.lead, len(row.targets)) for row in found) == (("执法局",), 1)


def test_links_below_a_paper_do_not_make_it_an_essay():
    text = (
        "工作安排\n一、任务\n县城管局6月底前补装路灯40盏。\n相关文章：\n文明城市倡议书（通用5篇）\n"
    )

    assert [row.lead for row in all_of(text)] == [("县城管局",)]


@pytest.mark.parametrize(
    "head",
    [
        "来源：江洲日报 2025-03-15 07:40 字号：A- A A+",
        "来源；县文明办 点击：586 日期：2025-03-15",
        "青石县2025年乡镇任务分解单",
    ],
)
def test_the_page_gives_the_year_that_the_paper_leaves_out(head):
    text = f"工作任务\n{head}\n一、任务\n1.县城管局6月底前补装路灯40盏。\n"

    assert [row.deadline_iso for row in all_of(text, dated=None)] == ["2025-06-30"]


def test_what_a_paper_says_of_its_work_is_no_list_of_faults():
    text = (
        "机制\n为推动城市管理由突击向日常转变，制定本机制。\n一、巡查\n1.各社区每天巡查两遍。\n"
        "二、会商\n1.县文明办每月会商一次。\n"
    )

    assert [row.cadence for row in all_of(text)] == ["daily", "monthly"]


def test_the_edition_below_a_title_and_a_zero_read_as_a_letter_give_days():
    text = "责任清单\n（2025年版）\n一、城管办\n1.补划标线，6月底前完成。\n2.更换护栏，9月3O日前完成。\n"

    assert [row.deadline_iso for row in all_of(text, dated=None)] == ["2025-06-30", "2025-09-30"]
