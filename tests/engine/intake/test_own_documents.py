"""Our own documents, some of them held out: the floor below which no figure may fall."""

import json
from pathlib import Path

import pytest

from tests.engine.intake.scoring import Scores
from wenming.engine.intake import read

DOCUMENTS = Path(__file__).parents[2] / "data/intake"
FLOORS = {
    "d": {},
    "h": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def scores():
    found = {"d": Scores(), "h": Scores()}
    for path in sorted(DOCUMENTS.glob("[dh]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found[path.stem[0]].add(gold, read(text, document_id=path.stem).to_json())
    return found


@pytest.mark.parametrize(
    ("kind", "what", "least"),
    [(kind, what, least) for kind, floors in FLOORS.items() for what, least in floors.items()],
)
def test_no_figure_falls(scores, kind, what, least):
    assert scores[kind].f1(what) >= least


def test_there_are_enough_documents(scores):
    assert scores["d"].gold["directives"] > 100
    assert scores["h"].gold["directives"] > 60


def test_what_is_found_is_ordered(scores):
    assert scores["d"].precision("directives") >= 0.9
    assert scores["h"].precision("directives") >= 0.85
