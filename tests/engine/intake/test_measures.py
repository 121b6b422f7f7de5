"""What a number is: a value of today, what is asked for, a distance, of another time."""

import pytest

from wenming.engine.intake.measures.measures import measures


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("燃气入户率只有88%", ["now"]),
        ("燃气入户率标准为95%,现状88%", ["asked", "now"]),
        ("低于规定的42小时", ["asked"]),
        ("低于标准12张", ["away"]),
        ("低于全区82%的平均水平", ["past"]),
        ("比去年的82%提高7个百分点", ["past", "away"]),
        ("由88%提高到95%", ["now", "asked"]),
        ("距95%、100%的标准分别差19个、9个百分点", ["asked", "asked", "away", "away"]),
        ("达到90%(目前82%)", ["asked", "now"]),
        ("重复投诉率高达9.4%", ["now"]),
        ("全市有小区420个", ["none"]),
        ("新建公厕12座", ["none"]),
        ("安排资金1200万元,2026年8月15日前到位", []),
        ("得分低于85分的,扣2分", ["now", "none"]),
    ],
)
def test_roles(text, roles):
    assert [measure.role for measure in measures(text)] == roles


def test_names_of_a_list_go_to_the_numbers_of_a_list():
    found = measures("机扫率、清运率分别为76%、91%")

    assert [(measure.name, measure.number) for measure in found] == [("机扫率", 76), ("清运率", 91)]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("不低于95%", ">="),
        ("应低于10人", "<="),
        ("控制在5%以内", "<="),
        ("超过5%的上限", "<="),
        ("未达到90%的要求", "below"),
        ("高于90%的标准", "above"),
    ],
)
def test_senses(text, sense):
    assert [measure.sense for measure in measures(text)] == [sense]
