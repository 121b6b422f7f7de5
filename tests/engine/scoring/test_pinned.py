"""Figures pinned to the last digit: what a round-off, a swapped sign or a renamed key would move."""

import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.engine import starter
from tests.engine.scoring.test_freezing import LEADS, SUMS
from tests.engine.scoring.test_interval import stratum
from wenming.engine import VERSION
from wenming.engine.errors import EngineError
from wenming.engine.framework import load, verdict_table
from wenming.engine.scoring import (
    FieldSums,
    IndicatorResult,
    MaterialSums,
    Observation,
    PlaceSums,
    RoundSums,
    SurveySums,
    field_interval,
    field_rate,
    frozen,
    indicator_intervals,
    inputs_digest,
    rollup,
    rounded,
    visit_sums,
)
from wenming.engine.scoring.attribution import SCALE, Shares, losses_of, shares
from wenming.engine.scoring.counting import Cap, caps
from wenming.engine.scoring.freezing import canonical
from wenming.engine.scoring.interval import GRADED, NOTHING, ONE_DRAW, TOO_SMALL, student_95
from wenming.engine.scoring.rules import rules_of

# --- Digests: those of a published run never change ------------------------------------------


def test_digests_of_inputs_stay_what_they_are():
    sums = replace(SUMS, surveys=(SurveySums("Q1", 2, 20000, 10000, 2 * 10**8),))

    assert inputs_digest(sums, LEADS) == (
        "307cf07a251e9b044691e3b36bcb47b70e32d598ad8e870f4f0d9fc44017ac33"
    )
    assert inputs_digest(sums, LEADS, sums.field[:1]) == (
        "ff7ab9fcb0ed6821c954cef9d1c32fe2ce8c97e401f610326d0f3f31b235abd8"
    )


def test_the_canonical_text_is_utf_8_sorted_and_tight():
    assert canonical({"得分": [1, 0.5, Decimal("0.10")], "a": {"c": None, "b": True}}) == (
        '{"a":{"b":true,"c":null},"得分":[1,0.5,"1/10"]}'.encode()
    )


def test_a_run_keeps_every_mark():
    run = frozen(
        starter.framework(), edition="e", overlay="o", inputs="i",
        report={"a": 1}, local_report={"b": 2},
    )  # fmt: skip

    alone = frozen(starter.framework(), edition="e", overlay=None, inputs="i", report={"a": 1})

    assert (run.edition, run.overlay, run.inputs) == ("e", "o", "i")
    assert (run.engine, run.rules) == (VERSION, 1)
    assert alone.outputs == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"
    assert run.outputs == "b1bc76dc908891d8a6435e1c16a1025287627fcf71c224cf207b2edc79b08226"


# --- Attribution -----------------------------------------------------------------------------


def measured(earned: int, full: int) -> IndicatorResult:
    sums = RoundSums(field=(FieldSums("D06-03", "", 1, earned, full),))
    return rollup(starter.framework(), sums).indicator("D06-03")


def test_shares_are_whole_numbers_of_a_tiny_mark():
    weight = Fraction(starter.framework().indicators["D06-03"].weight)
    result = measured(1, 4)

    found = shares(starter.framework(), result, 3, 1, ["x", "y"])

    lost = weight * 3 / 4 * SCALE
    each = math.floor(lost * Fraction(1 * 2 + 2 * 1, 3 * 2) / 2)
    assert found == Shares(math.floor(lost / 2 / 3), {"x": each, "y": each})
    assert all(isinstance(n, int) for n in (found.holder, *found.units.values()))


def test_a_loss_that_no_observation_has_goes_to_the_leads_alone():
    weight = Fraction(starter.framework().indicators["D06-03"].weight)

    found = shares(starter.framework(), measured(1, 4), 0, 0, ["x", "y"])

    each = math.floor(weight * 3 / 4 * SCALE / 2)
    assert found == Shares(0, {"x": each, "y": each})
    assert all(isinstance(n, int) for n in found.units.values())


def test_without_a_loss_nobody_answers():
    assert shares(starter.framework(), measured(4, 4), 0, 0, ["x"]) == Shares(0, {})
    assert shares(starter.framework(), IndicatorResult("D06-03"), 0, 0, []) == Shares(0, {})


def test_the_smallest_part_of_a_mark_is_counted():
    (row,) = losses_of([("u", ("s",), 1)])

    assert (row.lost, row.schemes) == (1 / SCALE, {"s": 1 / SCALE})


# --- Marks, gates, grades ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "share"),
    [((-1, 1), 0), ((0, 1), 0), ((1, 1000), Fraction(1, 100_000)), ((100, 1), 1), ((101, 1), 1)],
)
def test_a_proportional_share(value: tuple[int, int], share: Fraction | int):
    rule = next(r for r in rules_of(starter.framework()).indicators if r.code == "D06-03")

    assert Fraction(*rule.share(value, "D")) == share


def test_below_standard_is_every_grade_under_it():
    data = starter.data()
    found = {}
    for standard in "ABC":
        data["meta"]["standard_grade"] = standard
        framework = load(data)
        at = framework.indicators["D06-03"].grades.at
        values = [*(at[grade] for grade in "ABC"), Decimal(0)]
        found[standard] = [
            rollup(
                framework,
                RoundSums(field=(FieldSums("D06-03", "", 1, int(v * 100), 10_000),)),
            ).indicator("D06-03").below_standard
            for v in values
        ]  # fmt: skip

    assert found == {
        "A": [False, True, True, True],
        "B": [False, False, True, True],
        "C": [False, False, False, True],
    }


def test_a_gate_met_exactly_is_met_where_floats_add_up_to_less():
    data = starter.data()
    inside = [row for row in data["indicators"] if row["dimension"] == "M01"]
    weights = [Decimal("0.7"), Decimal("0.1"), Decimal("99.2")]
    for row, weight in zip(inside, [*weights, *[0] * len(inside)], strict=False):
        row.update(weight=weight, method="field", marking="proportional")
        row["grades"].update(unit="pct", op=">=", A=90, B=80, C=70)
    data["meta"]["schemes"]["minors"]["gate_score"] = Decimal("0.8")
    field = tuple(FieldSums(row["code"], "", 1, 10, 10) for row in inside[:2])

    result = rollup(load(data), RoundSums(field=field))

    assert result.scheme("minors").lower < 0.8, "as floats"
    assert result.status == "ok"


def test_the_field_rate_of_indicators_marked_by_grade():
    data = starter.data()
    starter.row(data, "indicators", "D06-03")["marking"] = "graded"
    at = starter.framework().indicators["D06-03"].grades.at["B"]

    rate = field_rate(load(data), [FieldSums("D06-03", "", 1, int(at * 100), 10_000)])

    assert rate == 80


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        (RoundSums(materials=(MaterialSums("D01-01", 2, 3),)), "指标 D01-01 的小计有误：3/2"),
        (RoundSums(surveys=(SurveySums("D01-03", 1, 1, 2, 1),)), "指标 D01-03 的小计有误：2/1"),
    ],
)
def test_sums_that_cannot_be_name_their_indicator(sums: RoundSums, words: str):
    with pytest.raises(EngineError, match=words):
        rollup(starter.framework(), sums)


def test_caps_are_ranked_by_cap_and_item():
    data = starter.data()
    rows = [row for row in data["check_items"] if row["scoring"]["type"] != "critical"][:3]
    for row, cap in zip(rows, (Decimal("59.5"), 40, Decimal("59.5")), strict=True):
        row["scoring"] = {"type": "critical", "max": 1, "cap": cap}

    found = caps(verdict_table(load(data)))

    first, second, third = (row["code"] for row in rows)
    assert found[:3] == [
        Cap(second, Fraction(40)), Cap(first, Fraction(119, 2)), Cap(third, Fraction(119, 2)),
    ]  # fmt: skip


def test_a_cap_may_be_no_whole_number():
    data = starter.data()
    row = next(row for row in data["check_items"] if row["place_type"] == "L02")
    row["scoring"] = {"type": "critical", "max": 1, "cap": Decimal("59.5")}
    failed = [Observation(row["code"], outcome="not_met"), Observation("L02-07", count=0)]

    sums = visit_sums(verdict_table(load(data)), failed, place_type="L02")

    assert (sums.score, sums.cap_item) == (Fraction(119, 2), row["code"])


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.0049999994", "0.00"), ("0.0049999995", "0.01"), ("-0.005", "-0.01"), ("0", "0.00")],
)
def test_rounding_to_nine_decimals_comes_first(value: str, text: str):
    assert str(rounded(Fraction(value))) == text


# --- Intervals ---------------------------------------------------------------------------------


def test_quantiles_stay_what_they_are():
    pinned = {1: 12.706204736174696, 2: 4.302652729749463, 3: 3.178616995054062,
              7: 2.364575373950131, 40: 2.0210753829953374}  # fmt: skip

    assert {n: student_95(n) for n in pinned} == pytest.approx(pinned, rel=1e-14)


def test_places_of_different_size_and_several_indicators():
    field = starter.framework().indicators
    weights = {code: float(field[code].weight) for code in ("D06-03", "D06-04")}
    table = [  # place: earned and full of either indicator
        {"D06-03": (2, 4), "D06-04": (3, 3)},
        {"D06-03": (7, 8)},
        {"D06-03": (1, 2), "D06-04": (0, 0)},
        {"D06-03": (6, 6), "D06-04": (2, 6)},
    ]
    places = [
        PlaceSums(f"P{n}", "L02", tuple(FieldSums(c, "", 1, *s) for c, s in row.items()))
        for n, row in enumerate(table)
    ]
    minors = FieldSums("M01-06", "", 1, 5, 9)  # of another scheme
    places[0] = replace(places[0], indicators=(*places[0].indicators, minors))

    found = field_interval(starter.framework(), [stratum("L02", 9)], places)

    rates = {c: sum(r.get(c, (0, 0))[0] for r in table) / sum(r.get(c, (0, 0))[1] for r in table)
             for c in weights}  # fmt: skip
    fulls = {c: sum(r.get(c, (0, 0))[1] for r in table) for c in weights}
    u = [
        sum(weights[c] * (e - rates[c] * m) / fulls[c] for c, (e, m) in row.items())
        * 100 / sum(weights.values())
        for row in table
    ]  # fmt: skip
    mean = sum(u) / 4
    variance = 4 / 3 * (1 - 4 / 9) * sum((x - mean) ** 2 for x in u)
    assert found.value == pytest.approx(
        100 * sum(weights[c] * rates[c] for c in weights) / sum(weights.values()), rel=1e-12
    )
    assert found.margin == pytest.approx(student_95(3) * math.sqrt(variance), rel=1e-12)


def test_each_indicator_has_an_interval_of_its_own():
    places = [
        PlaceSums(
            f"P{n}",
            "L02",
            (FieldSums("D06-03", "", 1, n % 2, 10), FieldSums("D06-07", "", 1, 10, 10))
            + ((FieldSums("D06-02", "", 1, 1, 1),) if n < 3 else ()),
        )
        for n in range(8)
    ]

    found = indicator_intervals(starter.framework(), [stratum("L02", 80)], places)

    variance = 8 / 7 * (1 - 1 / 10) * 8 * (5 / 8) ** 2  # values of 0 and 10, mean 5
    margin = student_95(7) * math.sqrt(variance)
    row = found["D06-03"]
    assert (row.value, row.margin, row.low) == (5, pytest.approx(margin), pytest.approx(5 - margin))
    assert (found["D06-07"].low, found["D06-07"].high) == (100, 100)
    assert found["D06-02"] == (100, None, None, None, 3, 0, TOO_SMALL)
    assert list(found) == ["D06-02", "D06-03", "D06-07"]


def test_ends_of_an_interval_stay_within_the_scale():
    places = [
        PlaceSums(f"P{n}", "L02", (FieldSums("D06-03", "", 1, 10 * (n < 1), 10),)) for n in range(4)
    ]

    found = field_interval(starter.framework(), [stratum("L02", 40)], places)

    assert found.low == 0
    assert found.margin is not None
    assert found.margin > 25 == found.value


def test_notes_say_how_many_places_there_are():
    place = PlaceSums("P", "L02", (FieldSums("D06-03", "", 1, 1, 2),))
    strata = [stratum("L02", 40)]
    graded = starter.data()
    starter.row(graded, "indicators", "D06-03")["marking"] = "graded"

    none = (None, None, None)
    assert field_interval(starter.framework(), strata, []) == (None, *none, 0, 0, NOTHING)
    assert field_interval(starter.framework(), strata, [place]) == (50, *none, 1, 0, ONE_DRAW)
    assert field_interval(load(graded), strata, [place]) == (None, *none, 1, 0, GRADED)
