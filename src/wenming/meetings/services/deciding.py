"""What a meeting decided goes back to work; its minutes are taken in (议定事项、纪要)."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation

from wenming.accounts.models import User
from wenming.core import audit
from wenming.core.moves import locked
from wenming.documents import services as documents
from wenming.documents.models import Document
from wenming.duties import services as duties
from wenming.duties.models import Undertaking
from wenming.duties.workflow import Progress
from wenming.meetings.agenda import Line
from wenming.meetings.errors import FollowUnfit, MinutesThere, NoMinutes, NotDecided
from wenming.meetings.models import Decision, Meeting
from wenming.meetings.selectors import minutes_of
from wenming.meetings.services.arranging import refuse_settled
from wenming.meetings.services.ground import line_of, taken

Follow = Decision.Follow


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided on an item: one line, whose word it was (a post), what follows."""

    line: str
    post: str
    follow: str


def follows_of(line: Line) -> list[Follow]:
    """What may follow from a decision on an item."""
    if line.work is not None:
        return [Follow.BACK, Follow.CHANGE, Follow.ORDER]
    about_a_duty = line.item is not None and line.item.duty_id is not None
    return (
        [Follow.CHANGE, Follow.ORDER, Follow.NOTED]
        if about_a_duty
        else [Follow.ORDER, Follow.NOTED]
    )


@audit.audited
def decide(*, meeting_id: int, key: str, verdict: Verdict, by: User) -> Decision:
    """Note what was decided; work that is still stuck goes on, its unit is told (登记议定事项).

    Raises:
        NotAllowed, TransitionRefused, NoSuchItem: as their sentences say.
        DecidedAlready, PutOffAlready: it does not wait any more.
        FollowUnfit: what follows does not fit the item.
    """
    row = taken(meeting_id, by, "decide")
    line = line_of(row, key)
    refuse_settled(line)
    fits = follows_of(line)
    if verdict.follow not in fits:
        raise FollowUnfit(
            follow=Follow(verdict.follow).label, allowed="、".join(str(one.label) for one in fits)
        )
    assert line.item is not None, "a held meeting has its rows"
    made = Decision.objects.create(
        item=line.item, line=verdict.line, post=verdict.post, follow=verdict.follow, by=by
    )
    audit.record("meetings.settled", made, by=by, meeting=row.pk, follow=made.follow)
    if line.work is not None:
        _answer(line.work, _chinese(made), by)
    return made


@audit.audited
def correct(*, meeting_id: int, key: str, line: str, post: str, by: User) -> Decision:
    """Put the words of a decision right; its unit is told the new ones (更正).

    The page of the work shows the words as they are now, its history those of then.

    Raises:
        NotAllowed, TransitionRefused, NoSuchItem: as their sentences say.
        NotDecided: nothing was decided on it.
    """
    row = taken(meeting_id, by, "decide")
    found = line_of(row, key)
    if found.decision is None:
        raise NotDecided
    made = found.decision
    made.line, made.post = line, post
    made.save(update_fields=["line", "post"])
    audit.record("meetings.corrected", made, by=by, meeting=row.pk)
    if found.work is not None:
        _tell(found.work, _chinese(made))
    return made


def _answer(work: Undertaking, line: str, by: User) -> None:
    """Answer the call for help; where the unit went on by itself meanwhile, it is told all the same."""
    if work.status == Progress.STUCK:
        duties.judge(undertaking_id=work.pk, by=by, action="answer_help", line=line)
    else:
        _tell(work, line)


def _tell(work: Undertaking, line: str) -> None:
    told = Undertaking.objects.select_related("unit", "duty").get(pk=work.pk)
    duties.tell_answer(told, line=line)


def _chinese(made: Decision) -> str:
    with translation.override("zh-hans"):  # what is kept and mailed is Chinese
        return made.told


def enter_minutes(*, meeting_id: int, by: User, **given: Any) -> Document:
    """Take the minutes in as a document; the intake drafts the orders in them (收纪要).

    Args:
        given: as `documents.services.take_in` asks for it.

    Raises:
        NotAllowed, TransitionRefused: as their sentences say.
        MinutesThere: they are in.
        StateSecret, NothingToRead: as `take_in` says.
    """
    with audit.transaction():
        _without_minutes(meeting_id, by)
    document = documents.take_in(by=by, **given, kind=Document.Kind.MINUTES)
    with audit.transaction():  # drafting took its time outside of any transaction
        row = _without_minutes(meeting_id, by)
        row.minutes = document
        row.save(update_fields=["minutes"])
        audit.record("meetings.minutes_taken_in", row, by=by, document=document.pk)
    return document


def link_minutes(*, meeting_id: int, document_id: int, by: User) -> Document:
    """Make a document that was taken in before the minutes of a meeting (关联纪要).

    Raises:
        NotAllowed, TransitionRefused: as their sentences say.
        MinutesThere: the meeting has its minutes.
        NoMinutes: the document was taken in before the meeting, or is the minutes of another.
        Document.DoesNotExist: there is no such document.
    """
    with audit.transaction():
        row = _without_minutes(meeting_id, by)
        locked(Document.objects.all(), document_id)  # so that no other meeting takes it meanwhile
        document = minutes_of(row, by).filter(pk=document_id).first()
        if document is None:
            raise NoMinutes(meeting=row.title)
        row.minutes = document
        row.save(update_fields=["minutes"])
        audit.record("meetings.minutes_linked", row, by=by, document=document.pk)
    return document


def _without_minutes(meeting_id: int, by: User) -> Meeting:
    row = taken(meeting_id, by, "decide")
    if row.minutes is not None:
        raise MinutesThere(meeting=row.title, title=row.minutes.quoted)
    return row
