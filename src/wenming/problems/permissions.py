"""Who may see and do what with a problem; the only way a view gets hold of one.

Views, templates and services ask the same functions. Units act through their people or through
the link on their dispatch order, so the unit side takes either.
"""

from typing import TypeAlias

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability, Person
from wenming.organization.models import Area
from wenming.problems.models import DispatchOrder, Problem
from wenming.problems.workflow import Status

Actor: TypeAlias = User | DispatchOrder
"""A person, or the link on an order, which stands for the unit of that order."""

NOT_OUT = (Status.PROPOSED, Status.DROPPED, Status.MERGED)
"""Nothing of these leaves the office."""


_NOTHING = Q(pk__in=[])


def visible_to(user: Person) -> QuerySet[Problem]:
    """Problems that `user` may know about.

    Before dispatch: who sees all of the area, and who dispatches for its owner; a district learns
    of the city's findings when they go out, like every unit. What is out: also who dispatches or
    verifies in the area, and units that answer for it, handle or support it.
    """
    units = rights.unit_ids(user, Ability.RECTIFY)
    mine = Q(unit__in=units) | Q(handler__in=units) | Q(support__in=units)
    dispatching = rights.area_paths(user, Ability.DISPATCH)
    before = _within(rights.area_paths(user, Ability.SEE_ALL)) | _within(dispatching, "owner__path")
    out = mine | _within(dispatching + rights.area_paths(user, Ability.VERIFY))
    return Problem.objects.filter(before | (out & ~Q(status__in=NOT_OUT)))


def orders_visible_to(user: Person) -> QuerySet[DispatchOrder]:
    """Orders that `user` may open: those who dispatch in its area, the unit, the one copied."""
    units = rights.unit_ids(user)
    paths = rights.area_paths(user, Ability.SEE_ALL) + rights.area_paths(user, Ability.DISPATCH)
    return DispatchOrder.objects.filter(
        Q(unit__in=units) | Q(copied_to__in=units) | _within(paths, "owner__path")
    )


def lines_of(order: DispatchOrder) -> QuerySet[Problem]:
    """Everything that an order handed over, also what was returned or recalled since."""
    handed = order.steps.filter(action="dispatch").values("problem")
    return Problem.objects.filter(pk__in=handed)


def may_share_link(user: Person, order: DispatchOrder) -> bool:
    """The link stands for the unit: it is shown to that unit and to those who dispatch."""
    is_theirs = order.unit_id in rights.unit_ids(user, Ability.RECTIFY)
    return is_theirs or rights.can(user, Ability.DISPATCH, area=order.owner)


def in_charge(user: Person) -> QuerySet[Problem]:
    """Problems that `user` dispatches and decides on, in any state."""
    return Problem.objects.filter(_within(rights.area_paths(user, Ability.DISPATCH), "owner__path"))


def pending_for(user: Person) -> QuerySet[Problem]:
    """Proposals that `user` may release (待派单)."""
    return in_charge(user).filter(status=Status.PROPOSED)


def verifiable_by(user: Person) -> Q:
    """Rectifications that `user` may verify: in their area, never of their own unit (待复核)."""
    units = rights.unit_ids(user)
    within = _within(rights.area_paths(user, Ability.VERIFY), "owner__path")
    return within & Q(status=Status.SUBMITTED) & ~Q(unit__in=units) & ~Q(handler__in=units)


def to_verify_by(user: Person) -> QuerySet[Problem]:
    """The same as rows."""
    return Problem.objects.filter(verifiable_by(user))


def oversees(user: Person) -> bool:
    """Whether `user` looks after an area: who sees all, dispatches or verifies."""
    abilities = (Ability.SEE_ALL, Ability.DISPATCH, Ability.VERIFY)
    return any(rights.can(user, ability) for ability in abilities)


def has_orders(user: Person) -> bool:
    """Whether orders concern `user` at all: who dispatches, looks after, or rectifies."""
    abilities = (Ability.DISPATCH, Ability.SEE_ALL, Ability.RECTIFY)
    return any(rights.can(user, ability) for ability in abilities)


def can_report(user: Person, area: Area | None = None) -> bool:
    """Whether `user` may register a problem seen on the way (随手交办)."""
    return rights.can(user, Ability.REPORT_PROBLEM, area=area)


def can_dispatch(user: Person, problem: Problem | None = None) -> bool:
    """Whether `user` releases, corrects, drops and puts on the books."""
    return rights.can(user, Ability.DISPATCH, area=problem.owner if problem else None)


def is_verifier(user: Person) -> bool:
    """Whether `user` verifies anywhere."""
    return rights.can(user, Ability.VERIFY)


def can_verify(user: Person, problem: Problem) -> bool:
    """A verifier of another unit closes or sends back."""
    is_here = rights.can(user, Ability.VERIFY, area=problem.owner)
    return is_here and not is_own(user, problem)


def is_own(user: Person, problem: Problem) -> bool:
    """Whether `user` belongs to a unit that has rectified the problem."""
    return bool(rights.unit_ids(user) & {problem.unit_id, problem.handler_id})


def acting_units(problem: Problem) -> set[int]:
    """Keys of the units in whose hand a problem is.

    The handler; and the unit that answers, once it is its turn: on the stepwise route (逐级) not
    before the district has handed it on.
    """
    order = problem.order
    is_with_addressee = order is not None and order.unit_id == problem.handler_id
    units = {problem.handler_id} if is_with_addressee else {problem.handler_id, problem.unit_id}
    return {unit for unit in units if unit is not None}


def can_act(actor: Person | DispatchOrder, problem: Problem) -> bool:
    """Whether `actor` acts for a unit that has the problem in hand (签收, 整改, 退回)."""
    if isinstance(actor, DispatchOrder):
        return problem.order_id == actor.pk and actor.unit_id in acting_units(problem)
    return bool(rights.unit_ids(actor, Ability.RECTIFY) & acting_units(problem))


def _within(paths: list[str], field: str = "area__path") -> Q:
    """Rows in one of the subtrees; the whole city costs no comparison."""
    if any(len(path) == Area.steplen for path in paths):
        return ~_NOTHING
    found = _NOTHING
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found
