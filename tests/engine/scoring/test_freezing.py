"""Digests of runs: what changes them, and what does not."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.engine import starter
from wenming.engine import VERSION
from wenming.engine.scoring import (
    FieldSums,
    MaterialSums,
    RoundSums,
    Statistic,
    differences,
    digest,
    frozen,
    inputs_digest,
)

SUMS = RoundSums(
    field=(FieldSums("D1", "a", 1, 2, 3), FieldSums("D2", "b", 4, 5, 6)),
    materials=(MaterialSums("M1", 2, 1),),
    statistics=(Statistic("S1", Fraction(1, 3)),),
    events=("B01", "N01"),
)
LEADS = {"D1": ["x", "y"]}
RUN = frozen(
    starter.framework(), edition="e", overlay=None, inputs=inputs_digest(SUMS, LEADS),
    report={"total": 0.1},
)  # fmt: skip


def test_order_and_splitting_do_not_change_the_digest():
    other = RoundSums(
        field=(
            FieldSums("D2", "b", 4, 5, 6), FieldSums("D1", "a", 1, 0, 1),
            FieldSums("D1", "a", 0, 2, 2), FieldSums("D9", "", 0, 0, 0),
        ),
        materials=(MaterialSums("M1", 1, 0), MaterialSums("M1", 1, 1), MaterialSums("M2", 0, 0)),
        statistics=SUMS.statistics,
        events=("N01", "B01"),
    )  # fmt: skip

    assert inputs_digest(other, {"D1": ("y", "x", "x"), "D2": ()}) == inputs_digest(SUMS, LEADS)


@pytest.mark.parametrize(
    "sums",
    [
        replace(SUMS, field=SUMS.field[:1]),
        replace(SUMS, field=(SUMS.field[0]._replace(unit="c"), SUMS.field[1])),
        replace(SUMS, materials=(MaterialSums("M1", 2, 2),)),
        replace(SUMS, statistics=(Statistic("S1", Fraction(1, 4)),)),
        replace(SUMS, events=("B01",)),
        replace(SUMS, events=("B01", "B01", "N01")),
    ],
)
def test_anything_else_changes_it(sums: RoundSums):
    assert inputs_digest(sums, LEADS) != inputs_digest(SUMS, LEADS)


def test_leads_and_local_sums_are_inputs():
    found = {
        inputs_digest(SUMS, LEADS),
        inputs_digest(SUMS, {"D1": ["x"]}),
        inputs_digest(SUMS, LEADS, ()),
        inputs_digest(SUMS, LEADS, SUMS.field),
    }

    assert len(found) == 4


def test_numbers_are_written_exactly():
    assert digest(Decimal("0.5")) == digest(Fraction(1, 2)) == digest(Decimal("0.50"))
    assert digest(0.1) != digest(0.1 + 2**-55)
    with pytest.raises(TypeError, match=r"^object is no plain data"):
        digest(object())


def test_a_run_is_marked_by_all_that_made_it():
    local = frozen(
        starter.framework(), edition="e", overlay="o", inputs=RUN.inputs,
        report={"total": 0.1}, local_report={"total": 0.1},
    )  # fmt: skip

    assert (RUN.engine, RUN.rules, RUN.outputs) == (VERSION, 1, digest({"total": 0.1}))
    assert local.outputs != RUN.outputs
    assert "本地加严标准与保存的不同：当时 没有，现在 o。" in differences(RUN, local)


def test_the_same_run_has_no_differences_whatever_the_version_of_the_program():
    assert differences(RUN, RUN) == []
    assert differences(replace(RUN, engine="0.9"), RUN) == []


def test_what_differs_is_named():
    other = replace(RUN, engine="0.9", inputs="1" * 64, outputs="2" * 64)

    assert differences(other, RUN) == [
        f"计分程序的版本与保存的不同：当时 0.9，现在 {VERSION}。",
        f"计分所用的小计与保存的不同：当时 {'1' * 12}，现在 {RUN.inputs[:12]}。",
        f"结果与保存的不同：当时 {'2' * 12}，现在 {RUN.outputs[:12]}。",
    ]
