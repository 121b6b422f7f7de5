"""Whether a sentence tells or orders (陈述还是交办): the same words do either, by what stands around them."""

import pytest

from wenming.engine.intake import read


def ordered(text):
    """Whether anything is ordered in a text of one paragraph."""
    return bool(read(text).directives)


@pytest.mark.parametrize(
    "sentence",
    [
        "市民中心现有无障碍厕位6个，按照人流量应当配置12个，高峰时段排队严重。",
        "热线工单要求24小时内办结，抽查案件平均用时41小时。",
        "测评标准要求垃圾桶合格率96%，抽查50处，合格41处，合格率82%。",
        "抽查30个路口，越线停车占比达16%，超出8%的上限。",
        "全县应完成标准化改造的市场11家，目前通过验收的6家。",
        "居民诉求回应平均用时45分钟，街道定的是20分钟以内。",
        "按测评的标准，背街小巷的达标率要在92%以上，我们只有77%。",
        "市民对创建工作的知晓率，人家要九成以上，咱们上月入户问了一千户，八成一。",
    ],
)
def test_a_standard_that_is_missed_tells(sentence):
    assert not ordered(sentence)
    assert read(sentence).indicator_gaps


@pytest.mark.parametrize(
    "sentence",
    [
        "县直机关工委组织机关党员到社区报到，人均服务时长不低于25小时，目前只有14小时。",
        "市级以上媒体刊发稿件全年不少于50篇，目前已刊发12篇。",
        "物业这块，省里要求小区物业覆盖率到96%，我们现在90%，住建局想想办法，年底前补齐。",
        "综合执法队联合派出所，对建材街夜市开展集中整治，20日前秩序明显好转。",
        "10月5日至10月20日为评估阶段，区创城办、区督查室联合抽查，抽查学校不少于15所。",
        "经县委同意，决定自3月1日至4月20日在全县开展“净河”专项整治，现将有关事项通知如下。",
        "到2027年底，小巷达标率达到94%以上，群众满意度稳定在92%以上。",
        "到2027年9月底，充电设施覆盖率达到86%以上（目前为59%），停放秩序明显好转。",
        "攻坚月结束时，各社区测评得分均不低于87分，让居民真切感到家门口变好了。",
        "一、严肃奖惩\n1.对连续两次排名末位的镇，由分管副县长约谈。",
        "会议研究了市场整治，现纪要如下：会议认为，市城管局要抓好市场整治。",
        "8月底前交办问题整改率达到100%。",
    ],
)
def test_work_and_goals_are_ordered_whatever_is_told_beside_them(sentence):
    assert ordered(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "会议强调，离实地测评越来越近，各级各部门要克服厌战情绪和侥幸心理，拿出临门一脚的劲头。",
        "校园周边连着千家万户，各单位要切实把好事办好、实事办实。",
        "各级务必清醒认识、对症施策。",
        "现将三季度重点任务分解如下，请各单位对号入座、按图施工。",
        "镇党委反复研究，把本月要做的事按周排了个表，请照此办理。",
        "市林业局新建口袋公园9个，提前两个月完成年度任务，经验做法被省文明网刊发推广。",
        "上半年，全市上下整修破损道路22条，创建工作迈出坚实步伐。",
        "今年1至5月，热线共受理油烟投诉97件，同比上升12%，群众意见较大。",
        "2024年，全市可网办事项由1200项增加到1500项，开办时间从4天压缩到1天。",
        "这场仗输不起，也退不得。",
        "我再讲几句心里话。",
        "在表态发言中，东湖区委书记表示，东湖区将逐条认领、逐项整改。",
    ],
)
def test_calls_reports_and_pledges_order_nothing(sentence):
    assert not ordered(sentence)


def test_the_problem_of_a_named_matter_heads_work_and_a_list_of_faults_does_not():
    work = "二、热线的问题，根子在心里\n热线办每周发布一次红黑榜。"
    faults = "二、存在的主要问题\n热线办每周发布一次红黑榜。"

    assert ordered(work)
    assert not ordered(faults)


def test_work_that_ends_on_who_comes_along_is_no_list_of_those_present():
    assert ordered("市住建局每月开展一轮检查，市水利局、市林业局派员参加。")
    assert not ordered("市住建局、市水利局、市林业局主要负责同志参加会议。")
