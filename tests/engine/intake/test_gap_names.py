"""What a gap is called: by its noun, wherever it stands, and never by what was said around it."""

import pytest

from wenming.engine.intake import read


def named(text):
    return [gap.metric for gap in read(text).indicator_gaps]


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("绿道完好率，标准是不低于85%，你们报上来72%。", "绿道完好率"),
        ("院落物业覆盖面要求80%，老城加起来勉强61%。", "老城院落物业覆盖面"),
        ("巷道亮灯率标准是95%，刚过九成，91.3%。", "巷道亮灯率"),
        ("最难看的是礼让率，标准85%，我们测出来只有69%。", "礼让率"),
        ("按要求每百户充电端口不少于20个，咱们平均才11个。", "每百户充电端口"),
        ("按每百户不少于3个充电端口的标准，目前仅1.8个。", "每百户充电端口"),
        ("书屋应建18个，实际建成开放12个。", "书屋"),
        ("引导员按每个路口3名的标准应配60名，实有41名。", "引导员"),
        ("礼让率标准是90%，上周抽查只有83%。", "礼让率"),
        ("河道水质达标率完成年度任务的46%，低于60%的要求。", "河道水质达标率"),
        ("标准为每百米烟头不超过3个，实测平均6.4个。", "每百米烟头"),
        ("旧楼加梯全年应完工36部，目前完成19部。", "旧楼加梯"),
        (
            "人均体育场地面积，测评要求不少于2.6平方米，我区到去年底为2.1平方米。",
            "人均体育场地面积",
        ),
        ("规定油烟净化器安装率要百分之百，刚才汇报说是71%。", "油烟净化器安装率"),
        ("校园周边秩序这一项，上次测评合格线是8分，我们只得了6.5分。", "校园周边秩序得分"),
        ("心理教师每千名学生应配2人，眼下只有0.9人。", "每千名学生心理教师"),
    ],
)
def test_the_noun_that_is_measured(sentence, metric):
    assert named(sentence) == [metric]


def test_where_it_was_measured_goes_before_what_was_measured():
    text = "服务岗应不少于10个，市骨科医院现有6个。市民知晓率城区为96%，城乡接合部仅有81%，达不到90%的标准。"

    assert named(text) == ["市骨科医院服务岗", "城乡接合部市民知晓率"]


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("工地、站台达标率分别为74%和77.5%，低于80%的标准。", ["工地达标率", "站台达标率"]),
        (
            "东井、南库两个社区楼道整洁达标率目前分别是83%和79%，标准是90%。",
            ["东井楼道整洁达标率", "南库楼道整洁达标率"],
        ),
        ("机扫率、清运率分别为76%、91%，低于95%的标准。", ["机扫率", "清运率"]),
    ],
)
def test_what_is_measured_of_several_stands_with_the_last_of_them(sentence, metrics):
    assert named(sentence) == metrics


def test_marks_are_those_of_the_test_that_the_sentence_speaks_of():
    text = "上周模拟测评的结果出来了，我们街道86.5分，区里划的线是90分。"

    assert named(text) == ["模拟测评得分"]


def test_a_heading_names_what_the_sentence_below_it_leaves_unsaid():
    text = (
        "一、滞后指标\n（一）物业覆盖率。标准为不低于85%，截至8月底为77.3%。\n"
        "2.停车泊位建设。已建成2150个，距全年6000个的任务还差3850个。\n"
    )

    assert named(text) == ["物业覆盖率", "停车泊位建设"]


def test_a_heading_that_says_what_is_wrong_names_nothing():
    assert named("一、差距\n1.阵地不足。标准为不低于85%，目前为77%。\n") == []


def test_a_unit_that_was_cut_out_leaves_no_mark_in_the_name():
    text = "一、任务\n1.网报材料由区档案馆牵头,目前应报190份、已报172份,务必于本周六前补齐。\n"

    assert all("\0" not in name for name in named(text))
    assert named(text) == ["网报材料"]


@pytest.mark.parametrize(
    "text",
    [
        "城区6家农贸市场实地考察得分率95%，高于90%的目标。",
        "主干道每日巡查1次，次支道路每周巡查不少于2次。",
        "电动自行车上牌率达到90%，高于85%的要求。",
    ],
)
def test_what_meets_its_standard_or_is_asked_twice_is_no_gap(text):
    assert named(text) == []
