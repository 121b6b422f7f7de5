"""Task tables in plain text: bars, tabs, wide gaps; merged cells; forms and letters."""

import pytest

from tests.engine.intake.drafts import DAY, all_of, bars
from wenming.engine.intake import read

HEAD = ["序号", "类别", "工作任务", "量化目标", "牵头单位", "责任单位", "完成时限"]
ROWS = [
    ["1", "市容", "清理占道经营", "设置摊点20处", "市城管局", "东湖区、西岭区", "4月底前"],
    ["2", "", "拆除破损招牌", "", "", "", ""],
    ["3", "交通", "施划停车泊位", "新增泊位900个", "市公安局", "", "同上"],
]


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


def test_a_dash_for_the_lead_leaves_the_merged_cell_beside_it():
    head = ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"]
    rows = [
        ["1", "清理占道经营", "-", "市城管局", "4月底前"],
        ["2", "拆除破损招牌", "-", "", "5月底前"],
    ]

    assert [row.lead for row in all_of("任务分解表\n" + tabs([head, *rows]))] == [("市城管局",)] * 2


def test_units_and_who_answers_in_them_may_share_a_column():
    head = ["序号", "工作任务", "责任单位及责任人", "完成时限"]
    rows = [
        ["1", "清理占道经营", "市城管局", "4月底前"],
        ["2", "补植行道树", "市林业局", "5月底前"],
    ]

    found = all_of("任务分解表\n" + tabs([head, *rows]))

    assert [row.lead for row in found] == [("市城管局",), ("市林业局",)]


def test_a_rule_below_the_head_is_no_row():
    text = bars(
        [["问题", "整改措施", "责任单位"], ["---", ":-:", "---"], ["积水", "疏通管网", "市水务局"]]
    )

    (row,) = all_of(text)
    # a short task is shown with the problem that it ends
    assert (row.text, row.lead) == ("积水 | 疏通管网", ("市水务局",))


@pytest.mark.parametrize("sort", ["任务类别", "工作类型", "项目名称", "任务领域"])
def test_a_column_that_sorts_the_rows_is_not_what_is_to_be_done(sort):
    (row,) = all_of(
        bars(
            [
                ["序号", sort, "具体任务", "牵头单位", "配合单位", "完成时限"],
                ["---"] * 6,
                ["1", "公园广场", "修好破损座椅40张", "市园林局", "市财政局", "5月底前"],
            ]
        )
    )

    assert (row.text, row.lead, row.support) == ("修好破损座椅40张", ("市园林局",), ("市财政局",))


def test_a_name_that_stands_alone_is_what_is_to_be_done():
    text = bars([["项目名称", "责任单位", "完成时限"], ["修缮城南码头", "市交通局", "9月底前"]])

    assert [row.text for row in all_of(text)] == ["修缮城南码头"]


@pytest.mark.parametrize(
    ("task", "lead", "support", "due"),
    [
        ("干什么", "谁来干", "谁配合", "何时办结"),
        ("重点事项", "主抓科室", "协作科室", "进度要求"),
        ("工作举措", "分工", "支持部门", "截止日"),
        ("推进举措", "归口", "协同方", "节点"),
    ],
)
def test_columns_named_in_other_words_are_known_by_them_or_by_their_cells(task, lead, support, due):
    first, second = all_of(
        tabs(
            [
                ["序号", task, lead, support, due],
                ["1", "修好破损座椅", "市园林局", "市财政局", "5月底前"],
                ["2", "疏通排水沟", "市水务局、东湖区", "市城管局", "2026年6月"],
            ]
        )
    )

    assert (first.lead, first.support, first.deadline) == (("市园林局",), ("市财政局",), "5月底前")
    assert second.lead == ("市水务局", "东湖区")
    assert (second.support, second.deadline_iso) == (("市城管局",), "2026-06-30")


def test_a_line_that_only_says_who_filled_in_is_no_head():
    text = "填报单位：云岭县创建办\t\t填报时间：3月2日\n" + tabs(
        [
            ["任务", "责任单位", "时限"],
            ["更换破损井盖", "县住建局", "6月底前"],
            ["修树", "县林业局", "7月底前"],
        ]
    )

    assert [row.lead for row in all_of(text)] == [("县住建局",), ("县林业局",)]


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


# --- One cell a line ------------------------------------------------------------------------

STACKED = """附件
序号
工作任务
具体要求
牵头单位
配合单位
完成时限
1
修补人行道
修补破损点位60处
市住建局
市城管局
2026年7月31日
2
清理楼道
每周清理1次
各街道
常年坚持
3
疏通管网
疏通堵点25处
市水务集团
市住建局、
各街道
8月底前
备注：按月报送。
"""


def test_a_table_pasted_one_cell_a_line_is_read_row_by_row():
    found = all_of(STACKED)

    assert [row.text.split("\n")[0] for row in found[:3]] == ["修补人行道", "清理楼道", "疏通管网"]
    assert [row.lead for row in found[:3]] == [("市住建局",), ("各街道",), ("市水务集团",)]
    assert [row.support for row in found[:3]] == [("市城管局",), (), ("市住建局", "各街道")]
    assert [row.deadline for row in found[:3]] == ["2026年7月31日", "常年坚持", "8月底前"]
    assert [[t.value for t in row.targets] for row in found[:3]] == [[60], [1], [25]]


def test_a_cell_that_was_broken_is_joined_again():
    text = STACKED.replace("修补破损点位60处", "修补破损点位60处，\n更换路缘石200米").replace(
        "市水务集团\n", "市水务\n集团\n"
    )

    first, _second, third = all_of(text)[:3]
    assert "更换路缘石200米" in first.text
    assert third.deadline == "8月底前"


def test_the_day_in_a_cell_is_not_the_day_of_the_document():
    draft = read(STACKED.replace("8月底前", "3月底前"))

    assert draft.checks == ()
    assert draft.directives[2].deadline_iso == "2026-03-31"


@pytest.mark.parametrize(
    "text",
    [
        "序号\n1\n2\n",
        "序号\n工作任务\n要求\n1\n清理\n马上\n",
        "序号\n这一行是一个很长的句子所以不会是表头的一格\n牵头单位\n1\n",
        "序号\n任务\n牵头单位\n甲\n乙\n",
        "序号\n姓名\n责任单位\n1\n张三\n市教育局\n",
    ],
)
def test_what_only_begins_like_such_a_table_is_none(text):
    assert all_of(text) == []


def test_rows_with_tabs_are_never_halves_of_a_line():
    text = (
        "工作任务\t工作要求\t主责单位\t完成期限\n"
        "送戏\t全年演出不少于80场\t市文旅局\t12月底\n\t建书房\t新建6个\t市文旅局\n"
    )
    rows = all_of(text + "评选商户\t评选诚信商户90家\t市商务局\t11月底\n")

    assert [row.lead for row in rows if row.lead][-1] == ("市商务局",)


def test_a_column_says_how_often():
    text = (
        "检查安排\n| 序号 | 检查内容 | 牵头单位 | 频次 |\n| 1 | 禁烟标识齐全 | 市卫健委 | 每周一次 |\n"
        "| 2 | 无人吸烟 | 市教育局 | 每月两次 |\n"
    )

    assert [(row.lead, row.cadence, row.deadline) for row in all_of(text)] == [
        (("市卫健委",), "weekly", None),
        (("市教育局",), "monthly", None),
    ]


def test_who_helps_and_who_supervises_have_a_column_each():
    text = (
        "序号\t问题\t整改措施\t责任单位\t协助单位\t督办单位\t完成时限\n"
        "1\t路面破损\t修补路面\t市政中心\t交警大队\t区督查室\t6月底\n"
        "2\t标线不清\t补划标线\t交警大队\t/\t区督查室\t7月底\n"
    )

    assert [row.support for row in read(text, dated=DAY).directives] == [
        ("交警大队", "区督查室"),
        ("区督查室",),
    ]


# --- 现状 and 目标 ---------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["一、公共环境", "一\t公共环境类"])
def test_a_section_row_between_the_rows_ends_no_table(section):
    text = (
        "任务清单\n序号\t重点任务\t工作内容\t牵头单位\t完成时限\n"
        f"{section}\n"
        "1\t小巷整治\t修补小巷路面46条\t县住建局\t6月底\n"
        f"{section.replace('一', '二', 1)}\n"
        "2\t停车管理\t新增停车泊位600个\t县公安局\t7月底\n"
    )
    found = read(text)

    assert [row.lead for row in found.directives] == [("县住建局",), ("县公安局",)]
    assert [heading.number for heading in found.outline] == ["一", "二"]


def test_a_heading_and_another_head_begin_another_table():
    text = (
        "任务清单\n一、重点任务\n序号\t任务名称\t具体要求\t牵头单位\t配合单位\t完成时限\n"
        "1\t公厕提标\t改造公厕7座\t区环卫中心\t/\t8月20日\n2\t餐饮抽检\t每月抽检一次\t区市监局\t区卫健局\t9月底\n"
        "二、指标提升\n序号\t指标\t当前值\t目标值\t责任单位\t达标时间\n"
        "1\t人均绿地面积\t11.2平方米\t≥12平方米\t区园林中心\t年底前\n2\t探访率\t91%\t100%\t区民政局\t8月底\n"
    )
    draft = read(text, dated=DAY)

    assert [row.lead for row in draft.directives] == [
        ("区环卫中心",),
        ("区市监局",),
        ("区园林中心",),
        ("区民政局",),
    ]
    assert [gap.metric for gap in draft.indicator_gaps] == ["人均绿地面积", "探访率"]
