"""A meeting is planned, changed, cancelled, held (计划、修改、取消、登记召开)."""

from dataclasses import dataclass
from datetime import date, time

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import today
from wenming.meetings.agenda import Agenda, Line
from wenming.meetings.errors import NotYet
from wenming.meetings.models import AgendaItem, Meeting
from wenming.meetings.selectors import next_meeting
from wenming.meetings.services.ground import advance, taken, written
from wenming.meetings.workflow import Status
from wenming.organization.models import Area


@dataclass(frozen=True, slots=True)
class MeetingData:
    """What is written of a meeting."""

    kind: str
    title: str
    on: date
    place: str
    begins: time | None = None


@audit.audited
def plan_meeting(*, data: MeetingData, owner: Area, by: User) -> Meeting:
    """Plan a meeting of an area; what is stuck there comes onto its agenda by itself.

    Raises:
        NotAllowed: the person holds no meetings there.
    """
    rights.require(by, Ability.HOLD_MEETINGS, area=owner)
    made = Meeting.objects.create(**_fields(data), owner=owner, by=by)
    audit.record("meetings.planned", made, by=by, on=made.on.isoformat(), kind=made.kind)
    _take_over(owner)
    return made


@audit.audited
def edit_meeting(*, meeting_id: int, data: MeetingData, by: User) -> Meeting:
    """Change what is written of a planned meeting.

    Raises:
        NotAllowed, TransitionRefused: as their sentences say.
    """
    row = taken(meeting_id, by, "arrange")
    for name, value in _fields(data).items():
        setattr(row, name, value)
    row.save()
    audit.record("meetings.changed", row, by=by, on=row.on.isoformat(), kind=row.kind)
    return row


@audit.audited
def cancel_meeting(*, meeting_id: int, reason: str, by: User) -> Meeting:
    """Cancel a planned meeting; what it would have talked about comes onto the next one.

    Raises:
        NotAllowed, TransitionRefused: as their sentences say.
    """
    row = taken(meeting_id, by, "cancel")
    row.cancelled_for = reason
    row.save()
    audit.record("meetings.cancelled", row, by=by)
    _take_over(row.owner)
    return row


@audit.audited
def hold_meeting(*, meeting_id: int, on: date, by: User) -> Meeting:
    """Note that it was held; its agenda is fixed as it stands (登记召开).

    Raises:
        NotAllowed, TransitionRefused: as their sentences say.
        NotYet: the day has not come.
    """
    row = taken(meeting_id, by, "arrange")
    if on > today():
        raise NotYet(on=on)
    kept = [_fixed(row, line, by).pk for line in Agenda(row).lines]
    row.items.filter(put_off_to=None).exclude(pk__in=kept).delete()  # work that went on meanwhile
    advance(row, "hold")
    row.on = on
    row.save()
    audit.record("meetings.held", row, by=by, on=on.isoformat(), items=len(kept))
    return row


def _fixed(row: Meeting, line: Line, by: User) -> AgendaItem:
    """The row of an item, with what was asked as it stands."""
    item = written(row, line, by, order=line.number)
    if line.work is not None:
        item.text, item.unit, item.asked = line.text[:300], line.unit, line.asked
        item.due_on = line.due_on
        item.save()
    return item


def _take_over(owner: Area) -> None:
    """Own lines of cancelled meetings come onto the next one, where there is one."""
    coming = next_meeting(owner)
    if coming is not None:
        left = AgendaItem.objects.filter(
            meeting__owner=owner, meeting__status=Status.CANCELLED, work=None, put_off_to=None
        )
        left.update(meeting=coming, order=0)


def _fields(data: MeetingData) -> dict[str, object]:
    return {name: getattr(data, name) for name in MeetingData.__slots__}
