"""What the unit does: receive, hand on, return, report as rectified (签收、转办、退回、整改).

Each step is done by a person of a unit that has the problem in hand, or through the link on the
dispatch order, which stands for the unit of that order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from wenming.accounts.models import User
from wenming.core import audit, clock, uploads
from wenming.organization.models import Unit
from wenming.problems import deadlines, routes
from wenming.problems.errors import (
    HandOnRefused,
    MeasureMissing,
    PhotoMissing,
    ReturnTooLate,
    ReturnToStreet,
)
from wenming.problems.models import Problem, ProblemPhoto, Step
from wenming.problems.permissions import Actor
from wenming.problems.services.life import (
    advance,
    answered_if_done,
    reason,
    require_hand,
    taken,
    trail,
    unassign,
)


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo as it came in: bytes, the name of the file, and when it was taken, if known."""

    content: bytes
    name: str
    taken_at: datetime | None = None


@audit.audited
def receive(*, problem_id: int, by: Actor) -> Problem:
    """The unit takes note (签收). The clock runs since dispatch and is not changed.

    Raises:
        TransitionRefused, NotInHand, LinkClosed.
    """
    problem = taken(problem_id)
    old = advance(problem, "receive")
    unit = require_hand(problem, "receive", by)
    problem.received_at = clock.now()
    problem.save(update_fields=["status", "received_at"])
    trail(problem, "receive", old, by=by, unit=unit)
    return problem


@audit.audited
def receive_all(*, problem_ids: Sequence[int], by: Actor) -> int:
    """The unit takes note of several at once; returns how many.

    Raises:
        TransitionRefused, NotInHand, LinkClosed: one refuses, none is received.
    """
    for problem_id in sorted(problem_ids):
        receive(problem_id=problem_id, by=by)
    return len(problem_ids)


@audit.audited
def hand_on(*, problem_id: int, to: Unit, by: Actor, note: str = "") -> Problem:
    """The addressee gives it to the unit below that works on it (转办); counts as receipt.

    Unit and deadline stay: no second clock. `routes.handing_on_to` says to whom.

    Raises:
        HandOnRefused: the other unit is none of these.
        TransitionRefused, NotInHand, LinkClosed.
    """
    problem = taken(problem_id)
    old = advance(problem, "hand_on")
    unit = require_hand(problem, "hand_on", by)
    if to not in routes.handing_on_to(problem, unit):
        raise HandOnRefused(number=problem.number, unit=to)
    problem.received_at = problem.received_at or clock.now()
    problem.handler = to
    problem.save(update_fields=["status", "received_at", "handler"])
    trail(problem, "hand_on", old, by=by, unit=unit, note=note, to=to)
    return problem


@audit.audited
def return_problem(*, problem_id: int, why: str, by: Actor) -> Problem:
    """The unit says that it is not its own (退回); it goes back to the office for another unit.

    Only within RETURN_DAYS working days of dispatch, by the addressee or the unit that answers.

    Raises:
        ReturnTooLate, ReturnToStreet, ReasonMissing, TransitionRefused, NotInHand, LinkClosed.
    """
    problem = taken(problem_id)
    note = reason(why, "return")
    old = advance(problem, "return")
    unit = require_hand(problem, "return", by)
    _require_returnable(problem, unit)
    order = problem.order
    unassign(problem, keep_unit=False)
    problem.save()
    trail(problem, "return", old, by=by, unit=unit, order=order, note=note, unit_code=unit.code)
    answered_if_done(order)
    return problem


def _require_returnable(problem: Problem, unit: Unit) -> None:
    is_addressee = problem.order is not None and problem.order.unit_id == unit.pk
    if unit.pk != problem.unit_id and not is_addressee:
        raise ReturnToStreet(number=problem.number, unit=problem.unit)
    if not deadlines.may_return(problem, clock.now()):
        on = timezone.localdate(problem.dispatched_at)
        raise ReturnTooLate(number=problem.number, on=on, days=settings.RETURN_DAYS)


@audit.audited
def submit_rectification(
    *, problem_id: int, measure: str, photos: Sequence[PhotoFile] = (), by: Actor
) -> Problem:
    """The unit reports the problem as rectified (提交整改); its clock stops.

    Args:
        measure: what was done, in one line.
        photos: after rectification; needed only where the remedy asks for one.

    Raises:
        MeasureMissing, PhotoMissing, BadPhoto, TransitionRefused, NotInHand, LinkClosed.
    """
    problem = taken(problem_id)
    old = advance(problem, "submit")
    unit = require_hand(problem, "submit", by)
    line = " ".join(measure.split())[:200]
    if not line:
        raise MeasureMissing()
    if problem.needs_photo and not photos:
        raise PhotoMissing(number=problem.number)
    now = clock.now()
    problem.measure, problem.submitted_at, problem.deferred_until = line, now, None
    problem.received_at = problem.received_at or now
    problem.save(
        update_fields=["status", "measure", "submitted_at", "received_at", "deferred_until"]
    )
    step = trail(problem, "submit", old, by=by, unit=unit, note=line, photos=len(photos))
    _keep(problem, step, photos, by)
    answered_if_done(problem.order)
    return problem


def _keep(problem: Problem, step: Step, photos: Sequence[PhotoFile], by: Actor) -> None:
    person = by if isinstance(by, User) else None
    for photo in photos:
        ProblemPhoto.objects.create(
            problem=problem,
            moment=ProblemPhoto.Moment.AFTER,
            upload=uploads.store_photo(photo.content, name=photo.name, by=person),
            step=step,
            taken_at=photo.taken_at,
        )
