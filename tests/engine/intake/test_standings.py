"""Tables with columns for the value of today and the one asked for: targets, gaps, and results that order nothing."""

import pytest

from tests.engine.intake.drafts import DAY, all_of, bars
from wenming.engine.intake import read


def table(*lines):
    return "清单\n" + bars([line.split() for line in lines])


@pytest.mark.parametrize(
    ("now", "asked"),
    [("现状", "目标"), ("目前值", "目标值"), ("现有水平", "年底目标"), ("4月实测值", "标准要求")],
)
def test_columns_of_today_and_of_the_goal_are_a_target_and_a_gap(now, asked):
    text = table(
        f"序号 指标 {now} {asked} 举措 责任单位 完成时限",
        "1 礼让率 81% 92% 增设礼让标线 市交警支队 8月底前",
        "2 投诉件数 17件 10件以下 上门走访 市信访局 9月底前",
        "3 知晓率 未测 85% 开展入户宣传 市委宣传部 9月底前",
    )
    draft = read(text, dated=DAY)

    assert [[(t.metric, t.op, t.value, t.current) for t in row.targets] for row in draft.directives] == [
        [("礼让率", ">=", 92, 81)],
        [("投诉件数", "<=", 10, 17)],
        [("知晓率", ">=", 85, None)],
    ]  # fmt: skip
    assert [(gap.metric, gap.current, gap.target) for gap in draft.indicator_gaps] == [
        ("礼让率", 81, 92),
        ("投诉件数", 17, 10),
    ]


def test_a_table_without_measures_tells_each_lead_its_indicator():
    text = table(
        "指标名称 现状 目标 牵头单位", "公厕达标率 62% 80% 市城管局", "拥堵点 17处 10处 市公安局"
    )
    found = all_of(text)

    assert [(row.lead, row.targets[0].op, row.targets[0].value) for row in found] == [
        (("市城管局",), ">=", 80),
        (("市公安局",), "<=", 10),
    ]


def test_a_table_without_units_only_shows_what_falls_short():
    text = table(
        "项目 现有 标准",
        "公厕 45座 62座",
        "中转站 20座 18座",
        "绿地率 41% 38%",
        "噪声 58分贝 55分贝",
    )
    draft = read(text, dated=DAY)

    assert draft.directives == ()
    assert [(gap.metric, gap.current, gap.target) for gap in draft.indicator_gaps] == [
        ("公厕", 45, 62),
        ("噪声", 58, 55),
    ]


@pytest.mark.parametrize(
    "text",
    [
        table("项目 目前问题 要求", "楼道 堆放3处 清理"),
        table("内容 现状 目标 责任单位", "台账 不全 齐全 市教育局"),
        table("项目 得分 标准", "宣传 15分 20分"),
    ],
)
def test_columns_that_hold_words_or_marks_are_no_gap(text):
    assert read(text, dated=DAY).indicator_gaps == ()


def test_a_cell_may_name_what_it_asks_for():
    text = (
        "任务分解表\n"
        "测评项目\t工作标准\t工作现状\t推进举措\t牵头部门\t完成时间\n"
        "心理健康\t辅导中心覆盖率100%\t70%\t新建辅导中心3个\t市教育局\t10月底\n"
        "主题活动\t每校每学期不少于3次\t平均2.1次\t每月推出一期宣讲\t市文明办\t11月底\n"
    )
    found = [(gap.metric, gap.current, gap.target) for gap in read(text).indicator_gaps]

    assert found == [("辅导中心覆盖率", 70, 100), ("主题活动", 2.1, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "单位\t实地得分率\t目标值\t位次\n河东区\t91.3%\t90%\t1\n新港区\t84.7%\t90%\t2\n",
        "区县\t实地得分率\t标准值\t名次\n河东区\t91.3%\t90%\t1\n新港区\t84.7%\t90%\t2\n",
    ],
)
def test_results_unit_by_unit_order_nothing_and_are_named_by_both(text):
    draft = read(f"一、得分\n{text}", dated=DAY)

    assert draft.directives == ()
    assert [(gap.metric, gap.current, gap.target) for gap in draft.indicator_gaps] == [
        ("新港区实地得分率", 84.7, 90)
    ]


def test_results_with_who_has_met_the_standard_order_nothing():
    text = (
        "一、结果\n测评项目\t达标标准\t本期结果\t是否达标\t责任单位\n"
        "公共厕所\t85%\t79.4%\t否\t区城管局\n背街小巷\t85%\t88%\t是\t各街道\n"
    )
    draft = read(text, dated=DAY)

    assert draft.directives == ()
    assert [gap.metric for gap in draft.indicator_gaps] == ["公共厕所"]


def test_a_month_heads_the_values_of_today_beside_a_standard():
    text = table(
        "指标 标准值 8月底 主办单位 时限",
        "完好率 90% 84% 县残联 10月",
        "藏书量 1500册 1120册 县图书馆 12月",
    )
    draft = read(text, dated=DAY)

    assert [(gap.metric, gap.current, gap.target) for gap in draft.indicator_gaps] == [
        ("完好率", 84, 90),
        ("藏书量", 1120, 1500),
    ]


def test_cells_that_name_several_measures_are_paired_by_name():
    text = table(
        "项目 现状 目标 责任单位",
        "场馆达标 书馆藏书6万册,周开放48小时 藏书量不少于10万册,周开放时间达到56小时 县文旅局",
    )
    found = [(gap.metric, gap.current, gap.target) for gap in read(text, dated=DAY).indicator_gaps]

    assert found == [("藏书量", 60000, 100000), ("周开放时间", 48, 56)]


def test_what_a_cell_calls_the_task_of_the_year_is_no_metric():
    text = table("项目 目标 现状 责任单位", "院落改造 年度任务36个 已完工21个 区住建局")
    [gap] = read(text, dated=DAY).indicator_gaps

    assert (gap.metric, gap.current, gap.target) == ("院落改造", 21, 36)
