"""The calendar of a cycle: windows instead of dates, checked as a whole."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tests.needs import ROOT
from wenming.engine.framework import parse_yaml
from wenming.engine.framework.cycle import Where, check_cycle, check_windows, where, windows

SHIPPED = ROOT / "src/wenming/framework/data/cycle.yaml"


@pytest.fixture
def data() -> Any:
    return deepcopy(parse_yaml(SHIPPED.read_text("utf-8")))


def said(data: Any) -> list[str]:
    return [f"{fault.where}：{fault.message}" for fault in check_cycle(data)]


def test_the_shipped_calendar_has_four_procedures_and_five_steps(data):
    assert said(data) == []
    steps = [row["code"] for row in data["stages"] if row["procedure"] == "test"]
    assert steps == ["report", "material", "survey", "field", "overall"]
    assert [row["code"] for row in data["procedures"]] == [
        "apply",
        "recommend",
        "notice",
        "test",
        "result",
    ]


def test_windows_become_days_of_the_cycle(data):
    found = {window.code: window for window in windows(data, first_year=2027)}

    assert found["field"].earliest == date(2029, 7, 1)
    assert found["field"].is_unannounced
    assert not found["apply"].is_unannounced


def test_a_leap_day_outside_a_leap_year_is_a_fault(data):
    data["stages"][0]["latest"]["on"] = "02-30"

    assert any("应为 月-日" in line for line in said(data))


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("stages", 3, "procedure"), "x", "stages[4] report procedure：没有程序“x”"),
        (("stages", 3, "earliest"), {"year": 4, "on": "04-01"}, "earliest.year：year 是 4"),
        (("stages", 3, "earliest"), {"year": 1, "on": "01-01"}, "不能早于上一道程序的最早"),
        (("stages", 3, "latest"), {"year": 1, "on": "01-01"}, "最迟不能早于最早"),
        (("stages", 3, "latest"), None, "缺少 latest"),
        (("stages", 1, "code"), "apply", "编码 apply 与第 1 行重复"),
        (("years",), 9, "years 是 9"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused_by_its_place(data, path, value, words):
    thing = data
    for part in path[:-1]:
        thing = thing[part]
    thing[path[-1]] = value

    assert any(words in line for line in said(data)), said(data)


def test_what_is_no_calendar_at_all():
    assert "这不是周期日历" in said([1])[0]


def test_steps_of_one_procedure_may_overlap_in_any_order(data):
    listed = windows(data, first_year=2024)
    listed[6], listed[7] = listed[7], listed[6]

    assert check_windows(listed) == {}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 6, 30), (Where.BEFORE, 1)),
        (date(2026, 7, 1), (Where.INSIDE, 14)),
        (date(2026, 7, 15), (Where.INSIDE, 0)),
        (date(2026, 7, 16), (Where.AFTER, 0)),
    ],
)
def test_where_a_day_stands(today, expected):
    assert where(date(2026, 7, 1), date(2026, 7, 15), today) == expected
