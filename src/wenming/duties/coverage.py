"""Who answers for what, and where nobody does (责任覆盖: 横向到边、纵向到底、不留空白)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.duties.models import DutyUnit
from wenming.duties.selectors import leads_of
from wenming.duties.workflow import Status
from wenming.engine.framework import Framework, Indicator
from wenming.framework.models import Edition
from wenming.framework.selectors import engine_framework
from wenming.framework.words import in_language
from wenming.organization.models import ACTIVE, Post, Unit, UnitKind

LEADS, DUTY = "lead", "duty"
KINDS_WITH_LIAISON = [UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.STREET]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that nobody, or two, answer for; `url` is where it is closed."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of one kind."""

    key: str
    label: str | Promise
    verb: str | Promise
    rows: Sequence[Gap]


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of the matrix: what each column's unit has to do with it."""

    indicator: Indicator
    cells: Sequence[str]
    leads: int


class Coverage:
    """The matrix indicator × unit of an edition, and the gaps around it."""

    def __init__(self, edition: Edition, *, dimension: str = "") -> None:
        self.framework: Framework = engine_framework(edition)
        self._leads = leads_of(edition)
        self._parts = _parts(edition)
        self._dimension = dimension

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The rows, of one dimension where one is asked for."""
        rows = self.framework.indicators.values()
        return [r for r in rows if not self._dimension or r.dimension == self._dimension]

    @cached_property
    def units(self) -> list[Unit]:
        """The columns: units that lead an indicator or have a part in a duty for one."""
        found: dict[int, Unit] = {}
        for row in self.indicators:
            for unit in (*self._leads.get(row.code, ()), *self._parts.get(row.code, ())):
                found[unit.pk] = unit
        return sorted(found.values(), key=lambda unit: (unit.pinyin, unit.code))

    @cached_property
    def rows(self) -> list[Row]:
        """The cells in the order of the columns: leads, has a part in a duty, or empty."""
        return [self._row(indicator) for indicator in self.indicators]

    def _row(self, indicator: Indicator) -> Row:
        leads = {unit.pk for unit in self._leads.get(indicator.code, ())}
        parts = {unit.pk for unit in self._parts.get(indicator.code, ())}
        cells = [
            LEADS if unit.pk in leads else DUTY if unit.pk in parts else "" for unit in self.units
        ]
        return Row(indicator, cells, len(leads))

    @cached_property
    def gaps(self) -> list[Gaps]:
        """Every kind of gap, with what closes it."""
        rows = self.indicators
        return [
            Gaps("unled", _("没有牵头单位的指标"), _("指定"), _indicators(self._unled(rows))),
            Gaps("twice", _("不止一个牵头的指标"), _("看看"), _indicators(self._led_twice(rows))),
            Gaps("idle", _("没有任务支撑的指标"), _("看看"), _indicators(self._idle(rows))),
            Gaps("mute", _("没有联络员的单位"), _("补上"), _without_liaison()),
            Gaps("vacant", _("没有人的岗位"), _("补上"), _vacant_posts()),
        ]

    def _unled(self, rows: Iterable[Indicator]) -> list[Indicator]:
        return [row for row in rows if not self._leads.get(row.code)]

    def _led_twice(self, rows: Iterable[Indicator]) -> list[Indicator]:
        return [row for row in rows if len(self._leads.get(row.code, ())) > 1]

    def _idle(self, rows: Iterable[Indicator]) -> list[Indicator]:
        return [row for row in rows if row.code not in self._parts]


def _parts(edition: Edition) -> Mapping[str, list[Unit]]:
    """Units with a part in a duty in force, by the code of the indicators that it serves."""
    rows = DutyUnit.objects.filter(
        duty__task_list__status=Status.ISSUED, duty__indicators__edition=edition
    )
    found: dict[str, list[Unit]] = defaultdict(list)
    pairs = list(rows.values_list("duty__indicators__code", "unit").distinct())
    units = Unit.objects.in_bulk({unit for _code, unit in pairs})
    for code, unit in pairs:
        found[code].append(units[unit])
    return found


def _indicators(rows: Iterable[Indicator]) -> list[Gap]:
    return [
        Gap(f"{row.code} {in_language(row)}", reverse("framework:indicator", args=[row.code]))
        for row in rows
    ]


def _without_liaison() -> list[Gap]:
    posts = Post.objects.filter(ACTIVE, unit=OuterRef("pk"), kind=Post.Kind.LIAISON)
    units = Unit.objects.filter(ACTIVE, ~Exists(posts), kind__in=KINDS_WITH_LIAISON)
    return [Gap(u.name, reverse("organization:new_post", args=[u.code])) for u in units]


def _vacant_posts() -> list[Gap]:
    posts: QuerySet[Post] = Post.objects.filter(ACTIVE, holder="").select_related("unit")
    return [
        Gap(str(post), reverse("organization:edit_post", args=[post.unit.code, post.pk]))
        for post in posts
    ]
