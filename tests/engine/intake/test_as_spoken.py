"""Speeches and reports as they run: matters of their own in one sentence, helpers, turns, and talk."""

import pytest

from tests.engine.intake.drafts import all_of, items, one

SPEECH = "讲话\n一、重点工作\n1.整治市容。{said}\n"


def told(said):
    """The items of a point that says no more than `said`, without their heading."""
    return all_of(SPEECH.format(said=said))


@pytest.mark.parametrize(
    "said",
    [
        # a limit of its own
        "路灯所要把亮灯率保持在97%以上，坏了的灯24小时内修好。",
        "保洁公司要配齐人手，车行道每天普扫两次，垃圾落地20分钟内清走。",
        "抢险队要在5月底前配齐水泵，对低洼路段积水问题，40分钟内到达现场。",
        # a rhythm of its own
        "公交公司要在每条线路安排志愿者不少于3名，公交站亭每周擦洗一遍。",
        "督查室每天汇总进展，定期编发简报。",
        # another day
        "督查室5月10日前发出督办单，5月25日前组织一次“回头看”。",
        "6月底前完成14座公厕改造，10月底前新建公厕9座。",
        # with somebody else, by a day
        "教体局要组织主题班会，并会同市场监管局在开学前完成文具店的排查。",
        # from now on
        "文旅局一周之内把开放时间上网，今后每月更新一次。",
        # a bracket that names who answers
        "每月评出好人5名（文明办牵头，融媒体中心配合），12月底前评选道德模范。",
    ],
)
def test_a_clause_with_a_time_or_a_number_of_its_own_is_another_item(said):
    assert len(told(said)) == 2


@pytest.mark.parametrize(
    "said",
    [
        "住建局要加快36个小区改造，5月底前全部开工，10月底前全部完工。",
        "一般问题3天内办结，疑难问题10天内办结。",
        "市公安局要在路口定岗，早晚高峰每个路口不少于2人。",
        "治理办每月组织夜查2次，渣土车密闭率保持在98%以上。",
    ],
)
def test_what_shares_lead_and_matter_is_one_item(said):
    assert len(told(said)) == 1


@pytest.mark.parametrize(
    ("helping", "who"),
    [
        ("电力公司继续帮一把", "电力公司"),
        ("卫健局帮助培训", "卫健局"),
        ("林业局提供工具和手套", "林业局"),
        ("财政局给予适当补助", "财政局"),
        ("纪委监委全程监督", "纪委监委"),
        ("统计局派人参加", "统计局"),
        ("督查室按月督办", "督查室"),
    ],
)
def test_who_gives_a_hand_supports(helping, who):
    (row,) = told(f"住建局牵头，9月底前把坡道补齐，{helping}。")

    assert (row.lead, row.support) == (("住建局",), (who,))


def test_two_who_give_something_each_support():
    (row,) = told("爱卫办10月底前把控烟标识换一遍，卫健部门出标准、街道出位置。")

    assert row.support == ("卫健部门", "街道")


def test_the_money_by_a_day_of_its_own_is_a_duty_before_the_next_one():
    found = told("所需资金由市财政局统筹安排，5月底前下达。改造由市住建局负责，10月底前完工。")

    assert [row.lead for row in found] == [("市财政局",), ("市住建局",)]


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("梧桐社区底子好、基础牢，要在6月底前建成示范楼道8个。", "梧桐社区"),
        ("青石镇地处县城入口，垃圾乱倒的问题突出，要带头整治，4月底前见到成效。", "青石镇"),
        ("财政局这两年很不容易，也要把创建经费按月拨付。", "财政局"),
        ("他当即要求市商务局牵头，8月底前拿出方案。", "市商务局"),
        ("检查组建议市政府：抓紧出台清单，8月底前向社会公布。", "市政府"),
        ("污水接入由水务局办理，岸坡保洁归市城管局，6月底前移交。", "水务局"),
        ("岸坡保洁归市城管局，6月底前移交。", "市城管局"),
        ("设施维护交由市公园管理中心，每月自查2次。", "市公园管理中心"),
        ("市统计局每季度组织一次满意度调查。", "市统计局"),
        ("青湖日报要开设专栏，每周刊发2篇。", "青湖日报"),
        ("县人大、县政协每季度组织一次视察。", "县人大"),
        ("商务、城管等部门和各区要在9月底前完成整改。", "商务"),
    ],
)
def test_who_is_meant_by_the_way_he_is_named(said, lead):
    assert lead in told(said)[0].lead


def test_that_bureau_is_the_one_named_before():
    found = told("市商务局每月通报一次。排查结果由该局在9月底前公示。")

    assert [row.lead for row in found] == [("市商务局",), ("市商务局",)]


@pytest.mark.parametrize(
    "said",
    [
        "社区书记、楼栋长要把公约送到户，6月底前入户率达到95%。",
        "社区工作者和网格员每周入户走访2次。",
        "机关的同志每月到路口劝导不少于8小时。",
    ],
)
def test_persons_are_another_matter_than_the_unit_before(said):
    first, second = told(f"市教育局要组织主题活动。{said}")

    assert (first.lead, second.lead) == (("市教育局",), ())


def test_what_was_handed_over_is_put_right_by_whoever_has_it():
    found = told("督查室每周暗访一次。督办件3个工作日内办结。")

    assert [row.lead for row in found] == [("督查室",), ()]


def test_a_place_where_it_is_counted_leads_nothing():
    first, second = told("市场监管局要抓好快检。每个市场每天快检不少于20批次。")

    assert (first.lead, second.lead) == (("市场监管局",), ("市场监管局",))


def test_whoever_leads_the_work_leads_the_list_that_follows():
    found = all_of(
        "讲话\n（一）抓市场。这项工作由商务局牵头，城管局配合，从明天起集中整治。"
        "一要归整摊位。二要把地面冲洗干净，每天不少于一次。\n"
    )

    assert [(row.lead, row.support) for row in found[-2:]] == [(("商务局",), ("城管局",))] * 2


def test_each_unit_to_whom_a_paragraph_turns_is_told_its_own():
    found = all_of(
        "讲话\n一、再说各家要干的活\n城管局。你们担子最重，6月底前再添12台清扫车。\n"
        "住建局。路灯要管好，亮灯率要保证在98%以上。\n"
    )

    assert [(row.lead, row.targets[0].metric) for row in found] == [
        (("城管局",), "再添清扫车"),
        (("住建局",), "亮灯率"),
    ]


def test_the_unit_that_another_sentence_speaks_of_is_not_the_one_turned_to():
    found = all_of(
        "讲话\n一、点几个单位\n消防支队今天表了态。交警支队早晚高峰的勤务要保持住，查纠率不低于90%。\n"
    )

    assert [row.lead for row in found] == [("交警支队",)]


def test_a_time_of_all_is_the_time_of_each():
    found = told(
        "单车由城管局清理，号贩子由公安局整治，器材由体育局更换。以上三件事都要在25日前见底。"
    )

    assert [(row.lead, row.deadline) for row in found] == [
        (("城管局",), "25日前"),
        (("公安局",), "25日前"),
        (("体育局",), "25日前"),
    ]


def test_a_bracket_is_for_all_that_its_sentence_holds():
    found = told("水体要在9月底前完成清淤，水质监测每半个月一次（责任单位：市水务局）。")

    assert {row.lead for row in found} == {("市水务局",)}


def test_standings_in_a_bracket_name_nobody():
    (row,) = told("年内得分达到90分以上（去年84.6分，全省县级市第17位），排名前移。")

    assert row.lead == ()


def test_a_stage_keeps_what_is_to_be_done_in_it():
    found = all_of(
        "方案\n一、实施步骤\n1.动员阶段（2026年4月）。召开动员大会，层层签订责任书。"
        "各科室要在4月20日前报送方案。\n"
    )

    assert [row.deadline for row in found] == ["2026年4月", "4月20日前"]


@pytest.mark.parametrize(
    "said",
    [
        "市场是群众每天都要去的地方。",
        "有的单位检查前突击三天，检查后放假一个月。",
        "住建局表示，将在9月前完成更新。",
        "督导组先后走访了3个社区。",
        "党工委书记逐一点题。",
        "领导小组由市委副书记任组长。",
        "领导小组办公室设在市文明办。",
        "检查组要来，马路洗三遍。",
        "产权单位说没钱。",
    ],
)
def test_what_only_tells_orders_nothing(said):
    assert all_of(f"报道\n{said}\n") == []


def test_what_goes_on_to_what_is_done_is_no_background():
    found = all_of("要点\n二、突出问题导向，提升城市品质\n1.市住建局要在6月底前补齐路灯。\n")

    assert [row.lead for row in found] == [("市住建局",)]


def test_a_paragraph_without_numbers_is_led_by_whom_it_opens_with():
    found = all_of(
        "通知\n市容环境由市城管局牵头，各区配合。主干道果皮箱每200米不少于2个，破损的6月底前更换完毕。6月30日前组织沿街商户签约，签约率达到95%以上。\n"
        "交通秩序由市交警支队牵头，市交通局配合。停车线要全部重划，7月10日前完成。\n"
        "市文明办每季度开展一次入户调查。\n"
    )

    assert [(row.lead, row.support) for row in found] == [
        (("市城管局",), ("各区",)),
        (("市城管局",), ("各区",)),
        (("市交警支队",), ("市交通局",)),
        (("市文明办",), ()),
    ]


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("河面归水务局，岸上归城管局，清明前清理干净。", ("水务局", "城管局")),
        ("这个市场柳林街道是主体，商务局搭把手，9月3日前把排水沟捋一遍。", ("柳林街道",)),
        ("石河县要认这个账，县委常委会专题研究，4月10日前把方案报州委。", ("石河县",)),
        ("差得多的那几家，文旅局一家一家去对，上半年要全部达标。", ("文旅局",)),
        ("往后住建局每季度给物业公司排一次名。", ("住建局",)),
        ("共享单车企业叫不动的，市容办去约谈。", ("市容办",)),
        ("清运一队、清运二队要划片包干。", ("清运一队", "清运二队")),
        ("知晓率8月底以前要拉到90%以上，日报社、广电台两家扛大头。", ("日报社", "广电台")),
        ("区消防救援大队举一反三，7月底前把清单交到区创城办。", ("区消防救援大队",)),
    ],
)
def test_it_is_told_in_other_words(said, lead):
    (row,) = told(said)

    assert row.lead == lead


def test_two_names_with_a_verb_each_have_a_matter_each():
    found = told("市场里头归市场监管局管，市场外头归城管局管。")

    assert [row.lead for row in found] == [("市场监管局",), ("城管局",)]


def test_whoever_it_is_leads_it():
    found = told("热线办24小时内响应；宣传画破损的，谁设置谁更换，这个月底之前全部换新。")

    assert [row.lead for row in found] == [("热线办",), ()]


def test_those_that_do_as_much_have_the_time_of_the_first():
    found = told("南渚区年内再建充电车棚60处，鹤汀区再建充电车棚45处。")

    assert [(row.lead, row.deadline) for row in found] == [
        (("南渚区",), "年内"),
        (("鹤汀区",), "年内"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "水务局和城管局为江边的垃圾打了两年官司，今天我来断一断。",
        "桂香社区把议事会搬进小区，这就是人心。",
        "省测评组9月中旬就要进场，10月底前排名出炉。",
        "市委主要领导专门作出批示，强调要把问题改在测评之前。",
        "例会共交办事项31项，按期办结26项。",
        "柳林街道在全区9个街道里排第6。",
        "石埠县把移风易俗搞得有声有色。",
        "现在，我宣布，禾阳县创建攻坚行动正式启动。",
        "区委办、区政府办和各街道主要负责同志参加检查或会议。",
        "按照省文明办安排，8月下旬将对我县开展实地测评。",
        "检查组没有打招呼，下了车径直走到市场东门。",
        "主办：棠溪县人民政府 承办：棠溪县人民政府办公室 联系我们 网站地图",
    ],
)
def test_what_is_told_of_somebody_orders_nothing(said):
    assert all_of(f"讲话\n{said}\n") == []


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("市场监管局、文旅局联合起来，4月份查一遍。", "4月份"),
        ("两个县6月底再测一次。", "6月底"),
        ("综合执法队要在5月20日前沿望河大街补划停车线。", "5月20日前"),
        ("他请区文明办把做法总结出来，8月上旬印发各街道学习。", "8月上旬"),
        ("未启动的事项，由市住建局在6月20日的例会上作出说明。", "6月20日"),
    ],
)
def test_until_when(said, until):
    (row,) = told(said)

    assert row.deadline == until


@pytest.mark.parametrize(
    ("said", "metrics"),
    [
        ("路灯故障要在接到报修后48小时内修复。", ["路灯故障修复时间"]),
        ("街巷墙面上的小广告，由属地街道在发现后24小时内清除。", ["小广告清除时间"]),
        ("督查发现的问题24小时内整改到位。", ["问题整改时间"]),
        ("公厕的缺口，由住建局抓紧补，今年新建9座、改造14座。", ["新建公厕", "改造公厕"]),
        ("老旧小区的事，由住建局牵头，年内再改造22个。", ["改造老旧小区"]),
        ("城区现有公厕102座，分布不均，由住建局新建18座。", ["新建公厕"]),
        ("6月底前建成示范线路10条，年内再建15条。", ["建成示范线路", "再建示范线路"]),
        ("各社区每周五下午集中清理楼道一次。", ["清理楼道"]),
        ("各单位要固定一名材料员。", ["固定材料员"]),
        ("农贸市场得分率要过85%的线。", ["农贸市场得分率"]),
        (
            "对群众反映的问题，由数据局统一派单，2小时内响应、24小时内办结。",
            ["问题响应时间", "问题办结时间"],
        ),
        ("各牵头单位要先自审一遍，退件率不能高于10%。", ["退件率"]),
    ],
)
def test_what_is_counted(said, metrics):
    assert [target.metric for row in told(said) for target in row.targets] == metrics


def test_a_bracket_at_the_end_of_a_numbered_paragraph_is_for_all_of_it():
    found = told(
        "6月底前完成平台升级，按期结案率不低于97%。"
        "每季度对重复投诉点位进行梳理，逐一销号（责任单位：市指挥中心、局督查科）"
    )

    assert {row.lead for row in found} == {("市指挥中心", "局督查科")}


def test_a_class_leads_and_another_helps_in_one_breath():
    (row,) = told("对43个无物业小区，由各街道牵头、县住建局配合，9月底前实现物业全覆盖。")

    assert (row.lead, row.support) == (("各街道",), ("县住建局",))


def test_who_finds_the_money_does_so_by_its_own_day():
    found = told("改造由城关街道负责，10月底前完工。所需资金由县财政局列支，7月底前拨付到位。")

    assert found[-1].lead == ("县财政局",)


def test_so_many_cases_by_another_day_are_a_matter_of_their_own():
    found = told("县创建办要在8月8日前报送整改报告，21个逾期问题8月12日前必须清零。")

    assert [row.deadline for row in found] == ["8月8日前", "8月12日前"]


def test_what_somebody_says_ends_with_its_quotation_mark():
    (row,) = all_of(
        "现场会\n“群众的话最管用，比谁都看得准。”区委书记要求区城管局会同区城投集团，9月1日前把路面修补完毕。\n"
    )

    assert (row.lead, row.support) == (("区城管局",), ("区城投集团",))


def test_questions_that_a_speaker_takes_up_are_no_faults():
    text = (
        "讲话\n同志们：\n下面，我讲三个问题。\n一、干什么\n县城管局5月底前修好路灯。\n"
        "二、怎么干\n各镇每周调度一次。\n"
    )

    assert [row.lead for row in all_of(text)] == [("县城管局",), ("各镇",)]


@pytest.mark.parametrize(
    ("said", "lead", "support"),
    [
        (
            "这个市场商务局来牵头，东关镇、执法队一块儿上，给你们半个月。",
            "商务局",
            ("东关镇", "执法队"),
        ),
        ("这条街城管局牵头整治，5月底前见效。", "城管局", ()),
        ("反弹两次的，由县创建办移送县纪委监委问责。", "县创建办", ()),
        ("责成县市场监管局会同XX区政府于5月18日前整治到位。", "县市场监管局", ("XX区政府",)),
        ("各街道一个小区一个小区去谈，5月底以前全部谈完。", "各街道", ()),
        ("县农商行在各镇设立兑换点，每个镇至少2个。", "县农商行", ()),
        ("市容科老梁挂帅负责，各中队配合，5月底前拆完。", "市容科", ("各中队",)),
        ("局里宣传科把样稿拿出来，5月底前发到镇街。", "宣传科", ()),
        ("县财政局要会同县审计局把去年的账先过一遍，5月底前交清单。", "县财政局", ("县审计局",)),
        ("县长在主持会议时要求，各镇要在5月20日前把方案报上来。", "各镇", ()),
    ],
)
def test_who_is_told_in_the_speech_of_a_meeting(said, lead, support):
    found = one(said)

    assert (found.lead, found.support) == ((lead,), support)


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("县水务局这个礼拜就进场改。", "这个礼拜"),
        ("要清理出租床位，近期见底。", "近期"),
        ("区督查室每月底向区长报告办理情况。", "每月底"),
        ("各组每月最后一个工作日报送完成情况。", "每月最后一个工作日"),
        ("材料组近期送县委办审核。", "近期"),
        ("三季度末无障碍设施达标率由74%提高到90%以上。", "三季度末"),
    ],
)
def test_until_when_it_is_to_be_done(said, until):
    assert one(said).deadline == until


def test_points_are_counted_as_people_count():
    text = (
        "讲话\n同志们：\n头一个，路灯。县城管局5月底前修好。\n第二个，车位。县公安局6月底前划好。\n"
        "第三个就是公厕。县住建局7月底前开放。\n"
    )

    assert [row.lead for row in all_of(text)] == [("县城管局",), ("县公安局",), ("县住建局",)]


def test_what_follows_what_has_been_put_right_has_a_time_of_its_own():
    found = all_of(items("县文明办每周五报送一次进展。整改完成后2日内申请销号。"))

    assert [(row.cadence, row.deadline) for row in found] == [("weekly", None), (None, "2日内")]


@pytest.mark.parametrize(
    ("said", "lead", "support"),
    [
        ("由城建办与供电所对接，5月底前装好路灯。", ("城建办",), ("供电所",)),
        ("协调县融媒体中心每周推出2期专栏。", (), ("县融媒体中心",)),
        ("由区政府会同市公安局整治，5月底前见效。", ("区政府",), ("市公安局",)),
    ],
)
def test_whom_one_has_to_see_about_it(said, lead, support):
    found = one(said)

    assert (found.lead, found.support) == (lead, support)


def test_rubbish_cleared_on_the_day_comes_back_every_day():
    assert one("集镇垃圾日产日清。").cadence == "daily"
    assert one("县城管局要建立日产日清制度，5月底前印发。").cadence is None


def test_what_is_done_and_falls_short_is_no_order():
    assert [
        row.lead for row in all_of(items("目前每天打捞一次不能满足需要。由县水利局每天打捞两次。"))
    ] == [("县水利局",)]


@pytest.mark.parametrize(
    ("said", "support"),
    [
        ("环卫处牵头，派出所去两个人搭把手，5月底前清完。", ("派出所",)),
        ("农办牵头清沟，镇环卫站出两台车跟着拉，5月底前清完。", ("镇环卫站",)),
        ("县执法局牵头，供电、通信、广电配合，5月底前捆扎规整。", ("供电", "通信", "广电")),
        ("请区住建局会同区水务集团查明原因，5月底前拿出方案。", ("区水务集团",)),
        ("团县委把班排起来，文旅局、卫健局出人，5月底前到岗。", ("文旅局", "卫健局")),
        ("县发改局要在5月1日前组织听证，听证会参加人不少于25人。", ()),
        ("督查室要组成联合暗访组，每周暗访两次。", ()),
    ],
)
def test_who_lends_a_hand_and_what_only_looks_like_it(said, support):
    assert one(said).support == support
