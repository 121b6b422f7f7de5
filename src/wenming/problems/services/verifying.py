"""What the verifier does: close or send back (复核：销号、重新整改)."""

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock
from wenming.problems import deadlines
from wenming.problems.errors import OwnSubmission, OwnUnit
from wenming.problems.models import Problem
from wenming.problems.permissions import is_own
from wenming.problems.services.life import advance, reason, taken, trail


@audit.audited
def close(*, problem_id: int, by: User, note: str = "") -> Problem:
    """Strike it off (销号): the rectification holds.

    Raises:
        NotAllowed, OwnUnit, OwnSubmission, TransitionRefused.
    """
    problem = taken(problem_id)
    _require_verifier(problem, by)
    old = advance(problem, "close")
    problem.closed_at, problem.closed_by = clock.now(), by
    problem.save(update_fields=["status", "closed_at", "closed_by"])
    trail(problem, "close", old, by=by, note=note.strip())
    return problem


@audit.audited
def redo(*, problem_id: int, by: User, why: str) -> Problem:
    """Send it back to be done again (重新整改), with the reason that the unit reads.

    The working days that verification took are given back, so that the unit is not late by
    them; a case handed in on time has at least until the end of the next working day.

    Raises:
        ReasonMissing, NotAllowed, OwnUnit, OwnSubmission, TransitionRefused.
    """
    problem = taken(problem_id)
    note = reason(why, "redo")
    _require_verifier(problem, by)
    old = advance(problem, "redo")
    now = clock.now()
    assert problem.due_at is not None, "the table has it for every dispatched problem"
    assert problem.submitted_at is not None, "a submitted problem has its time"
    problem.due_at = deadlines.after_waiting(problem.due_at, problem.submitted_at, now)
    problem.warn_at = deadlines.warn_from(now, problem.due_at)
    problem.submitted_at = None
    problem.save(update_fields=["status", "due_at", "warn_at", "submitted_at"])
    trail(problem, "redo", old, by=by, note=note, due=problem.due_at.isoformat())
    return problem


def _require_verifier(problem: Problem, by: User) -> None:
    rights.require(by, Ability.VERIFY, area=problem.owner)
    if is_own(by, problem):
        raise OwnUnit(number=problem.number)
    last = problem.steps.filter(action="submit").order_by("-pk").first()
    if last is not None and last.by_id == by.pk:
        raise OwnSubmission(number=problem.number)
