"""Tables as they are found: merged cells lost, rows cut in two, one cell a line."""

from tests.engine.intake.drafts import all_of
from wenming.engine.intake import read

SPLIT = (
    "序号\t类别\t具体任务\t牵头科室\t完成时限\n1\t小区\t补种绿化，补划停车位\n120个\t社区办\t6月底前\n"
    "2\t市容\t拆除破损广告\t执法队\t5月底前\n3\t市场\t更新公平秤\t经发办\t4月底前\n"
)


def test_a_line_break_in_a_cell_does_not_cut_the_row():
    found = all_of(SPLIT)

    assert [(row.lead, row.deadline) for row in found] == [
        (("社区办",), "6月底前"),
        (("执法队",), "5月底前"),
        (("经发办",), "4月底前"),
    ]
    assert [t.value for t in found[0].targets] == [120]


STACKED_HEAD = "序号\n点位类别\n主要任务\n牵头单位\n配合单位\n完成时限\n"
STACKED = (
    f"某某区任务分解表\n{STACKED_HEAD}"
    "1\n背街小巷\n修补破损路面，清掏雨水井，更换井盖30个\n区城管局\n各街道\n6月底前\n"
    f"{STACKED_HEAD}2\n规范非机动车停放，补划停车线600米，拆除废弃车棚\n区交警大队\n各街道\n5月底前\n"
    "3\n农贸市场\n落实生熟分开，更新公平秤20台\n区市场监管局\n区商务局\n4月底前\n"
)


def test_a_table_of_one_cell_a_line_repeats_its_head_and_spares_merged_cells():
    assert [(row.lead, row.support, row.deadline) for row in all_of(STACKED)] == [
        (("区城管局",), ("各街道",), "6月底前"),
        (("区交警大队",), ("各街道",), "5月底前"),
        (("区市场监管局",), ("区商务局",), "4月底前"),
    ]


def test_a_list_of_indicators_of_one_cell_a_line_says_how_far_it_is():
    text = "自测情况\n指标\n标准\n本次\n不文明养犬发现率\n≤5%\n8.2%\n公共厕所完好率\n≥98%\n91.5%\n"
    found = read(text, document_id="t")

    assert [(g.metric, g.current, g.target) for g in found.indicator_gaps] == [
        ("不文明养犬发现率", 8.2, 5),
        ("公共厕所完好率", 91.5, 98),
    ]
    assert all_of(text) == []


MERGED = (
    "序号\t类别\t重点任务\t牵头单位\t责任单位\t完成时限\n"
    "1\t市容环境\t修补城区破损路面，补齐井盖\t市住建局\t市城管局、南渚区\t6月底前\n"
    "2\t规范占道经营，取缔马路市场\t市城管局\t南渚区、北屏区\t持续推进\n"
    "3\t新建公共厕所18座\t市城管局\t\t9月30日前\n"
    "4\t公共秩序\t查处闯红灯、逆行\t市公安局\t市交通运输局\t8月底前\n"
    "5\t施划学校周边停车泊位\t市公安局\t市住建局\t10月底前\n"
)


def test_rows_without_their_merged_cell_are_read_by_their_columns():
    assert [(row.text, row.lead, row.support, row.deadline) for row in all_of(MERGED)] == [
        ("修补城区破损路面，补齐井盖", ("市住建局",), ("市城管局", "南渚区"), "6月底前"),
        ("规范占道经营，取缔马路市场", ("市城管局",), ("南渚区", "北屏区"), "持续推进"),
        ("新建公共厕所18座", ("市城管局",), (), "9月30日前"),
        ("查处闯红灯、逆行", ("市公安局",), ("市交通运输局",), "8月底前"),
        ("施划学校周边停车泊位", ("市公安局",), ("市住建局",), "10月底前"),
    ]


VERNACULAR = (
    "重点任务分解表\n序号\n整治事项\n干什么\n谁来挑\n谁来搭\n什么时候干完\n"
    "1\n农村户厕\n对户厕再摸排一遍，分类整改\n区农业农村局\n区卫健局、各乡镇\n9月底\n"
    "2\n农村公厕\n新建、改建公厕，落实专人管护\n区住建局\n各乡镇\n10月31日\n"
    "3\n生活垃圾\n完善收运体系，及时清运积存垃圾\n区城管局\n各乡镇\n11月底\n"
)


def test_columns_of_one_cell_a_line_are_known_by_their_cells():
    assert [(set(row.lead), set(row.support)) for row in all_of(VERNACULAR)] == [
        ({"区农业农村局"}, {"区卫健局", "各乡镇"}),
        ({"区住建局"}, {"各乡镇"}),
        ({"区城管局"}, {"各乡镇"}),
    ]


NARROW = """问题清单
序号 点位 存在问题 责任单位 配合单位 整改时限
1 桂花巷南口 井盖松动2处，垃圾桶满溢 市政管理处 北门街道 7月5日前
2 十里铺车站 候车室吸烟，母婴室锁闭 县交通运输局 立行立改
以上问题请抓紧整改。
"""


def test_cells_may_be_parted_by_single_blanks():
    found = all_of(NARROW)

    assert [(row.lead, row.support, row.deadline) for row in found[:2]] == [
        (("市政管理处",), ("北门街道",), "7月5日前"),
        (("县交通运输局",), (), "立行立改"),
    ]


def test_a_row_parted_by_single_blanks_may_be_broken_in_a_cell():
    text = NARROW.replace("垃圾桶满溢 市政", "垃圾桶满溢；\n路灯不亮 市政").replace(
        "桂花巷南口 ", "桂花巷南口 "
    )

    assert [row.lead for row in all_of(text)[:2]] == [("市政管理处",), ("县交通运输局",)]


def test_lines_of_month_matter_and_unit_are_a_table_without_a_head():
    text = (
        "计划\n四、时间安排\n2025年3月 学雷锋主题活动 团委\n2025年5月 知识竞赛 教务处、德育处\n"
        "2025年6月20日前 上报总结 校办公室\n"
    )

    assert [(row.lead, row.deadline) for row in all_of(text)] == [
        (("团委",), "2025年3月"),
        (("教务处", "德育处"), "2025年5月"),
        (("校办公室",), "2025年6月20日前"),
    ]


def test_a_head_that_is_repeated_is_no_row():
    head = "指标 | 现状 | 目标 | 牵头 | 时限"
    text = (
        f"指标表\n一、环境\n{head}\n绿化覆盖率 | 36% | 40%以上 | 县园林中心 | 11月底\n"
        f"二、秩序\n{head}\n礼让率 | 82% | 不低于95% | 县交警大队 | 8月底前\n"
    )

    assert [row.lead for row in all_of(text)] == [("县园林中心",), ("县交警大队",)]


def test_a_number_alone_in_the_cell_of_goals_counts_the_task():
    text = (
        "任务表\n序号\t工作任务\t目标要求\t牵头单位\n1\t改造老旧小区\t14个，惠及居民5200户\t区住建局\n"
        "2\t拆除违规广告\t不少于260块\t区城管局\n3\t诚信商户评定\t评定100家\t区市场监管局\n"
    )

    assert [[(t.metric, t.op, t.value) for t in row.targets] for row in all_of(text)] == [
        [("改造老旧小区", "=", 14)],
        [("拆除违规广告", ">=", 260)],
        [("诚信商户评定", "=", 100)],
    ]


def test_a_gap_twice_as_wide_is_an_empty_cell():
    text = (
        "分解表\n序号    任务内容    牵头单位    配合单位    完成时限\n"
        "1    修复人行道    建设局    各街道    9月15日前\n"
        "2    新建充电桩            供电公司    10月底前\n"
    )

    assert [(row.lead, row.support) for row in all_of(text)] == [
        (("建设局",), ("各街道",)),
        (("建设局",), ("供电公司",)),
    ]


def test_sections_between_the_rows_of_a_table_of_one_cell_a_line_head_them():
    text = (
        "一览表\n序号\n工作任务\n牵头单位\n完成时限\n一、设施类\n1\n改造公厕9座\n县住建局\n9月底前\n"
        "二、秩序类\n2\n清理废弃车辆\n县公安局\n8月底前\n"
    )

    assert [heading.text for heading in read(text).outline] == ["设施类", "秩序类"]
    assert [row.lead for row in all_of(text)] == [("县住建局",), ("县公安局",)]


def test_a_table_of_one_cell_a_line_without_numbers_ends_each_row_in_a_time():
    text = (
        "分解表\n项目类别\n牵头单位\n任务内容\n责任单位\n完成时限\n一、公共环境\n区城管局\n"
        "1.清理河渠沿岸垃圾9公里\n藕池街道、东风街道\n7月20日前\n2.补植裸露绿地，更换枯树260株\n区园林中心\n8月10日前\n"
        "二、公共秩序\n区公安分局\n3.增划非机动车停车位2800个\n区交通局\n7月31日前\n填表说明：任务是最低要求。\n"
    )
    found = all_of(text)

    assert [(row.lead, row.support, row.deadline) for row in found[:3]] == [
        (("区城管局",), ("藕池街道", "东风街道"), "7月20日前"),
        (("区城管局",), ("区园林中心",), "8月10日前"),
        (("区公安分局",), ("区交通局",), "7月31日前"),
    ]
    assert [heading.text for heading in read(text).outline] == ["公共环境", "公共秩序"]


def test_one_column_of_units_is_enough_between_single_blanks():
    text = (
        "突出问题\n序号 点位 存在问题 责任单位 整改时限\n"
        "1 城东市场 占道摆摊,垃圾桶满溢 城东街道(区住建局督办) 9月12日\n"
        "2 滨江步道 栏杆锈蚀约40米 区公园中心(区城管局配合 9月底\n"
    )

    assert [(row.lead, row.support) for row in all_of(text)] == [
        (("城东街道",), ("区住建局",)),
        (("区公园中心",), ("区城管局",)),
    ]


def test_a_row_with_empty_cells_at_its_end_is_no_row_of_wide_gaps():
    text = "任务表\n序号\t任务\t牵头单位\t配合单位\t时限\n1\t修好路灯\t县城管局\t"

    assert [row.lead for row in all_of(text)] == [("县城管局",)]
