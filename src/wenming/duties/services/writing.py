"""The tasks of a list while it is drafted: written, corrected, taken out (任务)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.bulk import bulk_change, bulk_create, bulk_relate, in_batches
from wenming.core.moves import locked
from wenming.documents.models import Draft
from wenming.documents.targets import Target
from wenming.duties.errors import ListIsFixed, TableHasRows
from wenming.duties.milestones import Milestone
from wenming.duties.models import STATUS_LABELS, Duty, DutyUnit, TaskList
from wenming.duties.workflow import Status
from wenming.framework.models import Indicator, PlaceType
from wenming.organization.models import Area, Unit

PLAIN = ("text", "kind", "deadline", "due_on", "cadence", "targets")
WRITTEN = ("leader", "measures", "starts_on", "milestones", "acceptance", "evidence")
"""What of a task is stored as it is, beside who does it and what it points at."""
POINTING: tuple[tuple[str, Any, str], ...] = (
    ("indicators", Duty.indicators.through, "indicator_id"),
    ("place_types", Duty.place_types.through, "placetype_id"),
    ("areas", Duty.areas.through, "area_id"),
)
"""What a task points at, and the rows that hold it."""
LEAD, RESPONSIBLE, SUPPORT = DutyUnit.Part.LEAD, DutyUnit.Part.RESPONSIBLE, DutyUnit.Part.SUPPORT


@dataclass(frozen=True, slots=True)
class Task:
    """What a person writes of a duty.

    Attributes:
        shares: what of it each unit does, by the unit's key.
        milestones: {"what", "due_on"} by day (documents as `duties.milestones` reads them).
    """

    text: str
    kind: str
    leads: Sequence[Unit]
    responsible: Sequence[Unit]
    supports: Sequence[Unit]
    deadline: str
    due_on: date | None
    cadence: str
    targets: list[Target]
    indicators: Sequence[Indicator]
    shares: Mapping[int, str] = field(default_factory=dict)
    leader: str = ""
    measures: str = ""
    starts_on: date | None = None
    milestones: Sequence[Milestone] = ()
    acceptance: str = ""
    evidence: str = ""
    place_types: Sequence[PlaceType] = ()
    areas: Sequence[Area] = ()

    def about(self, duty: Duty) -> "Task":
        """The same, about what a row of a table is about."""
        return replace(
            self, indicators=list(duty.indicators.all()), place_types=list(duty.place_types.all())
        )


@audit.audited
def write_duty(*, task_list_id: int, by: User, task: Task, duty_id: int | None = None) -> Duty:
    """Correct a task of a list that is being drafted, or add one.

    Raises:
        ListIsFixed: the list is issued.
        NotAllowed: the person issues no lists here.
        Duty.DoesNotExist: `duty_id` is no task of this list.
        TableHasRows: a table takes no tasks besides its rows.
    """
    task_list = drafted(task_list_id, by)
    if task_list.is_table and duty_id is None:
        raise TableHasRows(title=task_list.quoted)
    if duty_id is None:
        duty = add_duty(task_list, next_order(task_list), task, None)
    else:
        duty = task_list.duties.get(pk=duty_id)
        fill_duties([(duty, task.about(duty) if task_list.is_table else task)])
    audit.record("duties.duty_written", duty, by=by, task_list=task_list.pk)
    return duty


@audit.audited
def remove_duty(*, task_list_id: int, duty_id: int, by: User) -> None:
    """Take a task out of a list that is being drafted.

    Raises:
        ListIsFixed, NotAllowed, Duty.DoesNotExist: as `write_duty`.
    """
    task_list = drafted(task_list_id, by)
    duty = task_list.duties.get(pk=duty_id)
    if task_list.is_table:
        raise TableHasRows(title=task_list.quoted)
    audit.record("duties.duty_removed", duty, by=by, task_list=task_list.pk, order=duty.order)
    duty.delete()


def task_of(duty: Duty) -> Task:
    """What a person would write of an existing duty (what it points at prefetched)."""
    units = {
        part: [row.unit for row in duty.units.all() if row.part == part] for part in DutyUnit.Part
    }
    return Task(
        text=duty.text,
        kind=duty.kind,
        leads=units[LEAD],
        responsible=units[RESPONSIBLE],
        supports=units[SUPPORT],
        deadline=duty.deadline,
        due_on=duty.due_on,
        cadence=duty.cadence,
        targets=duty.targets,
        indicators=list(duty.indicators.all()),
        shares={row.unit_id: row.share for row in duty.units.all() if row.share},
        place_types=list(duty.place_types.all()),
        areas=list(duty.areas.all()),
        **{name: getattr(duty, name) for name in WRITTEN},
    )


def add_duty(
    task_list: TaskList,
    order: int,
    task: Task,
    draft: Draft | None,
    continues: Duty | None = None,
) -> Duty:
    """A new task of a list, at `order`."""
    duty = Duty(task_list=task_list, order=order, draft=draft, continues=continues)
    _fill(duty, task)
    duty.save()
    _name_units(duty, task)
    return duty


def fill_duties(tasks: Sequence[tuple[Duty, Task]]) -> None:
    """Let stored duties say what their tasks say; a few statements for every 500 of them."""
    for duty, task in tasks:
        _fill(duty, task)
    bulk_change(Duty, [duty for duty, _task in tasks], (*PLAIN, *WRITTEN))
    for keys in in_batches([duty.pk for duty, _task in tasks]):
        DutyUnit.objects.filter(duty__in=keys).delete()
    bulk_create(DutyUnit, [part for duty, task in tasks for part in _parts(duty, task)])
    for name, through, column in POINTING:
        wanted = {duty.pk: [row.pk for row in getattr(task, name)] for duty, task in tasks}
        bulk_relate(through, "duty_id", column, wanted)


def _fill(duty: Duty, task: Task) -> None:
    for name in (*PLAIN, *WRITTEN):
        setattr(duty, name, getattr(task, name))
    duty.milestones = list(task.milestones)


def _name_units(duty: Duty, task: Task) -> None:
    DutyUnit.objects.bulk_create(_parts(duty, task))
    duty.indicators.set(task.indicators)
    duty.place_types.set(task.place_types)
    duty.areas.set(task.areas)


def _parts(duty: Duty, task: Task) -> list[DutyUnit]:
    """Each unit once, in its foremost part."""
    parts: dict[int, str] = {}
    for part, units in (
        (LEAD, task.leads),
        (RESPONSIBLE, task.responsible),
        (SUPPORT, task.supports),
    ):
        for unit in units:
            parts.setdefault(unit.pk, part)
    return [
        DutyUnit(duty=duty, unit_id=pk, part=part, share=task.shares.get(pk, ""))
        for pk, part in parts.items()
    ]


def add_tasks(
    task_list: TaskList, tasks: Sequence[Task], continued: Sequence[Duty | None] = ()
) -> list[Duty]:
    """Put tasks behind those of a drafted list, however many at the same number of statements.

    Args:
        continued: for each task the one that it continues, where it is of a new version.
    """
    first = next_order(task_list)
    before = [*continued, *[None] * (len(tasks) - len(continued))]
    duties = []
    for order, (task, old) in enumerate(zip(tasks, before, strict=True), start=first):
        duty = Duty(task_list=task_list, order=order, continues=old)
        _fill(duty, task)
        duties.append(duty)
    Duty.objects.bulk_create(duties)
    pairs = list(zip(duties, tasks, strict=True))
    DutyUnit.objects.bulk_create(part for duty, task in pairs for part in _parts(duty, task))
    for name, through, column in POINTING:
        through.objects.bulk_create(
            through(duty_id=duty.pk, **{column: row.pk})
            for duty, task in pairs
            for row in getattr(task, name)
        )
    return duties


def next_order(task_list: TaskList) -> int:
    """The place behind the last task."""
    last = task_list.duties.order_by("-order").first()
    return last.order + 1 if last else 1


def managed(task_list_id: int, by: User) -> TaskList:
    """The list, locked, where `by` may manage it."""
    task_list = locked(TaskList.objects.select_related("owner"), task_list_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=task_list.owner)
    return task_list


def drafted(task_list_id: int, by: User) -> TaskList:
    """The list, locked, while it may still be changed."""
    task_list = managed(task_list_id, by)
    if task_list.status != Status.DRAFT:
        raise ListIsFixed(title=task_list.quoted, now=STATUS_LABELS[Status(task_list.status)])
    return task_list
