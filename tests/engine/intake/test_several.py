"""A sentence that shares out the items before it: 以上三项由甲负责, 前两项由甲、第三项由乙, 分别由甲、乙、丙牵头."""

import pytest

from wenming.engine.intake import read

PAPER = "关于整治的通知\n一、整治任务\n一是清洗站牌。二是修剪行道树。三是疏通雨水井。{}\n"
BUS, PARK, DRAIN = "市公交集团", "市园林中心", "市排水处"


def shared(sentence):
    return read(PAPER.format(sentence)).directives


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (f"以上三项由{DRAIN}负责。", [DRAIN, DRAIN, DRAIN]),
        (f"这三件事由{DRAIN}牵总。", [DRAIN, DRAIN, DRAIN]),
        (f"这几件事都由{DRAIN}负总责。", [DRAIN, DRAIN, DRAIN]),
        (f"以上三项分别由{BUS}、{PARK}、{DRAIN}负责。", [BUS, PARK, DRAIN]),
        (f"这三项工作依次由{BUS}、{PARK}、{DRAIN}牵头。", [BUS, PARK, DRAIN]),
        (f"前两项由{BUS}负责，第三项由{DRAIN}负责。", [BUS, BUS, DRAIN]),
        (f"第一项、第二项请{PARK}牵头，第三项请{DRAIN}牵头。", [PARK, PARK, DRAIN]),
        (f"以上第2、3项由{DRAIN}负责。", [None, DRAIN, DRAIN]),
        (f"以上第一至三项由{BUS}负责。", [BUS, BUS, BUS]),
    ],
)
def test_each_item_has_its_lead(sentence, leads):
    assert [next(iter(row.lead), None) for row in shared(sentence)] == leads


def test_supports_and_time_are_of_each_item():
    found = shared("这三件事市住建局牵总，市财政局、市城投集团全力配合，10月底前见效。")

    assert [row.support for row in found] == [("市财政局", "市城投集团")] * 3
    assert {row.deadline for row in found} == {"10月底前"}


def test_more_than_there_are_is_no_share():
    found = shared(f"以上五项由{DRAIN}负责。")

    assert [row.lead for row in found[:2]] == [(), ()]


@pytest.mark.parametrize(
    "sentence",
    [
        "市水利局负责河面打捞，市林业局负责护岸补植，市住建局负责排口封堵，6月底前要全部见效。",
        "6月底前，市水利局要打捞河面，市林业局要补植护岸，市住建局要封堵排口。",
        "市水利局要打捞河面，市林业局要补植护岸，市住建局要封堵排口，统一在6月底前完成。",
    ],
)
def test_a_time_of_all_is_that_of_each(sentence):
    found = read(f"关于整治的通知\n一、整治任务\n{sentence}\n").directives

    assert [row.lead for row in found] == [("市水利局",), ("市林业局",), ("市住建局",)]
    assert [row.deadline for row in found] == ["6月底前"] * 3


@pytest.mark.parametrize(
    "announced",
    ["市城管局牵头，9月底前完成以下工作：", "9月底前抓好三件事："],
)
def test_a_time_that_announces_a_list_is_that_of_its_items(announced):
    listed = "一是市城管局清洗站牌；二是市城管局修剪行道树；三是市城管局疏通雨水井。"
    found = read(f"关于整治的通知\n一、整治任务\n{announced}{listed}\n").directives

    assert [(row.lead, row.deadline) for row in found] == [(("市城管局",), "9月底前")] * 3


def test_a_sentence_below_the_list_shares_it_out():
    found = shared("以上三项9月底前全部完成，由市城管局负责。\n二、要求\n各单位要高度重视。")

    assert [(row.lead, row.deadline) for row in found] == [(("市城管局",), "9月底前")] * 3
