"""Names of units in the cells of a task table: sure, chosen by a person, or with candidates (单位对照)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from wenming.documents.fields import EVERY
from wenming.engine.intake.who.labels import labels
from wenming.engine.intake.who.units import is_generic, read_units
from wenming.organization.matching import UnitIndex
from wenming.organization.models import ACTIVE, Unit

SKIP = "-"
"""The choice that leaves a name out."""
KIND, UNIT = "kind:", "unit:"
SAME = {"同上", "〃", "″", '"', "''"}
"""What people write for: as in the row above."""
_PARTED = re.compile(r"[、,;/\n]+")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that the register does not know for sure, and what it may mean.

    Attributes:
        rows: the rows in which it stands.
        choices: (value, words), likeliest first.
    """

    name: str
    rows: tuple[int, ...]
    choices: tuple[tuple[str, str], ...]


class Names:
    """The register, read once, with what a person said of single names."""

    def __init__(self, chosen: Mapping[str, str]) -> None:
        self._chosen = chosen
        self._index = UnitIndex.load()
        self._by_code = {unit.code: unit for unit in Unit.objects.filter(ACTIVE)}
        self._of_kind: dict[str, list[Unit]] = {}
        for unit in self._by_code.values():
            self._of_kind.setdefault(unit.kind, []).append(unit)
        self.units = cache(self._units)

    def _units(self, name: str) -> tuple[Unit, ...] | None:
        """The units that `name` means; None where only a person can say."""
        choice = self._chosen.get(name) or self._by_itself(name)
        if choice is None:
            return None
        if choice.startswith(KIND):
            return tuple(self._of_kind.get(choice.removeprefix(KIND), ()))
        unit = self._by_code.get(choice.removeprefix(UNIT))
        return (unit,) if unit else ()

    def _by_itself(self, name: str) -> str | None:
        if name in EVERY:
            return KIND + EVERY[name]
        if name in self._by_code:
            return UNIT + name
        unit = None if is_generic(name) else self._index.match(name).unit
        return UNIT + unit.code if unit is not None and unit.valid_until is None else None

    def choices(self, name: str) -> tuple[tuple[str, str], ...]:
        """What `name` may mean: near units, a whole kind for a class, or nobody."""
        match = self._index.match(name)
        near = [match.unit] if match.unit else match.candidates
        found = [(UNIT + u.code, u.name) for u in near if u.valid_until is None]
        every = [(KIND + kind, word) for word, kind in EVERY.items()]
        found = [*every, *found] if is_generic(name) else found
        return (*found, (SKIP, _("不列进来")))


def split(cell: str) -> Iterator[tuple[str, str]]:
    """(role, name) of a cell; the role is "" or what a label in the cell says, lead or support.

    >>> list(split("牵头单位：市住建局；配合单位：各区、市城管局"))
    [('lead', '市住建局'), ('support', '各区'), ('support', '市城管局')]
    >>> list(split("市公安局 市交通局等部门"))
    [('', '市公安局'), ('', '市交通局')]
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    said = labels(text.replace("\n", ";")) if ":" in text else None
    if said:
        yield from (("lead", name) for name in said.lead)
        yield from (("support", name) for name in said.support)
        return
    for piece in _PARTED.split(text):
        yield from (("", name[:LONGEST]) for name in _names(piece.strip(" .。")))


def _names(piece: str) -> list[str]:
    words = piece.split()
    if len(words) > 1 and min(map(len, words)) > 2:
        return [name for word in words for name in _names(word)]
    whole = "".join(words)
    units = read_units(whole, sure=True)
    return list(units.names) if units else [whole] if whole else []
