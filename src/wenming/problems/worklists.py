"""Problems in 已办, 我发起的 and 抄送我的: steps taken, orders issued and copied, problems reported."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.core.worklists import Line, Shelf
from wenming.problems import permissions
from wenming.problems.models import ACTION_LABELS, DispatchOrder, Problem, Step

OWN_SOURCES = (Problem.Source.PATROL, Problem.Source.LEADER)
# Beginning something is no handling: reports and orders stand under 我发起的.
BEGINNING = ("propose", "dispatch")


def _steps(user: Any) -> QuerySet[Step]:
    visible = permissions.visible_to(user).values("pk")
    steps = Step.objects.filter(by=user.pk, problem__in=visible)
    return steps.select_related("problem__place", "problem__area")


def _done(user: Any) -> QuerySet[Step]:
    return _steps(user).exclude(action__in=BEGINNING)


def _reported(user: Any) -> QuerySet[Step]:
    return _steps(user).filter(action="propose", problem__source__in=OWN_SOURCES)


def _orders(user: Any) -> QuerySet[DispatchOrder]:
    orders = permissions.orders_visible_to(user).select_related("unit")
    return orders.annotate(lines=Count("problems"))


def _issued(user: Any) -> QuerySet[DispatchOrder]:
    return _orders(user).filter(by=user.pk)


def _copied(user: Any) -> QuerySet[DispatchOrder]:
    return _orders(user).filter(copied_to__in=rights.unit_ids(user))


def _step_line(step: Step) -> Line:
    problem = step.problem
    return Line(
        title=f"{problem.place or problem.area} {problem.text}",
        kind=ACTION_LABELS.get(step.action, step.action),
        url=reverse("problems:detail", args=[problem.number]),
        note=f"{problem.number} {problem.get_status_display()}",
    )


def _order_line(order: Any) -> Line:
    return Line(
        title=_("交办单 %(number)s：%(unit)s") % {"number": order.number, "unit": order.unit},
        kind=_("交办"),
        url=reverse("problems:order", args=[order.number]),
        note=_("%(n)d 件") % {"n": order.lines},
    )


DONE = [Shelf("problems.steps", _done, "at", _step_line)]
BEGUN = [
    Shelf("problems.orders", _issued, "at", _order_line),
    Shelf("problems.reported", _reported, "at", _step_line),
]
COPIED = [Shelf("problems.copied", _copied, "at", _order_line)]
