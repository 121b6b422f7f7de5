"""Directives from outside: believed as far as the document says the same."""

from datetime import date

import pytest

from wenming.engine.intake import cleaned, read_with, unknown_in

TEXT = (
    "行动方案\n1.清洗公厕。市环卫处每日清洗 公厕3次，由市城管局督促，６月底前完好率由80%提高到95%。\n"
    "2.广大群众要有信心。"
)
SENTENCE = "市环卫处每日清洗公厕3次，由市城管局督促，6月底前完好率由80%提高到95%"
ROW = {
    "text": SENTENCE,
    "kind": "task",
    "lead": ["市环卫处"],
    "support": ["市城管局"],
    "deadline": "6月底前",
    "cadence": "daily",
    "targets": [{"metric": "完好率", "op": ">=", "value": 95, "unit": "%", "current": 80}],
}


def one(**changed):
    draft, _refused = read_with([{**ROW, **changed}], TEXT, dated=date(2026, 3, 2))
    assert len(draft.directives) == 1
    return draft.directives[0]


def test_a_row_stands_where_its_sentence_stands_whatever_width_and_blanks():
    row = one()

    assert TEXT[row.start : row.end] == row.text
    assert row.text.startswith("市环卫处每日清洗 公厕3次")
    assert row.deadline_iso == "2026-06-30"
    assert (row.kind, row.cadence) == ("recurring", "daily")
    assert [(t.value, t.current) for t in row.targets] == [(95, 80)]


@pytest.mark.parametrize(
    ("changed", "what", "left"),
    [
        ({"lead": ["市教育局", "市环卫处"]}, "lead", ("市环卫处",)),
        ({"lead": "市环卫处"}, "lead", ()),
        ({"lead": [3, None]}, "lead", ()),
        ({"lead": ["广大群众"], "text": "广大群众要有信心"}, "lead", ()),
        ({"support": ["市环卫处"]}, "support", ()),
        ({"deadline": "7月底前"}, "deadline", None),
        ({"deadline": 7}, "deadline", None),
        ({"cadence": "hourly"}, "cadence", None),
        ({"cadence": None, "kind": "recurring"}, "kind", "requirement"),
        ({"cadence": None, "kind": "poem"}, "kind", "requirement"),
        ({"targets": [{**ROW["targets"][0], "value": 99}]}, "targets", ()),
        ({"targets": [{**ROW["targets"][0], "op": "~"}]}, "targets", ()),
        ({"targets": [{**ROW["targets"][0], "value": True}]}, "targets", ()),
        ({"targets": ["x"]}, "targets", ()),
        ({"targets": None}, "targets", ()),
    ],
)
def test_what_the_text_does_not_say_is_left_out(changed, what, left):
    assert getattr(one(**changed), what) == left


@pytest.mark.parametrize(
    "row",
    [None, 3, "x", {}, {"text": None}, {"text": ""}, {"text": "1."}, {"text": "没有写过的话"}],
)
def test_a_row_without_its_sentence_is_refused(row):
    draft, refused = read_with([row], TEXT)

    assert (draft.directives, refused) == ((), 1)


def test_a_row_that_comes_twice_counts_once():
    draft, refused = read_with([ROW, ROW], TEXT)

    assert (len(draft.directives), refused) == (1, 1)


def test_no_text_is_longer_than_a_line_of_a_table():
    long = "市城管局要清理" + "甲" * 200
    draft, _refused = read_with([{"text": long, "lead": ["市城管局"]}], long)

    assert len(draft.directives[0].text) == 120


def test_nobody_sends_more_rows_than_anybody_reads():
    text = "\n".join(f"{n}.市城管局要清理第{n}号巷" for n in range(600))
    rows = [{"text": line} for line in text.split("\n")]

    draft, refused = read_with(rows, text)

    assert (len(draft.directives), refused) == (500, 100)


def test_outline_and_contradictions_are_read_as_ever():
    draft, _refused = read_with([ROW], f"一、目标\n{TEXT}", dated=date(2026, 7, 2))

    assert [heading.text for heading in draft.outline] == ["目标"]
    assert [check.kind for check in draft.checks] == ["date"]


def test_indicators_that_a_framework_lacks_are_found_in_a_cleaned_text():
    text = cleaned("要补“公厕管理”指标和“飞行秩序”指标的短板。")

    assert [check.said for check in unknown_in(text, {"D1": "公厕管理"})] == ["飞行秩序"]
