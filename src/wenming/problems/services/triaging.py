"""What the office does with proposals before they go out: correct, merge, drop (待派单)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.errors import TransitionRefused
from wenming.organization.models import Unit
from wenming.problems.errors import MergeRefused
from wenming.problems.models import ACTION_LABELS, Problem
from wenming.problems.services.batches import batch, each
from wenming.problems.services.life import advance, reason, taken, trail
from wenming.problems.workflow import OPEN, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the office may correct in a proposal; days are working days."""

    text: str
    spot: str
    unit: Unit | None
    support: Unit | None
    remedy: str
    allowed_days: int
    needs_photo: bool
    is_deferrable: bool


@audit.audited
def correct_proposal(*, problem_id: int, proposal: Proposal, by: User) -> Problem:
    """Change who answers, until when, and the words, before it goes out.

    Raises:
        NotAllowed.
        TransitionRefused: it is out already.
    """
    problem = taken(problem_id)
    rights.require(by, Ability.DISPATCH, area=problem.owner)
    if problem.status != Status.PROPOSED:
        raise TransitionRefused(
            thing=problem,
            now=problem.get_status_display(),
            action=ACTION_LABELS["correct"],
            allowed=ACTION_LABELS["recall"],
        )
    changed = [
        f.name for f in fields(proposal) if getattr(problem, f.name) != getattr(proposal, f.name)
    ]
    for name in changed:
        setattr(problem, name, getattr(proposal, name))
    if changed:
        problem.save(update_fields=changed)
        unit = problem.unit.code if problem.unit else ""
        audit.record("problem.corrected", problem, by=by, fields=changed, unit=unit)
    return problem


@audit.audited
def drop(*, problem_ids: Sequence[int], why: str, by: User) -> int:
    """Not dispatched, with the reason (不予交办); returns how many.

    Raises:
        BatchRefused, NothingChosen, ReasonMissing.
    """
    problems = batch(problem_ids, "drop")
    note = reason(why, "drop")
    _move_all(problems, "drop", by)
    for problem in problems:
        problem.save(update_fields=["status"])
        trail(problem, "drop", Status.PROPOSED, by=by, note=note)
    return len(problems)


@audit.audited
def merge(*, problem_ids: Sequence[int], into: int, by: User) -> int:
    """Duplicates become part of another problem (并入); returns how many.

    Args:
        into: key of a proposal, or of a problem that is out and still open. It may stand among
            `problem_ids` and is left out then.

    Raises:
        MergeRefused: the other problem is closed, dropped or merged itself.
        BatchRefused, NothingChosen.
    """
    target = taken(into)
    rights.require(by, Ability.DISPATCH, area=target.owner)
    if target.status not in {Status.PROPOSED, *OPEN}:
        raise MergeRefused(number=target.number, reason=target.get_status_display())
    problems = batch([key for key in problem_ids if key != into], "merge")
    _move_all(problems, "merge", by)
    for problem in problems:
        problem.merged_into = target
        problem.save(update_fields=["status", "merged_into"])
        trail(problem, "merge", Status.PROPOSED, by=by, note=target.number, into=target.number)
    return len(problems)


@audit.audited
def restore(*, problem_id: int, by: User) -> Problem:
    """Bring a dropped or merged proposal back (恢复待派单).

    Raises:
        NotAllowed, TransitionRefused.
    """
    problem = taken(problem_id)
    rights.require(by, Ability.DISPATCH, area=problem.owner)
    old = advance(problem, "restore")
    problem.merged_into = None
    problem.save(update_fields=["status", "merged_into"])
    trail(problem, "restore", old, by=by)
    return problem


def _move_all(problems: Sequence[Problem], action: str, by: User) -> None:
    def ready(problem: Problem) -> None:
        rights.require(by, Ability.DISPATCH, area=problem.owner)
        advance(problem, action)

    each(problems, action, ready)
