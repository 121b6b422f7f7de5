"""Two meetings that were held and one to come, fed by what units ask help for (会议)."""

from datetime import datetime, time, timedelta
from typing import Any

from wenming.accounts.models import User
from wenming.core import clock
from wenming.demo.ground import Ground, read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Event, Timeline
from wenming.demo.working import speakers
from wenming.documents.services import end_review
from wenming.duties.models import Undertaking
from wenming.duties.services import report
from wenming.duties.workflow import Progress
from wenming.meetings import services
from wenming.meetings.agenda import Agenda
from wenming.meetings.models import Meeting
from wenming.meetings.selectors import next_meeting
from wenming.meetings.services import MeetingData, Verdict
from wenming.organization.models import Area, Level

ASKED_BEFORE = timedelta(days=4)  # the meeting, or the end where it is still to come


class Meetings:
    """Plans the meetings, lets units ask for help, holds those of the past."""

    def __init__(self, ground: Ground, people: dict[str, User], timeline: Timeline) -> None:
        self._units = ground.units
        self._office = people["demo-office"]
        self._timeline = timeline
        self._told: dict[str, Any] = read("meetings")
        self._helped: set[int] = set()

    def plan(self) -> None:
        """Put the meetings on the timeline."""
        for told in self._told["held"]:
            self._plan_past(told)
        coming = self._told["coming"]
        day = self._day(coming["held"])
        self._at(coming["planned"], lambda _now: self._plan(coming, day))
        end = min(in_office(self._timeline.end - ASKED_BEFORE), self._timeline.end)
        self._timeline.at(end, lambda _now: self._prepare(coming))

    def _plan_past(self, told: dict[str, Any]) -> None:
        on = self._day(told["held"])
        self._at(told["planned"], lambda _now: self._plan(told, on))
        self._timeline.at(in_office(on - ASKED_BEFORE), lambda _now: self._ask(told["asks"]))
        self._timeline.at(on, lambda _now: self._hold(told))

    def _day(self, days: int) -> datetime:
        """The hour of office nearest after so many days from the end."""
        return in_office(self._timeline.end + timedelta(days=days))

    def _at(self, days: int, event: Event) -> None:
        self._timeline.at(self._day(days), event)

    def _plan(self, told: dict[str, Any], on: datetime) -> None:
        data = MeetingData(
            kind=told["kind"],
            title=told["title"],
            on=clock.local(on).date(),
            place=told["place"],
            begins=time.fromisoformat(told["begins"]),
        )
        services.plan_meeting(data=data, owner=self._city(), by=self._office)

    def _ask(self, lines: list[str]) -> None:
        """Units that are at work ask for help, a unit once."""
        speaking = speakers()
        rows = Undertaking.objects.filter(parent=None, status=Progress.UNDERWAY, duty__cadence="")
        rows = rows.filter(unit__in=list(speaking)).exclude(unit__in=self._helped)
        for line in lines:
            left = rows.exclude(unit__in=self._helped)
            row = left.order_by("duty__task_list__kind", "pk").first()  # out of documents first
            if row is not None:
                self._helped.add(row.unit_id)
                by = speaking[row.unit_id]
                report(undertaking_id=row.pk, by=by, action="ask_help", line=line)

    def _hold(self, told: dict[str, Any]) -> None:
        meeting = next_meeting(self._city())
        assert meeting is not None, "it was planned"
        services.hold_meeting(meeting_id=meeting.pk, on=clock.today(), by=self._office)
        meeting.refresh_from_db()
        settled = dict(zip(told["asks"], told["settled"], strict=True))
        for line in Agenda(meeting).lines:
            said = settled.get(line.asked.line) if line.asked else None
            if said is not None:
                self._decide(meeting, line.key, Verdict(**said))
            elif "put_off" in told:
                self._put_off(meeting, line.key, told["put_off"])
        if "minutes" in told:
            self._take_minutes(meeting, told["minutes"])

    def _decide(self, meeting: Meeting, key: str, verdict: Verdict) -> None:
        services.decide(meeting_id=meeting.pk, key=key, verdict=verdict, by=self._office)

    def _put_off(self, meeting: Meeting, key: str, reason: str) -> None:
        to = next_meeting(self._city())
        assert to is not None, "the one to come was planned"
        services.put_off(
            meeting_id=meeting.pk, key=key, to_id=to.pk, reason=reason, by=self._office
        )

    def _take_minutes(self, meeting: Meeting, text: str) -> None:
        """The minutes, whose order a list had asked for already."""
        document = services.enter_minutes(
            meeting_id=meeting.pk, by=self._office, text=text, dated_on=meeting.on
        )
        end_review(document_id=document.pk, by=self._office)

    def _prepare(self, coming: dict[str, Any]) -> None:
        self._ask(coming["asks"])
        meeting = next_meeting(self._city())
        assert meeting is not None, "it was planned"
        own = coming["own"]
        services.add_item(
            meeting_id=meeting.pk,
            text=own["line"],
            unit=self._units[own["unit"]],
            by=self._office,
        )

    def _city(self) -> Area:
        found: Area = Area.objects.get(level=Level.CITY)
        return found
