"""Handing in a visit from its page, so that sending twice is sending once (提交)."""

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wenming.accounts.models import User
from wenming.core import audit
from wenming.core.errors import DomainError, TransitionRefused
from wenming.inspections.answers import Answer
from wenming.inspections.models import Visit
from wenming.inspections.services import submit_visit
from wenming.inspections.services.visits import handed_in
from wenming.inspections.visiting import photos
from wenming.inspections.visiting.sheet import Sheet


class HandedInAlready(DomainError):
    """The visit was handed in before, with other content."""

    code = "inspections.handed_in_already"
    message = _(
        "“%(place)s”在 %(at)s 已由%(by)s提交，内容与这一份不同。这一份没有存；"
        "要改请联系审核人退回重填。"
    )


@audit.audited
def hand_in(
    *, visit: Visit, by: User, sheet: Sheet, answers: list[Answer], paper_on: date | None
) -> Visit:
    """Hand in what a page checked; the same content a second time gives the same answer.

    Args:
        paper_on: the day on the paper sheet where it is typed in from one (补录).

    Raises:
        HandedInAlready: somebody handed in other content.
        RoundNotOpen, NotYourVisit, AnswersRefused: see `submit_visit`.
    """
    reason = "" if sheet.is_judged else sheet.reason
    try:
        done = submit_visit(
            visit_id=visit.pk,
            by=by,
            answers=answers,
            result=sheet.result,
            result_reason=reason,
            is_desk_entry=paper_on is not None,
            started_at=_start_of(paper_on),
        )
    except TransitionRefused:
        return _answer_again(visit, handed_in(sheet.result, answers), reason)
    kept = set(photos.named_in(answers))
    if sheet.proof and not sheet.is_judged:
        kept.add(UUID(sheet.proof))
    photos.drop_unused(done, kept=kept, by=by)
    return done


def _answer_again(visit: Visit, content: object, reason: str) -> Visit:
    last = visit.steps.filter(action="submit").select_related("by").order_by("pk").last()
    if last is not None and (last.data, last.note) == (content, reason):
        return visit
    raise HandedInAlready(
        place=visit.frame_place.place,
        at=f"{timezone.localtime(last.at):%m-%d %H:%M}" if last else "",
        by=last.by if last else "",
    )


def _start_of(day: date | None) -> datetime | None:
    """The beginning of a day: paper says no hour."""
    return timezone.make_aware(datetime.combine(day, time())) if day else None
