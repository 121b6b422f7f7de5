"""What other pages tell of meetings: on which agenda stuck work stands, that none is planned."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.attention import Counted, Sentence
from wenming.core.search import Hit, holding
from wenming.duties.attached import Note
from wenming.duties.models import Undertaking
from wenming.duties.workflow import LIVE, Progress
from wenming.meetings import permissions, selectors
from wenming.meetings.models import Decision, Meeting


def notes(user: Any, work: Undertaking) -> list[Note]:
    """On the page of work: which meeting talks about it, or what one decided; few queries."""
    if work.status == Progress.STUCK:
        return _awaited(user, work)
    return _decided(user, work) if work.status in LIVE else []


def _awaited(user: Any, work: Undertaking) -> list[Note]:
    meeting = selectors.meeting_of(work)
    if meeting is None:
        return []
    words = {"meeting": meeting.dated, "place": meeting.place}
    return [_note(user, meeting, _("已列入 %(meeting)s议程（%(place)s）。") % words)]


def _decided(user: Any, work: Undertaking) -> list[Note]:
    """The last decision on it, in the words of now."""
    made = Decision.objects.filter(item__work=work.pk).select_related("item__meeting__owner")
    last = made.order_by("-pk").first()
    return [_note(user, last.item.meeting, last.told)] if last else []


def _note(user: Any, meeting: Meeting, text: str) -> Note:
    url = reverse("meetings:list_one", args=[meeting.pk])
    return Note(text, url if permissions.can_see(user, meeting) else "")


def sentences(user: Any) -> Iterator[Counted]:
    """Work that asks for help where no meeting is planned, for the office."""
    if permissions.can_hold(user):
        yield Counted(selectors.stuck_without_meeting(user), _unplanned)


def _unplanned(n: int) -> Sentence:
    return Sentence(
        subject=_("%(n)d 项任务") % {"n": n},
        text=_("请求协调，还没有计划会议。"),
        url=reverse("meetings:list_new"),
        verb=_("计划会议"),
        weight=65,
    )


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Meetings by name or place."""
    rows = permissions.visible_to(user).filter(holding(words, "title", "place"))
    return [_hit(row) for row in rows.order_by("-on", "-pk")[:limit]]


def _hit(row: Meeting) -> Hit:
    return Hit(
        kind=_("会议"),
        title=row.title,
        note=f"{row.on:%Y-%m-%d} · {row.place}",
        url=reverse("meetings:list_one", args=[row.pk]),
    )
