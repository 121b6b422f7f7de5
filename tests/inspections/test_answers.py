"""The rules of answers against the engine: what is stored is what counting can read."""

from hypothesis import given
from hypothesis import strategies as st

from tests.make import DATA
from wenming.engine.errors import EngineError
from wenming.engine.framework import load, parse_yaml, verdict_table
from wenming.inspections.answers import (
    Answer,
    FindingInput,
    count_of,
    fault_of,
    fault_of_verdict,
    outcomes_of,
)

RAW = parse_yaml((DATA / "small_framework.yaml").read_text("utf-8"))
TABLE = verdict_table(load(RAW))
SCORINGS = {item["code"]: item["scoring"] for item in RAW["check_items"]}

codes = st.sampled_from(sorted(SCORINGS))
outcomes = st.sampled_from(["", "met", "not_met", "not_applicable", "good", "fair", "poor", "x"])
counts = st.none() | st.integers(-3, 20_000)
findings = st.lists(
    st.builds(FindingInput, st.sampled_from(["北门", " ", "门" * 61])), max_size=3
).map(tuple)


def engine_takes(code, outcome, count):
    try:
        TABLE.judge(code, outcome or None, count)
    except EngineError:
        return False
    return True


@given(codes, outcomes, counts)
def test_a_verdict_passes_only_if_the_engine_can_count_it(code, outcome, count):
    if fault_of_verdict(SCORINGS[code], outcome, count) is None:
        assert engine_takes(code, outcome, count)
    elif count is None or count <= 9999:
        assert not engine_takes(code, outcome, count)


@given(codes, outcomes, counts, findings)
def test_an_answer_that_passes_is_whole(code, outcome, count, rows):
    answer = Answer(code, outcome, count, findings=rows)
    scoring = SCORINGS[code]
    if fault_of(scoring, answer) is not None:
        return

    assert engine_takes(code, outcome, count_of(scoring, answer))
    assert all(row.spot.strip() for row in rows)
    if scoring["type"] == "deduct" and not outcome:
        assert count_of(scoring, answer) == len(rows)
    if outcome == "not_met":
        assert rows
    if outcome in {"met", "not_applicable"}:
        assert not rows


@given(codes)
def test_every_outcome_offered_can_be_stored(code):
    scoring = SCORINGS[code]
    for outcome in outcomes_of(scoring):
        assert fault_of_verdict(scoring, outcome, None) is None
    assert fault_of_verdict(scoring, "not_applicable", None) is None


def test_per_cent_goes_to_a_hundred():
    scoring = {"type": "min_count", "max": 4, "required": 30, "unit": "pct_area"}

    assert fault_of_verdict(scoring, "", 100) is None
    assert "0 到 100" in str(fault_of_verdict(scoring, "", 101))
