"""Releasing proposals: one dispatch order for each unit, all of a batch or none (派单、交办单)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit, clock
from wenming.core.moves import locked
from wenming.inspections.workflow import VisitStatus
from wenming.organization.models import Area
from wenming.problems import deadlines
from wenming.problems.errors import DayNotAhead, NotRunning, UnitMissing, VisitVoid
from wenming.problems.models import DispatchOrder, Problem, new_token
from wenming.problems.numbering import next_order_number
from wenming.problems.routes import Route, route_of
from wenming.problems.services.batches import batch, each
from wenming.problems.services.life import (
    advance,
    answered_if_done,
    question_of,
    reason,
    trail,
    unassign,
)
from wenming.problems.workflow import RUNNING


@audit.audited
def release(*, problem_ids: Sequence[int], by: User) -> list[DispatchOrder]:
    """Hand a batch of proposals to their units (派单): one order for each addressee.

    The clock starts now: it ends at 17:30 of the working day `allowed_days` after today.

    Raises:
        BatchRefused: some have no unit, come from a void visit, wait no longer, or are not this
            person's to release; none goes out.
        NothingChosen.
    """
    problems = batch(problem_ids, "dispatch")

    def ready(problem: Problem) -> None:
        rights.require(by, Ability.DISPATCH, area=problem.owner)
        advance(problem, "dispatch")
        _require_complete(problem)

    each(problems, "dispatch", ready)
    routes: dict[int, Route] = {}
    lots: dict[tuple[int, int], list[Problem]] = {}
    for problem in problems:
        unit = problem.unit
        assert unit is not None, "without a unit it is not complete"
        if unit.pk not in routes:
            routes[unit.pk] = route_of(unit)
        lots.setdefault((problem.owner_id, routes[unit.pk].to.pk), []).append(problem)
    return [_order(lot, routes, by) for lot in lots.values()]


def _require_complete(problem: Problem) -> None:
    if problem.unit is None or problem.unit.valid_until is not None:
        raise UnitMissing(number=problem.number)
    if problem.visit is not None and problem.visit.status == VisitStatus.VOID:
        raise VisitVoid(number=problem.number)


def _order(lot: Sequence[Problem], routes: dict[int, Route], by: User) -> DispatchOrder:
    """One order with its problems, all of the same addressee."""
    now = clock.now()
    route = routes[lot[0].unit_id or 0]
    copies = {routes[problem.unit_id or 0].copied_to for problem in lot}
    order = DispatchOrder.objects.create(
        number=next_order_number(),
        unit=route.to,
        copied_to=copies.pop() if len(copies) == 1 else None,
        owner=lot[0].owner,
        by=by,
        at=now,
        expires_at=now + timedelta(days=settings.LINK_DAYS),
    )
    asks.ask(unit_code=order.unit.code, kind="problem", question=question_of(order))
    audit.record("order.issued", order, by=by, unit=order.unit.code, lines=len(lot))
    for problem in lot:
        problem.order, problem.handler, problem.dispatched_at = order, order.unit, now
        problem.due_at = deadlines.due_after(now, problem.allowed_days)
        problem.warn_at = deadlines.warn_from(now, problem.due_at)
        problem.save(
            update_fields=["status", "order", "handler", "dispatched_at", "due_at", "warn_at"]
        )
        trail(problem, "dispatch", "proposed", by=by, to=order.unit, order=order)
    return order


@audit.audited
def recall(*, problem_ids: Sequence[int], why: str, by: User) -> int:
    """The office takes problems back to give them to another unit (撤回); returns how many.

    Raises:
        BatchRefused, NothingChosen, ReasonMissing.
    """
    problems = batch(problem_ids, "recall")
    note = reason(why, "recall")

    def ready(problem: Problem) -> None:
        rights.require(by, Ability.DISPATCH, area=problem.owner)
        advance(problem, "recall")

    olds = {problem.pk: problem.status for problem in problems}
    each(problems, "recall", ready)
    for problem in problems:
        order = problem.order
        unassign(problem, keep_unit=True)
        problem.save()
        trail(problem, "recall", olds[problem.pk], by=by, order=order, note=note)
        answered_if_done(order)
    return len(problems)


@audit.audited
def extend(*, problem_ids: Sequence[int], due_on: date, why: str, by: User) -> int:
    """The office sets another deadline (调整期限), 17:30 of `due_on`; returns how many.

    Raises:
        BatchRefused, NothingChosen, ReasonMissing, DayNotAhead.
    """
    problems = batch(problem_ids, "extend")
    note = reason(why, "extend")
    if due_on < clock.today():
        raise DayNotAhead(day=due_on)

    def ready(problem: Problem) -> None:
        rights.require(by, Ability.DISPATCH, area=problem.owner)
        if problem.status not in RUNNING:
            raise NotRunning(number=problem.number, now=problem.get_status_display())

    each(problems, "extend", ready)
    for problem in problems:
        was = problem.due_at
        problem.due_at = deadlines.end_of(due_on)
        problem.warn_at = deadlines.warn_from(problem.dispatched_at or clock.now(), problem.due_at)
        problem.save(update_fields=["due_at", "warn_at"])
        was_on = was.isoformat() if was else ""
        trail(
            problem, "extend", problem.status, by=by, note=note, was=was_on, due=due_on.isoformat()
        )
    return len(problems)


@audit.audited
def revoke_link(*, order_id: int, by: User) -> DispatchOrder:
    """The link on an order opens no longer (作废链接).

    Raises:
        NotAllowed.
    """
    order = _order_of(order_id, by)
    order.revoked_at = order.revoked_at or clock.now()
    order.save(update_fields=["revoked_at"])
    audit.record("order.link_revoked", order, by=by)
    return order


@audit.audited
def renew_link(*, order_id: int, by: User) -> DispatchOrder:
    """A new link for an order (换发链接); the old one opens no longer.

    Raises:
        NotAllowed.
    """
    order = _order_of(order_id, by)
    order.token, order.revoked_at = new_token(), None
    order.expires_at = clock.now() + timedelta(days=settings.LINK_DAYS)
    order.save(update_fields=["token", "revoked_at", "expires_at"])
    audit.record("order.link_renewed", order, by=by)
    return order


def _order_of(order_id: int, by: User) -> DispatchOrder:
    order = locked(DispatchOrder.objects.select_related("owner"), order_id)
    owner: Area = order.owner
    rights.require(by, Ability.DISPATCH, area=owner)
    return order
