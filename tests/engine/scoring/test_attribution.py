"""Who answers for lost marks. The comparisons are in tests/engine/test_generated.py."""

from decimal import Decimal
from typing import Any

import pytest

from tests.engine import starter
from wenming.engine.framework import Framework, load
from wenming.engine.scoring import (
    UNASSIGNED,
    FieldSums,
    MaterialSums,
    RoundSums,
    UnitLoss,
    attribute,
    rollup,
)

WEIGHT = 1.18  # of D01-04


def losses(
    *rows: tuple[str, int, int], leads: dict[str, list[str]], framework: Framework | None = None,
    **more: Any,
) -> tuple[UnitLoss, ...]:  # fmt: skip
    """Losses when (unit, earned, full) are the sums of D01-04."""
    found = framework or starter.framework()
    field = tuple(FieldSums("D01-04", unit, 1, earned, full) for unit, earned, full in rows)
    result = rollup(found, RoundSums(field=field, **more))
    return attribute(found, result, field, leads)


def by_unit(found: tuple[UnitLoss, ...]) -> dict[str, float]:
    return {row.unit: pytest.approx(row.lost) for row in found}


def test_holder_and_lead_share():
    found = losses(("a", 6, 10), ("b", 9, 10), leads={"D01-04": ["lead"]})

    assert by_unit(found) == {
        "a": WEIGHT * 0.25 * 0.8 / 2,
        "b": WEIGHT * 0.25 * 0.2 / 2,
        "lead": WEIGHT * 0.25 / 2,
    }
    assert found[0].schemes == {"city": found[0].lost}


def test_several_leads_share_equally_and_none_twice():
    found = losses(("a", 0, 10), leads={"D01-04": ["x", "y", "x"]})

    assert by_unit(found) == {"a": WEIGHT / 2, "x": WEIGHT / 4, "y": WEIGHT / 4}


def test_without_a_lead_the_holder_takes_all():
    assert by_unit(losses(("a", 0, 10), leads={})) == {"a": WEIGHT}


def test_without_a_holder_the_lead_takes_all():
    found = losses(("", 0, 10), ("a", 0, 10), leads={"D01-04": ["lead"]})

    assert by_unit(found) == {"a": WEIGHT / 4, "lead": WEIGHT * 3 / 4}


def test_with_neither_it_is_unassigned():
    found = losses(("", 0, 10), ("a", 0, 10), leads={})

    assert by_unit(found) == {"a": WEIGHT / 2, UNASSIGNED: WEIGHT / 2}


def test_nothing_lost_nothing_attributed():
    assert losses(("a", 10, 10), leads={"D01-04": ["lead"]}) == ()


def test_a_loss_that_no_observation_made_is_the_leads():
    data = starter.data()
    data["meta"]["grade_points"]["A"] = Decimal("0.9")
    starter.row(data, "indicators", "D01-04")["marking"] = "graded"

    found = losses(("a", 10, 10), leads={"D01-04": ["lead"]}, framework=load(data))

    assert by_unit(found) == {"lead": WEIGHT * 0.1}


def test_other_methods_are_the_leads():
    found = losses(
        leads={"D01-01": ["x", "y"]},
        materials=(MaterialSums("D01-01", 1, 0), MaterialSums("M01-01", 1, 0)),
    )

    assert by_unit(found) == {UNASSIGNED: 16, "x": 0.64, "y": 0.64}
    assert [tuple(row.schemes) for row in found] == [("minors",), ("city",), ("city",)]


def test_a_dimension_of_no_scheme_is_lost_in_none():
    data = starter.data()
    del data["meta"]["schemes"]["minors"]

    found = losses(leads={}, framework=load(data), materials=(MaterialSums("M01-01", 1, 0),))

    assert (by_unit(found), found[0].schemes) == ({UNASSIGNED: 16}, {})
