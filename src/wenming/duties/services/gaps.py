"""Closing a gap of the coverage by a duty (补空白): into what is being drafted, never out alone."""

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.moves import locked
from wenming.duties.models import Duty, TaskList
from wenming.duties.selectors import tables_in_hand
from wenming.duties.services.lists import draft_version
from wenming.duties.services.writing import Task, drafted, fill_duties, write_duty
from wenming.duties.tables.grid import Grid, Key
from wenming.duties.workflow import Status
from wenming.organization.models import Area


@audit.audited
def fill_row(*, owner: Area, by: User, key: Key, task: Task) -> Duty:
    """Write a row of the area's responsibility table, in a new version where it is issued.

    Raises:
        NotAllowed: the person issues no lists here.
        ListIsFixed: the table is on its way out.
        TaskList.DoesNotExist: the area has no table.
        Duty.DoesNotExist: the table has no such row.
    """
    locked(Area.objects.all(), owner.pk)
    rights.require(by, Ability.ISSUE_DUTIES, area=owner)
    table = table_to_fill(owner)
    if table is None:
        raise TaskList.DoesNotExist
    if table.status == Status.ISSUED:
        table = draft_version(task_list_id=table.pk, by=by)
    table = drafted(table.pk, by)
    duty = Grid(table).duties.get(key)
    if duty is None:
        raise Duty.DoesNotExist
    fill_duties([(duty, task.about(duty))])
    audit.record("duties.duty_written", duty, by=by, task_list=table.pk)
    return duty


@audit.audited
def add_to_draft(*, owner: Area, by: User, task: Task, title: str, basis: str) -> Duty:
    """Put a task into the newest list that is being drafted, or into a new one.

    Args:
        title, basis: of the new list.

    Raises:
        NotAllowed: the person issues no lists here.
    """
    locked(Area.objects.all(), owner.pk)
    rights.require(by, Ability.ISSUE_DUTIES, area=owner)
    into = list_to_fill(owner)
    if into is None:
        into = TaskList.objects.create(title=title, basis=basis, owner=owner, by=by)
        audit.record("duties.list_drafted", into, by=by, n=0)
    return write_duty(task_list_id=into.pk, by=by, task=task)


def table_to_fill(owner: Area) -> TaskList | None:
    """The table whose row closes a gap: the one being drafted, else the one in force."""
    tables = tables_in_hand(owner)
    return tables.exclude(status=Status.ISSUED).first() or tables.first()


def list_to_fill(owner: Area) -> TaskList | None:
    """The list that takes a task: the newest that is being drafted."""
    drafts = TaskList.objects.filter(owner=owner, kind=TaskList.Kind.LIST, status=Status.DRAFT)
    return drafts.first()
