"""Two lines of the leader: one carried to its end, one on its way (批示)."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from wenming.accounts.models import User
from wenming.core import clock
from wenming.demo.ground import read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.demo.working import speakers
from wenming.instructions import services
from wenming.instructions.models import Instruction
from wenming.instructions.services import Line
from wenming.organization.models import Area, Level, Unit

FIRST, SECOND = timedelta(days=12), timedelta(days=4)  # before the end
DAYS = 7


class Instructing:
    """What the leader wrote, and what the office and the units made of it."""

    def __init__(self, people: dict[str, User], timeline: Timeline) -> None:
        self._leader, self._office = people["demo-leader"], people["demo-office"]
        self._timeline = timeline

    def plan(self) -> None:
        """Put both lines on the timeline."""
        first, second = read("progress")["instructions"]
        end = self._timeline.end
        self._timeline.at(in_office(end - FIRST), lambda now: self._give(first, now))
        self._timeline.at(in_office(end - SECOND), lambda now: self._give(second, now))

    def _give(self, told: dict[str, Any], now: datetime) -> None:
        row = services.instruct(
            by=self._leader,
            line=Line(
                text=told["text"],
                leader="市长",
                about_title="一屏看全市",
                about_path=reverse("web:leader"),
            ),
            owner=Area.objects.get(level=Level.CITY),
        )
        services.propose(instruction_id=row.pk, by=self._office, line=told["proposal"])
        unit = Unit.objects.get(name=told["unit"])
        services.assign(
            instruction_id=row.pk,
            by=self._office,
            unit_id=unit.pk,
            due_on=clock.today() + timedelta(days=DAYS),
            line="",
        )
        if "answer" in told:
            days = timedelta(days=5)
            self._timeline.at(in_office(now + days), lambda _now: self._end(row, unit, told))

    def _end(self, row: Instruction, unit: Unit, told: dict[str, Any]) -> None:
        by = speakers()[unit.pk]
        services.answer(instruction_id=row.pk, by=by, line=told["answer"])
        services.close(instruction_id=row.pk, by=self._office, result=told["result"])
