"""How the duties of the demonstration are carried out: reports, ends, and what goes wrong (任务办理)."""

import random
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from wenming.accounts.models import Grant, User
from wenming.accounts.rights import ROLE_ABILITIES, Ability
from wenming.core import clock
from wenming.demo.ground import read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.duties.models import Duty, DutyUnit, TaskList, Undertaking
from wenming.duties.services import (
    ask_transfer,
    contribute,
    decide_transfer,
    hand_down,
    judge,
    open_due,
    report,
)
from wenming.duties.workflow import LIVE, Progress
from wenming.organization.models import UnitKind

FIRST_REPORT = timedelta(days=12)
BETWEEN_REPORTS = timedelta(days=15)
NEVER_STARTED, STUCK, SUSPENDED, SENT_BACK, TRANSFER = 2, 4, 9, 3, 6
"""Which of the pieces of work, in the order of issue, go which unhappy way."""


def speakers() -> dict[int, User]:
    """Who reports for each unit, by its key."""
    grants = Grant.objects.filter(unit__isnull=False).select_related("user")
    return {
        grant.unit_id: grant.user
        for grant in grants
        if grant.unit_id is not None and Ability.REPORT_DUTIES in ROLE_ABILITIES[grant.role]
    }


class Working:
    """The life of each piece of work, one report after the other."""

    def __init__(self, people: dict[str, User], timeline: Timeline) -> None:
        self._office = people["demo-office"]
        self._timeline = timeline
        self._rng = random.Random("working")
        self._lines: dict[str, Any] = read("progress")
        self._number = count()
        self._speakers = speakers()

    def plan(self, task_list: TaskList, issued: datetime) -> None:
        """Put the reports on the work of an issued list on the timeline."""
        rows = Undertaking.objects.filter(duty__task_list=task_list, parent=None).order_by("pk")
        for row in rows:
            number = next(self._number)
            if row.unit_id in self._speakers and number != NEVER_STARTED:
                self._next(row.pk, number, 0, issued + FIRST_REPORT)
        self._timeline.at(
            in_office(issued + FIRST_REPORT), lambda _now: self._contribute(task_list)
        )
        day = issued
        while day < self._timeline.end:  # the nightly job, on the days on which it has work
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            self._timeline.at(day, open_due)

    def _next(self, pk: int, number: int, turn: int, when: datetime) -> None:
        when += timedelta(days=self._rng.randint(0, 5), minutes=self._rng.randint(0, 400))
        self._timeline.at(in_office(when), lambda now: self._live(pk, number, turn, now))

    def _live(self, pk: int, number: int, turn: int, now: datetime) -> None:
        row = Undertaking.objects.select_related("unit", "duty").get(pk=pk)
        if row.status not in LIVE or row.status == Progress.SUSPENDED:
            return
        speaker = self._speakers[row.unit_id]
        if turn == 0:
            self._begin(row, number, speaker)
        elif turn == 1 and number == STUCK:
            self._say(row, "ask_help", speaker)
            return
        elif turn == 1 and number == SUSPENDED:
            self._judge(row, "suspend")
            return
        elif row.duty.cadence:
            self._finish_parts(row, self._office)
        elif self._rng.random() < 0.2 + 0.2 * turn:  # the longer, the likelier
            self._finish(row, number, speaker)
            return
        else:
            self._say(row, "carry_on", speaker)
        self._next(pk, number, turn + 1, now + BETWEEN_REPORTS)

    def _begin(self, row: Undertaking, number: int, speaker: User) -> None:
        self._say(row, "carry_on", speaker)
        if row.unit.kind == UnitKind.DISTRICT:
            streets = list(row.unit.children.all())
            hand_down(
                undertaking_id=row.pk,
                by=speaker,
                units=streets,
                text=self._lines["hand_down"],
                due_on=row.due_on,
            )
        if number == TRANSFER:
            self._transfer(row, speaker)

    def _finish(self, row: Undertaking, number: int, speaker: User) -> None:
        self._finish_parts(row, self._office)
        self._say(row, "finish", speaker)
        if number == SENT_BACK:
            self._judge(row, "send_back")
        elif self._timeline.end - clock.now() > timedelta(days=6):
            judge(undertaking_id=row.pk, by=self._office, action="accept")

    def _finish_parts(self, row: Undertaking, judging: User) -> None:
        """Finish and accept what hangs below `row`, which `judging` judges, from the leaves up."""
        for part in row.children.filter(status__in=LIVE).select_related("unit", "duty"):
            by = judging if part.is_period else self._speakers[row.unit_id]
            self._finish_parts(part, by)
            self._say(part, "finish", self._speakers[part.unit_id])
            judge(undertaking_id=part.pk, by=by, action="accept")

    def _transfer(self, row: Undertaking, speaker: User) -> None:
        others = Undertaking.objects.filter(duty__task_list=row.duty.task_list_id)
        other = others.exclude(unit=row.unit).order_by("pk")[0]
        asked = ask_transfer(
            undertaking_id=row.pk, by=speaker, to_id=other.unit_id, reason=self._lines["transfer"]
        )
        decide_transfer(
            transfer_id=asked.pk, by=self._office, agrees=False, answer=self._lines["declined"]
        )

    def _contribute(self, task_list: TaskList) -> None:
        """Every third supporting unit has told its lead something."""
        duties = Duty.objects.filter(task_list=task_list)
        supports = DutyUnit.objects.filter(duty__in=duties, part=DutyUnit.Part.SUPPORT)
        for row in supports.order_by("pk")[::3]:
            speaker = self._speakers.get(row.unit_id)
            if speaker is not None:
                contribute(
                    duty_id=row.duty_id,
                    unit_id=row.unit_id,
                    by=speaker,
                    line=self._lines["contribute"],
                )

    def _say(self, row: Undertaking, action: str, by: User) -> None:
        done, left = self._rng.randint(4, 20), self._rng.randint(1, 9)
        line = self._rng.choice(self._lines[action])
        values = {
            index: f"{max(target['value'] - self._rng.randint(1, 9), 0):g}"
            for index, target in enumerate(row.duty.targets)
            if action == "carry_on"
        }
        report(
            undertaking_id=row.pk,
            by=by,
            action=action,
            line=line.format(a=done, b=done + left, c=left),
            values=values,
        )

    def _judge(self, row: Undertaking, action: str) -> None:
        judge(undertaking_id=row.pk, by=self._office, action=action, line=self._lines[action])
