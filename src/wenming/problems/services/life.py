"""One step in the life of a problem: lock, check, move, leave a trail."""

from collections.abc import Sequence

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit, clock
from wenming.core.moves import locked, move
from wenming.organization.models import Unit
from wenming.problems.errors import LinkClosed, NotInHand, ReasonMissing
from wenming.problems.models import (
    ACTION_LABELS,
    STATUS_LABELS,
    DispatchOrder,
    Problem,
    Step,
)
from wenming.problems.permissions import Actor, can_act
from wenming.problems.workflow import RUNNING, STEPS

PAST = {
    "propose": "proposed",
    "dispatch": "dispatched",
    "drop": "dropped",
    "merge": "merged",
    "restore": "restored",
    "receive": "received",
    "return": "returned",
    "recall": "recalled",
    "hand_on": "handed_on",
    "submit": "submitted",
    "redo": "sent_back",
    "close": "closed",
    "extend": "extended",
    "ask_deferral": "deferral_asked",
    "defer": "deferred",
    "decline_deferral": "deferral_declined",
    "resume": "resumed",
    "point": "pointed",
}
"""What the audit trail calls each step."""

NOTE_LENGTH = 200


def taken(problem_id: int) -> Problem:
    """The problem, locked until the transaction ends, with what every step reads of it."""
    return locked(Problem.objects.select_related("owner", "order__unit"), problem_id)


def taken_all(problem_ids: Sequence[int]) -> list[Problem]:
    """The problems of a batch, locked in the order of their keys so that two batches never cross."""
    rows = Problem.objects.select_related("unit__area", "order__unit", "owner", "visit")
    return list(rows.select_for_update(of=("self",)).filter(pk__in=problem_ids).order_by("pk"))


def advance(problem: Problem, action: str) -> str:
    """Move a locked problem; returns the old status.

    Raises:
        TransitionRefused: not possible from the present state.
    """
    old: str = move(problem, action, steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    return old


def trail(
    problem: Problem,
    action: str,
    old: str,
    *,
    by: Actor | None,
    unit: Unit | None = None,
    to: Unit | None = None,
    order: DispatchOrder | None = None,
    note: str = "",
    **data: object,
) -> Step:
    """Note a step that was saved: in the history of the problem and in the audit trail.

    Args:
        unit: in whose name; by default the unit of the link.
        to: who has the problem in hand from now on, where that changes.
        order: the dispatch order of the step; by default the link it was done through.
        data: more for the audit trail, ids and codes only.
    """
    link = by if isinstance(by, DispatchOrder) else None
    person = by if isinstance(by, User) else None
    step = Step.objects.create(
        problem=problem,
        action=action,
        old=old,
        new=problem.status,
        unit=unit or (link.unit if link else None),
        to=to,
        by=person,
        order=order or link,
        note=note[:NOTE_LENGTH],
        at=clock.now(),
    )
    if link is not None:
        data["link"] = link.number
    if to is not None:
        data["to"] = to.code
    audit.record(f"problem.{PAST[action]}", problem, by=person, old=old, new=problem.status, **data)
    return step


def require_hand(problem: Problem, action: str, by: Actor) -> Unit:
    """Only a unit that has the problem in hand acts on it; returns that unit.

    Raises:
        LinkClosed: the link ended or was revoked.
        NotInHand: it is with another unit.
    """
    if isinstance(by, DispatchOrder):
        require_open(by)
    if not can_act(by, problem):
        raise NotInHand(
            number=problem.number,
            unit=problem.handler or problem.unit or problem.get_status_display(),
            action=ACTION_LABELS[action],
        )
    if isinstance(by, DispatchOrder):
        return by.unit
    acts_for = rights.unit_ids(by, Ability.RECTIFY)
    unit = problem.handler if problem.handler_id in acts_for else problem.unit
    assert unit is not None, "can_act() found a unit"
    return unit


def require_open(order: DispatchOrder) -> None:
    """The link still opens.

    Raises:
        LinkClosed: it ended or was revoked.
    """
    why = order.why_closed(clock.now())
    if why:
        raise LinkClosed(why=why)


def reason(text: str, action: str) -> str:
    """The reason of a step, in one line.

    Raises:
        ReasonMissing: nothing was written.
    """
    line = " ".join(text.split())[:NOTE_LENGTH]
    if not line:
        raise ReasonMissing(action=ACTION_LABELS[action])
    return line


def unassign(problem: Problem, *, keep_unit: bool) -> None:
    """Take a locked problem back from its unit; the caller saves."""
    if not keep_unit:
        problem.unit = None
    problem.handler = problem.order = None
    problem.dispatched_at = problem.received_at = problem.due_at = problem.warn_at = None
    problem.deferred_until = None


def answered_if_done(order: DispatchOrder | None) -> None:
    """Once the unit owes nothing more on an order, what was asked of it is answered."""
    if order is not None and not order.problems.filter(status__in=RUNNING).exists():
        asks.answered(unit_code=order.unit.code, question=question_of(order))


def question_of(order: DispatchOrder) -> str:
    """What an order asks of its unit, for the ledger of asks."""
    return f"order:{order.number}"
