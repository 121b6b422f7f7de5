"""Papers as they are found: line breaks lost, colons mistyped, brackets in brackets, marks beside each task."""

import pytest

from tests.engine.intake.drafts import all_of
from wenming.engine.intake import read
from wenming.engine.intake.text.layout import flatten
from wenming.engine.intake.text.lost_breaks import lost_breaks

FILLING = "这件事市民期待已久，来往行人都看在眼里。" * 6


MINUTES = (
    "一、抓好市容整治1.整治店外经营。由市城管局牵头，商务局配合。"
    + FILLING
    + "2.清理小广告。由市公安局牵头。二、抓好公厕管理1.补齐设施。由市住建局牵头。2.加强保洁。由环卫中心负责。"
)


def targets(text):
    return [(t.metric, t.op, t.value) for row in all_of(text) for t in row.targets]


PROJECTS = """城建项目表
编号 | 项目 | 责任部门 | 责任领导 | 时间 | 工作内容 |
1 | 启动体育中心段道路工程 | 城管办 | 分管主任 | 2026-05 | 完成招标 |
2 | 启动体育中心段道路工程 | 城管办 | 分管主任 | 2026-06 | 进场施工 |
"""


def outline(text):
    return [(heading.number, heading.text) for heading in read(text).outline]


WRAPPED = (
    "督查通报\n　　一、下一步工作要求\n　　(一)市住建局要在6月底前修好3.2公里人行道,补齐15块井盖,会同\n"
    "市消防救援支队对28个小区的消防通道集中整治。市城管局要在5月25日前\n"
    "拆除18处破损广告牌,每周报一次进度。各街道要在5月31日前清理12处卫生\n"
    "死角。市教育局要在6月1日前改造5所学校门口的人行道,同步施划停车线30\n"
    "0米。市交通运输局要在6月10日前更新20个公交站牌,方便市民安全出行等\n车。\n"
)


def test_items_whose_line_breaks_were_lost_are_found():
    found = all_of(MINUTES)

    assert [row.lead for row in found] == [
        ("市城管局",),
        ("市公安局",),
        ("市住建局",),
        ("环卫中心",),
    ]
    assert found[1].text.startswith("2.清理小广告")


def test_their_headings_end_where_the_first_item_begins():
    outline = [(h.number, h.text) for h in read(MINUTES).outline]

    assert outline == [("一", "抓好市容整治"), ("二", "抓好公厕管理")]


def test_the_way_back_to_the_source_survives():
    flat = flatten(MINUTES)
    start = flat.text.index("2.清理小广告")

    assert MINUTES[slice(*flat.span(start, start + 7))] == "2.清理小广告"


@pytest.mark.parametrize(
    "text",
    [
        "一、抓好市容整治。1.整治店外经营。" + FILLING + "2.清理小广告。",  # nothing was lost
        "1 | 建好公园 1.4月底前开工" + FILLING + " 2.9月底前完工 | 住建局 |",  # cells of a row
        "一等奖1.5万元" + FILLING,
        "第一、二小学和周一、二上午" + FILLING,
    ],
)
def test_where_nothing_was_lost_nothing_is_broken(text):
    assert lost_breaks(text) == []


def test_a_bracket_may_stand_in_a_bracket():
    (row,) = all_of(
        "方案\n1.整治扬尘。（市住建局牵头，市城管局参与，县（市、区）政府负责落实。以下均同）\n"
    )

    assert row.lead == ("市住建局",)
    assert "市城管局" in row.support


def test_a_semicolon_typed_for_the_colon_of_a_label():
    (row,) = all_of("方案\n1.改造旱厕。（责任单位；市住建局、各乡镇）\n")

    assert row.lead == ("市住建局", "各乡镇")


def test_what_follows_the_last_name_of_a_label_is_left_off():
    (row,) = all_of("方案\n1.整治市场。\n责任单位：市场中心（筹）、集市（早市）管理所等单位。\n")

    assert row.lead == ("市场中心(筹)", "集市(早市)管理所")


def test_long_orders_with_more_below_them_head_nothing():
    text = "纪要\n" + "\n".join(
        f"{n}、由{unit}牵头，6月底前把沿街的{thing}全部整治到位。同时，要抓好日常管理。"
        for n, unit, thing in [
            ("一", "市城管局", "店招店牌"),
            ("二", "市住建局", "破损路面"),
            ("三", "市公安局", "乱停乱放"),
        ]
    )

    assert not read(text).outline


def test_a_list_may_run_inside_a_point_of_another():
    found = all_of(
        "会议强调，一是抓好整治。一要拆除违建，6月底前拆完；二要建好三园，7月底前建成。二是抓好医保缴费，8月底前收齐。\n"
    )

    assert [row.deadline for row in found] == ["6月底前", "7月底前", "8月底前"]


def test_points_that_bear_a_bare_number_are_points():
    found = all_of(
        "书记提出要求：一提高认识明确责任。各科室要在5月底前分好工。二对照标准抓紧行动。要在6月底前自查一遍。三完善机制加强督查。督查办每周通报。\n"
    )

    assert [row.deadline or row.cadence for row in found] == ["5月底前", "6月底前", "weekly"]


def test_the_first_point_may_follow_a_word():
    found = all_of("这次行动一要压实责任，6月底前分到人；二要每日现场办公。\n")

    assert [row.deadline or row.cadence for row in found] == ["6月底前", "daily"]


def test_a_body_whose_name_begins_in_quotation_marks_heads_its_duties():
    found = all_of("方案\n（一）“门前三包”整治组\n①负责落实责任制。\n②督促检查商铺亮化。\n")

    assert {row.lead for row in found} == {("“门前三包”整治组",)}


def test_a_task_of_two_words_is_shown_with_its_project():
    found = all_of(PROJECTS)

    assert [row.text.split(" |")[0] for row in found] == ["启动体育中心段道路工程"] * 2
    assert [row.deadline_iso for row in found] == ["2026-05-31", "2026-06-30"]


def test_what_a_page_says_of_itself_is_no_head_of_the_table_below():
    text = """公开方式 | 主动公开 | 公开期限 | 长期公开 |
发布单位 | 区政府 | 发文日期 | 2026-03-14 |
序号 | 实事项目 | 实施计划 | 责任单位 | 配合单位 |
1 | 新建成幼儿园7所。 | 1.4月底前主体完工。2.8月底前竣工交付。 | 教育局 | 发改局、锦东街道 |
2 | 新建成驿站9家。 | 1.3月底前选址。2.9月底前建成。 | 民政局 | 财政局 |
"""
    found = all_of(text)

    assert [(row.lead, row.support) for row in found] == [
        (("教育局",), ("发改局", "锦东街道")),
        (("民政局",), ("财政局",)),
    ]
    assert found[0].text.startswith("新建成幼儿园7所")


def test_a_point_that_only_says_when_is_no_duty():
    found = all_of("通告\n一、管制时间：2026年7月22日至7月23日\n二、管制要求：交警要全程值守。\n")

    assert [row.lead for row in found] == [("交警",)]


def test_a_heading_ends_at_the_space_before_its_first_sentence():
    text = (
        "一、指导思想 坚持政府主导、群众参与，标本兼治、建管并重，营造整洁环境。\n"
        "二、主要任务 由市城管局牵头，6月底前清理完城乡结合部的积存垃圾。\n"
    )

    assert outline(text) == [("一", "指导思想"), ("二", "主要任务")]
    assert [row.lead for row in all_of(text)] == [("市城管局",)]


def test_a_heading_ends_where_the_meeting_heard_of_its_matter():
    text = (
        "一、研究早市搬迁问题会议听取了商务局的汇报。会议要求，由商务局牵头，7月底前搬完。\n"
        "二、通报督查情况会议通报了督查情况。\n"
    )

    assert outline(text) == [("一", "研究早市搬迁问题"), ("二", "通报督查情况")]


def test_points_that_dashes_open_may_run_on():
    text = (
        "二、目标\n通过三年努力，面貌更新。——2026年打基础，综合得分达到85分以上。"
        "——2027年上台阶，综合得分达到90分以上。\n"
    )

    assert [row.targets[0].value for row in all_of(text)] == [85, 90]


def test_the_numbers_of_the_parts_that_a_site_shows_are_no_items():
    first = (
        "1、整治方案 一、主要任务 （一）环境卫生整治。" + FILLING * 2 + "由县城管局牵头，对城中村、"
    )
    text = f"{first}\n\n2、城乡结合部的垃圾进行清运，6月底前完成。（二）集市整治。由县商务局牵头，7月底前完成。\n"
    found = all_of(text)

    assert [row.lead for row in found] == [("县城管局",), ("县商务局",)]
    assert found[0].deadline == "6月底前"


def test_each_label_of_a_bracket_may_have_a_semicolon_for_its_colon():
    (row,) = all_of("方案\n1.整治店外经营。（牵头单位；县城管局 责任单位；县公安局、城关镇）\n")

    assert (row.lead, row.support) == (("县城管局",), ("县公安局", "城关镇"))


def test_the_menu_of_a_page_makes_no_essay_of_a_plan():
    menu = "某乡工作计划_范文大全\n首页 工作计划 工作总结 心得体会 演讲稿\n"
    text = f"{menu}一、工作重点\n1.清运垃圾。乡环卫站每周清运3次。\n"

    assert [row.lead for row in all_of(text)] == [("乡环卫站",)]


def test_points_may_follow_the_bracket_of_the_one_before():
    found = all_of(
        "方案\n（一）经营秩序。1.严格划行归市，生熟分开。（区市场监管局）2.取缔占道经营。（牵头单位：区城管局）\n"
    )

    assert [row.lead for row in found] == [("区市场监管局",), ("区城管局",)]


def test_the_usual_headings_may_run_on_into_their_first_sentence():
    text = (
        "方案\n一、指导思想坚持以人民为中心，推进创建。二、工作任务完善公共设施，"
        "区住建局6月底前补装路灯40盏。\n"
    )

    assert outline(text) == [("一", "指导思想"), ("二", "工作任务")]


def test_lines_that_a_program_broke_after_so_many_characters_are_put_together():
    assert [(row.lead, row.support) for row in all_of(WRAPPED)][:2] == [
        (("市住建局",), ("市消防救援支队",)),
        (("市城管局",), ()),
    ]


def test_a_heading_may_hold_a_comma_and_run_on_in_the_middle_of_a_paragraph():
    text = (
        "讲话\n同志们：今天开会，研究创建工作。一、认清形势，增强紧迫感 创建文明城市是全市人民的共同期盼。"
        "二、突出重点，补齐短板弱项 时间不等人，有几件事要抓紧办。\n"
    )

    assert [number for number, _ in outline(text)] == ["一", "二"]


def test_a_semicolon_for_the_colon_of_a_label_on_its_own_line():
    found = all_of(
        "方案\n一、整改措施\n（一）关于吸烟的问题\n责任单位；县卫生健康局\n1.完善禁烟标识，在车站张贴。\n2.落实劝导员制度。\n"
    )

    assert {row.lead for row in found} == {("县卫生健康局",)}


def test_lines_broken_wherever_it_was_are_put_together_where_several_end_in_a_comma():
    text = (
        "柳溪镇\n工作计划\n二、重点任务\n1.国道整治。由镇村建办牵头,镇执法队、沿线6个村配合,\n"
        "对乱搭乱建来一次大起底,\n三月底前拆除到位。\n2.垃圾分类。保洁公司对垃圾桶做到\n一天一清运,\n一周清洗一次。\n"
    )
    found = all_of(text)

    assert found[0].support == ("镇执法队", "沿线6个村")
    assert [row.deadline for row in found][:1] == ["三月底前"]
    assert "daily" in [row.cadence for row in found]


def test_numbers_that_lost_their_marks_count_on_in_a_paragraph():
    text = (
        "纪要\n一、关于其他事项\n1区教育局开学后组织宣讲，每学期不少于3次。2区卫健委要定期开展监测。"
        "3各专项组每周四报送进展。\n"
    )

    assert [row.lead for row in all_of(text)] == [("区教育局",), ("区卫健委",), ("各专项组",)]
