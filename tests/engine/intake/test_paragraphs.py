"""Hard paragraphs, each read by itself: the floor below which no figure may fall."""

import json
from pathlib import Path

import pytest

from tests.engine.intake.scoring import Scores
from wenming.engine.intake import read

PARAGRAPHS = Path(__file__).parents[2] / "data/intake/paragraphs"


@pytest.fixture(scope="module")
def scores():
    found = Scores()
    for path in sorted(PARAGRAPHS.glob("*.json")):
        for gold in json.loads(path.read_text(encoding="utf-8")):
            draft = read(gold["text"], document_id=path.stem).to_json()
            found.add(gold, draft | {"outline": []})  # their numbers are given by themselves
    return found


def test_they_are_there(scores):
    assert scores.gold["directives"] >= 1600


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("directives", 0.81), ("lead", 0.72), ("support", 0.67), ("deadline", 0.74), ("cadence", 0.83),
        ("targets", 0.6), ("gaps", 0.66),
    ],
)  # fmt: skip
def test_no_figure_falls(scores, what, least):
    assert scores.f1(what) >= least


def test_what_is_found_is_ordered(scores):
    assert scores.precision("directives") >= 0.83
