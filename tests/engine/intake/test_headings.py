"""What a heading names in its bracket, and what the items below it say themselves."""

import pytest

from tests.engine.intake.drafts import all_of


@pytest.mark.parametrize(
    ("bracket", "support"),
    [
        ("（责任部门：市城管局；配合部门：各街道）", ("各街道",)),
        ("（牵头单位：市城管局，责任单位：各街道）", ("各街道",)),
        ("（市城管局牵头，各街道配合）", ("各街道",)),
        ("（责任单位：市城管局）", ()),
        ("（市城管局）", ()),
    ],
)
def test_a_bracket_behind_a_heading_leads_what_stands_below(bracket, support):
    text = (
        f"计划\n一、重点\n（一）整治人居环境{bracket}\n1.每季度开展一次检查。\n2.清理楼道。\n"
        "（二）其他\n3.由市水务局疏通管网。\n"
    )

    assert [(row.lead, row.support) for row in all_of(text)] == [
        (("市城管局",), support),
        (("市城管局",), support),
        (("市水务局",), ()),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "（一）整治人居环境（责任单位：市城管局；完成时限：9月底前）",
        "（一）整治人居环境（市城管局牵头，9月底前完成）",
        "（一）整治人居环境\n责任单位：市城管局；完成时限：9月底前",
    ],
)
def test_what_an_item_says_of_its_time_goes_before_what_its_heading_says(heading):
    text = f"计划\n一、重点\n{heading}\n1.清理楼道杂物。\n2.更换井盖，8月底前完成。\n"

    assert [(row.lead, row.deadline_iso) for row in all_of(text)] == [
        (("市城管局",), "2026-09-30"),
        (("市城管局",), "2026-08-31"),
    ]


def test_a_unit_between_black_brackets_heads_the_list_below_it():
    text = (
        "任务安排\n一、社区任务\n【望江社区】\n1.粉刷楼道12处，7月底前完工；\n2.更换破损桌椅。\n"
        "【柳荫社区】\n1.清理河道垃圾，8月底前清完。\n"
    )

    assert [row.lead for row in all_of(text)] == [("望江社区",), ("望江社区",), ("柳荫社区",)]


@pytest.mark.parametrize("sign", ["□", "☑", "●", "➢", "◇"])
def test_signs_and_tick_boxes_begin_items_of_their_own(sign):
    text = (
        f"任务单\n一、本周任务\n{sign}清理楼道堆物，区城管局牵头，周三下班前清完。\n"
        f"{sign}《致居民的一封信》本周内发完。责任：区民政局、团区委。\n"
    )

    assert [row.lead for row in all_of(text)] == [("区城管局",), ("区民政局", "团区委")]


def test_a_heading_with_a_span_gives_its_end_to_what_stands_below():
    text = (
        "通知\n一、步骤\n（一）集中整治（4月6日至5月31日）\n1.县公安局查处逆行车辆。\n"
        "（二）收尾（6月1日至6月10日）：查\n1.各镇上报总结。\n"
    )

    assert [row.deadline for row in all_of(text)] == ["5月31日", "6月10日"]


@pytest.mark.parametrize(
    "who",
    [
        "牵头单位：区委宣传部；成员单位：区融媒体中心、团区委。\n1.统一版式，4月20日前换完。",
        "由区委宣传部牵头，区融媒体中心、团区委参加。统一版式，4月20日前换完。",
    ],
)
def test_a_group_that_is_led_by_a_unit_hands_on_to_it(who):
    found = all_of(
        f"决定\n一、工作组\n（一）氛围营造组\n{who}\n（二）市政组\n1.修好路灯，5月底前亮灯。\n"
    )

    assert [(row.lead, row.support) for row in found] == [
        (("区委宣传部",), ("区融媒体中心", "团区委")),
        (("市政组",), ()),
    ]


def test_units_on_lines_of_their_own_head_lists_and_then_paragraphs():
    text = (
        "方案\n二、任务分工\n运营管理部\n1.新开专线6条，9月1日前上线。\n2.规范进出站秩序。\n安全技术部\n"
        "1.每季度轮训一次驾驶员。\n场站公司\n对46个首末站开展整治，7月底前过一遍。\n三、保障\n每旬召开一次碰头会。\n"
    )

    assert [row.lead for row in all_of(text)] == [
        ("运营管理部",), ("运营管理部",), ("安全技术部",), ("场站公司",), (),
    ]  # fmt: skip


def test_months_head_what_is_to_be_done_in_them():
    text = (
        "2025年工作计划\n一、月度安排\n3月（启动月）。县文明委15日前签订责任书。县文明办印发标准。\n"
        "5月—6月（补短板月）。县住建局改造管网14公里。\n"
    )

    assert [(row.deadline, row.deadline_iso) for row in all_of(text, dated=None)] == [
        ("15日前", "2025-03-15"),
        ("3月", "2025-03-31"),
        ("6月", "2025-06-30"),
    ]


def test_weeks_with_their_days_give_the_last_one_and_a_bracket_may_hold_a_day():
    text = (
        "2025年行动清单\n一、第1—3周（6月2日—6月22日）：动员摸底\n1.召开誓师大会。（区委办、区府办；6月4日）\n"
        "2.各镇街完成自查。\n二、第4—7周（6月23日—7月20日）：集中攻坚\n3.拔除废弃线杆260根。（区经信局牵头）\n"
    )

    assert [(row.lead, row.deadline_iso) for row in all_of(text, dated=None)] == [
        (("区委办", "区府办"), "2025-06-04"),
        (("各镇街",), "2025-06-22"),
        (("区经信局",), "2025-07-20"),
    ]


def test_what_a_meeting_heard_heads_what_it_decides():
    text = (
        "会议纪要\n一、听取迎检准备情况汇报\n会议认为，客运站周边仍未根治。会议议定：\n"
        "（一）公厕开放时间延长至22时，由县城管局落实。\n（二）原则同意实施方案，由县住建局修改后印发。\n"
    )

    assert [row.lead for row in all_of(text)] == [("县城管局",), ("县住建局",)]


def test_a_unit_with_its_head_in_brackets_heads_what_stands_below():
    text = "分工\n一、办公室（负责人：毛建国）\n1.做好车辆保障。\n二、创建科\n1.每周暗访3次。\n"

    assert [row.lead for row in all_of(text)] == [("办公室",), ("创建科",)]
