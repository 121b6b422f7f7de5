"""Areas and units as sheets name them, read once for a whole sheet."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from wenming.core import permits
from wenming.organization.fields import near
from wenming.organization.matching import UnitIndex
from wenming.organization.models import Area, Unit
from wenming.organization.permissions import MANAGE_GROUND


class Areas:
    """Areas by code, name or full name (云湖区 石坊街道); one that comes twice needs the code."""

    def __init__(self) -> None:
        self._by_code: dict[str, Area] = {}
        self._by_name: dict[str, list[Area]] = defaultdict(list)
        self._by_path: dict[str, Area] = {}
        self._below: dict[str, list[Area]] = defaultdict(list)
        self._full: dict[str, str] = {}
        for area in Area.objects.defer("outline").order_by("path"):
            self._add(area)

    def _add(self, area: Area) -> None:
        above = self._full.get(area.path[: -area.steplen])
        full = "" if above is None else f"{above} {area.name}".strip()
        self._full[area.path] = full
        if full not in {"", area.name}:
            self._by_name[full].append(area)
        self._by_code[area.code] = area
        self._by_name[area.name].append(area)
        self._by_path[area.path] = area
        self._below[area.path[: -area.steplen]].append(area)

    def above(self, area: Area) -> Area | None:
        """The area that `area` lies in; None for the city."""
        return self._by_path.get(area.path[: -area.steplen])

    def below(self, area: Area) -> list[Area]:
        """The areas right below `area`."""
        return self._below[area.path]

    def by_code(self, code: str) -> Area | None:
        """The area with this code."""
        return self._by_code.get(code)

    def find(self, words: str) -> Area:
        """The active area of this code or name.

        Raises:
            ValueError: with the sentence for the report.
        """
        named = [area for area in self._by_name.get(words, []) if area.valid_until is None]
        found = self._by_code.get(words) or (named[0] if len(named) == 1 else None)
        if found is not None and found.valid_until is None:
            return found
        if len(named) > 1:
            codes = "、".join(area.code for area in named[:5])
            raise ValueError(
                _("叫“%(name)s”的区域不止一个，请写代码：%(codes)s。")
                % {"name": words, "codes": codes}
            )
        if found is not None:
            raise ValueError(_("区域“%(name)s”已停用。") % {"name": found.name})
        raise ValueError(_("没有代码或名称是“%(name)s”的区域。") % {"name": words})


class Units:
    """Units by name, short name, former name or code."""

    def __init__(self) -> None:
        self._index = UnitIndex.load()
        self._by_code: dict[str, Unit] = {}
        self._by_name: dict[str, Unit] = {}  # as written, ended units among them
        units = Unit.objects.select_related("area", "parent")
        for unit in units.prefetch_related("aliases", "predecessors", "posts"):
            self._by_code[unit.code] = unit
            for name in (unit.name, *(alias.name for alias in unit.aliases.all())):
                self._by_name[name] = unit

    def add(self, unit: Unit, names: Iterable[str]) -> None:
        """Let a unit of the sheet be found too."""
        self._by_code[unit.code] = unit
        for name in names:
            self._by_name.setdefault(name, unit)
            self._index.add(unit, name)

    def parents(self) -> dict[str, Unit]:
        """Code of a unit → the unit above it."""
        return {code: unit.parent for code, unit in self._by_code.items() if unit.parent}

    def by_code(self, code: str) -> Unit | None:
        """The unit with this code, active or not."""
        return self._by_code.get(code)

    def called(self, name: str) -> Unit | None:
        """The unit, active or not, that has this very name or alias."""
        return self._by_name.get(name)

    def find(self, words: str) -> Unit:
        """The active unit that `words` name; for a unit that ended, its successor.

        Raises:
            ValueError: with the sentence for the report.
        """
        match = self._index.match(words)
        found = self._by_code.get(words) or match.unit
        if found is None:
            raise ValueError(
                _("没有找到单位“%(name)s”。%(hint)s") % {"name": words, "hint": near(match)}
            )
        if found.valid_until is not None:
            raise ValueError(_("单位“%(name)s”已停用。") % {"name": found.name})
        return found

    def find_all(self, words: Iterable[str]) -> list[Unit]:
        """The active units that all of `words` name, each once.

        Raises:
            ValueError: for the first that is not found.
        """
        return list({unit.code: unit for unit in map(self.find, words)}.values())

    def find_former(self, words: Iterable[str]) -> list[Unit]:
        """The very units of these codes, names or aliases, though they have ended.

        Raises:
            ValueError: for the first that is not registered.
        """
        found = {}
        for name in words:
            unit = self._by_code.get(name) or self._by_name.get(name)
            if unit is None:
                raise ValueError(
                    _("前身“%(name)s”没有登记过。只是改了名字的，请填在“旧名”里。") % {"name": name}
                )
            found[unit.code] = unit
        return list(found.values())


def refuse_foreign(by: Any, area: Area, ability: str = MANAGE_GROUND) -> None:
    """Refuse a row outside the person's area.

    Raises:
        ValueError: with the sentence for the report.
    """
    if by is not None and not permits.can(by, ability, area=area):
        raise ValueError(_("“%(area)s”不在您管理的区域里。") % {"area": area.name})
