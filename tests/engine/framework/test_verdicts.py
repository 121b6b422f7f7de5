"""The verdict table: every verdict with its marks in whole numbers."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from tests.engine import cases, starter
from tests.engine.second import item_marks
from wenming.engine.errors import EngineError
from wenming.engine.framework import load, verdict_table


def test_the_starter_counts_in_sixtieths():
    assert starter.table().denominator == 60


def test_the_denominator_is_the_least_one():
    data = starter.data()
    for row in data["check_items"]:
        row["scoring"] = {"type": "binary", "max": 2}
    data["check_items"][0]["scoring"] = {"type": "deduct", "max": 2, "per_finding": Decimal("2.5")}
    data["check_items"][1]["scoring"] = {"type": "min_count", "max": 2, "required": 3}

    assert verdict_table(load(data)).denominator == 3


@pytest.mark.parametrize("seed", range(30))
def test_marks_are_those_of_the_rules(seed: int):
    random = Random(seed)
    data = cases.framework(random)
    table = verdict_table(load(data))
    for item in data["check_items"]:
        for _ in range(5):
            row = cases.verdict(random, item["scoring"])
            count = int(row["count"]) if row["count"] else None

            verdict = table.judge(item["code"], row["outcome"], count)

            if row["outcome"] == "not_applicable":
                assert (verdict.earned, verdict.full, verdict.applicable) == (0, 0, False)
                continue
            expected = item_marks(item["scoring"], row["outcome"], row["count"])
            assert Fraction(verdict.earned, table.denominator) == expected
            assert Fraction(verdict.full, table.denominator) == Fraction(
                str(item["scoring"]["max"])
            )


def test_only_a_failed_critical_item_caps():
    data = starter.data()
    starter.row(data, "check_items", "L02-10")["scoring"]["cap"] = Decimal("59.5")
    table = verdict_table(load(data))

    assert Fraction(table.judge("L02-10", "not_met", None).cap or 0, table.cap_denominator) == 59.5
    assert table.judge("L02-10", "met", None).cap is None
    assert table.judge("L01-12", "not_met", None).cap is None


def test_an_item_of_another_method_has_no_field_indicator():
    table = starter.table()

    assert table.judge("L37-04", "met", None).indicator == ""
    assert table.judge("L37-05", "met", None).indicator == "D06-07"


@pytest.mark.parametrize(
    ("item", "outcome", "count", "message"),
    [
        ("X", "met", None, "没有细项“X”"),
        ("L01-12", None, None, "结果（outcome）应为 met、not_met、not_applicable 之一"),
        ("L01-12", "good", None, "结果（outcome）应为 met"),
        ("L01-12", "met", 1, "数目（count）应为空"),
        ("L01-12", "", 1, "数目（count）应为空"),
        ("L03-10", "met", None, "应为 good、fair、poor、not_applicable 之一"),
        ("L01-02", None, None, "数目（count）应为不小于 0 的整数"),
        ("L01-02", None, -1, "数目（count）应为不小于 0 的整数"),
        ("L01-02", "met", 1, "结果为空"),
        ("L01-02", "not_applicable", 1, "结果为 not_applicable 且数目为空"),
    ],
)
def test_what_a_type_does_not_take_is_refused(
    item: str, outcome: str | None, count: int | None, message: str
):
    with pytest.raises(EngineError, match=message):
        starter.table().judge(item, outcome, count)
