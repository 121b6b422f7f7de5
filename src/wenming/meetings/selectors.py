"""What waits for a meeting, and which meeting comes next."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.core.clock import today
from wenming.core.counting import count_each
from wenming.documents import permissions as documents
from wenming.documents.models import Document
from wenming.duties.models import Undertaking
from wenming.duties.workflow import Progress
from wenming.engine.worktime import CHINA
from wenming.meetings.models import AgendaItem, Meeting
from wenming.meetings.workflow import Status
from wenming.organization.models import Area

BY_URGENCY = ("due_key", "since", "pk")  # the nearest deadline first, then what waits longest
COMING = ("on", "pk")
# Days before the next meeting from which its agenda is a to-do.
AGENDA_DAYS = 7
# Parts that a unit handed down are helped by that unit; the rest is for the office's meeting.
_WHOLE = Q(parent=None) | Q(period_start__isnull=False, parent__parent=None)


def coming(owner: Area) -> QuerySet[Meeting]:
    """The planned meetings of an area, the next one first; one whose day is over is still to come."""
    return Meeting.objects.filter(owner=owner, status=Status.PLANNED).order_by(*COMING)


def next_meeting(owner: Area) -> Meeting | None:
    """The meeting onto whose agenda comes what is stuck now."""
    return coming(owner).first()


def later_than(meeting: Meeting) -> QuerySet[Meeting]:
    """The planned meetings after this one, to which an item may be put off."""
    later = Q(on__gt=meeting.on) | Q(on=meeting.on, pk__gt=meeting.pk)
    return coming(meeting.owner).filter(later).exclude(pk=meeting.pk)


def minutes_of(meeting: Meeting, user: Person) -> QuerySet[Document]:
    """What may be the minutes of a meeting: documents taken in since its day, the newest first."""
    day = datetime.combine(meeting.on, time.min, CHINA)
    since = documents.visible_to(user).filter(at__gte=day)
    taken = Meeting.objects.exclude(minutes=None).values("minutes")
    return since.exclude(pk__in=taken).order_by("-pk")


def stuck(owner: Area) -> QuerySet[Undertaking]:
    """What units of the lists of an area ask help for, most urgent first."""
    rows = Undertaking.objects.filter(_WHOLE, status=Progress.STUCK, duty__task_list__owner=owner)
    return rows.order_by(*BY_URGENCY)


def stuck_on(meeting: Meeting, *, is_next: bool) -> QuerySet[Undertaking]:
    """The stuck work on the agenda of a planned meeting.

    On the next one all that is not kept for a later one; on a later one what was put off to it.
    """
    kept = AgendaItem.objects.filter(
        work=OuterRef("pk"),
        stuck_since=OuterRef("since"),
        is_kept=True,
        put_off_to=None,
        meeting__status=Status.PLANNED,
    )
    rows = stuck(meeting.owner)
    if is_next:
        return rows.exclude(Exists(kept.exclude(meeting=meeting)))
    return rows.filter(Exists(kept.filter(meeting=meeting)))


def size_of_next(meeting: Meeting) -> int:
    """How many items the agenda of the next meeting has; one query."""
    return sum(count_each([stuck_on(meeting, is_next=True), own_items(meeting)]))


def own_items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The office's own lines on a meeting."""
    return meeting.items.filter(work=None, put_off_to=None).order_by("order", "pk")


def waiting_agendas(user: Person) -> QuerySet[Meeting]:
    """Next meetings of the next days whose agenda holds something: a to-do of their office."""
    earlier = Meeting.objects.filter(
        Q(on__lt=OuterRef("on")) | Q(on=OuterRef("on"), pk__lt=OuterRef("pk")),
        owner=OuterRef("owner"),
        status=Status.PLANNED,
    )
    kept_later = AgendaItem.objects.filter(
        work=OuterRef("pk"),
        stuck_since=OuterRef("since"),
        is_kept=True,
        put_off_to=None,
        meeting__status=Status.PLANNED,
    ).exclude(meeting=OuterRef(OuterRef("pk")))
    asks = Undertaking.objects.filter(
        ~Exists(kept_later),
        _WHOLE,
        status=Progress.STUCK,
        duty__task_list__owner=OuterRef("owner"),
    )
    own = AgendaItem.objects.filter(meeting=OuterRef("pk"), work=None, put_off_to=None)
    return Meeting.objects.filter(
        rights.within(user, Ability.HOLD_MEETINGS),
        ~Exists(earlier),
        Exists(asks) | Exists(own),
        status=Status.PLANNED,
        on__lte=soon(),
    )


def stuck_without_meeting(user: Person) -> QuerySet[Undertaking]:
    """Stuck work of the areas of an office in which no meeting is planned."""
    planned = Meeting.objects.filter(
        owner=OuterRef("duty__task_list__owner"), status=Status.PLANNED
    )
    mine = rights.within(user, Ability.HOLD_MEETINGS, "duty__task_list__owner")
    return Undertaking.objects.filter(mine, _WHOLE, ~Exists(planned), status=Progress.STUCK)


def soon() -> date:
    """The last day of those on which a meeting is near."""
    return today() + timedelta(days=AGENDA_DAYS)


def meeting_of(work: Undertaking) -> Meeting | None:
    """The planned meeting on whose agenda work stands that is stuck; at most two queries."""
    whole = work.parent if work.is_period else work
    if whole is None or whole.parent_id is not None:
        return None
    kept = AgendaItem.objects.filter(
        work=work,
        stuck_since=F("work__since"),
        is_kept=True,
        put_off_to=None,
        meeting__status=Status.PLANNED,
    )
    item = kept.select_related("meeting").first()
    return item.meeting if item else next_meeting(work.duty.task_list.owner)
