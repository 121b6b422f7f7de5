"""Papers as they are found: line breaks lost, colons mistyped, brackets in brackets, marks beside each task."""

import pytest

from tests.engine.intake.drafts import all_of
from wenming.engine.intake import read
from wenming.engine.intake.layout import flatten
from wenming.engine.intake.lost_breaks import lost_breaks

FILLING = "这件事市民期待已久，来往行人都看在眼里。" * 6
MINUTES = (
    "一、抓好市容整治1.整治店外经营。由市城管局牵头，商务局配合。"
    + FILLING
    + "2.清理小广告。由市公安局牵头。二、抓好公厕管理1.补齐设施。由市住建局牵头。2.加强保洁。由环卫中心负责。"
)


def targets(text):
    return [(t.metric, t.op, t.value) for row in all_of(text) for t in row.targets]


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


@pytest.mark.parametrize(
    "said", ["建立养犬登记台账（5分）。", "拆除违建12处（10分）。", "整治占道经营，得2分。"]
)
def test_marks_given_for_a_task_are_no_target(said):
    assert all(unit != "分" for row in all_of(f"细则\n1.{said}\n") for unit in _units(row))


def _units(row):
    return [target.unit for target in row.targets]


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("绿化、环卫、拆违等职能部门要每周上报进展。", ("绿化", "环卫", "拆违")),
        ("柳河、石桥、北园等3个区、县（市）要在年底前建成平台。", ("柳河", "石桥", "北园")),
        ("稽查所、运检部协同，6月底前完成排查。", ("稽查所", "运检部")),
        ("涉及的安监办、民政办等部门要在5月底前联合检查。", ("安监办", "民政办")),
        ("由国土、规划、住建部门按照各自权限，6月底前办完手续。", ("国土", "规划", "住建部门")),
        ("消防救援机构要结合近年来的案例，6月底前拍一部短片。", ("消防救援机构",)),
        ("请项目建设业主于5月底前补齐手续。", ("项目建设业主",)),
        ("市、县政府要在5月底前召开协调会。", ("市、县政府",)),
        ("市环卫处要每天普扫，配合市城管局清理死角。", ("市环卫处",)),
    ],
)
def test_who_is_told(said, lead):
    (row, *_) = all_of(f"讲话\n一、重点工作\n1.{said}\n")

    assert row.lead == lead


@pytest.mark.parametrize(
    "said",
    [
        "专题民主生活会要查摆问题。",
        "紧密联系学校实际开展宣传。",
        "组织党员志愿者服务队开展义诊。",
        "可以发动老人协会参与监督。",
        "全县农户厕所改造要加快。",
        "分析部分工作滞后的原因。",
    ],
)
def test_what_only_ends_like_a_unit_is_told_nothing(said):
    assert all(row.lead == () for row in all_of(f"讲话\n一、重点工作\n1.{said}\n"))


def test_whoever_organizes_leads_the_others():
    (row,) = all_of("纪要\n1.售电攻坚。营销部组织，各单位深入开展劳动竞赛。\n")

    assert (row.lead, row.support) == (("营销部",), ("各单位",))


@pytest.mark.parametrize(
    "of_all", ["现将春节期间有关事项通告如下：", "现就立即开展排查有关要求通知如下："]
)
def test_what_a_notice_is_about_is_no_deadline_of_its_points(of_all):
    found = all_of(f"通告\n{of_all}\n一、各社区要登记返乡人员。\n二、各村要关闭棋牌室。\n")

    assert [row.deadline for row in found] == [None, None]


@pytest.mark.parametrize(
    ("said", "deadline"),
    [
        ("在现场会召开之前，完成3条示范街布置。", "现场会召开之前"),
        ("谈心活动开展前，各支部要征求意见。", "谈心活动开展前"),
        ("请各单位立即开展自查。", "立即"),
        ("发现隐患立即整改，不能立即整改的限期整改。", "立即整改"),
    ],
)
def test_until_when(said, deadline):
    (row, *_) = all_of(f"讲话\n一、重点工作\n1.{said}\n")

    assert row.deadline == deadline


@pytest.mark.parametrize("label", ["时间：  月  日—  月  日", "时间：    年  月  日"])
def test_a_day_still_to_be_filled_in_is_none(label):
    found = all_of(f"方案\n1.举办社区运动会。\n{label}\n2.清理楼道。\n")

    assert all(row.deadline is None for row in found)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "培养15名懂管理、会调解的楼栋长。",
            [("培养楼栋长", "=", 15)],
        ),
        (
            "选拔20名文明宣讲员、60名巷道管家和300名网格助理。",
            [
                ("选拔文明宣讲员", "=", 20),
                ("选拔巷道管家", "=", 60),
                ("选拔网格助理", "=", 300),
            ],
        ),
        ("10月底前完成年度改造计划70%。", [("年度改造计划完成率", "=", 70)]),
        ("细颗粒物年均浓度保持在30微克/立方米以下。", [("细颗粒物年均浓度", "<=", 30)]),
        ("每个工作室确定6位成员。", [("每个工作室确定成员", "=", 6)]),
        ("活动人数严格控制10人以内。", [("活动人数", "<=", 10)]),
        ("确保把应收水费控制在当月的30%以内。", [("应收水费", "<=", 30)]),
    ],
)
def test_how_much(said, expected):
    assert targets(f"讲话\n一、重点工作\n1.{said}\n") == expected


def test_what_an_activity_is_for_orders_nothing():
    found = all_of(
        "方案\n一、活动目的\n（一）通过丰富多彩的活动，让先进文化走进社区。\n二、活动内容\n1.举办邻里运动会。\n"
    )

    assert [row.text for row in found] == ["1.举办邻里运动会"]


def test_work_on_what_the_public_knows_is_ordered():
    found = all_of("通知\n一、提高居民防火意识。张贴宣传画，发放一封信，悬挂宣传横幅。\n")

    assert len(found) == 1


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


@pytest.mark.parametrize(
    "told",
    [
        "9月10日早上，常宁镇召开推进会，就整治工作再安排再部署。",
        "镇党委副书记王某某宣读行动通知，部署整治工作。",
        "市里设主会场，各县区设分会场。",
        "大部分乡镇在收费上普遍存在拖延的问题。",
        "盐务局相关人员还提醒说，货源充足。",
    ],
)
def test_who_only_appears_in_a_report_is_told_nothing(told):
    assert all_of(f"新闻\n{told}\n") == []


PROJECTS = """城建项目表
编号 | 项目 | 责任部门 | 责任领导 | 时间 | 工作内容 |
1 | 启动体育中心段道路工程 | 城管办 | 分管主任 | 2026-05 | 完成招标 |
2 | 启动体育中心段道路工程 | 城管办 | 分管主任 | 2026-06 | 进场施工 |
"""


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


def outline(text):
    return [(heading.number, heading.text) for heading in read(text).outline]


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


@pytest.mark.parametrize(
    "said",
    [
        "各单位要站在讲政治的高度，切实增强责任感、使命感和紧迫感，以饱满的热情抓好各项工作。",
        "各村、各站所要进一步提高政治站位，把思想和行动统一到区委的决策部署上来。",
        "各部门要充分认识这项工作的重要性，加强领导，精心组织，形成齐抓共管的格局。",
    ],
)
def test_a_call_for_a_frame_of_mind_orders_nothing(said):
    assert all_of(f"通知\n一、要求\n（一）提高认识。{said}\n") == []


@pytest.mark.parametrize(
    "told",
    [
        "青川市交通局关于进一步明确责任分工的通知局属各单位：",
        "区创建办抽调人员组成4个检查组，对112个点位进行了实地检查，并随机访问居民460人。",
        "大湾村用“红黑榜”带动村民清理房前屋后，给大家留下了深刻印象。",
        "下一步，该区将继续在细微处下功夫。",
    ],
)
def test_what_was_done_or_only_announced_orders_nothing(told):
    assert all_of(f"通报\n{told}\n") == []


@pytest.mark.parametrize(
    "said",
    [
        "规范客运管理，制定检查标准。组织开展驾驶员礼仪培训，参训率达到100%。",
        "完善小区设施。年内增设充电车棚3处。",
        "要加强路面保洁。主干道要每天冲洗2次。",
    ],
)
def test_a_sentence_of_a_point_with_a_number_of_its_own_is_another_item(said):
    found = all_of(f"讲话\n一、重点工作\n1.抓好落实。{said}\n")

    assert len(found) == 2
    assert not found[0].targets


def test_a_sentence_that_tells_a_unit_more_than_one_thing_is_its_own_duty():
    found = all_of(
        "讲话\n一、重点工作\n1.绿化。公路段管好国道。林业局要做好苗木调配和技术指导，栽一棵活一棵。\n"
    )

    assert [(row.lead, row.support) for row in found] == [(("公路段",), ()), (("林业局",), ())]


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("各小区要积极支持配合社区工作，资源共享。", ("各小区",)),
        ("水、电、气等企业要在5月底前检查管网。", ("水、电、气等企业",)),
        ("杜某叮嘱区城管局抓紧检修路灯，一周内修好。", ("区城管局",)),
        ("农业、城建、妇联等站所要每月走访一次。", ("农业", "城建", "妇联")),
    ],
)
def test_who_else_is_told(said, lead):
    (row, *_) = all_of(f"讲话\n一、重点工作\n1.{said}\n")

    assert row.lead == lead


def test_beside_who_carries_it_out_the_others_help():
    (row,) = all_of(
        "纪要\n1.由区城投公司作为实施主体，区自然资源分局做好用地手续办理，力争年底前开工。\n"
    )

    assert (row.lead, row.support) == (("区城投公司",), ("区自然资源分局",))


def test_a_year_to_make_something_by():
    (row,) = all_of("规划\n1.到2027年打造文明实践示范站120个。\n")

    assert (row.deadline, row.deadline_iso) == ("到2027年", "2027-12-31")


def test_the_menu_of_a_page_makes_no_essay_of_a_plan():
    menu = "某乡工作计划_范文大全\n首页 工作计划 工作总结 心得体会 演讲稿\n"
    text = f"{menu}一、工作重点\n1.清运垃圾。乡环卫站每周清运3次。\n"

    assert [row.lead for row in all_of(text)] == [("乡环卫站",)]


def test_points_may_follow_the_bracket_of_the_one_before():
    found = all_of(
        "方案\n（一）经营秩序。1.严格划行归市，生熟分开。（区市场监管局）2.取缔占道经营。（牵头单位：区城管局）\n"
    )

    assert [row.lead for row in found] == [("区市场监管局",), ("区城管局",)]


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("市融媒体中心要配合做好宣传，播放火灾警示片。", ("市融媒体中心",)),
        ("吴某某要求县住建局和城关镇多做工作，6月底前恢复绿地。", ("县住建局", "城关镇")),
        ("乡中心校要开展“小手拉大手”活动。", ("乡中心校",)),
    ],
)
def test_who_is_told_alone(said, lead):
    (row,) = all_of(f"纪要\n一、议定事项\n1.{said}\n")

    assert row.lead == lead


def test_how_long_works_last_is_no_deadline():
    (row,) = all_of("纪要\n1.市公安局交警大队要做好交通组织，确保施工期间群众出行方便。\n")

    assert row.deadline is None


@pytest.mark.parametrize(
    "line",
    [
        "更新时间：2026-03-01　来源：本站　阅读：12",
        "某某调研时强调 以实干促提升 时间:2026-03-01 来源:泊陵县融媒体中心 点击数:3",
        "2026年是全市争创全国文明城市的攻坚之年，也是我乡全面振兴的重要一年。",
        "希望受到表扬的单位再接再厉，排名靠后的单位迎头赶上。",
    ],
)
def test_what_a_page_and_its_opening_say_orders_nothing(line):
    assert all_of(f"某某区通报\n{line}\n") == []


@pytest.mark.parametrize(
    "said",
    [
        "区水务局要清淤排水沟。区水务局每月巡查不少于4次。",
        "区水务局要清淤排水沟。区水务局6月底前修好泵站。",
        "区水务局要清淤排水沟。区水务局改造易涝点9处。",
    ],
)
def test_a_unit_told_how_much_or_when_in_another_sentence_has_another_item(said):
    found = all_of(f"纪要\n1.{said}\n")

    assert [row.lead for row in found] == [("区水务局",), ("区水务局",)]


def test_a_unit_that_only_hears_more_about_it_has_one_item():
    assert len(all_of("纪要\n1.区水务局要清淤排水沟。区水务局要做好协调工作。\n")) == 1


def test_what_fails_has_a_limit_of_its_own():
    found = all_of("纪要\n1.区教育局要在9月底前改造校门口，验收不合格的，限期10天整改。\n")

    assert [row.deadline for row in found] == ["9月底前", "限期10天"]


def test_an_office_seated_in_a_unit_leads_itself():
    (row,) = all_of("方案\n（五）区创建工作领导小组办公室设在区住建局，负责日常调度。\n")

    assert row.lead == ("区创建工作领导小组办公室",)


def test_the_usual_headings_may_run_on_into_their_first_sentence():
    text = (
        "方案\n一、指导思想坚持以人民为中心，推进创建。二、工作任务完善公共设施，"
        "区住建局6月底前补装路灯40盏。\n"
    )

    assert outline(text) == [("一", "指导思想"), ("二", "工作任务")]


def test_security_is_no_totality():
    found = all_of("纪要\n1.县国家安全局要抓好宣传。\n2.集团安全部要检查电路。\n")

    assert [row.lead for row in found] == [("县国家安全局",), ("集团安全部",)]


WRAPPED = (
    "督查通报\n　　一、下一步工作要求\n　　(一)市住建局要在6月底前修好3.2公里人行道,补齐15块井盖,会同\n"
    "市消防救援支队对28个小区的消防通道集中整治。市城管局要在5月25日前\n"
    "拆除18处破损广告牌,每周报一次进度。各街道要在5月31日前清理12处卫生\n"
    "死角。市教育局要在6月1日前改造5所学校门口的人行道,同步施划停车线30\n"
    "0米。市交通运输局要在6月10日前更新20个公交站牌,方便市民安全出行等\n车。\n"
)


def test_lines_that_a_program_broke_after_so_many_characters_are_put_together():
    assert [(row.lead, row.support) for row in all_of(WRAPPED)][:2] == [
        (("市住建局",), ("市消防救援支队",)),
        (("市城管局",), ()),
    ]


def test_the_money_in_a_sentence_of_its_own_is_an_item():
    found = all_of(
        "纪要\n1.会议议定，由区住建局改造泵站，9月底前完工。所需资金由区财政局统筹安排。"
        "由区水务局具体组织巡查，10月底前完成。\n"
    )

    assert [row.lead for row in found] == [("区住建局",), ("区财政局",), ("区水务局",)]


def test_work_below_a_heading_stays_an_item_when_somebody_is_named_after_it():
    found = all_of(
        "讲话\n一、重点工作\n1.抓交通秩序。要加大对逆行、乱停车的查处力度。区公安分局要把警力摆到路面上。\n"
    )

    assert [row.lead for row in found] == [(), ("区公安分局",)]


def test_how_to_go_about_it_is_no_item_beside_who_is_told():
    found = all_of(
        "讲话\n一、重点工作\n1.抓交通秩序。要坚持疏堵结合。区公安分局要把警力摆到路面上。\n"
    )

    assert [row.lead for row in found] == [("区公安分局",)]


def test_demands_that_answer_what_was_found_are_orders():
    found = all_of(
        "报告\n三、下一步工作\n针对测评反映出的问题，提出如下要求：\n（一）健全机制。各街道每周开展一次自查。\n"
    )

    assert [row.lead for row in found] == [("各街道",)]


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("排名后两位的南岭街道、白渡镇要在10月10日前作出说明。", ("南岭街道", "白渡镇")),
        ("教师节前，中心小学、渡口中学各开展一次评选。", ("中心小学", "渡口中学")),
        ("年底前再增加300个充电端口，这个事住建局负总责，供电公司要支持。", ("住建局",)),
        ("9月3日前召开会议，传达县推进会精神，分解任务。", ()),
    ],
)
def test_who_is_meant(said, lead):
    (row,) = all_of(f"讲话\n一、重点工作\n1.{said}\n")

    assert row.lead == lead


@pytest.mark.parametrize(
    "line",
    [
        "希望各县区以此次测评为新的起点，推动创建工作再上新台阶。",
        "现将《重点任务清单》印发给你们，并就有关事项通知如下，请一并抓好落实。",
        "主办单位：泊陵县人民政府办公室",
        "本文来自某文库，转载请注明出处。",
    ],
)
def test_what_a_paper_closes_on_orders_nothing(line):
    assert all_of(f"通报\n1.区城管局要清运垃圾。\n\n{line}\n")[1:] == []


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


def test_items_counted_back_may_bear_their_brackets():
    found = all_of(
        "通知\n（一）区住建局要更换围挡。\n（二）区城管局要清运垃圾。\n（三）区水务局要疏通管网。\n"
        "以上第（一）、（二）项由区政府督查室跟踪督办。\n"
    )

    assert [row.support for row in found] == [("区政府督查室",), ("区政府督查室",), ()]


@pytest.mark.parametrize(
    ("said", "metric"),
    [
        ("局创建办每月对各单位督查一次并予以通报。", "督查"),
        ("各街道原则上设置临时堆放点不少于2处。", "设置临时堆放点"),
        ("本月内新增公益广告不少于30处。", "新增公益广告"),
    ],
)
def test_what_is_counted(said, metric):
    ((found, _, _),) = targets(f"计划\n1.{said}\n")

    assert found.endswith(metric)
    assert not found.startswith(("原则上", "本月"))


def test_a_police_room_is_a_unit():
    (row,) = all_of("计划\n1.社区警务室要检查消防设施。\n")

    assert row.lead == ("社区警务室",)
