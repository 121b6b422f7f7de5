"""Finds the unit that a written name means (单位名称), by name, alias or name before a reform."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from wenming.engine.intake import register
from wenming.organization.models import Unit, UnitAlias


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: one unit, or None and the units that it may mean, likeliest first."""

    unit: Unit | None = None
    candidates: list[Unit] = field(default_factory=list)


class UnitIndex:
    """All names of all units, read once.

    Names of units that ended mean their successor; where there are several, all are candidates.
    """

    def __init__(self) -> None:
        self._register = register.Register(city=settings.CITY_NAME)
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
        self._register.add(key, name)

    def match(self, name: str) -> Match:
        """The unit called `name`, by whatever name; else what comes near."""
        found = self._register.match(name)
        if found.key is not None:
            return Match(unit=self._units[found.key])
        return Match(candidates=[self._units[near.key] for near in found.candidates])


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
