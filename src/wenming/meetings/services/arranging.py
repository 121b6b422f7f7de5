"""The office arranges the agenda: own lines, order, what is put off (排议程)."""

from wenming.accounts.models import User
from wenming.core import audit
from wenming.duties.models import Duty
from wenming.meetings.agenda import Agenda, Line
from wenming.meetings.errors import DecidedAlready, NotLater, OnlyOwn, PutOffAlready
from wenming.meetings.models import AgendaItem, Meeting
from wenming.meetings.selectors import later_than
from wenming.meetings.services.ground import line_of, taken, written
from wenming.meetings.workflow import Status
from wenming.organization.models import Unit

UP, DOWN, TOP = "up", "down", "top"


@audit.audited
def add_item(
    *, meeting_id: int, text: str, unit: Unit, duty: Duty | None = None, by: User
) -> AgendaItem:
    """Put a line of the office's own on the agenda (自拟议题).

    Raises:
        NotAllowed, TransitionRefused: as their sentences say.
    """
    row = taken(meeting_id, by, "arrange")
    item = AgendaItem.objects.create(meeting=row, text=text, unit=unit, duty=duty, by=by)
    audit.record("meetings.item_added", item, by=by, meeting=row.pk, unit=unit.code)
    return item


@audit.audited
def drop_item(*, meeting_id: int, key: str, by: User) -> None:
    """Take an own line off the agenda.

    Raises:
        NotAllowed, TransitionRefused, NoSuchItem: as their sentences say.
        OnlyOwn: a unit asked for it.
    """
    row = taken(meeting_id, by, "arrange")
    line = line_of(row, key)
    if line.work is not None or line.item is None:
        raise OnlyOwn
    audit.record("meetings.item_dropped", line.item, by=by, meeting=row.pk)
    line.item.delete()


@audit.audited
def move_item(*, meeting_id: int, key: str, to: str, by: User) -> None:
    """Move an item one place up or down, or to the top; all items keep the order of now.

    Raises:
        NotAllowed, TransitionRefused, NoSuchItem: as their sentences say.
    """
    row = taken(meeting_id, by, "arrange")
    moved = line_of(row, key)
    lines = Agenda(row).lines
    before = moved.number - 1
    after = {UP: max(before - 1, 0), DOWN: min(before + 1, len(lines) - 1), TOP: 0}[to]
    lines.insert(after, lines.pop(before))
    for order, line in enumerate(lines, start=1):
        written(row, line, by, order=order)
    audit.record("meetings.item_moved", row, by=by, key=key, place=after + 1)


@audit.audited
def put_off(*, meeting_id: int, key: str, to_id: int, reason: str, by: User) -> AgendaItem:
    """Put an item off to a later meeting, with a reason; also one on which nothing was decided.

    Raises:
        NotAllowed, TransitionRefused, NoSuchItem: as their sentences say.
        NotLater: the other meeting does not come after this one.
        DecidedAlready, PutOffAlready: it does not wait any more.
    """
    row = taken_for_putting_off(meeting_id, by)
    line = line_of(row, key)
    refuse_settled(line)
    to = Meeting.objects.select_related("owner").get(pk=to_id)
    if not later_than(row).filter(pk=to.pk).exists():
        raise NotLater(to=to.title, meeting=row.title)
    is_held = row.status == Status.HELD
    item = written(row, line, by, order=line.number if is_held else 0)
    item.put_off_to, item.put_off_for = to, reason
    if line.work is not None:
        item.text, item.unit = line.text[:300], line.unit
    item.save()
    carried = _carried(line, item, to, by)
    audit.record("meetings.item_put_off", carried, by=by, meeting=row.pk, to=to.pk)
    return carried


def taken_for_putting_off(meeting_id: int, by: User) -> Meeting:
    """The meeting: planned, or held without a word on the item."""
    is_held = Meeting.objects.filter(pk=meeting_id, status=Status.HELD).exists()
    return taken(meeting_id, by, "decide" if is_held else "arrange")


def refuse_settled(line: Line) -> None:
    """Refuse what does not wait any more.

    Raises:
        DecidedAlready, PutOffAlready.
    """
    if line.decision is not None:
        raise DecidedAlready(line=line.decision.line)
    if line.put_off_to is not None:
        raise PutOffAlready(to=line.put_off_to.title)


def _carried(line: Line, item: AgendaItem, to: Meeting, by: User) -> AgendaItem:
    """The row on the later meeting."""
    if line.work is None:
        return AgendaItem.objects.create(
            meeting=to, text=item.text, unit=item.unit, duty=item.duty, by=by
        )
    carried, _is_new = AgendaItem.objects.get_or_create(
        meeting=to, work=line.work, stuck_since=item.stuck_since, defaults={"by": by}
    )
    carried.is_kept, carried.put_off_to, carried.put_off_for = True, None, ""
    carried.save()
    return carried
