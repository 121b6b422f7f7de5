"""Our own documents, some of them held out: the floor below which no figure may fall.

The floors are in tests/data/intake/floors.json: F1 of each kind by set, and the precision of directives.
"""

import json
from pathlib import Path

import pytest

from tests.engine.intake.scoring import Scores
from wenming.engine.intake import read

DOCUMENTS = Path(__file__).parents[2] / "data/intake"
FLOORS = json.loads((DOCUMENTS / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores():
    found = {kind: Scores() for kind in FLOORS}
    for path in sorted(DOCUMENTS.glob("*[0-9][0-9].json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found[path.stem[:-2]].add(gold, read(text, document_id=path.stem).to_json())
    return found


@pytest.mark.parametrize(
    ("kind", "what", "least"),
    [(kind, what, least) for kind, floors in FLOORS.items() for what, least in floors.items()],
)
def test_no_figure_falls(scores, kind, what, least):
    found = scores[kind]
    assert (found.precision("directives") if what == "precision" else found.f1(what)) >= least


@pytest.mark.parametrize("kind", FLOORS)
def test_there_are_enough_documents(scores, kind):
    assert scores[kind].gold["directives"] >= 40


def test_every_document_has_its_floors():
    assert {path.stem[:-2] for path in DOCUMENTS.glob("*[0-9][0-9].json")} == FLOORS.keys()
