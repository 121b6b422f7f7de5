"""Check items as the page of a visit shows them: words, controls and groups."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from wenming.engine.framework import CheckItem, Framework, Scoring
from wenming.engine.numbers import plain
from wenming.framework import words

FINDINGS_TYPES = frozenset({"binary", "probe", "critical", "deduct", "graded"})
"""Take rows of findings."""

NUMBER_TYPES = frozenset({"min_count", "observe"})
"""Judged by a number."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One verdict that is pressed: its value, its word, and whether it says that something is wrong."""

    value: str
    label: str
    is_fault: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One check item as it is judged; `id` names its controls and is the key of the item."""

    id: int
    code: str
    text: str
    exemption: str
    rule: str
    scoring: Scoring
    choices: tuple[Choice, ...]

    @property
    def kind(self) -> str:
        """The type of scoring."""
        return self.scoring.type

    @property
    def name(self) -> str:
        """How the item is called in a sentence: its first words."""
        return self.text if len(self.text) <= 14 else f"{self.text[:13]}…"

    @property
    def terms(self) -> dict[str, Any]:
        """What the type of the item asks for, as `answers.fault_of` reads it."""
        rule = self.scoring
        return {"type": rule.type, "levels": dict(rule.levels), "unit": rule.unit or ""}

    @property
    def has_findings(self) -> bool:
        """Whether a fault is a row with its place."""
        return self.kind in FINDINGS_TYPES

    @property
    def is_number(self) -> bool:
        """Whether the verdict is a number."""
        return self.kind in NUMBER_TYPES

    @property
    def is_percent(self) -> bool:
        """Whether the number is a share in per cent: a field, not a stepper."""
        return (self.scoring.unit or "").startswith("pct")

    @property
    def unit(self) -> str:
        """What the number counts."""
        if self.kind == "observe":
            return _("例")
        return "%" if self.is_percent else _("处")

    @property
    def window(self) -> str:
        """Minutes to watch, of an observed item; else empty."""
        return plain(self.scoring.window_min) if self.scoring.window_min else ""

    @property
    def window_seconds(self) -> int:
        """Seconds to watch; 0 where nothing is watched."""
        return int((self.scoring.window_min or 0) * 60)

    @property
    def full(self) -> str:
        """Full marks."""
        return plain(self.scoring.max)

    def label(self, outcome: str) -> str:
        """The word of a verdict."""
        return next((choice.label for choice in self.choices if choice.value == outcome), outcome)

    @property
    def for_script(self) -> dict[str, Any]:
        """The rule as the page's script reckons with it; numbers as floats, for show only."""
        rule = self.scoring
        numbers = {
            "max": rule.max,
            "per_finding": rule.per_finding,
            "required": rule.required,
            "cap": rule.cap,
        }
        return {
            "name": self.name,
            "type": rule.type,
            "levels": {name: float(factor) for name, factor in rule.levels.items()},
            **{name: None if value is None else float(value) for name, value in numbers.items()},
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that are done in the same way."""

    label: str
    cards: tuple[Card, ...]

    @property
    def is_watched_together(self) -> bool:
        """Whether several items are watched by one clock."""
        return len(self.cards) > 1 and self.cards[0].kind == "observe"


def of_type(framework: Framework, type_code: str, ids: dict[str, int]) -> list[Card]:
    """The cards of a place type in the order of the framework.

    Args:
        ids: key of each item in the database, by code.
    """
    return [_card(item, framework, ids[item.code]) for item in framework.items_of(type_code)]


def grouped(cards: Iterable[Card]) -> list[Group]:
    """Cards by what one does for them: look, watch by the clock, ask; empty groups are left out."""
    cards = list(cards)
    kinds = [
        (_("看现场"), lambda card: card.kind not in {"observe", "probe"}),
        (_("计时观察"), lambda card: card.kind == "observe"),
        (_("询问与拨测"), lambda card: card.kind == "probe"),
    ]
    groups = [Group(label, tuple(filter(belongs, cards))) for label, belongs in kinds]
    return [group for group in groups if group.cards]


def _card(item: CheckItem, framework: Framework, key: int) -> Card:
    return Card(
        id=key,
        code=item.code,
        text=words.in_language(item, "text"),
        exemption=words.in_language(item, "exemption"),
        rule=_rule(item.scoring, framework),
        scoring=item.scoring,
        choices=_choices(item.scoring, framework),
    )


def _rule(scoring: Scoring, framework: Framework) -> str:
    """The rule in words, and after how many findings more cost nothing: 每处扣 1 分，4 处扣完."""
    rule = words.rule(scoring, framework)
    if scoring.per_finding is None:
        return rule
    last = {"rule": rule, "n": math.ceil(Fraction(scoring.max) / Fraction(scoring.per_finding))}
    if scoring.type == "observe":
        return _("%(rule)s，%(n)d 例扣完") % last
    return _("%(rule)s，%(n)d 处扣完") % last


def _choices(scoring: Scoring, framework: Framework) -> tuple[Choice, ...]:
    """What may be pressed, 不涉及 left out; nothing where a number is entered."""
    if scoring.type in NUMBER_TYPES:
        return ()
    if scoring.type == "graded":
        best_first = sorted(scoring.levels.items(), key=lambda pair: -pair[1])
        best = best_first[0][1]
        return tuple(
            Choice(level, framework.level_name(level), factor < best)
            for level, factor in best_first
        )
    return Choice("met", _("符合"), False), Choice("not_met", _("不符合"), True)
