"""The sums of one visit."""

from fractions import Fraction

import pytest

from tests.engine import starter
from wenming.engine.errors import EngineError
from wenming.engine.scoring import FieldSums, Observation, visit_sums

MET, NOT_MET = "met", "not_met"


def street(*observations: Observation, **more: object):
    """A visit to a shopping street (L02)."""
    return visit_sums(starter.table(), observations, place_type="L02", **more)  # type: ignore[arg-type]


def test_marks_add_up_by_indicator():
    sums = street(
        Observation("L02-06", count=3),  # 4 − 3 × 0.5
        Observation("L02-07", count=0),
        Observation("L02-08", outcome="not_applicable"),
    )

    assert (sums.n, sums.earned, sums.full) == (2, int(6.5 * 60), 8 * 60)
    assert sums.score == Fraction(1300, 16)
    assert sums.indicators == (
        FieldSums("D06-03", "", 1, 150, 240),
        FieldSums("D06-04", "", 1, 240, 240),
        FieldSums("D06-07", "", 0, 0, 0),
    )


def test_an_owner_answers_for_a_single_item():
    sums = street(
        Observation("L02-05", count=1),
        Observation("L02-06", count=1),
        unit="street",
        owners={"L02-06": "cleaners"},
    )

    assert [(row.indicator, row.unit) for row in sums.indicators] == [
        ("D06-02", "street"),
        ("D06-03", "cleaners"),
    ]


def test_a_failed_critical_item_caps_the_place():
    good = [Observation("L02-05", count=0), Observation("L02-06", count=0)]

    sums = street(*good, Observation("L02-10", outcome=NOT_MET))

    assert (sums.score, sums.cap_item) == (60, "L02-10")
    assert street(*good, Observation("L02-10", outcome=MET)).cap_item is None


def test_a_cap_never_lifts_a_place():
    sums = street(Observation("L02-06", count=99), Observation("L02-10", outcome=NOT_MET))

    assert (sums.score, sums.cap_item) == (0, "L02-10")


def test_nothing_applicable_is_no_score():
    sums = street(Observation("L02-10", outcome="not_applicable"))

    assert (sums.n, sums.score, sums.cap_item) == (0, None, None)


def test_an_item_of_another_method_counts_in_the_place_only():
    sums = visit_sums(starter.table(), [Observation("L37-04", outcome=MET)], place_type="L37")

    assert (sums.score, sums.indicators) == (100, ())


@pytest.mark.parametrize(
    ("observations", "message"),
    [
        ([Observation("L01-02", count=1)], "细项 L01-02 不属于点位类型 L02"),
        ([Observation("L02-06", count=1)] * 2, "细项 L02-06 在同一次到访中判定了两次"),
        ([Observation("L02-06", outcome=MET)], "细项 L02-06 的判定有误"),
    ],
)
def test_what_cannot_be_is_refused(observations: list[Observation], message: str):
    with pytest.raises(EngineError, match=message):
        street(*observations)
