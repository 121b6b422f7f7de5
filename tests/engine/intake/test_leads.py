"""Who leads and who supports, from the grammar of the sentence."""

import pytest

from tests.engine.intake.drafts import DAY, all_of, items, one
from wenming.engine.intake import read


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        # before
        ("由市水务局牵头，市生态环境局配合，开展河道清淤行动。", ["市水务局"], ["市生态环境局"]),
        ("以市交通运输局为主，其他部门配合，规范网约车停靠。", ["市交通运输局"], ["其他部门"]),
        ("由民政、残联、妇联等部门牵头开展走访。", ["民政", "残联", "妇联"], []),
        ("市园林中心会同各街道修剪行道树。", ["市园林中心"], ["各街道"]),
        ("由区委督查室会同区创城办约谈后进单位。", ["区委督查室"], ["区创城办"]),
        # after
        ("要整治飞线充电。这项工作请市应急局主抓，消防、住建等部门参加。", ["市应急局"], ["消防", "住建"]),
        ("加快公园改造，请市林业局、市城投集团抓好落实。", ["市林业局", "市城投集团"], []),
        ("清理铁路沿线垃圾，属于市铁路局、市环卫处职责范围的，请各自抓好。", ["市铁路局", "市环卫处"], []),
        ("开展校车检查，通行率提高15%。市公安局负责，9月15日前完成。", ["市公安局"], []),
        # as the subject
        ("公安、住建等部门按照各自职责，共同做好管理工作。", ["公安", "住建"], []),
        ("市园林局（市绿化办）是主管部门，负责公园管理。", ["市园林局(市绿化办)"], []),
        ("市文旅局要加强景区巡查。", ["市文旅局"], []),
        ("市总工会、团市委和市妇联组织开展志愿服务活动。", ["市总工会", "团市委", "市妇联"], []),
        ("各驻市单位、群团组织，要主动认领任务。", ["各驻市单位", "群团组织"], []),
        ("交警支队每天上路巡查，发现违停立即劝离。", ["交警支队"], []),
        ("城管局拿个方案出来。", ["城管局"], []),
        ("市住房和城乡建设局要排查危房。", ["市住房和城乡建设局"], []),
        ("市卫生健康局牵头，各医院负责落实，改善就医环境。", ["市卫生健康局"], ["各医院"]),
        # a person gives the unit
        ("这件事由卫健局老王负责。", ["卫健局"], []),
        # money supports
        ("由市体育局改造健身场地；所需经费由市财政局统筹安排。", ["市体育局"], ["市财政局"]),
        ("市供电公司负责线路，市水务集团负责管道。", ["市供电公司", "市水务集团"], []),
        # spoken
        ("公安交管要牵头，城管、消防参加，清理占道车辆。", ["公安交管"], ["城管", "消防"]),
        ("区水务局会后就派人查看，5月底前修好。", ["区水务局"], []),
        ("市统计局适时对问卷质量开展抽查。", ["市统计局"], []),
        # the first answers for what the second carries out
        ("市农业农村局牵头，各乡镇具体实施，改造粪污设施。", ["市农业农村局"], ["各乡镇"]),
        ("市委宣传部统筹，市文联承办，举办书法展。", ["市委宣传部"], ["市文联"]),
        # 商 between two units is "with"
        ("由市体育局商市教育局提出开放方案。", ["市体育局"], ["市教育局"]),
        # who is told stands before the colon
        ("市卫生健康委、市医保局：三级医院开通夜间门诊。", ["市卫生健康委", "市医保局"], []),
        # what becomes of a case is no other addressee
        ("市民政局要把空置用房管起来，能出租的出租，不能出租的由社区代管，年底前见效。", ["市民政局"], []),
        # spoken: 几家, 负总责, 来办
        ("教育、民政两家，对留守儿童逐户走访。", ["教育", "民政"], []),
        ("河西区负总责，水利、住建几家帮着河西区清淤，5月底前见效。", ["河西区"], ["水利", "住建"]),
        ("由规划和自然资源局来办。", ["规划和自然资源局"], []),
        # who is coordinated supports; who takes part does too
        ("市农业农村局要协调市供销社、市商务局，设立直销点。", ["市农业农村局"], ["市供销社", "市商务局"]),
        ("市水利局每周巡河，市河长办聘请监督员参与巡查。", ["市水利局"], ["市河长办"]),
        ("夜间巡查由综治办牵头，警务站、消防站参与。", ["综治办"], ["警务站", "消防站"]),
        ("市粮食局打头阵，市供销社跟上，做好节粮宣传。", ["市粮食局"], ["市供销社"]),
        ("以市水务集团为主体推进漏损治理。", ["市水务集团"], []),
        ("小广告治理由市城管局具体承办。", ["市城管局"], []),
        ("这个事市城管局来抓，10天内见效。", ["市城管局"], []),
        ("犬只管理（市公安局负责）。", ["市公安局"], []),
        ("由市住建局修补道路，各区配合，市财政局保障资金。", ["市住建局"], ["各区", "市财政局"]),
        ("市住建局要加快改造，市审计局作为配合单位跟进。", ["市住建局"], ["市审计局"]),
        ("对限期不改的企业，由区市场监管局依法处理。", ["区市场监管局"], []),
        ("县财政拿出60万元，本周内采购到位。", ["县财政"], []),
        ("综合执法队驻点值守学校周边，9月底结束。", ["综合执法队"], []),
        # a time stands between who and what
        ("市文旅局一季度末前完成检修。", ["市文旅局"], []),
        ("市文旅局三个工作日内完成检修。", ["市文旅局"], []),
        # how many there are to deal with tells which ones
        ("对区创建办汇总的412个问题，区城管局要逐条整改。", ["区城管局"], []),
        ("消防大队拿整治意见，各街道组织实施，由区供电公司保障用电。", ["消防大队"], ["各街道", "区供电公司"]),
        ("区公安局牵头，区交通局、车站管委会抽人组成联勤队，24小时轮班。", ["区公安局"], ["区交通局", "车站管委会"]),
        ("卫生院配合畜牧站开展犬只免疫。", ["畜牧站"], ["卫生院"]),
        ("改造期间区应急管理局负责备足抽排设备。", ["区应急管理局"], []),
        # ranks of the grasslands
        ("旗级领导每季度到包联嘎查走访1次。", [], []),
    ],
)  # fmt: skip
def test_leads_and_supports(sentence, lead, support):
    row = one(sentence)

    assert (list(row.lead), list(row.support)) == (lead, support)


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        ("修补道路。(牵头单位：市住建局；责任单位：各区政府)", ["市住建局"], ["各区政府"]),
        ("修补道路。（责任单位：各县（市、区）政府、高新区）", ["各县(市、区)政府", "高新区"], []),
        ("修补道路。责任单位：西岭区；督办单位：市城管局。", ["西岭区"], ["市城管局"]),
        ("修补道路。\n牵头单位：市住建局\n责任单位：各区\n配合单位：市公安局", ["市住建局"], ["各区", "市公安局"]),
        ("修补道路。（市住建局牵头，市城管局配合）", ["市住建局"], ["市城管局"]),
        ("修补道路（市住建局）。", ["市住建局"], []),
        ("修补道路。责任单位：阳光里物业专项小组", ["阳光里物业专项小组"], []),
        ("修补道路。责任领导：张三 责任人：李四", [], []),
    ],
)  # fmt: skip
def test_labels_and_brackets(sentence, lead, support):
    row = one(sentence)

    assert (list(row.lead), list(row.support)) == (lead, support)


@pytest.mark.parametrize(
    "sentence",
    [
        "努力形成齐抓共管的新格局。",
        "要在老城区开展清扫。",
        "按照全市统一部署开展排查。",
        "由现有的五处增加到十处。",
        "成立由副市长任组长的领导小组。",
        "要把社会力量动员起来。",
        "全市老旧电梯还有46部，要加快更换。",
        "排在最后的，要到我办公室来说明。",
        "凡是在测评中因窗口失分的，年底不得评优。",
    ],
)
def test_words_that_only_look_like_units_lead_nothing(sentence):
    assert [row.lead for row in all_of(items(sentence))] in ([()], [])


@pytest.mark.parametrize(
    "sentence",
    [
        "各级各部门要加强排查整治。",
        "各村（社区）要开展清扫行动。",
        "有关单位要完成整改。",
    ],
)
def test_classes_of_addressees_are_generic_and_never_ticked(sentence):
    row = one(sentence)

    assert row.lead_generic
    assert not row.ticked


@pytest.mark.parametrize(
    "sentence",
    [
        "全体县级领导要包联社区。",
        "县四大班子领导要包联社区。",
        "街道主要负责人每周带队暗访1次。",
        "旗级领导每季度到包联嘎查走访1次。",
    ],
)
def test_persons_are_told_and_lead_nothing(sentence):
    row = one(sentence)

    assert row.persons
    assert (row.lead, row.lead_generic, row.ticked) == ((), False, False)


@pytest.mark.parametrize(
    ("sentence", "ticked"),
    [
        ("市教育局要完成校门口护栏安装。", True),
        ("市教育局要在5月底前予以配合。", True),
        ("市教育局要确保参与率达到90%以上。", True),
        ("市教育局要提高认识，密切配合。", False),
        ("完成校门口护栏安装。", False),
    ],
)
def test_ticked_is_what_names_a_unit_and_a_result_target_or_deadline(sentence, ticked):
    assert one(sentence).ticked is ticked


def test_a_bracket_after_a_run_in_list_leads_all_of_it():
    text = items("解决如厕难。①新建公厕6座；②开放沿街厕所。（市城管局）")

    assert [row.lead for row in all_of(text)] == [("市城管局",), ("市城管局",)]


def test_labels_in_a_bracket_that_also_names_who_pays():
    row = one("更换路灯。（责任单位：市路灯中心；经费由市财政局安排）")

    assert (row.lead, row.support) == (("市路灯中心",), ("市财政局",))


def test_who_helps_below_the_heading_of_a_unit_supports():
    text = "分工\n一、市民政局\n1.配合市卫健局抓好安宁疗护。\n2.排查养老机构。\n"

    assert [(row.lead, row.support) for row in all_of(text)] == [
        (("市卫健局",), ("市民政局",)),
        (("市民政局",), ()),
    ]


def test_a_sentence_that_only_says_who_helps_belongs_to_the_one_before():
    row = one("由市交通局牵头治理堵点。市住建局、市城管局按照职责做好渠化和迁移。")

    assert (row.lead, row.support) == (("市交通局",), ("市住建局", "市城管局"))


def test_how_somebody_does_is_no_order():
    assert all_of("讲话\n政务服务中心反映不错，要继续保持。\n")[0:1] != [("政务服务中心",)]
    assert [row.lead for row in all_of(items("政务中心表现不错，排队要压到20分钟以下。"))] == [()]


def test_who_prints_a_paper_leads_nothing_in_it():
    row = one("各县（市）要对照清单落实。（海西市文明委2026年3月31日印发）")

    assert row.lead == ("各县(市)",)


def test_branches_of_banks_head_a_list():
    text = "分工\n一、国家税务总局海西市税务局、中国农业银行海西市分行\n1.按月推送名单。\n"

    assert all_of(text)[0].lead == ("国家税务总局海西市税务局", "中国农业银行海西市分行")


def test_who_tracks_several_matters_and_how_often_is_a_duty_of_its_own():
    text = (
        "纪要如下：\n1.市水务局要在6月底前疏通管网。\n上述事项由市政府督查室跟踪，每周通报一次。\n"
    )

    assert [(row.lead, row.cadence) for row in all_of(text)] == [
        (("市水务局",), None),
        (("市政府督查室",), "weekly"),
    ]


def test_who_is_named_before_a_run_in_list_leads_all_of_it():
    text = "要点\n（一）抓环境。市政办牵头，各社区、区环卫公司配合：一是每周三清洗小巷；二是8月20日前拆除残墙27处。\n"

    assert [(row.lead, row.support) for row in all_of(text)] == [
        (("市政办",), ("各社区", "区环卫公司")),
        (("市政办",), ("各社区", "区环卫公司")),
    ]


def test_a_unit_as_heading_leads_what_stands_below():
    text = "分工\n一、市民政局\n1.排查养老机构。\n2.会同市卫健局开展培训。\n二、市商务局\n负责规范商场秩序。\n"

    found = all_of(text)

    assert [row.lead for row in found] == [("市民政局",), ("市民政局",), ("市商务局",)]
    assert found[1].support == ("市卫健局",)


def test_a_heading_that_only_says_until_when_does_not_hide_the_unit_above_it():
    text = "分工\n一、市城管局\n（一）2026年9月底前完成以下工作：\n1.清理占道经营。\n2.更换破损井盖。\n"

    assert [(row.lead, row.deadline_iso) for row in all_of(text)] == [
        (("市城管局",), "2026-09-30"),
        (("市城管局",), "2026-09-30"),
    ]


def test_labels_below_a_list_lead_every_item_without_a_lead():
    text = (
        items("修补道路。", "清理垃圾。", "更换井盖。")
        + "牵头单位：市城管局\n责任单位：各区\n完成时限：6月底\n"
    )

    found = all_of(text)

    assert [row.lead for row in found] == [("市城管局",)] * 3
    assert [row.support for row in found] == [("各区",)] * 3
    assert {row.deadline_iso for row in found} == {"2026-06-30"}


def test_labels_below_the_last_item_are_its_own_where_the_others_have_leads():
    text = (
        items("由市水务局疏通管网。", "由市林业局补植绿化。", "更换井盖。") + "责任单位：市城管局\n"
    )

    assert [row.lead for row in all_of(text)] == [("市水务局",), ("市林业局",), ("市城管局",)]


def test_labels_right_below_a_heading_lead_the_items_under_it():
    text = "一、整治市场\n牵头单位：市商务局\n1.清理出店经营。\n2.由市公安局查处扒窃。\n"

    assert [row.lead for row in all_of(text)] == [("市商务局",), ("市公安局",)]


def test_a_lead_named_once_for_several_items_goes_to_each():
    text = (
        "二、任务\n一是开展道德讲堂活动。\n二是开展文明家庭评选活动。\n三是开展网络文明宣传活动。"
        "以上三项活动由市文明办、市妇联具体组织。\n"
    )

    assert [row.lead for row in all_of(text)] == [("市文明办", "市妇联")] * 3


def test_a_class_of_addressees_does_not_fan_out():
    text = "二、任务\n一是开展评选活动。\n二是开展宣传活动。以上两项由各有关部门抓好落实。\n"

    found = all_of(text)

    assert [row.lead for row in found] == [(), (), ("各有关部门",)]


def test_a_body_that_is_set_up_does_what_comes_back():
    row = one("成立创城工作专班，每周召开一次例会。")

    assert row.lead == ("创城工作专班",)


def test_those_who_order_are_not_those_who_are_ordered():
    assert one("市委、市政府要求，开展大排查行动。").lead == ()


def test_an_item_of_faults_becomes_a_duty_by_its_label():
    row = one("和平市场：环境脏乱，管理薄弱。责任单位：东湖区政府。整改时限：5月20日前。")

    assert row.lead == ("东湖区政府",)
    assert row.deadline_iso == "2026-05-20"


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        ("市水务局牵头，市财政局、各区按职责分工配合，疏通管网。", ("市水务局",), ("市财政局", "各区")),
        ("由市园林局负责，市住建局做好技术指导，补植行道树。", ("市园林局",), ("市住建局",)),
        ("由市商务局负责统筹，各区政府为实施主体，改造早市。", ("市商务局",), ("各区政府",)),
        ("市民政局为牵头单位，市残联为配合单位，增设扶手。", ("市民政局",), ("市残联",)),
        ("市交通局要把站台修好，公交公司要搞好配合。", ("市交通局",), ("公交公司",)),
        ("区街长办（设在区城管局）负责每周巡查。", ("区街长办",), ()),
        ("公安、交通、票务服务等部门要在节前联合检查。", ("公安", "交通", "票务服务"), ()),
        ("水务、电力等管线企业要服从调度。", ("水务", "电力"), ()),
        ("教育系统要每月开展一次主题班会。", ("教育系统",), ()),
        ("市教育局、各培训网点要公示收费标准。", ("市教育局", "各培训网点"), ()),
        ("修缮校舍。〔牵头单位：市教育局；责任单位：各区〕", ("市教育局",), ("各区",)),
        ("市农业局和市林业局要各司其职，清理裸土。", ("市农业局", "市林业局"), ()),
    ],
)  # fmt: skip
def test_more_ways_to_say_who_does_it(sentence, lead, support):
    row = one(sentence)

    assert (row.lead, row.support) == (lead, support)


@pytest.mark.parametrize(
    "sentence",
    [
        "活禽宰杀区与交易区要分开设置。",
        "志愿者活跃率要达到50%以上。",
        "全市居民满意度要达到90%。",
        "由各单位负责劝导的摊点，要在6月底前入市。",
        "停放区要划线。",
    ],
)
def test_places_and_measures_are_nobody(sentence):
    assert not any(name.endswith(("区", "者", "市", "民")) for name in one(sentence).lead)


def test_whom_a_rule_is_about_does_not_lead():
    row = one("物业公司不履行职责的，市住建局要约谈。")

    assert row.lead == ("市住建局",)


def test_a_lead_told_outright_beside_a_class_is_no_clash():
    text = items("河长要每月巡河。（责任单位：县水利局）")

    assert read(text, dated=DAY).checks == ()


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        ("更新宣传栏，责任单位为各社区，督导单位为市创城办。", ("各社区",), ("市创城办",)),
        ("市教育局牵头，市体育局具体负责，各区抓好落实，改造操场。", ("市教育局",), ("市体育局", "各区")),
        ("市委组织部、市委党校把创建工作纳入干部培训课程。", ("市委组织部", "市委党校"), ()),
        ("市环卫局局长要每周带队检查一次。", ("市环卫局",), ()),
        ("市公交公司、出租车公司等窗口单位要亮明承诺。", ("市公交公司", "出租车公司"), ()),
        ("以乡镇（街道）为主，清理房前屋后杂物。", ("乡镇(街道)",), ()),
    ],
)  # fmt: skip
def test_still_more_ways_to_say_who_does_it(sentence, lead, support):
    row = one(sentence)

    assert (row.lead, row.support) == (lead, support)


def test_a_label_without_a_unit_after_it_says_nothing():
    row = one("责任单位为主动整改的，从轻处理，6月底前报送。")

    assert (row.lead_generic, row.ticked) == (True, False)
