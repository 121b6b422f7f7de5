"""Putting on the books (挂账): what needs building waits for a day that the office agreed to."""

from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock
from wenming.problems import deadlines
from wenming.problems.errors import DayNotAhead, NotDeferrable
from wenming.problems.models import Problem
from wenming.problems.permissions import Actor
from wenming.problems.services.life import advance, reason, require_hand, taken, trail
from wenming.problems.workflow import Status


@audit.audited
def ask_deferral(*, problem_id: int, until: date, why: str, by: Actor) -> Problem:
    """The unit asks to put a building matter on the books until a day (申请挂账).

    The clock runs on until the office has agreed.

    Raises:
        NotDeferrable, DayNotAhead, ReasonMissing, TransitionRefused, NotInHand, LinkClosed.
    """
    problem = taken(problem_id)
    note = reason(why, "ask_deferral")
    old = advance(problem, "ask_deferral")
    unit = require_hand(problem, "ask_deferral", by)
    if not problem.is_deferrable:
        raise NotDeferrable(number=problem.number)
    if until <= clock.today():
        raise DayNotAhead(day=until)
    problem.deferred_until = until
    problem.received_at = problem.received_at or clock.now()
    problem.save(update_fields=["status", "deferred_until", "received_at"])
    trail(problem, "ask_deferral", old, by=by, unit=unit, note=note, until=until.isoformat())
    return problem


@audit.audited
def defer(*, problem_id: int, by: User, until: date | None = None, note: str = "") -> Problem:
    """The office agrees (批准挂账), with another day where it names one; the clock is paused.

    Raises:
        NotAllowed, DayNotAhead, TransitionRefused.
    """
    problem = taken(problem_id)
    rights.require(by, Ability.DISPATCH, area=problem.owner)
    old = advance(problem, "defer")
    day = until or problem.deferred_until
    if day is None or day <= clock.today():
        raise DayNotAhead(day=day)
    problem.deferred_until = day
    _set_due(problem, day)
    trail(problem, "defer", old, by=by, note=note, until=day.isoformat())
    return problem


@audit.audited
def decline_deferral(*, problem_id: int, by: User, why: str) -> Problem:
    """The office does not agree (不同意挂账); the clock ran all along.

    Raises:
        NotAllowed, ReasonMissing, TransitionRefused.
    """
    problem = taken(problem_id)
    rights.require(by, Ability.DISPATCH, area=problem.owner)
    note = reason(why, "decline_deferral")
    old = advance(problem, "decline_deferral")
    problem.deferred_until = None
    problem.save(update_fields=["status", "deferred_until"])
    trail(problem, "decline_deferral", old, by=by, note=note)
    return problem


@audit.audited
def resume(*, problem_id: int, by: User, why: str) -> Problem:
    """The office takes it off the books early (恢复办理): the allowed days run from now.

    Raises:
        NotAllowed, ReasonMissing, TransitionRefused.
    """
    problem = taken(problem_id)
    rights.require(by, Ability.DISPATCH, area=problem.owner)
    note = reason(why, "resume")
    old = advance(problem, "resume")
    due = deadlines.due_after(clock.now(), problem.allowed_days)
    back_in_work(problem, old, due.date(), by, note)
    return problem


@audit.audited
def resume_due(*, on: date) -> int:
    """Take off the books what was put there until `on` or earlier; returns how many.

    For the daily job, in the morning: the unit has until 17:30 of that day.
    """
    due = Problem.objects.filter(status=Status.DEFERRED, deferred_until__lte=on)
    keys = list(due.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        problem = taken(key)
        old = advance(problem, "resume")
        assert problem.deferred_until is not None, "filtered by it"
        back_in_work(problem, old, problem.deferred_until, None, "")
    return len(keys)


def back_in_work(problem: Problem, old: str, due_on: date, by: User | None, note: str) -> None:
    """Start the clock of a problem that `advance` took off the books, until the end of `due_on`."""
    problem.deferred_until = None
    _set_due(problem, due_on)
    trail(problem, "resume", old, by=by, note=note, due=due_on.isoformat())


def _set_due(problem: Problem, day: date) -> None:
    problem.due_at = deadlines.end_of(day)
    problem.warn_at = deadlines.warn_from(clock.now(), problem.due_at)
    problem.save(update_fields=["status", "deferred_until", "due_at", "warn_at"])
