"""The agenda of a meeting as it stands (议程): made anew until the meeting is held, then as written.

Until then it is what is stuck and the office's own lines; rows only keep an order that somebody
gave. Whoever asks for it gets the same, page, paper and service.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.urls import reverse

from wenming.core import clock
from wenming.core.lights import Light
from wenming.core.workdays import running_light
from wenming.duties import workflow as duties
from wenming.duties.models import Undertaking, UndertakingStep
from wenming.meetings import selectors
from wenming.meetings.models import AgendaItem, Decision, Meeting
from wenming.meetings.workflow import Status
from wenming.organization.models import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """One item of an agenda.

    Attributes:
        key: how addresses name it: w and the key of the work, i and the key of an own line.
        asked: the report that asked for help; None for the office's own line.
        item: the row behind it; None for work that nobody has placed yet.
        work: the work that is, or was, stuck.
        url: the work or the duty that it is about; empty where there is none.
        number: its place, from 1.
    """

    key: str
    text: str
    unit: Unit | None
    asked: UndertakingStep | None
    due_on: date | None
    light: Light | None
    item: AgendaItem | None
    work: Undertaking | None
    url: str
    number: int = 0

    @property
    def decision(self) -> Decision | None:
        """What was decided on it."""
        return getattr(self.item, "decision", None)

    @property
    def put_off_to(self) -> Meeting | None:
        """The meeting to which it was put off after this one."""
        return self.item.put_off_to if self.item else None

    @property
    def task_list_id(self) -> int | None:
        """The list that a changed lead, support or deadline is written into."""
        duty = self.work.duty if self.work else self.item.duty if self.item else None
        return duty.task_list_id if duty else None

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to decide on it."""
        return self.decision is None and self.put_off_to is None


class Agenda:
    """The items of one meeting, in their order; a fixed number of queries."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self._now = clock.now()

    @cached_property
    def lines(self) -> list[Line]:
        """The items; a cancelled meeting has none."""
        if self.meeting.status == Status.PLANNED:
            return self._planned()
        return self._held() if self.meeting.status == Status.HELD else []

    @cached_property
    def is_next(self) -> bool:
        """Whether what is stuck comes here by itself."""
        return self.meeting == selectors.next_meeting(self.meeting.owner)

    @cached_property
    def put_off(self) -> list[AgendaItem]:
        """What was put off before the meeting was held."""
        rows = self.meeting.items.filter(order=0, put_off_to__isnull=False)
        rows = rows.exclude(put_off_to__status=Status.CANCELLED)  # back on an agenda
        return list(rows.select_related("work__duty", "unit", "work__unit", "put_off_to"))

    @property
    def open(self) -> list[Line]:
        """What is still to be decided."""
        return [line for line in self.lines if line.is_open]

    @property
    def decided(self) -> list[Line]:
        """What was decided."""
        return [line for line in self.lines if line.decision]

    def line(self, key: str) -> Line | None:
        """The item of this key."""
        return next((line for line in self.lines if line.key == key), None)

    def _planned(self) -> list[Line]:
        rows = list(
            selectors.stuck_on(self.meeting, is_next=self.is_next).select_related(
                "unit", "duty__task_list", "parent"
            )
        )
        items = self.meeting.items.filter(put_off_to=None).order_by("pk")
        items = items.select_related("unit", "duty__task_list")
        placed = {(item.work_id, item.stuck_since): item for item in items if item.work_id}
        asked = _asked(rows)
        found = [
            self._of_work(row, asked.get(row.pk), placed.get((row.pk, row.since))) for row in rows
        ]
        found += [self._of_item(item) for item in items if item.work_id is None]
        found.sort(key=_place)
        return _numbered(found)

    def _held(self) -> list[Line]:
        rows = self.meeting.items.filter(order__gt=0).order_by("order", "pk")
        rows = rows.select_related(
            "unit", "asked", "duty__task_list", "work__duty", "decision", "put_off_to"
        )
        return _numbered(self._of_item(item) for item in rows)

    def _of_work(
        self, row: Undertaking, asked: UndertakingStep | None, item: AgendaItem | None
    ) -> Line:
        return Line(
            key=f"w{row.pk}",
            text=row.what,
            unit=row.unit,
            asked=asked,
            due_on=row.due_on,
            light=running_light(self._now, row.due_on, row.opened_on) if row.due_on else None,
            item=item,
            work=row,
            url=_work_url(row.pk, asked),
        )

    def _of_item(self, item: AgendaItem) -> Line:
        return Line(
            key=f"w{item.work_id}" if item.work_id else f"i{item.pk}",
            text=item.text,
            unit=item.unit,
            asked=item.asked,
            due_on=item.due_on,
            light=None,
            item=item,
            work=item.work,
            url=_url_of(item),
        )


def _place(line: Line) -> tuple[bool, int]:
    """Sorts what somebody placed first, the rest as it comes."""
    order = line.item.order if line.item else 0
    return not order, order


def _numbered(lines: Iterable[Line]) -> list[Line]:
    return [replace(line, number=number) for number, line in enumerate(lines, start=1)]


def _asked(rows: Iterable[Undertaking]) -> dict[int, UndertakingStep]:
    """The last report of each that asked for help; one query."""
    steps = UndertakingStep.objects.filter(undertaking__in=list(rows), action="ask_help")
    return {step.undertaking_id: step for step in steps.order_by("pk")}


def _url_of(item: AgendaItem) -> str:
    if item.work_id is not None:
        return _work_url(item.work_id, item.asked)
    duty = item.duty
    is_in_force = duty is not None and duty.task_list.status == duties.Status.ISSUED
    return reverse("duties:work_on", args=[item.duty_id]) if is_in_force else ""


def _work_url(pk: int, asked: UndertakingStep | None) -> str:
    url = reverse("duties:undertaking", args=[pk])
    return f"{url}#step-{asked.pk}" if asked else url
