"""What a plan has to settle (四落实): which ones is data, checked when read, frozen when asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wenming.engine.yaml_text import parse_yaml
from wenming.framework.words import in_language

FILE = Path(__file__).parent / "data" / "settlements.yaml"
PEOPLE = "people"
SOURCES = frozenset({"goals", "times", PEOPLE, "text"})


class BadSettlements(ValueError):
    """The data of the settlements cannot be used."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """One thing that a plan settles.

    Attributes:
        draft: what its first draft is made of: goals, times, people, or `text`.
        text: stands in where there is nothing to make it of.
        signs: patterns of which one at least stands where something is settled.
        least: the least number of characters.
        is_held: whether the posts that it names have to be held; else it is only remarked.
    """

    key: str
    name_zh: str
    name_en: str
    hint_zh: str
    hint_en: str
    draft: str
    signs: Sequence[str]
    least: int
    text: str = ""
    is_held: bool = False

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_language(self)

    @property
    def hint(self) -> str:
        """What to write, in the reader's language."""
        return in_language(self, "hint")

    def lacks(self, written: str) -> str:
        """What is missing in `written`, as a sentence; empty where it is settled."""
        if len("".join(written.split())) < self.least:
            return _("“%(name)s”没有写，或太短：%(hint)s") % {"name": self.name, "hint": self.hint}
        if not any(re.search(sign, written) for sign in self.signs):
            return _("“%(name)s”看不出来：%(hint)s") % {"name": self.name, "hint": self.hint}
        return ""


@dataclass(frozen=True, slots=True)
class SettlementSet:
    """What one city's plans have to settle, together."""

    name_zh: str
    name_en: str
    settlements: list[Settlement]

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_language(self)


@lru_cache(maxsize=1)
def sets() -> Mapping[str, SettlementSet]:
    """The sets to choose from by their keys, as data/settlements.yaml gives them."""
    return read(parse_yaml(FILE.read_text(encoding="utf-8")))


def read(data: Any) -> dict[str, SettlementSet]:
    """The sets in `data`.

    Raises:
        BadSettlements: a key twice, an unknown source, a pattern that is none, an empty set.
    """
    found: dict[str, SettlementSet] = {}
    for row in data["sets"]:
        if row["key"] in found:
            raise BadSettlements(f"set {row['key']} stands twice")
        rows = of_json(row["settlements"])
        found[row["key"]] = SettlementSet(row["name_zh"], row["name_en"], rows)
    return found


def of_json(rows: Sequence[Mapping[str, Any]]) -> list[Settlement]:
    """The settlements that `rows` describe, checked.

    Raises:
        BadSettlements: as `read`.
    """
    try:
        found = [Settlement(**row) for row in rows]
        for row in found:
            [re.compile(sign) for sign in row.signs]
    except (TypeError, re.error) as error:
        raise BadSettlements(str(error)) from error
    keys = [row.key for row in found]
    if not found or len(set(keys)) < len(keys):
        raise BadSettlements("a set is empty, or names a settlement twice")
    for row in found:
        if row.draft not in SOURCES or (row.draft == "text" and not row.text) or not row.signs:
            raise BadSettlements(f"settlement {row.key}: draft, text or signs are wrong")
    return found


def to_json(rows: Sequence[Settlement], *, is_held: bool = False) -> list[dict[str, Any]]:
    """The settlements as a collection keeps them.

    Args:
        is_held: whether the posts that plans name have to be held, too.
    """
    return [asdict(replace(row, is_held=is_held and row.draft == PEOPLE)) for row in rows]


def lacking(rows: Sequence[Settlement], sections: Mapping[str, str]) -> list[str]:
    """A sentence for everything that the plan does not settle."""
    return [said for row in rows if (said := row.lacks(sections.get(row.key, "")))]
