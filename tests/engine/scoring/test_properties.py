"""What must hold for every round, whatever is in it."""

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import cases, overlays, starter
from tests.engine.comparing import both_results, differences, results, round_sums
from wenming.engine.errors import EngineError
from wenming.engine.framework import Framework, load, verdict_table
from wenming.engine.framework.model import COUNTED_TYPES, MET_TYPES
from wenming.engine.framework.overlay import load_overlay
from wenming.engine.scoring import (
    FieldSums,
    Observation,
    RoundSums,
    attribute,
    pooled,
    rollup,
    visit_sums,
    with_visit,
    without_visit,
)

CASES = st.integers(0, 60)


@cache
def case(seed: int) -> tuple[Any, Framework, cases.Tables]:
    """Data, framework and tables, not to be changed."""
    random = Random(seed)
    data = cases.framework(random)
    return data, load(data), cases.tables(random, data)


def verdicts(item: str) -> st.SearchStrategy[Observation]:
    """Any applicable verdict on an item of the starter."""
    scoring = starter.framework().items[item].scoring
    if scoring.type in COUNTED_TYPES:
        return st.integers(0, 40).map(lambda count: Observation(item, count=count))
    outcomes = ["met", "not_met"] if scoring.type in MET_TYPES else list(scoring.levels)
    return st.sampled_from(outcomes).map(lambda outcome: Observation(item, outcome=outcome))


@st.composite
def visits(draw: st.DrawFn) -> tuple[str, list[Observation]]:
    """A place type of the starter and verdicts on its items."""
    place_type = draw(st.sampled_from(sorted(starter.framework().place_types)))
    items = starter.framework().items_of(place_type)
    return place_type, [draw(verdicts(item.code)) for item in items]


def worse(row: Observation) -> Observation:
    """The same item, one step worse."""
    scoring = starter.framework().items[row.item].scoring
    if row.count is not None:
        step = -1 if scoring.type == "min_count" else 1
        return Observation(row.item, count=max(0, row.count + step))
    if scoring.levels:
        names = list(scoring.levels)  # the starter lists them from good to poor
        return Observation(row.item, names[min(names.index(row.outcome or "") + 1, 2)])
    return Observation(row.item, "not_met")


def totals(place_type: str, rows: list[Observation]) -> tuple[float, float]:
    """Place score and combined total of a round of one visit."""
    sums = visit_sums(starter.table(), rows, place_type=place_type)
    result = rollup(starter.framework(), RoundSums(field=sums.indicators))
    return float(sums.score or 0), result.combined


@settings(max_examples=100, deadline=None)
@given(visit=visits(), data=st.data())
def test_a_worse_verdict_never_raises_a_figure(
    visit: tuple[str, list[Observation]], data: st.DataObject
):
    place_type, rows = visit
    n = data.draw(st.integers(0, len(rows) - 1))

    before = totals(place_type, rows)
    after = totals(place_type, [*rows[:n], worse(rows[n]), *rows[n + 1 :]])

    assert all(new <= old + 1e-12 for old, new in zip(before, after, strict=True))


@settings(max_examples=25, deadline=None)
@given(seed=CASES, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(seed: int, order: Any):
    _, framework, tables = case(seed)
    shuffled = deepcopy(tables)
    for rows in shuffled.values():
        order.shuffle(rows)

    assert results(framework, tables) == results(framework, shuffled), "same bytes"


@settings(max_examples=25, deadline=None)
@given(seed=CASES)
def test_what_is_attributed_is_what_was_lost(seed: int):
    data, framework, tables = case(seed)
    for result in results(framework, tables):
        for scheme, settings_ in data["meta"]["schemes"].items():
            inside = {
                row["code"] for row in data["indicators"]
                if row["dimension"] in settings_["dimensions"]
            }  # fmt: skip
            lost = sum(r["lost"] or 0 for r in result["indicators"] if r["code"] in inside)
            attributed = sum(row["schemes"].get(scheme, 0) for row in result["attribution"])
            assert attributed == pytest.approx(lost, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(seed=CASES, factor=st.sampled_from([Decimal(10), Decimal("0.1"), Decimal("2.5")]))
def test_scaling_all_weights_scales_marks_and_leaves_rates(seed: int, factor: Decimal):
    data, framework, tables = case(seed)
    scaled = deepcopy(data)
    for row in scaled["indicators"]:
        row["weight"] *= factor
    for scheme in scaled["meta"]["schemes"].values():
        scheme["full_score"] *= factor
        scheme.pop("gate_score", None)
    quiet = {name: rows for name, rows in tables.items() if name != "events"}
    for before, after in zip(results(framework, quiet), results(load(scaled), quiet), strict=True):
        for code, scheme in before["schemes"].items():
            other = after["schemes"][code]
            for name in ("on_measured", "coverage"):
                assert not differences(scheme[name], other[name])
            for name in ("lower", "upper", "total"):
                assert other[name] == pytest.approx(scheme[name] * float(factor), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(visit=visits(), data=st.data())
def test_an_item_that_does_not_apply_is_as_if_it_were_not_there(
    visit: tuple[str, list[Observation]], data: st.DataObject
):
    place_type, rows = visit
    n = data.draw(st.integers(0, len(rows) - 1))
    left_out = [*rows[:n], *rows[n + 1 :]]

    marked = [*left_out, Observation(rows[n].item, outcome="not_applicable")]

    assert totals(place_type, marked) == totals(place_type, left_out)


@settings(max_examples=25, deadline=None)
@given(seed=CASES)
def test_rows_that_do_not_apply_may_as_well_be_left_out(seed: int):
    _, framework, tables = case(seed)
    judged = [row for row in tables["observations"] if row["outcome"] != "not_applicable"]
    without = results(framework, {**tables, "observations": judged})

    kept = {(row["city"], row["round"]) for row in without}
    before = [r for r in results(framework, tables) if (r["city"], r["round"]) in kept]
    assert before == without, "same bytes"


def sums_of(seed: int) -> tuple[Framework, list[RoundSums]]:
    """The sums of every round of a case, row by row."""
    _, framework, tables = case(seed)
    rounds = sorted({(row["city"], row["round"]) for row in tables["observations"]})
    table = verdict_table(framework)
    return framework, [round_sums(table, tables, *key) for key in rounds]


@settings(max_examples=25, deadline=None)
@given(seed=CASES, split=st.randoms(use_true_random=False))
def test_the_splitting_of_sums_changes_nothing(seed: int, split: Any):
    framework, rounds = sums_of(seed)
    for sums in rounds:
        pieces = []
        for row in sums.field:
            n, earned = split.randint(0, row.n), split.randint(0, row.earned)
            rest = row._replace(n=row.n - n, earned=row.earned - earned)
            pieces += [row._replace(n=n, earned=earned, full=earned), rest._replace(
                full=row.full - earned)]  # fmt: skip
        split.shuffle(pieces)
        for field in (tuple(pieces), pooled(pieces)):
            other = rollup(framework, replace(sums, field=field))
            assert other == rollup(framework, sums), "same bytes"
            assert attribute(framework, other, field, {}) == attribute(
                framework, other, sums.field, {}
            )


@settings(max_examples=50, deadline=None)
@given(visits_=st.lists(visits(), min_size=1, max_size=5), data=st.data())
def test_sums_kept_visit_by_visit_are_those_counted_anew(
    visits_: list[tuple[str, list[Observation]]], data: st.DataObject
):
    table = starter.table()
    parts = [
        visit_sums(table, rows, place_type=kind, unit=data.draw(st.sampled_from(["", "a", "b"])))
        for kind, rows in visits_
    ]
    kept: tuple[FieldSums, ...] = ()
    for part in parts:
        kept = with_visit(kept, part.indicators)
    gone = data.draw(st.integers(0, len(parts) - 1))

    assert kept == pooled(row for part in parts for row in part.indicators)
    rest = [row for n, part in enumerate(parts) if n != gone for row in part.indicators]
    assert without_visit(kept, parts[gone].indicators) == pooled(rest)


def test_a_visit_that_was_not_counted_cannot_be_taken_away():
    kept = (FieldSums("D06-03", "a", 2, 10, 20),)

    for row in ((3, 10, 20), (2, 11, 20), (2, 5, 16), (2, 10, 21), (2, 10, 19)):
        with pytest.raises(EngineError, match="没有计入过"):
            without_visit(kept, [FieldSums("D06-03", "a", *row)])
    assert without_visit(kept, kept) == ()


@settings(max_examples=60, deadline=None)
@given(seed=CASES)
def test_the_local_result_is_never_above_the_base(seed: int):
    random = Random(seed)
    data = cases.framework(random)
    overlay = overlays.overlay(random, data)
    local = load_overlay(data, overlay)
    tables = cases.tables(random, overlays.merged(data, overlay))

    for base, beside in both_results(load(data), local, tables):
        assert beside is not None
        assert beside["combined"]["total"] <= base["combined"]["total"]
        for code, scheme in base["schemes"].items():
            for name in ("lower", "upper", "total", "on_measured"):
                above, below = scheme[name], beside["schemes"][code][name]
                assert (above is None) == (below is None)
                assert above is None or below <= above
            assert scheme["coverage"] == beside["schemes"][code]["coverage"]
        for one, other in zip(base["indicators"], beside["indicators"], strict=True):
            assert one["measured"] == other["measured"]
            assert not one["measured"] or other["share"] <= one["share"]
        lost = sum(row["lost"] or 0 for row in beside["indicators"])
        assert sum(row["lost"] for row in beside["attribution"]) == pytest.approx(lost, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(seed=CASES)
def test_items_of_the_overlay_change_nothing_in_the_base(seed: int):
    random = Random(seed)
    data = cases.framework(random)
    overlay = overlays.overlay(random, data)
    tables = cases.tables(random, overlays.merged(data, overlay))
    own = [row for row in tables["observations"] if not row["item"].startswith("X-")]
    framework = load(data)

    both = both_results(framework, load_overlay(data, overlay), tables)

    expected = results(framework, {**tables, "observations": own})
    rounds = {(row["city"], row["round"]) for row in expected}
    assert [base for base, _ in both if (base["city"], base["round"]) in rounds] == expected


@settings(max_examples=50, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["", "a", "b"]), st.integers(0, 10**9), st.integers(0, 10**9)),
        min_size=1,
        max_size=6,
    ),
    leads=st.sampled_from([[], ["a"], ["x", "y", "z"]]),
)
def test_attribution_adds_up_for_sums_of_any_size(
    rows: list[tuple[str, int, int]], leads: list[str]
):
    framework = starter.framework()
    field = [FieldSums("D06-03", unit, 1, earned, earned + lost) for unit, earned, lost in rows]
    result = rollup(framework, RoundSums(field=tuple(field)))

    losses = attribute(framework, result, field, {"D06-03": leads})

    lost = result.indicator("D06-03").lost or 0
    assert sum(row.lost for row in losses) == pytest.approx(lost, abs=1e-9)


def test_the_lowest_of_several_caps_holds_whatever_the_order():
    data = starter.data()
    rows = [row for row in data["check_items"] if row["place_type"] == "L02"][:3]
    for row, cap in zip(rows, (70, 50, 50), strict=True):
        row["scoring"] = {"type": "critical", "max": 1, "cap": cap}
    table = verdict_table(load(data))
    failed = [Observation(row["code"], outcome="not_met") for row in rows]
    met = [Observation("L02-06", count=0), Observation("L02-07", count=0)]

    for order in (failed, failed[::-1]):
        sums = visit_sums(table, [*met, *order], place_type="L02")
        assert (sums.score, sums.cap_item) == (50, rows[1]["code"])
