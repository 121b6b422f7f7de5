"""Taking back what was dispatched a moment ago (撤销): a recall, on record like any other."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from wenming.accounts.models import User
from wenming.core import audit, clock
from wenming.problems.errors import TooLateToUndo
from wenming.problems.models import DispatchOrder
from wenming.problems.permissions import lines_of
from wenming.problems.services.dispatching import recall, revoke_link
from wenming.problems.workflow import Status

UNDO = timedelta(seconds=30)


@audit.audited
def undo_release(*, order_ids: Sequence[int], by: User) -> int:
    """Take back orders that `by` issued within the last 30 seconds; returns how many problems.

    The orders stay in the register with their numbers; their links open no longer, and the
    problems wait for dispatch again. All of them or none.

    Raises:
        TooLateToUndo: the time is over, somebody else issued one, or its unit has acted on it or
            opened its link.
        NotAllowed.
    """
    orders = DispatchOrder.objects.select_for_update().filter(pk__in=order_ids).order_by("pk")
    done = 0
    for order in orders:
        why = _why_not(order, by)
        if why:
            raise TooLateToUndo(number=order.number, why=why)
        problems = list(order.problems.order_by("pk").values_list("pk", flat=True))
        done += recall(problem_ids=problems, why=_("30 秒内撤销"), by=by)
        revoke_link(order_id=order.pk, by=by)
    return done


def _why_not(order: DispatchOrder, by: User) -> str:
    if order.by_id != by.pk:
        return _("不是您刚派的。")
    if clock.now() - order.at > UNDO:
        return _("已经过了 30 秒。")
    is_touched = lines_of(order).exclude(status=Status.DISPATCHED, order=order).exists()
    return _("对方已经打开或签收。") if is_touched or order.uses.exists() else ""
