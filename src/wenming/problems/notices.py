"""Texts that the office copies into a chat group (通知文字): who has not signed, what is due, the link."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from wenming.organization.models import Unit
from wenming.problems.deadlines import light_of
from wenming.problems.models import DispatchOrder, Problem
from wenming.problems.workflow import RUNNING, Status

MOST_LINES = 60


def notice(
    problems: Sequence[Problem], *, at: datetime, address: Callable[[DispatchOrder], str]
) -> str:
    """What units owe now, unit by unit, most urgent first, each with the link of its order.

    Args:
        problems: with `handler`, `place`, `area` and `order`; what no unit owes is left out.
        address: the full address of an order's link.
    """
    lots: dict[Unit, list[Problem]] = {}
    for problem in problems[:MOST_LINES]:
        if problem.status in RUNNING and problem.handler is not None:
            lots.setdefault(problem.handler, []).append(problem)
    if not lots:
        return _("所选的问题里没有等待单位办理的。")
    blocks = [_unit_block(unit, lot, at, address) for unit, lot in lots.items()]
    unsigned = [unit.name for unit, lot in lots.items() if _unsigned(lot)]
    if unsigned:
        blocks.append(_("尚未签收：%(units)s。") % {"units": "、".join(unsigned)})
    return "\n\n".join(blocks)


def _unit_block(
    unit: Unit, lot: list[Problem], at: datetime, address: Callable[[DispatchOrder], str]
) -> str:
    words = {"unit": unit, "n": len(lot), "unsigned": _unsigned(lot)}
    head = (
        _("【%(unit)s】问题 %(n)d 件，其中待签收 %(unsigned)d 件：") % words
        if words["unsigned"]
        else _("【%(unit)s】待整改问题 %(n)d 件：") % words
    )
    lines = [
        f"{number}. {problem.number} {problem.place or problem.area} {problem.spot}："
        f"{problem.text}（{light_of(problem, at).words}）"
        for number, problem in enumerate(lot, 1)
    ]
    orders = {
        problem.order for problem in lot if problem.order and problem.order.unit_id == unit.pk
    }
    links = [
        _("办理链接（%(number)s）：%(url)s") % {"number": order.number, "url": address(order)}
        for order in sorted(orders, key=lambda order: order.pk)
        if not order.why_closed(at)
    ]
    return "\n".join([head, *lines, *links])


def _unsigned(lot: Sequence[Problem]) -> int:
    return sum(problem.status == Status.DISPATCHED for problem in lot)
