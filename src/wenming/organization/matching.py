"""Finds the unit that a written name means (单位名称), by name, alias or name before a reform."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from rapidfuzz import fuzz, process

from wenming.organization.models import Unit, UnitAlias

CANDIDATES = 3
# Below this likeness (0..100) a name is no candidate: 市文旅局 and 市教育局 share two of four.
LIKE_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: one unit, or None and the units that it may mean, likeliest first."""

    unit: Unit | None = None
    candidates: list[Unit] = field(default_factory=list)


def plain_name(name: str) -> str:
    """`name` as it is compared: half-width, no space, 云澜市公安局 as 市公安局."""
    folded = "".join(unicodedata.normalize("NFKC", name).split())
    city = settings.CITY_NAME
    return f"市{folded.removeprefix(city)}" if city and folded.startswith(city) else folded


class UnitIndex:
    """All names of all units, read once.

    Names of units that ended mean their successor; where there are several, all are candidates.
    """

    def __init__(self) -> None:
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._units: dict[int, Unit] = {}

    @classmethod
    def load(cls) -> "UnitIndex":
        """The index of the register; three queries."""
        index = cls()
        units = {unit.pk: unit for unit in Unit.objects.select_related("area")}
        links = Unit.predecessors.through.objects.values_list("to_unit_id", "from_unit_id")
        after: dict[int, list[int]] = defaultdict(list)
        for old, new in links:
            after[old].append(new)
        names = [(unit.pk, unit.name) for unit in units.values()]
        names += list(UnitAlias.objects.values_list("unit_id", "name"))
        for pk, name in names:
            for heir in _heirs(pk, units, after):
                index.add(units[heir], name)
        return index

    def add(self, unit: Unit, name: str) -> None:
        """Let `name` mean `unit` too; one without a key (in an import) is known by its place."""
        key = unit.pk or -id(unit)
        self._units[key] = unit
        self._by_name[plain_name(name)].add(key)

    def match(self, name: str) -> Match:
        """The unit called `name`; else what comes near."""
        wanted = plain_name(name)
        exact = [self._units[key] for key in sorted(self._by_name.get(wanted, ()))]
        if len(exact) == 1:
            return Match(unit=exact[0])
        return Match(candidates=exact or self._near(wanted))

    def _near(self, wanted: str) -> list[Unit]:
        found = process.extract(
            wanted,
            self._by_name.keys(),
            scorer=fuzz.WRatio,
            limit=3 * CANDIDATES,
            score_cutoff=LIKE_ENOUGH,
        )
        keys = (key for name, _score, _index in found for key in sorted(self._by_name[name]))
        return [self._units[key] for key in dict.fromkeys(keys)][:CANDIDATES]


def _heirs(pk: int, units: dict[int, Unit], after: dict[int, list[int]]) -> Iterable[int]:
    """The active units that stand for `pk` today: itself, or its successors'; itself if none."""
    seen, open_ends, found = {pk}, [pk], []
    while open_ends:
        now = open_ends.pop()
        if units[now].valid_until is None:
            found.append(now)
            continue
        heirs = [heir for heir in after[now] if heir not in seen]
        seen.update(heirs)
        open_ends += heirs
    return found or [pk]
