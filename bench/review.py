"""Minutes that a clerk needs to review a document with the keyboard, reckoned from what has to be put right.

    wenming bench review                 the speeches and plans of set u
    wenming bench review u01 p03         others of tests/data/intake

The intake drafts each text; its gold says what a clerk has to correct, add and drop. What a person
takes for that is reckoned from the figures below, beside typing the same tasks into an empty sheet.
Reading the whole text once is counted in both.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from machine import describe

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.engine.intake.scoring import pairs, plain  # noqa: E402

from wenming.engine.intake import read  # noqa: E402

DATA = ROOT / "tests/data/intake"
# Seconds: characters read (390 a minute, Brysbaert 2019), a decision, a key, a character of Chinese
# typed, a sentence selected with the mouse, and what the page takes after a key.
READ, DECIDE, KEY, TYPE, SELECT, PAGE = 60 / 390, 1.35, 0.3, 0.7, 3.0, 0.5
FIELDS = ("lead", "support", "deadline", "cadence", "targets")


@dataclass
class Review:
    """What one document asks of a clerk."""

    characters: int
    drafts: int = 0
    dropped: int = 0
    added: int = 0
    corrected: int = 0
    typed: int = 0
    by_hand: int = 0

    @property
    def minutes(self) -> float:
        """With the drafts."""
        decisions = (self.drafts + self.added) * (DECIDE + KEY + PAGE)
        fields = self.corrected * (DECIDE + 3 * KEY + PAGE) + self.typed * TYPE
        return (self.characters * READ + decisions + fields + self.added * (SELECT + KEY)) / 60

    @property
    def without(self) -> float:
        """Typing the tasks into a sheet."""
        return (self.characters * READ + self.by_hand * TYPE) / 60


def written(item: dict[str, Any], name: str) -> str:
    """A field as a clerk types it, '' where there is nothing to type."""
    value = item.get(name)
    if name == "targets":
        rows = (f"{t['metric']}{t['op']}{t['value']:g}{t['unit']}" for t in value or [])
        return plain("；".join(rows))
    return plain("、".join(sorted(value)) if isinstance(value, list) else value)


def review(text: str, gold: dict[str, Any]) -> Review:
    """What has to be done with the drafts of a text."""
    draft = read(text).to_json()
    want, got = gold["directives"], draft["directives"]
    found = pairs(want, got)
    work = Review(len(draft["text"]), drafts=len(got), dropped=len(got) - len(found))
    for n, item in enumerate(want):
        if item.get("optional"):
            continue
        fields = {name: written(item, name) for name in FIELDS}
        work.by_hand += len(item["text"]) + sum(map(len, fields.values()))
        work.added += n not in found
        have = got[found[n]] if n in found else {}
        wrong = [value for name, value in fields.items() if value != written(have, name)]
        work.corrected += len(wrong)
        work.typed += sum(map(len, wrong))
    return work


def main() -> None:
    """A line a document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="DOCUMENT")
    names = parser.parse_args().names or sorted(path.stem for path in DATA.glob("u*.txt"))
    print(describe())
    for name in names:
        gold = json.loads((DATA / f"{name}.json").read_text("utf-8"))
        work = review((DATA / f"{name}.txt").read_text("utf-8"), gold)
        print(
            f"{name}: {work.characters:,} characters, {work.drafts} drafts, {work.dropped} dropped, "
            f"{work.added} added, {work.corrected} fields corrected ({work.typed} characters); "
            f"about {work.minutes:.1f} min, typed by hand {work.without:.1f} min"
        )


if __name__ == "__main__":
    main()
