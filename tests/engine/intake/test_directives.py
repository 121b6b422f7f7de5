"""Which sentences become directives, how they are cut, and what is shown of them."""

import pytest

from tests.engine.intake.drafts import all_of, items, one
from wenming.engine.intake import read


def texts(text):
    return ["".join(row.text.split()) for row in all_of(text)]


# --- What orders ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "加强校园周边巡查。",
        "要把背街小巷作为重点，抓好清扫。",
        "严禁在人行道停放车辆。",
        "重点清理河道漂浮物。",
        "对已建成的公厕，要落实专人管理。",
        "对存在的问题逐一整改，建立台账。",
        "各社区每天清扫楼道。",
    ],
)
def test_a_numbered_item_that_orders_is_one_directive(sentence):
    assert one(sentence).text.startswith("1.")


@pytest.mark.parametrize(
    "sentence",
    [
        "清扫保洁水平还须提高。",
        "文明是城市的灵魂。",
        "所需资金800万元，由企业自筹解决。",
        "3月份各科室失分12处，主要集中在台账和现场两方面。",
        "重点任务见附件2。",
        "但是上周市创建办请人看了一遍，合格的只有八个。",
        "市容秩序事关城市形象。",
        "去年完成了十条道路的改造。",
        "环境卫生存在死角。",
        "各级各部门高度重视，行动迅速。",
        "省文明办将组织全省各市互查。",
        "大家想一想，我们做到位了吗？",
        "最近，电视台在拍摄专题片。",
        "现将有关事项通知如下：",
        "本办法自印发之日起施行。",
    ],
)
def test_what_tells_praises_or_asks_orders_nothing(sentence):
    assert all_of(items(sentence)) == []


def test_below_a_heading_of_background_only_plain_orders_count():
    text = (
        "一、肯定成绩，认清形势\n一是宣传发动有声势。要再接再厉。\n二是群众参与有热情，大家要珍惜。\n"
        "三是市容有改观。市城管局要在5月底前补齐短板。\n二、强化措施，狠抓落实\n一是加大宣传力度。\n"
    )

    assert [row.lead for row in all_of(text)] == [("市城管局",), ()]


def test_a_list_announced_as_one_of_faults_or_results_orders_nothing():
    text = (
        "一、任务\n要清理占道经营。\n主要问题有：一是要素保障不足。二是加强管理不够。三是落实责任不严。\n"
        "二、部署\n主要表现在：①开展了宣传。②加强巡查的多了。\n"
    )

    assert texts(text) == ["要清理占道经营"]


def test_outside_the_items_only_what_names_somebody_a_time_or_a_number_is_taken():
    text = (
        "动员会讲话\n同志们：\n大家要提高认识，振奋精神。\n市民政局要做好走访。\n要在6月底前完成摸排。\n"
        "同志们，让我们携手奋进！\n"
    )

    assert texts(text) == ["市民政局要做好走访", "要在6月底前完成摸排"]


def test_news_orders_by_what_the_speaker_asks_for():
    text = (
        "本报讯 5月20日，市城管局召开会议，市长李明出席并讲话。\n"
        "李明强调，一要抓整治。市城管局要牵头清理占道经营。二要抓氛围。电视台每天播放公益广告。\n"
        "李明要求，市创城办要建立台账。\n据了解，市城管局今年已清理占道经营300处。\n"
    )

    assert [row.lead for row in all_of(text)] == [("市城管局",), ("电视台",), ("市创城办",)]


def test_an_essay_in_a_compilation_orders_nobody():
    text = (
        "讲话 篇1\n一、任务\n1.市教育局要开展培训。\n"
        "讲话 篇2\n尊敬的各位评委：\n首先，我们要爱护环境，每天捡拾垃圾。\n"
    )

    assert [row.lead for row in all_of(text)] == [("市教育局",)]


def test_closing_lines_are_no_directives():
    text = (
        items("清理河道。")
        + "附件：任务清单\n联系人：王某\n（此件公开发布）\n市创城办\n2026年3月1日\n"
    )

    assert texts(text) == ["1.清理河道"]


# --- How items are cut ----------------------------------------------------------------------


def test_other_addressees_begin_other_directives():
    found = all_of(items("压实责任。市创城办要每周调度，市委督查室要每月通报。各区要逐户上门。"))

    assert [row.lead for row in found] == [("市创城办",), ("市委督查室",), ("各区",)]
    assert found[0].text.startswith("1.压实责任")


def test_another_cadence_and_reporting_begin_other_directives():
    found = all_of(items("市环卫处对公厕每日清洗2次，对中转站每周消杀1次，每周五报送台账。"))

    assert [row.cadence for row in found] == ["daily", "weekly", "weekly"]
    assert {row.lead for row in found} == {("市环卫处",)}


def test_what_is_found_on_the_rounds_has_its_own_time():
    found = all_of(items("各社区每天巡查，发现问题立即上报，24小时内整改。"))

    assert [(row.cadence, row.deadline) for row in found] == [("daily", None), (None, "24小时内")]


def test_a_condition_speaks_of_somebody_else():
    found = all_of(items("市创城办组织验收，不合格的于7月20日前返工。"))

    assert [(row.lead, row.deadline) for row in found] == [(("市创城办",), None), ((), "7月20日前")]


def test_a_condition_at_the_end_goes_with_what_follows():
    found = all_of(items("市住建局要把小区全部纳入托管，不具备条件的，由各社区组织自治。"))

    assert [row.lead for row in found] == [("市住建局",), ("各社区",)]
    assert found[1].text.startswith("不具备条件的")


def test_whom_a_rate_falls_short_of_is_another_matter():
    found = all_of(items("区督导组将在7月上旬逐一复核，整改率低于95%的镇街，在全区大会上说明。"))

    assert [(row.lead, row.deadline) for row in found] == [(("区督导组",), "7月上旬"), ((), None)]


def test_handing_in_by_a_day_is_a_duty_of_its_own():
    found = all_of(items("各镇要把创建摆上日程，主要负责人亲自抓。名单请于8月5日前报送区创建办。"))

    assert [row.deadline for row in found] == [None, "8月5日前"]


def test_what_is_forbidden_is_a_rule_of_its_own():
    found = all_of(items("各镇要组织清扫。严禁让学生停课，不得搞形式主义。"))

    assert [row.lead for row in found] == [("各镇",), ()]


def test_another_target_with_another_day_is_another_duty_of_the_same():
    found = all_of(items("各乡镇要在9月底前修订村规。红白理事会组建率今年要达到100%。"))

    assert [(row.lead, row.deadline) for row in found] == [
        (("各乡镇",), "9月底前"),
        (("各乡镇",), "今年"),
    ]


def test_a_stage_and_what_stands_after_its_colon_are_one():
    row = one("自查整改（8月3日—8月20日）：各责任单位逐点自查，建立台账。")

    assert (row.lead, row.deadline_iso) == (("各责任单位",), "2026-08-20")


def test_a_list_of_problems_orders_what_names_somebody_and_a_day():
    text = "交办通知\n一、主要问题\n1.体育公园器材损坏11件。由市体育局在7月5日前更换，今后每月巡检一次。\n"

    assert [(row.lead, row.cadence) for row in all_of(text)] == [
        (("市体育局",), None),
        (("市体育局",), "monthly"),
    ]


def test_a_line_below_the_last_item_that_names_somebody_is_its_own():
    text = "要点\n一、抓减负\n1.不得要求社区重复填报，每月2次以内。\n落实情况由纪工委监督，半年一评估。\n"

    assert all_of(text)[-1].lead == ("纪工委",)


def test_one_job_in_parts_stays_one_directive():
    row = one("整治架空线路，市供电公司负责电线，市电信公司负责光缆。")

    assert row.lead == ("市供电公司", "市电信公司")


def test_leaders_who_do_it_themselves_are_no_other_addressee():
    row = one("市直各部门要落实责任，主要领导亲自抓，分管领导具体抓。")

    assert row.lead == ("市直各部门",)


def test_after_the_lead_is_named_another_duty_begins():
    text = items(
        "要整治早市。这项工作请市商务局抓好。这里再说一处。要尽快开放东门停车场。请市住建局抓好这项工作。"
    )

    assert [row.lead for row in all_of(text)] == [("市商务局",), ("市住建局",)]


def test_sentences_without_addressee_go_on_with_the_item():
    assert (
        one("整治交通秩序。要严查违停。要加强宣传。").text
        == "1.整治交通秩序。要严查违停。要加强宣传"
    )


# --- What is shown --------------------------------------------------------------------------


def test_the_text_begins_at_the_number_and_has_at_most_120_characters():
    row = one("加强巡查" + "，清理背街小巷和老旧小区的卫生死角" * 12 + "。")

    assert row.text.startswith("1.加强巡查")
    assert len(row.text) <= 120


def test_a_heading_on_a_line_of_its_own_is_left_out():
    text = "一、重点任务\n（一）环境方面\n市城管局要清理垃圾。\n"

    assert texts(text) == ["市城管局要清理垃圾"]


def test_a_line_that_is_broken_in_the_middle_is_one_sentence():
    text = (
        "一、任务\n    1.市城管局要在全市主次干道和背街小巷组织开展集中清理\n行动，6月底前完成。\n"
    )
    (row,) = all_of(text)

    assert (row.lead, row.deadline) == (("市城管局",), "6月底前")
    assert "\n" in row.text


def test_a_page_number_between_two_halves_is_passed_over():
    text = (
        "一、任务\n    1.市城管局要在全市主次干道和背街小巷组织开展集中清理\n      第 1 页 共 2 页\n"
        "行动，6月底前完成。\n"
    )

    assert all_of(text)[0].deadline == "6月底前"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("每周清扫一次。", "recurring"),
        ("开展违法停车整治行动。", "campaign"),
        ("5月底前完成管网改造。", "task"),
        ("建立问题台账。", "task"),
        ("党员干部要带头示范，发挥作用。", "requirement"),
    ],
)
def test_kinds(sentence, kind):
    assert one(sentence).kind == kind


def test_the_draft_in_plain_types():
    plain = read(items("市住建局要在6月底前改造公厕9座。"), document_id="a").to_json()

    assert list(plain) == ["id", "text", "directives", "indicator_gaps", "outline", "checks"]
    assert plain["id"] == "a"
    assert plain["outline"] == [["一", "重点任务"]]
    (row,) = plain["directives"]
    assert plain["text"][row["start"] : row["end"]] == row["text"]
    assert row["targets"] == [
        {"metric": "改造公厕", "op": "=", "value": 9, "unit": "座", "current": None}
    ]
    assert row["lead"] == ["市住建局"]
    assert row["milestones"] == []


def test_the_lines_of_a_scan_are_one_paragraph_each():
    text = (
        "县城环境整治行动方案\n一、重点任务\n"
        "１．县综合执法局牵头，各镇（街道）配合，６\n月底前完成户外广告普查，建立一店一档，逐户\n登记造册。\n"
        "　　　　—　２　—\n"
        "２．新建污水管网３８公里，改造雨污分流小区\n２９个，责任单位为县住建局，１０月底前全面\n完工。\n"
        "３．各社区每周开展一次集中清扫，把楼道、庭\n院、巷道内的杂物清理干净。\n"
    )
    found = all_of(text)

    assert [row.deadline for row in found] == ["6月底前", "10月底前", None]
    assert found[0].support == ("各镇(街道)",)
    assert [target.value for target in found[1].targets] == [38, 29]


@pytest.mark.parametrize(
    "text",
    [
        "我在这里表个态，市委将带头落实包联制度。",
        "近年来，全县累计投入3亿元，新建公园28个。",
        "考核实行百分制，其中巡查占40分、处置占60分。",
        "为丰富文化生活，县文明委决定于7月在全县开展读书活动。",
        "省测评组将于10月中旬进驻我市。",
        "【本地新闻】4月2日，市长到社区走访，市领导参加。",
        "门前三包签订率应为100%，实际只有83%。",
        "地点：市行政中心2楼会议室",
        "市住建局、市城管局及各街道负责同志参加会议。",
        "省级文明城市复核组拟于9月22日至24日来我县实地考察。",
        "群众满意度85.2%，而测评标准要求不低于90%。",
        "现将议定事项纪要如下：",
        "来源：街道党政办　发布时间：2026-09-11　浏览：126次",
        "各县区教育局，市属各学校：",
        "2026年3月20日—6月27日，县城建成区和国省干道两侧。",
    ],
)
def test_more_that_orders_nothing(text):
    assert texts(f"通知\n{text}\n") == []


def test_a_letter_in_a_compilation_orders_nobody():
    letter = "市民来信选登\n我是一名教师，每天早上到公园锻炼，建议有关部门多装几盏灯。\n"
    text = f"一、任务\n1.市城管局要清理河道。\n{letter}"

    assert texts(text) == ["1.市城管局要清理河道"]


def test_a_duty_with_a_day_and_one_that_comes_back_are_two():
    found = all_of(items("市水利局要在5月底前装好护栏，汛期每天巡查两次，9月底前报送总结。"))

    assert [(row.deadline, row.cadence) for row in found] == [
        ("5月底前", None), (None, "daily"), ("9月底前", None),
    ]  # fmt: skip
    assert {row.lead for row in found} == {("市水利局",)}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("主次干道机扫率达到90%以上。", "requirement"),
        ("对群众投诉要在24小时内办结。", "requirement"),
        ("对占道经营开展百日攻坚。", "campaign"),
        ("组织百姓宣讲200场。", "campaign"),
        ("9月底前新建公厕12座。", "task"),
        ("印发整治方案。", "task"),
        ("市城管局要严格执行值班制度。", "requirement"),
    ],
)
def test_kinds_by_what_comes_out(sentence, kind):
    assert one(sentence).kind == kind


def test_who_signs_is_not_told():
    assert texts("一、任务\n1.各区要清理河道。\n市创建办督查科\n2026年6月5日\n") == [
        "1.各区要清理河道"
    ]


def test_lines_that_are_broken_at_one_width_are_joined_though_a_title_is_wider():
    text = (
        "关于印发《海西市城市交通文明提升百日行动方案》并做好组织实施工作的通知（海创办发第二十七号）\n"
        "    （一）治乱点。由市公安局交警支队牵头，排查拥\n"
        "堵乱点，6月底前治理40处。市住房和城乡建设局、市城\n"
        "市管理局按照职责做好道路渠化、设施迁移等各项配套\n"
        "工作。\n"
        "    （二）畅通道。对盲道占用问题，市城市管理局每\n"
        "日巡查，市残疾人联合会聘请监督员参与监督，发现的问\n"
        "题当天处置。\n"
    )

    first, second = all_of(text)
    assert first.support == ("市住房和城乡建设局", "市城市管理局")
    assert (second.lead, second.cadence) == (("市城市管理局",), "daily")


def test_until_when_something_comes_back_is_part_of_it():
    row = one("综治办每晚开展入户巡查，至9月底结束。")

    assert (row.cadence, row.deadline) == ("daily", "至9月底")


def test_how_often_a_week():
    assert one("日报社办一个栏目，一周曝光两回。").cadence == "weekly"


@pytest.mark.parametrize(
    "text",
    [
        "去年以来，市指挥部各专班围绕中心工作，推动解决了一批难题，但也存在多头督查。",
        "专项行动开展以来，各街道每周组织清扫，清理了一批卫生死角。",
        "编制说明：本清单依据测评结果编制，由市创建办会同各责任单位核定。",
    ],
)
def test_what_has_been_done_since_and_how_a_list_was_made_order_nothing(text):
    assert all_of(f"工作决定\n{text}\n一、工作任务\n") == []


def test_good_practice_is_no_order():
    text = "通报\n一、好的做法\n东湖区建立议事会，每周五由社区书记主持。\n二、工作要求\n西岭区要每周调度。\n"

    assert [row.lead for row in all_of(text)] == [("西岭区",)]


@pytest.mark.parametrize("title", ["创建工作文件选编", "文明创建工作文化墙方案"])
def test_a_file_of_work_is_no_essay(title):
    assert [row.lead for row in all_of(f"{title}\n一、请市文旅局开展文明引导。\n")] == [
        ("市文旅局",)
    ]


def test_a_heading_that_only_says_how_often_goes_with_what_is_done_so_often():
    assert texts(items("每周清扫。各社区每周五清扫楼道。")) == ["各社区每周五清扫楼道"]
    assert texts(items("每周清扫。")) == ["1.每周清扫"]


def test_a_thing_with_a_day_of_its_own_after_a_semicolon_is_another_task():
    found = all_of(items("市民政局要在养老院增设扶手；敬老院坡道4月20日前完成改造。"))

    assert [row.deadline for row in found] == [None, "4月20日前"]


def test_a_rate_by_a_day_is_a_task_and_without_one_a_requirement():
    assert one("市城管局要加快换车，6月底前更新率达到85%。").kind == "task"
    assert one("垃圾回收率达到38%以上。").kind == "requirement"
