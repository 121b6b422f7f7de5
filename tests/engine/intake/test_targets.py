"""Targets: rates, counts of things to make, counts per period; and the numbers that are none."""

import pytest

from tests.engine.intake.drafts import counted, items, one, targets
from wenming.engine.intake import read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("确保群众满意度达到92%以上。", ("群众满意度", ">=", 92, "%")),
        ("市民知晓率不低于百分之九十。", ("市民知晓率", ">=", 90, "%")),
        ("垃圾滞留时间不超过20分钟。", ("垃圾滞留时间", "<=", 20, "分钟")),
        ("投诉量控制在30件以内。", ("投诉量", "<=", 30, "件")),
        ("空气质量优良率保持在85%以上。", ("空气质量优良率", ">=", 85, "%")),
        ("交通事故死亡率应低于3人。", ("交通事故死亡率", "<", 3, "人")),
        ("路灯亮灯率98%以上。", ("路灯亮灯率", ">=", 98, "%")),
        ("确保公厕开放率100%。", ("公厕开放率", ">=", 100, "%")),
        ("交通事故起数同比下降15%。", ("交通事故起数同比下降", ">=", 15, "%")),
        ("新建口袋公园18个。", ("新建口袋公园", "=", 18, "个")),
        ("改造窨井盖1,200个以上。", ("改造窨井盖", ">=", 1200, "个")),
        ("打通断头路两条。", ("打通断头路", "=", 2, "条")),
        ("约谈六家物业企业。", ("约谈物业企业", "=", 6, "家")),
        ("每个路口不少于3名志愿者。", ("每个路口志愿者", ">=", 3, "名")),
        ("沿街500米内至少能看到1处指示牌。", ("沿街500米内指示牌", ">=", 1, "处")),
        ("进入全省前5名。", ("全省名次", "<=", 5, "名")),
        ("落实16小时保洁制度。", ("保洁时长", "=", 16, "小时/日")),
        ("开放率低于95%的单位予以通报。", ("开放率", ">=", 95, "%")),
        ("接到投诉48小时内办结。", ("接到投诉办结时间", "<=", 48, "小时")),
        ("每周至少开展2次夜查。", ("夜查", ">=", 2, "次/周")),
        ("市供排水公司每月疏通管网1次。", ("疏通管网", "=", 1, "次/月")),
        ("果皮箱每日擦洗3次。", ("果皮箱擦洗", "=", 3, "次/日")),
        ("坚持“每日一巡”。", ("巡", "=", 1, "次/日")),
        ("督查组半个月一通报。", ("通报", "=", 1, "次/半月")),
        ("每季度举办一场道德讲堂。", ("道德讲堂", "=", 1, "场/季度")),
        ("6月底前对45条小巷逐条排查，全部达标。", ("小巷", "=", 45, "条")),
        ("联合检查客运车辆，每月不少于1次。", ("次数", ">=", 1, "次/月")),
        ("明确一名联络员。", ("明确联络员", "=", 1, "名")),
        ("窗口排队要压到20分钟以内。", ("窗口排队", "<=", 20, "分钟")),
        ("平均办理时限压缩到2个工作日以内。", ("平均办理时限", "<=", 2, "个工作日")),
        ("粉刷外墙4.2万平方米。", ("粉刷外墙", "=", 42000, "平方米")),
        ("新购电动公交车60辆。", ("新购电动公交车", "=", 60, "辆")),
        ("热线按期办结率保持100%。", ("热线按期办结率", ">=", 100, "%")),
        ("每家超市每月抽检不少于3批次。", ("每家超市抽检", ">=", 3, "批次")),
        ("力争在全州考评中进入前五。", ("全州名次", "<=", 5, "名")),
        ("市园林局新建口袋公园，9月底前不少于14个。", ("新建口袋公园", ">=", 14, "个")),
        ("各镇要更新宣传栏，每个社区不少于2处。", ("每个社区更新宣传栏", ">=", 2, "处")),
        ("网约车违停投诉量低于0.3件的公司，在全市通报。", ("网约车违停投诉量", ">=", 0.3, "件")),
    ],
)
def test_targets(sentence, expected):
    assert targets(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "打好八大攻坚战役。",
        "做到四个加强。",
        "开展“六个一”活动。",
        "安排经费300万元。",
        "对23家农贸市场开展排查。",
        "逾期未改的每处扣0.5分。",
        "环境卫生权重占20%。",
        "集中开展一次整治行动。",
        "对违法超过3次的车辆停运。",
        "清理校园周边200米内的摊点。",
        "由一线人员负责。",
        "建设路等主干道要清扫。",
    ],
)
def test_numbers_that_are_no_targets(sentence):
    assert targets(sentence) == []


def test_several_in_one_sentence():
    found = targets("年内新建公厕5座、改造公厕9座，绿化覆盖率达到40%，图片不少于2张、不超过4张。")

    assert found == [
        ("新建公厕", "=", 5, "座"),
        ("改造公厕", "=", 9, "座"),
        ("绿化覆盖率", ">=", 40, "%"),
        ("图片", ">=", 2, "张"),
        ("图片", "<=", 4, "张"),
    ]


def test_a_number_without_a_name_counts_what_was_named_before():
    found = targets("县领导每周到包联社区督导不少于1次，部门负责人每周不少于2次。")

    assert [(metric, value) for metric, _, value, _ in found] == [
        ("包联社区督导", 1),
        ("包联社区督导", 2),
    ]


def test_the_value_of_today_goes_with_the_target():
    (target,) = counted("把协管员由现有的20人增加到50人以上。")

    assert (target.metric, target.op, target.value, target.current) == ("协管员", ">=", 50, 20)


def test_results_are_no_targets():
    assert not read(items("今年以来新建公厕5座，满意度达到了93%。"), document_id="x").directives


@pytest.mark.parametrize(
    ("sentence", "cadence"),
    [
        ("每天上路巡查。", "daily"),
        ("每日清扫。", "daily"),
        ("每周三召开例会。", "weekly"),
        ("每半个月调度一次。", "biweekly"),
        ("每两周调度一次。", "biweekly"),
        ("半月一调度。", "biweekly"),
        ("每10天会商一次。", "every ten days"),
        ("每旬督查一次。", "every ten days"),
        ("按月通报排名。", "monthly"),
        ("每月20日前报送信息。", "monthly"),
        ("每季度评选一次。", "quarterly"),
        ("每三个月评选一次。", "quarterly"),
        ("每年开展一次培训。", "yearly"),
        ("每半年开展一次培训。", "unspecified"),
        ("每学期开展一次培训。", "unspecified"),
        ("每三天清洗一次。", "unspecified"),
        ("实行“周调度、月通报”。", "weekly"),
        ("一天一清扫。", "daily"),
        ("双周会商一次。", "biweekly"),
        ("电视问政一个季度搞一期。", "quarterly"),
        ("天天清扫。", "daily"),
        ("两周走访一遍。", "biweekly"),
        ("日更不少于两条。", "daily"),
        ("定期开展自查。", "unspecified"),
        ("开展经常性巡查。", "unspecified"),
        ("组织常态化巡查。", "unspecified"),
        ("每个单位要行动，每处要清理。", None),
        ("做好一月一日的值守。", None),
    ],
)
def test_cadences(sentence, cadence):
    row = one(sentence)

    assert row.cadence == cadence
    assert (row.kind == "recurring") is (cadence is not None)


def test_what_is_asked_for_each_time_comes_as_often_as_the_activity():
    text = "通知\n一、活动时间\n每周五下午2点。\n二、内容\n1.每次组织20人清理路段。\n"

    assert [row.cadence for row in read(text).directives] == ["weekly", "weekly"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("签约率要达到百分之百。", ("签约率", ">=", 100, "%")),
        ("投诉总量要压减三成以上。", ("投诉总量压减", ">=", 30, "%")),
        ("组建引导队伍，人数不低于常住人口的万分之八。", ("人数", ">=", 0.08, "%")),
        ("行人守法率要尽快提到90%以上。", ("行人守法率", ">=", 90, "%")),
        ("对网民留言须在48小时内回应。", ("网民留言回应时间", "<=", 48, "小时")),
        ("噪声降至55分贝以下。", ("噪声", "<=", 55, "分贝")),
        ("每年至少清退3家失信企业。", ("清退失信企业", ">=", 3, "家")),
        ("疏浚、改造管网共计30公里。", ("改造管网", "=", 30, "公里")),
        ("完成40处内涝点改造。", ("内涝点改造", "=", 40, "处")),
        ("完好率低于90%的，约谈负责人。", ("完好率", ">=", 90, "%")),
        ("组织好“百家宣讲”，全年不少于300场。", ("百家宣讲", ">=", 300, "场")),
        ("每学期开展1次家访。", ("家访", "=", 1, "次/学期")),
        ("每半年组织1次演练。", ("演练", "=", 1, "次/半年")),
    ],
)
def test_more_ways_to_say_how_much(sentence, expected):
    assert targets(sentence) == [expected]


def test_several_rates_before_one_number_are_a_target_each():
    assert targets("入户率、建档率均达到100%。") == [
        ("入户率", ">=", 100, "%"),
        ("建档率", ">=", 100, "%"),
    ]


def test_two_rhythms_are_a_target_each():
    assert targets("督查室要一周一督查、半月一通报。") == [
        ("督查", "=", 1, "次/周"),
        ("通报", "=", 1, "次/半月"),
    ]


def test_the_value_of_today_in_brackets():
    rows = counted("公厕达标率提高到90%以上（现为71%），活跃率达到60%（2025年为45%）。")

    assert [(row.value, row.current) for row in rows] == [(90, 71), (60, 45)]


def test_the_values_of_today_of_several_targets():
    rows = counted("责任书签订率98%以上，履约率90%以上（当前分别为92%、76%）。")

    assert [(row.value, row.current) for row in rows] == [(98, 92), (90, 76)]


def test_what_something_comes_down_from_is_no_target():
    assert targets("投放总量由4000辆压减到2500辆以内。") == [("投放总量", "<=", 2500, "辆")]


def test_a_range_is_a_least_and_a_most():
    assert targets("每周报送信息2至3条。") == [
        ("报送信息", ">=", 2, "条/周"),
        ("报送信息", "<=", 3, "条/周"),
    ]


def test_one_verb_governs_what_is_listed():
    assert targets("建设口袋公园6个、绿道12公里。") == [
        ("建设口袋公园", "=", 6, "个"),
        ("建设绿道", "=", 12, "公里"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "对已建成的13个公园落实管护责任。",
        "改造完成后惠及居民2.1万人。",
        "整治电动三轮车乱穿马路。",
        "收到通报后制定方案。",
        "缩短办理时间，平均时长高于25分钟的要求。",
    ],
)
def test_more_numbers_that_are_no_targets(sentence):
    assert targets(sentence) == []


def test_a_sum_is_counted_once():
    assert targets("新建、改建农村公厕35座（其中新建20座、改建15座）。") == [
        ("新建改建农村公厕", "=", 35, "座")
    ]


def test_a_paper_that_was_received_starts_a_term_and_is_no_target():
    assert targets("接到本通知后5个工作日内反馈意见。") == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("每班不少于交警1名、志愿者4名。", [("每班交警", ">=", 1), ("每班志愿者", ">=", 4)]),
        (
            "重阳节前评出“好邻居”“好媳妇”各10名。",
            [("评出好邻居", "=", 10), ("评出好媳妇", "=", 10)],
        ),
        ("整改完成后2日内申请销号。", [("申请销号时间", "<=", 2)]),
        ("志愿者队伍由现在的86人发展到150人。", [("志愿者队伍", ">=", 150)]),
        ("画文化墙6面，3月底前完工。", [("画文化墙", "=", 6)]),
        ("要把会议精神传达到每一名干部职工。", []),
        ("统一编号率目前为72%，请于8月底前提高至95%以上。", [("统一编号率", ">=", 95)]),
    ],
)
def test_how_much_is_asked_in_yet_other_words(said, expected):
    assert [(metric, op, value) for metric, op, value, _ in targets(said)] == expected
