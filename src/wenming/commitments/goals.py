"""What a unit answers for: its duties in force and the indicators that it leads (目标任务)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from wenming.documents.targets import to_lines
from wenming.duties.lists.letter import when
from wenming.duties.models import DutyUnit, IndicatorLead, Undertaking
from wenming.duties.selectors import working
from wenming.framework.selectors import current_edition, in_force
from wenming.framework.words import in_language
from wenming.organization.models import ACTIVE, Area, Unit, UnitKind

LEADS = "牵头"
HANDED_DOWN = "承办"


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing that a unit has to do, as papers write it."""

    text: str
    part: str
    targets: str
    when: str
    due_on: date | None
    source: str


def goals_of(unit: Unit) -> list[Goal]:
    """What the unit has to do, what it leads first, each by deadline; three queries."""
    own = working(Q(unit=unit)).select_related("duty__task_list", "parent")
    rows = [_of_work(row) for row in own.order_by("parent_id", "due_key", "pk")]
    taken = {row.duty_id for row in own}
    parts = _parts(Q(unit=unit)).select_related("duty__task_list").order_by("duty__due_on", "pk")
    rows += [_of_part(row) for row in parts if row.duty_id not in taken]
    order = {LEADS: 0, HANDED_DOWN: 1}
    return sorted(rows, key=lambda goal: (order.get(goal.part, 2), goal.due_on or date.max))


def led_by(unit: Unit) -> list[tuple[str, str]]:
    """Code and name of the indicators of the edition in force that the unit leads."""
    rows = IndicatorLead.objects.filter(edition=current_edition(), unit=unit)
    found = rows.select_related("indicator").order_by("indicator__code")
    return [(row.indicator.code, in_language(row.indicator)) for row in found]


def units_with_goals(owner: Area) -> QuerySet[Unit]:
    """Units of an area that answer for something."""
    unit = Q(unit=OuterRef("pk"))
    edition = in_force().filter(base=None).values("pk")[:1]
    leads = IndicatorLead.objects.filter(unit, edition=Subquery(edition))
    # One row found is enough: to gather all of them took ten times as long.
    return _asked(owner).filter(Exists(working(unit)) | Exists(_parts(unit)) | Exists(leads))


def units_with_work(owner: Area) -> QuerySet[Unit]:
    """Units of an area that undertake something."""
    return _asked(owner).filter(Exists(working(Q(unit=OuterRef("pk")))))


def _asked(owner: Area) -> QuerySet[Unit]:
    """Active units of an area; communities are asked for no papers."""
    units = Unit.objects.filter(ACTIVE, area__path__startswith=owner.path)
    return units.exclude(kind=UnitKind.COMMUNITY)


def _parts(units: Q) -> QuerySet[DutyUnit]:
    """Parts without work of their own in duties on which somebody works."""
    parts = [DutyUnit.Part.RESPONSIBLE, DutyUnit.Part.SUPPORT]
    return DutyUnit.objects.filter(units, Exists(working(Q(duty=OuterRef("duty")))), part__in=parts)


def _of_work(row: Undertaking) -> Goal:
    day = f"{row.due_on:%Y-%m-%d}" if row.parent_id and row.due_on else when(row.duty)
    return Goal(
        text=row.what,
        part=HANDED_DOWN if row.parent_id else LEADS,
        targets="；".join(_targets(row.duty.targets)),
        when=day,
        due_on=row.due_on,
        source=row.duty.task_list.number,
    )


def _of_part(row: DutyUnit) -> Goal:
    return Goal(
        text=row.duty.text,
        part=str(DutyUnit.Part(row.part).label),
        targets="；".join(_targets(row.duty.targets)),
        when=when(row.duty),
        due_on=row.duty.due_on,
        source=row.duty.task_list.number,
    )


def _targets(targets: list[dict[str, str]]) -> Iterator[str]:
    yield from to_lines(targets).splitlines()
