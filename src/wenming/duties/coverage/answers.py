"""Who answers for what, and where nobody does (责任覆盖: 横向到边、纵向到底、不留空白)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from wenming.duties.coverage.matrix import (
    DOUBLE,
    IDLE,
    MISSING,
    NOBODY,
    PARTIAL,
    SHARED,
    UNLED,
    Row,
    cells_of,
    missing_districts,
    strongest,
)
from wenming.duties.models import Duty, DutyUnit, Undertaking
from wenming.duties.selectors import leads_of, type_leads_of
from wenming.duties.workflow import LIVE, NOT_OUT, Status
from wenming.engine.framework import Framework
from wenming.framework import words
from wenming.framework.models import Edition
from wenming.framework.selectors import engine_framework
from wenming.organization.models import ACTIVE, Area, Level, Post, Unit, UnitKind

KINDS_WITH_LIAISON = [UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.STREET]
COLUMN_KINDS = [UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.DISTRICT]
"""Units that stand as columns: departments, the vertically managed, districts; in this order."""
AREA_LEVELS = {Level.DISTRICT: UnitKind.DISTRICT, Level.STREET: UnitKind.STREET}
"""Levels whose areas are rows, and the kind of unit that an area of it has."""


def column_units() -> list[Unit]:
    """All units that can be columns, departments first, districts last; one query."""
    units = Unit.objects.filter(ACTIVE, kind__in=COLUMN_KINDS)
    return sorted(units, key=lambda unit: COLUMN_KINDS.index(UnitKind(unit.kind)))


class Coverage:
    """The rows of every matrix of an edition, out of leads and of duties in force."""

    def __init__(self, edition: Edition, units: Sequence[Unit]) -> None:
        self.edition = edition
        self.framework: Framework = engine_framework(edition)
        self._districts = [unit for unit in units if unit.kind == UnitKind.DISTRICT]

    @cached_property
    def indicators(self) -> list[Row]:
        """指标 × 单位: a row for each indicator; four queries."""
        leads = leads_of(self.edition)
        parts = strongest(self._parts("indicators"))
        drafted = self._drafted("indicators")
        return [
            self._row(
                code=row.code,
                name=words.in_language(row),
                note=f"{row.weight.normalize():f}",
                leads=leads.get(row.code, []),
                parts=parts.get(row.code, {}),
                drafted=row.code in drafted,
            )
            for row in self.framework.indicators.values()
        ]

    @cached_property
    def place_types(self) -> list[Row]:
        """点位类型 × 单位: a row for each type of place; four queries."""
        leads = type_leads_of(self.edition)
        parts = strongest(self._parts("place_types"))
        drafted = self._drafted("place_types")
        return [
            self._row(
                code=row.code,
                name=words.in_language(row),
                note=str(row.sample_count),
                leads=leads.get(row.code, []),
                parts=parts.get(row.code, {}),
                drafted=row.code in drafted,
            )
            for row in self.framework.place_types.values()
        ]

    def _row(
        self,
        *,
        code: str,
        name: str,
        note: str,
        leads: list[Unit],
        parts: dict[int, str],
        drafted: bool,
    ) -> Row:
        cells = cells_of(leads, parts)
        missing = missing_districts(cells, self._districts)
        found = {UNLED: not leads, DOUBLE: len(leads) > 1, PARTIAL: bool(missing), IDLE: not parts}
        return Row(
            code=code,
            name=name,
            note=note,
            cells=cells | {unit.pk: MISSING for unit in missing},
            gaps=[key for key, is_there in found.items() if is_there],
            drafted=drafted,
            missing=missing,
        )

    def _parts(self, pointing: str) -> Iterable[tuple[str, int, str]]:
        """(code, unit, part) of the duties in force for what `pointing` names, some twice; one query."""
        rows = DutyUnit.objects.filter(
            duty__task_list__status=Status.ISSUED, **{f"duty__{pointing}__edition": self.edition}
        )
        return rows.values_list(f"duty__{pointing}__code", "unit", "part")

    def _drafted(self, pointing: str) -> set[str]:
        """Codes about which a list that is not out yet says who answers, other than now; two queries.

        The rows of a new version that say the same as before are no news.
        """
        rows = DutyUnit.objects.filter(
            duty__task_list__status__in=NOT_OUT, **{f"duty__{pointing}__edition": self.edition}
        )
        said: dict[tuple[str, int | None, int], set[tuple[int, str]]] = defaultdict(set)
        keys = (f"duty__{pointing}__code", "duty__continues", "duty", "unit", "part")
        for code, before, duty, unit, part in rows.values_list(*keys):
            said[code, before, duty].add((unit, part))
        continued = Duty.objects.filter(task_list__status__in=NOT_OUT).values("continues")
        stood: dict[int | None, set[tuple[int, str]]] = defaultdict(set)
        standing = DutyUnit.objects.filter(duty__in=continued)
        for duty, unit, part in standing.values_list("duty", "unit", "part"):
            stood[duty].add((unit, part))
        return {code for (code, before, _duty), units in said.items() if units != stood.get(before)}


def area_rows() -> list[Row]:
    """区域 × 单位: how far the duties of each unit reach down; a row for each district and street.

    A duty has reached an area where a unit of the area has a part in it, or where it names the
    area. Six queries.
    """
    areas = list(
        Area.objects.filter(ACTIVE, level__in=AREA_LEVELS).defer("outline").order_by("path")
    )
    own: dict[int, list[Unit]] = defaultdict(list)
    kinds = {area.pk: AREA_LEVELS[Level(area.level)] for area in areas}
    for unit in Unit.objects.filter(ACTIVE, area__in=[area.pk for area in areas]):
        if unit.kind == kinds[unit.area_id]:
            own[unit.area_id].append(unit)
    reached = _reached(own)
    working = set(Undertaking.objects.filter(status__in=LIVE).values_list("unit", flat=True))
    holding = _holding()
    places = {unit.pk: area for area in areas for unit in own[area.pk]}
    return [
        _area_row(area, own[area.pk], _marks(area, reached[area.pk], holding, places), working)
        for area in areas
    ]


def _reached(own: dict[int, list[Unit]]) -> dict[int, set[int]]:
    """Keys of the duties in force that reached each area."""
    area_of = {unit.pk: area for area, units in own.items() for unit in units}
    found: dict[int, set[int]] = defaultdict(set)
    in_force = Q(duty__task_list__status=Status.ISSUED, unit__in=area_of)
    handed = Undertaking.objects.filter(in_force, status__in=LIVE)
    named = DutyUnit.objects.filter(in_force)
    for rows in (handed, named):
        for unit, duty in rows.values_list("unit", "duty").distinct():
            found[area_of[unit]].add(duty)
    direct = Duty.objects.filter(task_list__status=Status.ISSUED, areas__isnull=False)
    for area, duty in direct.values_list("areas", "pk"):
        found[area].add(duty)
    return found


def _holding() -> dict[int, list[tuple[int, str]]]:
    """Duty in force → (unit, part) of the units that stand as columns."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = DutyUnit.objects.filter(
        duty__task_list__status=Status.ISSUED, unit__kind__in=COLUMN_KINDS
    )
    for duty, unit, part in rows.values_list("duty", "unit", "part"):
        found[duty].append((unit, part))
    return found


def _marks(
    area: Area,
    duties: Iterable[int],
    holding: dict[int, list[tuple[int, str]]],
    places: dict[int, Area],
) -> dict[int, str]:
    """Whose duties reached the area; of the districts only the one that it lies in."""

    def is_of(unit: int) -> bool:
        place = places.get(unit)
        return place is None or (place != area and area.path.startswith(place.path))

    pairs = (("", unit, part) for duty in duties for unit, part in holding[duty] if is_of(unit))
    return strongest(pairs).get("", {})


def _area_row(area: Area, own: list[Unit], cells: dict[int, str], working: set[int]) -> Row:
    busy = bool(cells) or any(unit.pk in working for unit in own)
    found = {NOBODY: not own, SHARED: len(own) > 1, IDLE: bool(own) and not busy}
    return Row(
        code=str(area.code),
        name=str(area.name),
        note="、".join(unit.name for unit in own),
        cells=cells,
        gaps=[key for key, is_there in found.items() if is_there],
        missing=own,
    )


def without_liaison() -> QuerySet[Unit]:
    """Units that nobody can be called at."""
    posts = Post.objects.filter(ACTIVE, unit=OuterRef("pk"), kind=Post.Kind.LIAISON)
    return Unit.objects.filter(ACTIVE, ~Exists(posts), kind__in=KINDS_WITH_LIAISON)


def vacant_posts() -> QuerySet[Post]:
    """Posts that nobody holds."""
    vacant = Post.objects.filter(ACTIVE, holder="").select_related("unit")
    return vacant.order_by("unit__pinyin", "unit", "pk")
