"""Many ways to say the same: who leads, until when, how often, how much, what falls short.

The sentences stand in `tests/data/intake/phrases`, one a line with what has to be read out of it, and come
from no document: a miss on a document is answered by adding the ways of that kind here.
"""

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from tests.engine.intake.drafts import all_of, items
from wenming.engine.intake import read

PHRASES = Path(__file__).parents[2] / "data/intake/phrases"
TARGET = re.compile(r"(.*?)(>=|<=|=|<|>)([\d.]+)([^@]*)(?:@([\d.]+))?")


def phrases(name):
    """(sentence, what is said of it …) of every line of a file."""
    lines = (PHRASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [pytest.param(*row, id=row[0]) for row in rows]


def first(sentence):
    """The first directive of a plan with this one item, if any."""
    return next(iter(all_of(items(sentence))), None)


def names(written):
    return [set(part.split("、")) - {"-"} for part in written.split("//")]


@pytest.mark.parametrize(("sentence", "lead", "support"), phrases("leads"))
def test_who_leads_and_who_supports(sentence, lead, support):
    found = all_of(items(sentence))

    assert [set(row.lead) for row in found] == names(lead)
    assert [set(row.support) for row in found] == names(support)


@pytest.mark.parametrize(("sentence", "deadline"), phrases("deadlines"))
def test_until_when(sentence, deadline):
    row = first(sentence)
    found = row.deadline if row else None

    assert found is None if deadline == "-" else found and (deadline in found or found in deadline)


@pytest.mark.parametrize(("sentence", "cadence"), phrases("cadences"))
def test_how_often(sentence, cadence):
    row = first(sentence)

    assert (row.cadence if row else None) == (None if cadence == "-" else cadence)


@pytest.mark.parametrize(("sentence", "wanted"), phrases("targets"))
def test_how_much(sentence, wanted):
    found = [target for row in all_of(items(sentence)) for target in row.targets]
    forms = [TARGET.fullmatch(part) for part in wanted.split(";")] if wanted != "-" else []

    assert len(found) == len(forms)
    for form in forms:
        assert any(_is(target, form) for target in found), form[0]


def _is(target, form):
    """The metric may be said in more or fewer words."""
    name, op, number, _unit, now = form.groups()
    near = SequenceMatcher(None, name, target.metric, autojunk=False).ratio() >= 0.6
    same = near or name in target.metric or target.metric in name
    known = now is None or target.current == float(now)
    return same and known and (target.op, target.value) == (op, float(number))


@pytest.mark.parametrize(("sentence", "wanted"), phrases("gaps"))
def test_what_falls_short(sentence, wanted):
    found = [(gap.current, gap.target) for gap in read(items(sentence)).indicator_gaps]
    pairs = [part.split(",") for part in wanted.split(";")] if wanted != "-" else []

    assert found == [(float(now), float(asked)) for now, asked in pairs]
