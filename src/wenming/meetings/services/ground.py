"""The ground of every step of a meeting: taken under a lock, checked, its items written down."""

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core.moves import locked, move
from wenming.meetings.agenda import Agenda, Line
from wenming.meetings.errors import NoSuchItem
from wenming.meetings.models import ACTION_LABELS, STATUS_LABELS, AgendaItem, Meeting
from wenming.meetings.workflow import STEPS


def taken(meeting_id: int, by: User, action: str) -> Meeting:
    """The meeting, locked and moved by `action`, where `by` is of its office.

    Raises:
        NotAllowed: somebody else.
        TransitionRefused: not possible from its present state.
    """
    row = locked(Meeting.objects.select_related("owner"), meeting_id)
    rights.require(by, Ability.HOLD_MEETINGS, area=row.owner)
    advance(row, action)
    return row


def advance(row: Meeting, action: str) -> None:
    """Move a locked meeting.

    Raises:
        TransitionRefused: not possible from its present state.
    """
    move(row, action, steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)


def line_of(meeting: Meeting, key: str) -> Line:
    """The item of a key.

    Raises:
        NoSuchItem: it is not on the agenda, or no longer.
    """
    found = Agenda(meeting).line(key)
    if found is None:
        raise NoSuchItem(meeting=meeting.title)
    return found


def written(meeting: Meeting, line: Line, by: User, *, order: int) -> AgendaItem:
    """The row of an item at a place; made where nobody has placed it yet."""
    if line.work is None or line.item is not None:
        item = line.item
        assert item is not None, "an own line has its row"
    else:
        item, _is_new = AgendaItem.objects.get_or_create(
            meeting=meeting, work=line.work, stuck_since=line.work.since, defaults={"by": by}
        )
        item.put_off_to, item.put_off_for = None, ""  # the later meeting was cancelled
    item.order = order
    item.save()
    return item
