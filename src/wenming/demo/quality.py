"""How good the demonstration city's places are, and what an inspector finds there (现场状况)."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wenming.demo.ground import Ground, read
from wenming.framework.models import CheckItem
from wenming.inspections.answers import MET, NOT_APPLICABLE, NOT_MET, Answer, FindingInput
from wenming.places.models import Place

# Chance that an item of average difficulty is met, by district in the order of areas.yaml.
DISTRICTS = (0.91, 0.88, 0.79, 0.89)
NOT_THERE = 0.035  # chance that an item does not apply at a place
STILL_BAD = 0.22  # chance that what failed fails again after rectification
NEWLY_BAD = 0.02  # chance that what was met fails then


@dataclass
class Quality:
    """The latent state of the city; every draw is repeatable by seed, place, item and round."""

    ground: Ground
    seed: int
    words: Mapping[str, Any] = field(default_factory=lambda: read("findings"))

    def answers(
        self, place: Place, items: list[CheckItem], groups: Mapping[str, str], lift: float, key: str
    ) -> list[Answer]:
        """One verdict for each item.

        Args:
            items: of the place's type.
            groups: place type -> group, which names the spots.
            lift: what the campaign of these weeks adds to every chance.
            key: of the round and the number of the visit.
        """
        rng = random.Random(f"{self.seed}:{place.code}:{key}")
        base = self._base(place) + lift
        return [self._answer(rng, item, base, groups[place.type_code]) for item in items]

    def again(
        self, place: Place, items: list[CheckItem], groups: Mapping[str, str], lift: float, key: str
    ) -> list[Answer]:
        """The verdicts of a visit after rectification: most faults are gone, few are new.

        Args:
            key: of the round; the visit before answered with `key`:1.
        """
        rng = random.Random(f"{self.seed}:{place.code}:{key}:2")
        group = groups[place.type_code]
        before = self.answers(place, items, groups, lift, f"{key}:1")
        pairs = zip(items, before, strict=True)
        return [self._once_more(rng, item, answer, group) for item, answer in pairs]

    def scene(self, indicator: str) -> str:
        """Which drawn photo fits a finding."""
        return str(self._about(indicator)["scene"])

    def _base(self, place: Place) -> float:
        district = place.area.path[: 2 * place.area.steplen]
        codes = [d.path for d in self.ground.districts]
        own = random.Random(f"{self.seed}:{place.code}").gauss(0, 0.07)
        return DISTRICTS[codes.index(district)] + own

    def _answer(self, rng: random.Random, item: CheckItem, base: float, group: str) -> Answer:
        kind = item.scoring["type"]
        hard = random.Random(f"{self.seed}:{item.code}").gauss(0, 0.06)
        is_good = rng.random() < min(base + hard, 0.985)
        if kind != "critical" and rng.random() < NOT_THERE:
            return Answer(item.code, outcome=NOT_APPLICABLE)
        if is_good:
            return self._good(rng, item)
        return self._bad(rng, item, group)

    def _once_more(self, rng: random.Random, item: CheckItem, before: Answer, group: str) -> Answer:
        if before.outcome == NOT_APPLICABLE:
            return before
        had_failed = _failed(item, before)
        if rng.random() < (STILL_BAD if had_failed else NEWLY_BAD):
            return self._bad(rng, item, group)
        return self._good(rng, item) if had_failed else before

    def _good(self, rng: random.Random, item: CheckItem) -> Answer:
        scoring = item.scoring
        kind = scoring["type"]
        if kind == "graded":
            return Answer(item.code, outcome=next(iter(scoring["levels"])))
        if kind == "min_count":
            return Answer(
                item.code,
                count=int(scoring["required"]) + rng.randint(0, 2) * (not _is_share(scoring)),
            )
        if kind == "observe":
            return Answer(item.code, count=0, watched_seconds=_window(scoring))
        return Answer(item.code, outcome="" if kind == "deduct" else MET)

    def _bad(self, rng: random.Random, item: CheckItem, group: str) -> Answer:
        scoring = item.scoring
        kind = scoring["type"]
        rows = 1 + (rng.random() < 0.3) + (rng.random() < 0.1) if kind == "deduct" else 1
        findings = tuple(self._finding(rng, item, group) for _ in range(rows))
        if kind == "graded":
            return Answer(
                item.code, outcome=rng.choice(list(scoring["levels"])[1:]), findings=findings
            )
        if kind == "min_count":
            return Answer(item.code, count=max(0, int(scoring["required"]) - rng.randint(1, 3)))
        if kind == "observe":
            count = 1 + (rng.random() < 0.5) + (rng.random() < 0.2)
            return Answer(item.code, count=count, watched_seconds=_window(scoring))
        return Answer(item.code, outcome="" if kind == "deduct" else NOT_MET, findings=findings)

    def _finding(self, rng: random.Random, item: CheckItem, group: str) -> FindingInput:
        return FindingInput(
            spot=rng.choice(self.words["spots"][group]),
            phrase=rng.choice(self._phrases(item)),
        )

    def _phrases(self, item: CheckItem) -> list[str]:
        """What may be wrong there: phrases of the indicator about what the item asks, else by item."""
        about: list[str] = self._about(item.indicator.code)["words"]
        fitting = [phrase for phrase in about if _pairs(phrase) & _pairs(item.text_zh)]
        by_item = (
            rule["words"]
            for rule in self.words["by_item"]
            if any(word in item.text_zh for word in rule["when"])
        )
        return fitting or next(by_item, about)

    def _about(self, indicator: str) -> Mapping[str, Any]:
        about: Mapping[str, Any] = self.words["phrases"].get(indicator, self.words["other"])
        return about


def _pairs(text: str) -> set[str]:
    """Every two neighbouring characters."""
    return {text[n : n + 2] for n in range(len(text) - 1)}


def _failed(item: CheckItem, answer: Answer) -> bool:
    """Whether a verdict of `answers` is a bad one."""
    kind = item.scoring["type"]
    if kind == "min_count":
        return answer.count is not None and answer.count < int(item.scoring["required"])
    return bool(answer.findings) or (kind == "observe" and bool(answer.count))


def _is_share(scoring: Mapping[str, Any]) -> bool:
    return str(scoring.get("unit", "")).startswith("pct")


def _window(scoring: Mapping[str, Any]) -> int:
    return int(float(scoring.get("window_min", 5)) * 60)
