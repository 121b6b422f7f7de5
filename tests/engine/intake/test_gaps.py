"""Gaps: a value of today that misses a stated standard."""

import pytest

from wenming.engine.intake import read


def gaps(text):
    return [(gap.metric, gap.current, gap.target, gap.unit) for gap in read(text).indicator_gaps]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("绿化覆盖率为36.5%，低于40%的A级标准。", ("绿化覆盖率", 36.5, 40, "%")),
        ("市民知晓率只有78%，未达到85%。", ("市民知晓率", 78, 85, "%")),
        ("测评要求满意度在90%以上，我区只有82.4%。", ("满意度", 82.4, 90, "%")),
        ("溺水死亡率应低于2人/万人，而我县现在是3人/万人。", ("溺水死亡率", 3, 2, "人/万人")),
        ("总得分为81.2分，距90分的目标还差8.8分。", ("总得分", 81.2, 90, "分")),
        ("把保洁员由目前的60人增加到90人。", ("保洁员", 60, 90, "人")),
        ("我市还有12项指标不达标。", ("不达标指标项数", 12, 0, "项")),
        ("刑事发案率为5.1%，高于3%的标准。", ("刑事发案率", 5.1, 3, "%")),
        ("母婴室开放率66%，而标准要求不低于90%。", ("母婴室开放率", 66, 90, "%")),
        ("车站这一块只有70.5分，达标线是80分。", ("车站得分", 70.5, 80, "分")),
        ("窗口等候时间40分钟，高于30分钟的要求。", ("窗口等候时间", 40, 30, "分钟")),
        ("无烟单位建成率要由58%提升至85%以上。", ("无烟单位建成率", 58, 85, "%")),
        ("投诉率0.9%，而规定不超过0.5%。", ("投诉率", 0.9, 0.5, "%")),
        ("守法率从去年的88%降到了81%，而目标值是90%。", ("守法率", 81, 90, "%")),
        ("建档率达到90%以上（2025年为77%）。", ("建档率", 77, 90, "%")),
        ("投放总量由4000辆压减到2500辆以内。", ("投放总量", 4000, 2500, "辆")),
        ("达标公厕占比由65%提升到80%，11月底前完成。", ("达标公厕占比", 65, 80, "%")),
    ],
)
def test_gaps(text, expected):
    assert gaps(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "支持率高达95.6%，高于80%的标准。",
        "发案率为2%，低于3%的标准。",
        "得分84.7分，较上月下降1.3分。",
        "得分84分，低于去年的88分。",
        "把保洁员由目前的60人增加到了90人。",
        "标准要求满意度在80%以上，我区达到86%。",
        "路面破损，应修补。",
        "办结率99%，而要求是95%以上。",
        "增设岗亭30处，处置时间要求不超过20分钟。",
        "覆盖率由2024年的60%提升到75%。",
        "办结率100%，合格率不低于95%。",
    ],
)
def test_what_meets_its_standard_or_has_none_is_no_gap(text):
    assert gaps(text) == []


def test_several_values_before_one_standard():
    text = "其中，公厕得分率71%，小巷得分率76%，均低于85%的达标线；大厅得分率95%，已达标。"

    assert [(metric, now) for metric, now, _, _ in gaps(text)] == [
        ("公厕得分率", 71),
        ("小巷得分率", 76),
    ]


def test_values_of_today_in_one_bracket_are_a_gap_each():
    text = "签订率98%以上，履约率90%以上，投诉率不超过1%（当前分别为92%、76%、0.5%）。"

    assert gaps(text) == [("签订率", 92, 98, "%"), ("履约率", 76, 90, "%")]


def test_the_same_gap_is_named_once():
    assert len(gaps("知晓率70%，低于85%的标准。会后再说，知晓率70%，低于85%的标准。")) == 1


def test_a_gap_knows_its_sentence():
    text = "一、情况\n知晓率70%，低于85%的标准。大家要重视。"
    (gap,) = read(text).indicator_gaps

    assert text[gap.start : gap.end] == "知晓率70%，低于85%的标准"


def test_a_value_that_has_moved_is_not_of_today():
    text = "要点\n去年实地测评得分由86.1分提高到89.7分。\n一、目标\n全年实地测评得分不低于92分。\n"

    assert [gap.current for gap in read(text).indicator_gaps] == []
