"""Indicators, place types, areas and duties that a directive touches; how often they are hit."""

import json
from pathlib import Path

import pytest

from tests.engine import starter
from wenming.engine.intake.suggest import Advisor, Framework, same_duties

ROWS = json.loads((Path(__file__).parents[2] / "data/intake/suggestions.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def advisor():
    parsed = starter.data()
    items: dict[str, list[str]] = {}
    for item in parsed["check_items"]:
        items.setdefault(item["indicator"], []).append(item["text_zh"])
    return Advisor(
        Framework(
            {row["code"]: row["name_zh"] for row in parsed["indicators"]},
            items,
            {row["code"]: row["name_zh"] for row in parsed["place_types"]},
        ),
        areas={"A1": "东湖区", "A2": "光华街道办事处", "A3": "西岭区"},
    )


def rate(advisor, kind, most):
    rows = [row for row in ROWS if row["set"] == kind]
    hits = [
        {found.code for found in advisor.indicators(row["text"], most=most)} & {*row["indicators"]}
        for row in rows
    ]
    return sum(map(bool, hits)) / len(rows)


@pytest.mark.parametrize(("kind", "first", "among_three"), [("d", 0.9, 0.95), ("h", 0.7, 0.9)])
def test_the_indicator_is_among_the_suggestions(advisor, kind, first, among_three):
    assert rate(advisor, kind, 1) >= first
    assert rate(advisor, kind, 3) >= among_three


def test_place_types_are_found_by_what_people_call_them(advisor):
    wrong = [
        row["text"]
        for row in ROWS
        if {found.code for found in advisor.place_types(row["text"])} != {*row["place_types"]}
    ]

    assert len(wrong) <= 4


def test_suggestions_come_with_their_words_the_best_first(advisor):
    found = advisor.indicators("整治乱停车，新增停车泊位300个")

    assert found[0].code == "D06-04"
    assert "停车" in found[0].words
    assert [row.score for row in found] == sorted((row.score for row in found), reverse=True)


def test_what_touches_nothing_gets_no_suggestion(advisor):
    assert advisor.indicators("散会后抓紧干。") == []
    assert advisor.place_types("散会后抓紧干。") == []


def test_a_longer_name_hides_a_shorter_one_in_it(advisor):
    assert [row.code for row in advisor.place_types("整治学校周边秩序")] == ["L28"]
    assert [row.code for row in advisor.place_types("公交站点和医院")] == ["L19", "L12"]


def test_areas_are_found_by_name(advisor):
    found = advisor.areas("东湖区政府、光华街道负责，9月底前完成")

    assert [row.code for row in found] == ["A1", "A2"]


def test_an_empty_framework_suggests_nothing():
    nobody = Advisor(Framework({}))

    assert (
        nobody.indicators("清理小广告"),
        nobody.place_types("公园"),
        nobody.areas("东湖区"),
    ) == ([], [], [])


DUTIES = {
    "1": "对全市23家农贸市场进行升级改造，落实划行归市（牵头单位：市商务局）",
    "2": "市城管局每周巡查背街小巷，清除小广告",
    "3": "年底前新增停车泊位1500个",
}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("由市商务局牵头，8月底前对25家农贸市场升级改造，落实划行归市", "1"),
        ("每周对背街小巷巡查两次，清除小广告", "2"),
        ("2026年6月底前，全市新增停车泊位2000个", "3"),
    ],
)
def test_the_same_thing_ordered_again_with_another_date_is_found(text, key):
    assert same_duties(text, DUTIES)[0].code == key


@pytest.mark.parametrize(
    "text", ["组织志愿者开展交通劝导", "", "12345", "对农贸市场周边的学校开展普法宣传"]
)
def test_what_nobody_has_ordered_yet_is_like_nothing(text):
    assert same_duties(text, DUTIES) == []


def test_without_duties_nothing_is_alike():
    assert same_duties("清理小广告", {}) == []
