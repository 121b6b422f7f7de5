"""Roll-up by hand-made figures; every rule once. The comparisons with the second implementation
are in tests/engine/test_generated.py.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.engine import starter
from wenming.engine.errors import EngineError
from wenming.engine.framework import Framework, load
from wenming.engine.scoring import (
    FieldSums,
    MaterialSums,
    RoundSums,
    Statistic,
    SurveySums,
    cycle_total,
    field_rate,
    rollup,
    rounded,
)


def field(code: str, earned: int, full: int, n: int = 1) -> FieldSums:
    return FieldSums(code, "", n, earned, full)


def score(framework: Framework | None = None, **sums: Any) -> Any:
    return rollup(framework or starter.framework(), RoundSums(**sums))


def minors(gate: Decimal | int, *measured: tuple[str, int]) -> Any:
    """A round with another gate of the minors' scheme, field indicators measured in per cent."""
    data = starter.data()
    data["meta"]["schemes"]["minors"]["gate_score"] = gate
    rows = tuple(field(code, percent, 100) for code, percent in measured)
    return score(load(data), field=rows)


def test_nothing_measured_is_never_zero():
    result = score()

    row = result.indicator("D01-04")
    assert (row.measured, row.value, row.n, row.grade, row.share, row.marks, row.lost) == (
        False, None, None, None, None, None, None,
    )  # fmt: skip
    assert (row.exact_value, row.exact_share, row.below_standard) == (None, None, None)
    city = result.scheme("city")
    assert (city.on_measured, city.lower, city.upper, city.coverage) == (None, 0, 100, 0)


def test_a_field_indicator():
    row = score(field=(field("D01-04", 30, 60), field("D01-04", 24, 30, n=2))).indicator("D01-04")

    assert (row.value, row.n, row.grade) == (60, 3, "C")
    assert row.gaps == {"A": 30, "B": 15, "C": 0}
    assert row.marks == pytest.approx(1.18 * 0.6)
    assert row.lost == pytest.approx(1.18 * 0.4)
    assert row.below_standard


def test_a_field_indicator_with_nothing_applicable_is_not_measured():
    assert not score(field=(field("D01-04", 0, 0, n=0),)).indicator("D01-04").measured


def test_thresholds_are_compared_exactly():
    at = score(field=(field("D01-04", 9 * 10**19, 10**20),)).indicator("D01-04")
    under = score(field=(field("D01-04", 9 * 10**19 - 1, 10**20),)).indicator("D01-04")

    assert at.value == under.value == 90.0  # floats cannot tell them apart
    assert (at.grade, under.grade) == ("A", "B")


def test_a_material_indicator_is_marked_by_grade():
    row = score(materials=(MaterialSums("D01-01", 2, 1), MaterialSums("D01-01", 1, 1))).indicator(
        "D01-01"
    )

    assert (row.value, row.n, row.grade, row.share) == (pytest.approx(66.6666667), 3, "B", 0.8)
    assert not score(materials=(MaterialSums("D01-01", 0, 0),)).indicator("D01-01").measured


def test_a_survey_says_how_precise_it_is():
    row = score(surveys=(SurveySums("D01-03", 4, 40_000, 30_000, 4 * 10**8),)).indicator("D01-03")

    assert (row.value, row.n, row.effective_n, row.grade) == (75, 4, 4, "C")
    assert row.margin == pytest.approx(196 * (0.75 * 0.25 / 4) ** 0.5)
    assert not score(surveys=(SurveySums("D01-03", 0, 0, 0, 0),)).indicator("D01-03").measured


def test_a_statistic_where_less_is_better():
    row = score(statistics=(Statistic("D07-02", Fraction(-3)),)).indicator("D07-02")

    assert (row.value, row.n, row.grade, row.effective_n) == (-3, 1, "B", None)
    assert row.gaps == {"A": 2, "B": 0, "C": 0}


def test_a_proportional_share_stays_between_nothing_and_all():
    data = starter.data()
    indicator = starter.row(data, "indicators", "D02-04")
    indicator["marking"] = "proportional"
    framework = load(data)

    over = score(framework, statistics=(Statistic("D02-04", Fraction(120)),)).indicator("D02-04")
    under = score(framework, statistics=(Statistic("D02-04", Fraction(-5)),)).indicator("D02-04")

    assert (over.value, over.share, over.lost) == (120, 1, 0)
    assert (under.value, under.share, under.marks) == (-5, 0, 0)


def test_a_stricter_local_standard_lowers_a_share_and_never_lifts_it():
    framework = starter.framework()
    sums = RoundSums(field=(field("D01-04", 80, 100), field("D01-05", 50, 100)))
    local = {"D01-04": Fraction(3, 5), "D01-05": Fraction(9, 10)}

    result = rollup(framework, sums, at_most=local)

    assert result.indicator("D01-04").share == 0.6
    assert result.indicator("D01-05").share == 0.5
    assert result.indicator("D01-04").value == 80


def test_dimensions_and_schemes_add_up():
    result = score(field=(field("D01-04", 50, 100), field("M01-04", 100, 100)))

    dimension = result.dimensions[0]
    assert (dimension.code, dimension.measured_weight) == ("D01", 1.18)
    assert (dimension.weight, dimension.marks) == (pytest.approx(9.85), pytest.approx(0.59))
    city, little = result.schemes
    assert (city.code, little.code) == ("city", "minors")
    assert (city.on_measured, city.coverage) == (pytest.approx(50), pytest.approx(0.0118))
    assert (city.lower, city.upper) == (pytest.approx(0.59), pytest.approx(99.41))
    assert (little.total, little.status) == (11, "ok")
    assert result.combined == pytest.approx(0.8 * 0.59 + 0.2 * 11)


def test_contents_add_up_as_dimensions_do():
    data = starter.data()
    data["contents"] = [{"code": "C1", "dimension": "D01"}, {"code": "C2", "dimension": "D01"}]
    for code in ("D01-04", "D01-05"):
        starter.row(data, "indicators", code)["content"] = "C1"

    first, second = score(load(data), field=(field("D01-04", 50, 100),)).contents

    assert (first.code, first.marks, first.measured_weight) == ("C1", pytest.approx(0.59), 1.18)
    assert first.weight == pytest.approx(2.06)
    assert (second.code, second.weight, second.marks) == ("C2", 0, 0)


def test_every_confirmed_entry_counts_and_the_bonus_is_capped():
    result = score(events=("B01", "B01", "B02", "N08", "N08"))

    city = result.scheme("city")
    assert (city.bonus, city.deductions, city.total) == (5, 4, 1)
    assert (result.scheme("minors").bonus, result.scheme("minors").deductions) == (0, 0)


def test_a_total_is_not_below_zero_and_a_bonus_may_have_no_cap():
    data = starter.data()
    del data["meta"]["bonus"]["cap"]

    result = score(load(data), events=("N08",) + ("B01",) * 4)

    assert result.scheme("city").bonus == 8
    assert score(events=("N08",)).scheme("city").total == 0


def test_a_veto_comes_before_everything():
    result = score(events=("N01",))

    assert (result.status, result.scheme("city").status, result.scheme("minors").status) == (
        "vetoed", "vetoed", "ok",
    )  # fmt: skip


def test_a_gate_that_is_out_of_reach_gates():
    assert minors(85, ("M01-04", 0), ("M01-06", 0)).status == "gated"


def test_a_gate_that_is_still_open_is_undecided():
    assert minors(85, ("M01-04", 100)).status == "undecided"


def test_a_gate_is_decided_exactly():
    two_thirds = (("M01-04", Fraction(2, 3)), ("M01-06", Fraction(2, 3)))  # 11 and 10 marks: 14

    def status(gate: Decimal) -> str:
        data = starter.data()
        data["meta"]["schemes"]["minors"]["gate_score"] = gate
        rows = tuple(field(c, share.numerator, share.denominator) for c, share in two_thirds)
        return str(score(load(data), field=rows).status)

    assert status(Decimal(14)) == "ok"
    assert status(Decimal("14.000000000000001")) == "undecided"


def test_without_a_gate_every_round_is_ok():
    data = starter.data()
    del data["meta"]["schemes"]["minors"]["gate_score"]

    assert score(load(data), field=(field("M01-04", 0, 1),)).status == "ok"


def test_a_scheme_of_no_weight_covers_nothing():
    data = starter.data()
    data["meta"]["schemes"]["empty"] = {
        "dimensions": ["D99"], "full_score": Decimal("0.001"), "share_in_total": Decimal("0.1"),
    }  # fmt: skip
    data["dimensions"].append({"code": "D99"})

    empty = score(load(data)).scheme("empty")

    assert (empty.coverage, empty.on_measured, empty.total) == (0, None, 0)


@pytest.mark.parametrize(
    ("sums", "message"),
    [
        ({"field": (field("X", 1, 1),)}, "没有指标“X”"),
        ({"field": (field("D01-01", 1, 1),)}, "D01-01 的测评方法是 material，不是 field"),
        ({"field": (field("D01-04", 2, 1),)}, "D01-04 的小计有误：2/1"),
        ({"materials": (MaterialSums("D01-01", 1, 2),)}, "小计有误"),
        ({"surveys": (SurveySums("D01-03", 1, 1, 2, 1),)}, "小计有误"),
        ({"statistics": (Statistic("D02-04", Fraction(1)),) * 2}, "D02-04 的统计值报了两次"),
        ({"events": ("X9", "B01", "A1")}, "没有“A1、X9”"),
    ],
)
def test_sums_that_cannot_be_are_refused(sums: dict[str, Any], message: str):
    with pytest.raises(EngineError, match=message):
        score(**sums)


def test_the_field_rate_of_a_selection():
    framework = starter.framework()
    rows = [field("D01-04", 50, 100), field("D01-05", 1, 1), field("M01-04", 0, 1)]

    rate = field_rate(framework, rows)

    assert rate == Fraction(100) * (Fraction("0.59") + Fraction("0.88")) / Fraction("2.06")
    assert field_rate(framework, [field("M01-04", 0, 1)]) is None


def test_a_cycle_weighs_its_years():
    framework = starter.framework()

    assert cycle_total(framework, {"y1": 80, "y2": 90, "y3": 100}) == pytest.approx(94.5)
    with pytest.raises(EngineError, match="y1、y2、y3"):
        cycle_total(framework, {"y1": 80})


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (86.925, 2, "86.93"),
        (-0.285, 2, "-0.29"),
        (Fraction(1, 3), 4, "0.3333"),
        (0.00499999999999, 2, "0.01"),  # nine decimals first
        (5, 0, "5"),
    ],
)
def test_rounding_happens_once(value: float | Fraction, places: int, text: str):
    assert str(rounded(value, places)) == text
