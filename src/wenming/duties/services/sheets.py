"""A task table from Excel (导入任务表): sent, mapped, its tasks put into a list batch by batch, undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import now
from wenming.core.crypto import encrypt_bytes
from wenming.core.imports import NothingToImport, RowsChanged
from wenming.core.moves import locked, move
from wenming.documents.names import learn
from wenming.duties.errors import ListIsFixed, SheetIsFixed
from wenming.duties.models import (
    SENT_ACTION_LABELS,
    SENT_LABELS,
    STATUS_LABELS,
    KnownHead,
    SheetDuty,
    TaskList,
    TaskSheet,
)
from wenming.duties.services.writing import Task, add_tasks, drafted
from wenming.duties.tasksheet import heads, sheets
from wenming.duties.tasksheet.heads import Part
from wenming.duties.tasksheet.judging import Item
from wenming.duties.tasksheet.names import UNIT
from wenming.duties.workflow import SENT_STEPS, Sent, Status
from wenming.framework.models import Indicator
from wenming.organization.models import ACTIVE, Area, Unit

KEPT = timedelta(days=1)
A_REQUEST = 250
"""Tasks that one request stores: SQLite keeps others waiting for as long as a transaction writes."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What comes with a table: the list that it goes into, or what a new one is called."""

    name: str
    content: bytes
    dated_on: date
    into: TaskList | None = None
    title: str = ""
    basis: str = ""


@audit.audited
def send_sheet(*, owner: Area, by: User, sending: Sending) -> TaskSheet:
    """Take a table in, find its head and guess its columns; nothing goes into a list yet.

    What a person once confirmed of a head of the same words is taken again. A table without a
    title is called by the line above its head, else by its file.

    Raises:
        NotAllowed: the person issues no lists here.
        BadTable: the file cannot be read.
        ListIsFixed: `into` is no draft.
    """
    rights.require(by, Ability.ISSUE_DUTIES, area=owner)
    into = drafted(sending.into.pk, by) if sending.into is not None else None
    opened = sheets.open_file(sending.content, name=sending.name)
    known = KnownHead.objects.filter(signature=heads.signature(opened.head.titles)).first()
    sheet = TaskSheet.objects.create(
        owner=into.owner if into else owner,
        task_list=into,
        title=into.title if into else sending.title or opened.caption[:200],
        basis=into.basis if into else sending.basis,
        dated_on=sending.dated_on,
        name=sending.name[-200:],
        content=encrypt_bytes(sending.content),
        grid=opened.grid.title,
        head=opened.head.bottom,
        parts=known.parts if known else heads.to_json(heads.guess(opened.head.titles)),
        by=by,
    )
    audit.record("duties.sheet_sent", sheet, by=by)
    return sheet


@audit.audited
def map_columns(
    *, sheet_id: int, by: User, grid: str, head: int, parts: Mapping[int, Part] | None
) -> TaskSheet:
    """Say which sheet, which head and what its columns hold.

    Args:
        head: its lowest row, from 0.
        parts: None where another sheet or head was chosen: its columns are guessed anew.

    Raises:
        NotAllowed: the person issues no lists here.
        SheetIsFixed: its tasks are going in already.
    """
    sheet = _open(sheet_id, by)
    if parts is None:
        titles = sheets.head_of(sheet, grid=grid, head=head).titles
        parts = heads.guess(titles)
    sheet.grid, sheet.head, sheet.parts = grid, head, heads.to_json(parts)
    sheet.save()
    audit.record("duties.sheet_mapped", sheet, by=by, parts=sheet.parts)
    return sheet


@audit.audited
def choose_units(*, sheet_id: int, by: User, chosen: Mapping[str, str]) -> TaskSheet:
    """Say what names mean that the register does not know; one that means a unit is remembered.

    Raises:
        NotAllowed, SheetIsFixed: as `map_columns`.
    """
    sheet = _open(sheet_id, by)
    sheet.chosen = {**sheet.chosen, **chosen}
    sheet.save()
    for name, choice in chosen.items():
        unit = Unit.objects.filter(ACTIVE, code=choice.removeprefix(UNIT)).first()
        if choice.startswith(UNIT) and unit is not None:
            learn([name], [], [unit])
    audit.record("duties.sheet_units_chosen", sheet, by=by, n=len(chosen))
    return sheet


@audit.audited
def start_storing(*, sheet_id: int, by: User, seen: int) -> TaskSheet:
    """Fix what goes in, make the list where there is none, and remember the head.

    Args:
        seen: how many right tasks the person saw.

    Raises:
        NotAllowed, SheetIsFixed: as `map_columns`.
        NothingToImport: no task is right.
        RowsChanged: other than `seen` are right by now.
        ListIsFixed: the list is no draft any more.
    """
    sheet = _open(sheet_id, by)
    judged = sheets.judge_sheet(sheet)
    if not judged.items:
        raise NothingToImport(name=sheet.name)
    if len(judged.items) != seen:
        raise RowsChanged(now=len(judged.items), seen=seen)
    if sheet.task_list_id is None:
        sheet.task_list = TaskList.objects.create(
            title=sheet.title, basis=sheet.basis, owner=sheet.owner, by=by
        )
        sheet.made_list = True
    assert sheet.task_list is not None, "made where there was none"
    drafted(sheet.task_list.pk, by)
    sheet.plan = [_planned(item) for item in judged.items]
    _advance(sheet, "start")
    sheet.save()
    _remember(sheet, by)
    audit.record("duties.import_started", sheet, by=by, n=len(sheet.plan), list=sheet.task_list_id)
    return sheet


@audit.audited
def store_next(*, sheet_id: int, by: User, limit: int = A_REQUEST) -> TaskSheet:
    """Put the next tasks into the list; what was interrupted goes on where it stopped.

    Raises:
        NotAllowed: the person issues no lists here.
        TransitionRefused: nothing is being imported.
        ListIsFixed: the list is no draft any more.
    """
    sheet = _taken(sheet_id, by)
    _advance(sheet, "store")
    assert sheet.task_list_id is not None, "a draft that was started has its list"
    task_list = drafted(sheet.task_list_id, by)
    rows = sheet.plan[sheet.stored : sheet.stored + limit]
    duties = add_tasks(task_list, _tasks(rows))
    SheetDuty.objects.bulk_create(
        SheetDuty(sheet=sheet, row=row["row"], duty=duty)
        for row, duty in zip(rows, duties, strict=True)
    )
    sheet.stored += len(rows)
    if sheet.stored >= len(sheet.plan):
        _advance(sheet, "finish")
        sheet.plan = []
    sheet.save()
    audit.record(
        "duties.tasks_imported", sheet, by=by, task_list=task_list.pk, n=len(rows), all=sheet.stored
    )
    return sheet


@audit.audited
def undo_import(*, sheet_id: int, by: User) -> TaskSheet:
    """Take all tasks of a table out again, with what was changed in them since (撤销导入).

    A list that the import made goes with them when nothing else is in it.

    Raises:
        NotAllowed: the person issues no lists here.
        TransitionRefused: nothing was imported.
        ListIsFixed: the list is no draft any more.
    """
    sheet = _taken(sheet_id, by)
    _advance(sheet, "undo")
    task_list = drafted(sheet.task_list_id, by) if sheet.task_list_id else None
    taken = sheet.rows.count()
    if task_list is not None:
        task_list.duties.filter(sheet_row__sheet=sheet).delete()
        if sheet.made_list and not task_list.duties.exists() and not task_list.documents.exists():
            sheet.task_list = None
            sheet.save()
            task_list.delete()
    sheet.plan, sheet.stored = [], 0
    sheet.save()
    audit.record("duties.import_undone", sheet, by=by, n=taken)
    return sheet


def why_not_undone(sheet: TaskSheet) -> str:
    """Why the import cannot be taken back any more; "" where it can."""
    found = sheet.task_list
    if found is None or found.status == Status.DRAFT:
        return ""
    return str(ListIsFixed(title=found.quoted, now=STATUS_LABELS[Status(found.status)]))


def forget_old_sheets(_moment: datetime) -> None:
    """Drop files after a day, and tables that nobody imported."""
    old = TaskSheet.objects.filter(at__lt=now() - KEPT)
    old.filter(status=Sent.OPEN).delete()
    old.exclude(content="").update(content="")


def _taken(sheet_id: int, by: User) -> TaskSheet:
    """The table, locked, where `by` may import."""
    sheet = locked(TaskSheet.objects.select_related("owner", "task_list"), sheet_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=sheet.owner)
    return sheet


def _open(sheet_id: int, by: User) -> TaskSheet:
    sheet = _taken(sheet_id, by)
    if sheet.status != Sent.OPEN or not sheet.content:
        raise SheetIsFixed(name=sheet.name, now=SENT_LABELS[Sent(sheet.status)])
    return sheet


def _advance(sheet: TaskSheet, action: str) -> None:
    move(sheet, action, steps=SENT_STEPS, states=SENT_LABELS, actions=SENT_ACTION_LABELS)


def _remember(sheet: TaskSheet, by: User) -> None:
    titles = sheets.head_of(sheet).titles
    KnownHead.objects.update_or_create(
        signature=heads.signature(titles),
        defaults={"parts": sheet.parts, "by": by, "at": now()},
    )


def _planned(item: Item) -> dict[str, Any]:
    """A task as the plan keeps it: keys for units and indicators."""
    return {
        "row": item.row,
        "text": item.text,
        "kind": item.kind,
        "measures": item.measures,
        "acceptance": item.acceptance,
        "starts_on": item.starts_on.isoformat() if item.starts_on else None,
        "units": {part: [unit.pk for unit in units] for part, units in item.units.items()},
        "deadline": item.deadline,
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "cadence": item.cadence,
        "targets": item.targets,
        "indicators": item.indicators,
    }


def _tasks(rows: list[dict[str, Any]]) -> list[Task]:
    units = Unit.objects.in_bulk({pk for r in rows for pks in r["units"].values() for pk in pks})
    indicators = Indicator.objects.in_bulk({pk for row in rows for pk in row["indicators"]})
    return [
        Task(
            text=row["text"],
            kind=row["kind"],
            leads=[units[pk] for pk in row["units"].get(Part.LEAD, [])],
            responsible=[units[pk] for pk in row["units"].get(Part.RESPONSIBLE, [])],
            supports=[units[pk] for pk in row["units"].get(Part.SUPPORT, [])],
            deadline=row["deadline"],
            due_on=_day(row["due_on"]),
            measures=row["measures"],
            acceptance=row["acceptance"],
            starts_on=_day(row["starts_on"]),
            cadence=row["cadence"],
            targets=row["targets"],
            indicators=[indicators[pk] for pk in row["indicators"] if pk in indicators],
        )
        for row in rows
    ]


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
