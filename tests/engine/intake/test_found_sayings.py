"""What papers as they are found tell: who, until when, how much; and what of them orders nothing."""

import pytest

from tests.engine.intake.drafts import all_of


def targets(text):
    return [(t.metric, t.op, t.value) for row in all_of(text) for t in row.targets]


def _units(row):
    return [target.unit for target in row.targets]


@pytest.mark.parametrize(
    "said", ["建立养犬登记台账（5分）。", "拆除违建12处（10分）。", "整治占道经营，得2分。"]
)
def test_marks_given_for_a_task_are_no_target(said):
    assert all(unit != "分" for row in all_of(f"细则\n1.{said}\n") for unit in _units(row))


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


def test_security_is_no_totality():
    found = all_of("纪要\n1.县国家安全局要抓好宣传。\n2.集团安全部要检查电路。\n")

    assert [row.lead for row in found] == [("县国家安全局",), ("集团安全部",)]


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
