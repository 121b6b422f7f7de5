"""Deadlines, milestones, starts; and the day they fall on where the year is known."""

from datetime import date

import pytest

from tests.engine.intake.drafts import all_of, items, one
from wenming.engine.intake import read


@pytest.mark.parametrize(
    ("sentence", "deadline", "iso"),
    [
        ("6月底前完成道路修补。", "6月底前", "2026-06-30"),
        ("于5月20日前报送方案。", "5月20日前", "2026-05-20"),
        ("8月15日下班前完成清运。", "8月15日下班前", "2026-08-15"),
        ("4月8日（周三）前完成排查。", "4月8日(周三)前", "2026-04-08"),
        ("到2027年10月底完成改造。", "到2027年10月底", "2027-10-31"),
        ("十一月二十日前完成供暖检修。", "十一月二十日前", "2026-11-20"),
        ("5月上旬前完成培训。", "5月上旬前", "2026-05-10"),
        ("5月中旬前完成培训。", "5月中旬前", "2026-05-20"),
        ("2月底前完成培训。", "2月底前", "2026-02-28"),
        ("年底前建成停车场。", "年底前", "2026-12-31"),
        ("年内建成停车场。", "年内", "2026-12-31"),
        ("明年3月底前建成停车场。", "明年3月底前", "2027-03-31"),
        ("第三季度内完成验收。", "第三季度内", "2026-09-30"),
        ("上半年底前完成验收。", "上半年底前", "2026-06-30"),
        ("国庆节前完成布置。", "国庆节前", "2026-09-30"),
        ("6月第一周完成复查。", "6月第一周", "2026-06-07"),
        ("自即日起至10月8日开展整治。", "10月8日", "2026-10-08"),
        ("3月10日至31日开展排查。", "31日", "2026-03-31"),
        ("自7月10日起开展为期20天的清理行动。", "自7月10日起开展为期20天", "2026-07-29"),
        ("开学前完成校园周边清理。", "开学前", None),
        ("接到通知之日起5个工作日内完成整改。", "接到通知之日起5个工作日内", None),
        ("十天之内拿出整改方案。", "十天之内", "2026-03-12"),
        ("对飞线充电立行立改。", "立行立改", None),
        ("发现的问题第二天12点之前要反馈。", "第二天12点之前", None),
        ("这个月内拿出停车方案。", "这个月内", "2026-03-31"),
        ("测评期间安排专人值守。", "测评期间", None),
        ("春节前完成走访。", "春节前", None),
        ("8月6日旅游节开幕前完成布置。", "8月6日旅游节开幕前", "2026-08-06"),
        ("开展为期两周的集中清理。", "为期两周", None),
        ("值守坚持到验收结束。", "到验收结束", None),
        ("今年新增充电桩不少于300个。", "今年", "2026-12-31"),
        ("上半年完成验收。", "上半年", "2026-06-30"),
        ("结果于当日下午5时前公示。", "当日下午5时前", None),
        ("在6月上旬对各点位复核。", "6月上旬", "2026-06-10"),
        ("摸底排查（4月）。逐户登记造册。", "4月", "2026-04-30"),
        ("对滞后的下发督办单，8月底开展评估。", "8月底", "2026-08-31"),
        ("疏通污水管道，18日前完成。", "18日前", "2026-03-18"),
        ("国庆假期结束前完成清运。", "国庆假期结束前", "2026-09-30"),
        ("本学期末前完成改造。", "本学期末前", None),
        ("5月1日上班前完成布置。", "5月1日上班前", "2026-05-01"),
        ("周五下班前报送名单。", "周五下班前", "2026-03-06"),
        ("2026年上半年完成改造。", "2026年上半年", "2026-06-30"),
        ("7月上旬完成改造。", "7月上旬", "2026-07-10"),
        ("暑假期间完成标线施划。", "暑假期间", None),
        ("投诉当天办结。", "当天", None),
        ("明天上午十点前报送措施。", "明天上午十点前", "2026-03-03"),
        ("力争9月份实现限鸣。", "9月份", "2026-09-30"),
        ("疏通污水管道，1日前完成。", "1日前", "2026-04-01"),
        ("类似的井盖，9月10日以前摸清楚。", "9月10日以前", "2026-09-10"),
    ],
)
def test_deadlines_as_written_and_their_day(sentence, deadline, iso):
    row = one(sentence)

    assert (row.deadline, row.deadline_iso) == (deadline, iso)


@pytest.mark.parametrize(
    "sentence",
    [
        "整理2024年1月1日至2025年12月31日期间形成的材料。",
        "清理校园周边200米内的摊点。",
        "按照2月6日印发的通知开展排查。",
        "清扫近期暗访发现的死角。",
        "今年以来的问题要整改。",
        "测评内容要逐条对照。",
        "办理时限压缩到2个工作日以内。",
        "曝光台周一至周五每日一曝光。",
    ],
)
def test_dates_that_only_tell_are_no_deadlines(sentence):
    assert one(sentence).deadline is None


def test_without_a_year_there_is_no_day():
    row = one("6月底前完成道路修补。", dated=None)

    assert (row.deadline, row.deadline_iso) == ("6月底前", None)


def test_a_day_that_does_not_exist_has_no_iso():
    assert one("2月30日前完成修补。").deadline_iso is None


def test_the_last_of_several_dates_is_the_deadline_the_others_are_milestones():
    row = one("4月底前完成摸底，6月底前完成清运，8月底前全面达标。")

    assert (row.deadline, row.deadline_iso) == ("8月底前", "2026-08-31")
    assert [(m.text, m.iso) for m in row.milestones] == [
        ("4月底前", "2026-04-30"), ("6月底前", "2026-06-30"),
    ]  # fmt: skip


def test_a_label_decides_over_other_dates():
    row = one("年内新建公园3个。完成时限：9月30日")

    assert (row.deadline, row.milestones) == ("9月30日", ())


@pytest.mark.parametrize(
    ("label", "deadline"), [("长期坚持", "长期坚持"), ("4月1日—5月1日", "5月1日")]
)
def test_labels_take_any_form(label, deadline):
    assert one(f"维护公共设施。完成时限：{label}").deadline == deadline


def test_a_span_gives_its_end_and_its_beginning():
    text = "工作安排\n（一）摸排阶段（4月1日—4月15日）。由市住建局牵头，逐栋建立台账。\n"

    row = all_of(text)[0]

    assert (row.start_time, row.deadline, row.lead) == ("4月1日", "4月15日", ("市住建局",))


def test_from_when():
    assert one("从下周起每周开展一次清扫。").start_time == "从下周起"


def test_a_paper_of_december_means_the_next_january():
    row = one("1月20日前完成总结。", dated=date(2025, 12, 8))

    assert row.deadline_iso == "2026-01-20"


def test_a_regular_deadline_has_no_day():
    row = one("每月5日前报送进展。")

    assert (row.kind, row.cadence, row.deadline, row.deadline_iso) == (
        "recurring", "monthly", "每月5日前", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        (items("6月底前完成修补。") + "市创城办\n2024年3月1日\n", "2024-06-30"),
        ("澄政办〔2023〕8号\n" + items("6月底前完成修补。"), "2023-06-30"),
        ("2022年整治方案\n" + items("6月底前完成修补。"), "2022-06-30"),
        ("2021年5月6日，市政府召开会议。\n" + items("6月底前完成修补。"), "2021-06-30"),
        ("依照《2019年方案》开展。\n" + items("6月底前完成修补。"), None),
        ("2025年2月30日\n" + items("6月底前完成修补。"), None),
    ],
)
def test_the_year_comes_from_the_document_itself(text, iso):
    assert all_of(text, dated=None)[0].deadline_iso == iso


def test_the_day_that_a_website_prints_is_that_of_the_document():
    text = "周例会\n来源：街道办　发布时间：2026-09-11 09:35\n1.市水务局要在18日前疏通管道。\n"

    assert [row.deadline_iso for row in all_of(text, dated=None)] == ["2026-09-18"]


def test_a_given_day_decides_over_the_printed_one():
    text = items("6月底前完成修补。") + "2024年3月1日\n"

    assert all_of(text, dated=date(2026, 1, 5))[0].deadline_iso == "2026-06-30"


@pytest.mark.parametrize(
    ("sentence", "deadline", "iso"),
    [
        ("本月20日前报送名单。", "本月20日前", "2026-03-20"),
        ("下月底前完成验收。", "下月底前", "2026-04-30"),
        ("本周五前报送清单。", "本周五前", "2026-03-06"),
        ("下周三前完成整改。", "下周三前", "2026-03-11"),
        ("本季度末前拿出计划。", "本季度末前", "2026-03-31"),
        ("一个月内更换门头。", "一个月内", "2026-04-02"),
        ("两周之内拿出方案。", "两周之内", "2026-03-16"),
        ("半个月内完成更换。", "半个月内", None),
        ("到7月中旬见到成效。", "到7月中旬", "2026-07-20"),
        ("国庆黄金周前完成改造。", "国庆黄金周前", "2026-09-30"),
        ("汛期来临前疏通管网。", "汛期来临前", None),
        ("6月20号完工。", "6月20号", "2026-06-20"),
        ("月内清理完毕。", "月内", "2026-03-31"),
        ("第三季度结束前推出作品。", "第三季度结束前", "2026-09-30"),
        ("2027年全面完成改造。", "2027年", "2027-12-31"),
        ("提前两天提交材料。", "提前两天", None),
        ("立即取缔校门口摊点。", "立即", None),
        ("收到通报后3日内报送方案。", "3日内", None),
    ],
)
def test_times_counted_from_the_day_of_the_document(sentence, deadline, iso):
    row = one(sentence)

    assert (row.deadline, row.deadline_iso) == (deadline, iso)


def test_a_day_written_in_characters_dates_the_document():
    text = "讲话\n（二〇二六年四月九日）\n一、重点任务\n1.6月底前完成修补。\n"

    assert all_of(text, dated=None)[0].deadline_iso == "2026-06-30"


def test_a_month_to_come_fixes_the_year_but_no_day():
    text = "方案\n测评将于2026年9月开展。\n一、任务\n1.8月底前完成修补。\n"

    assert all_of(text, dated=None)[0].deadline_iso == "2026-08-31"


def test_a_day_ahead_announces_and_a_day_past_reports():
    ahead, past = (
        "4月5日上午9时，各区同步启动，组织志愿者清扫街巷。",
        "2月5日上午9时，各区同步启动，组织志愿者清扫街巷。",
    )

    assert all_of(ahead)[0].deadline_iso == "2026-04-05"
    assert all_of(past) == []


def test_a_label_that_says_how_often_is_no_deadline():
    row = one("清理楼道。（责任单位：各街道；完成时限：每季度）")

    assert (row.deadline, row.cadence) == (None, "quarterly")


def test_the_first_day_of_a_span_does_not_date_the_document():
    text = "通知\n一、活动时间\n2026年9月1日至9月30日。\n二、要求\n1.各县要制定方案，于8月25日前报送。\n"
    draft = read(text)

    assert draft.checks == ()
    assert draft.directives[0].deadline_iso == "2026-08-25"


def test_a_day_to_come_needs_no_day_of_the_paper_where_it_says_on_that_day():
    assert one("区创建办于11月25日组织回访。", dated=None).deadline == "11月25日"
    assert one("11月25日组织了回访，还要再查。", dated=None).deadline is None
