"""What is typed on the page survives the way there and back, and never becomes a wrong verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from wenming.engine import framework as engine
from wenming.inspections.answers import fault_of
from wenming.inspections.visiting import cards, checking
from wenming.inspections.visiting.sheet import Entry, Row, Sheet, read

FRAMEWORK = engine.load(engine.parse_yaml((make.DATA / "small_framework.yaml").read_text("utf-8")))
VERDICTS = engine.verdict_table(FRAMEWORK)
CARDS = cards.of_type(
    FRAMEWORK, "L01", {item.code: n for n, item in enumerate(FRAMEWORK.items.values(), 1)}
)
PHOTO = "4e6f7e0a-0000-4000-8000-000000000001"

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=70).map(str.strip)
choices = st.sampled_from(["", "met", "not_met", "not_applicable", "good", "poor", "x"])
numbers = st.sampled_from(["", "0", "1", "2", "７", "9999", "10000", "-1", "1.5", "x"])
rows = st.builds(
    Row,
    number=st.integers(0, 999),
    spot=words,
    phrase=words,
    photo=st.sampled_from(["", PHOTO, "x"]),
    fixed=st.sampled_from(["", "1"]),
    after=st.sampled_from(["", PHOTO]),
)
entries = st.builds(
    Entry,
    choice=choices,
    number=numbers,
    minutes=st.sampled_from(["", "0", "5", "2.5", "700", "x"]),
    seconds=st.sampled_from(["", "0", "300", "999999", "x"]),
    rows=st.lists(rows, max_size=3).map(lambda found: {row.number: row for row in found}),
)
sheets = st.builds(
    Sheet,
    entries=st.dictionaries(st.sampled_from([card.id for card in CARDS]), entries),
    result=st.sampled_from(["done", "shut", "nowhere"]),
    reason=words,
    proof=st.sampled_from(["", PHOTO, "x"]),
    paper_on=st.sampled_from(["", "2026-11-20"]),
)


def plain(sheet):
    """What a sheet says, blank rows and entries apart."""
    return {
        item: (entry.choice, entry.number, entry.minutes, entry.seconds, entry.filled)
        for item, entry in sheet.entries.items()
        if not entry.is_blank or entry.minutes or entry.seconds
    }


@given(sheets)
def test_what_was_entered_comes_back_unchanged(sheet):
    again = read(dict(sheet.pairs()))

    assert plain(again) == plain(sheet)
    assert (again.result, again.reason) == (sheet.result, sheet.reason)
    assert (again.proof, again.paper_on) == (sheet.proof, sheet.paper_on)


@given(sheets)
def test_a_sheet_without_faults_gives_verdicts_that_the_engine_counts(sheet):
    faults = checking.faults(sheet, CARDS, photos={PHOTO})
    if faults or not sheet.is_judged:
        return

    for card, answer in zip(CARDS, checking.answers(sheet, CARDS), strict=True):
        assert fault_of(card.terms, answer) is None
        count = (
            len(answer.findings) if card.kind == "deduct" and not answer.outcome else answer.count
        )
        VERDICTS.judge(card.code, answer.outcome, count)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20)))
def test_any_form_is_read_and_never_handed_in_empty(data):
    sheet = read(data)

    assert checking.faults(sheet, CARDS, photos=set())


@given(st.sampled_from(CARDS), entries)
def test_every_single_entry_is_judged_or_named(card, entry):
    whole = {other.id: good_entry(other) for other in CARDS} | {card.id: entry}

    faults = checking.faults(Sheet(entries=whole), CARDS, photos={PHOTO})

    assert {fault.item for fault in faults} <= {card.id}
    for fault in faults:
        assert fault.anchor.startswith(f"i{card.id}")
        assert card.name in str(fault)


def good_entry(card):
    """The entry of an item in order."""
    if card.is_number:
        return Entry(number="2", seconds="300" if card.kind == "observe" else "")
    return Entry(choice=card.choices[0].value)


def test_such_a_sheet_has_no_faults():
    whole = {card.id: good_entry(card) for card in CARDS}

    assert checking.faults(Sheet(entries=whole), CARDS, photos=set()) == []


@pytest.mark.parametrize(
    ("card_code", "words"),
    [
        ("L01-01", "每处扣 1 分，3 处扣完"),
        ("L01-02", "不符合不得分，且本处最高 60 分"),
        ("L01-04", "好得 3 分、一般得 1.8 分、差得 0 分"),
        ("L01-05", "观察 5 分钟，每例扣 1 分，2 例扣完"),
        ("L01-06", "达到 2 处得满分，不足按比例"),
    ],
)
def test_the_rule_stands_at_the_item_in_words(card_code, words):
    assert next(card for card in CARDS if card.code == card_code).rule == words


def test_items_are_grouped_by_what_one_does():
    groups = {group.label: [card.code for card in group.cards] for group in cards.grouped(CARDS)}

    assert groups == {
        "看现场": ["L01-01", "L01-02", "L01-03", "L01-04", "L01-06"],
        "计时观察": ["L01-05"],
        "询问与拨测": ["L01-07"],
    }
