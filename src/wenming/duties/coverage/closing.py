"""A gap of the coverage as the form that closes it starts: what the records know is filled in."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from django.http import QueryDict
from django.utils.translation import gettext as _

from wenming.accounts.models import User
from wenming.documents.labels import quoted
from wenming.duties.fields import Party
from wenming.duties.forms.duty import initial_of
from wenming.duties.models import Duty, TaskList
from wenming.duties.selectors import leads_of, type_leads_of
from wenming.duties.services import Task, gaps
from wenming.duties.tables.grid import Grid, Key, standard_of, text_of
from wenming.duties.workflow import Status
from wenming.framework import words
from wenming.framework.models import Edition, Indicator, PlaceType
from wenming.framework.selectors import engine_framework
from wenming.organization.models import ACTIVE, Area, Unit

KIND = "requirement"


@dataclass(frozen=True, slots=True)
class RowGap:
    """An indicator or place type without a duty, or without some districts.

    Attributes:
        table: whose row closes it; None where the area has none, then a task list takes it.
        units: those that are missing in it.
    """

    owner: Area
    edition: Edition
    key: Key
    table: TaskList | None
    units: list[Unit]

    @classmethod
    def of(cls, owner: Area, edition: Edition, query: QueryDict) -> "RowGap | None":
        """The gap that an address names; None where it names no indicator and no place type."""
        key = Key(query.get("indicator", ""), query.get("place_type", ""))
        framework = engine_framework(edition)
        is_known = key.indicator in framework.indicators or key.place_type in framework.place_types
        if not is_known or all(key):
            return None
        table = gaps.table_to_fill(owner)
        is_of_edition = table is not None and table.edition_id == edition.pk
        return cls(owner, edition, key, table if is_of_edition else None, named(query))

    @property
    def is_row(self) -> bool:
        """Whether it is closed in a row of the table, about which it stays."""
        return self.table is not None

    @property
    def heading(self) -> str:
        """What the gap is about."""
        framework = engine_framework(self.edition)
        if self.key.indicator:
            code = self.key.indicator
            return f"{code} {words.in_language(framework.indicators[code])}"
        code = self.key.place_type
        return f"{code} {words.in_language(framework.place_types[code])}"

    @property
    def where(self) -> str:
        """Into what it is stored, and what has to happen then."""
        if self.table is None:
            return list_words(self.owner)
        words = {"title": self.table.quoted, "n": self.table.version + 1}
        if self.table.status == Status.ISSUED:
            return _("%(title)s已经印发：存的时候会拟第 %(n)d 版，印发新版以后生效。") % words
        return _("存进正在拟的%(title)s，印发以后生效。") % words

    def initial(self) -> dict[str, Any]:
        """The row as it stands, with what is missing added; else a duty of whoever leads."""
        found = initial_of(self._row()) or self._fresh()
        present = {p.unit.pk for part in ("leads", "responsible", "supports") for p in found[part]}
        added = [Party(unit) for unit in self.units if unit.pk not in present]
        return found | {"responsible": [*found["responsible"], *added]}

    def close(self, task: Task, by: User) -> Duty:
        """Into the row of the table, or into a task list."""
        if self.table is not None:
            return gaps.fill_row(owner=self.owner, by=by, key=self.key, task=task)
        return into_list(self.owner, task, by)

    def _row(self) -> Duty | None:
        return Grid(self.table).duties.get(self.key) if self.table else None

    def _fresh(self) -> dict[str, Any]:
        framework = engine_framework(self.edition)
        leads = leads_of(self.edition).get(self.key.indicator, [])
        leads = leads or type_leads_of(self.edition).get(self.key.place_type, [])
        return {
            "text": text_of(framework, self.key),
            "kind": KIND,
            "leads": [Party(unit) for unit in leads],
            "responsible": [],
            "supports": [],
            "acceptance": standard_of(framework, self.key),
            "indicators": list(
                Indicator.objects.filter(edition=self.edition, code=self.key.indicator)
            ),
            "place_types": list(
                PlaceType.objects.filter(edition=self.edition, code=self.key.place_type)
            ),
        }


@dataclass(frozen=True, slots=True)
class PlaceGap:
    """An area whose unit has nothing to do."""

    owner: Area
    area: Area
    units: list[Unit]
    is_row: bool = False

    @classmethod
    def of(cls, owner: Area, query: QueryDict) -> "PlaceGap | None":
        """The gap that an address names; None where it names no area below the office's."""
        areas = Area.objects.filter(ACTIVE, path__startswith=owner.path).defer("outline")
        area = areas.filter(code=query.get("area", "")).first()
        return cls(owner, area, named(query)) if area else None

    @property
    def heading(self) -> str:
        """What the gap is about."""
        return str(self.area)

    @property
    def where(self) -> str:
        """Into what it is stored."""
        return list_words(self.owner)

    def initial(self) -> dict[str, Any]:
        """A duty of the area's unit in its area."""
        return {"kind": "task", "leads": [Party(u) for u in self.units], "areas": [self.area]}

    def close(self, task: Task, by: User) -> Duty:
        """Into a task list."""
        return into_list(self.owner, task, by)


Gap: TypeAlias = RowGap | PlaceGap


def named(query: QueryDict) -> list[Unit]:
    """The active units that an address names."""
    names = [name for name in query.get("units", "").split("、") if name]
    return list(Unit.objects.filter(ACTIVE, name__in=names)) if names else []


def list_words(owner: Area) -> str:
    """Into which list a task goes."""
    into = gaps.list_to_fill(owner)
    if into is None:
        return str(_("会新拟一份任务清单，存进去；印发以后生效。"))
    return _("存进正在拟的%(title)s，印发以后生效。") % {"title": into.quoted}


def into_list(owner: Area, task: Task, by: User) -> Duty:
    """Into the newest list that is being drafted, or a new one."""
    title, basis = "补齐责任空白任务清单", quoted("责任分解表")
    return gaps.add_to_draft(owner=owner, by=by, task=task, title=title, basis=basis)
