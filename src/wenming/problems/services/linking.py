"""Opening the link on a dispatch order without sign-in; every opening is logged (凭链接办理)."""

from wenming.core import clock
from wenming.problems.errors import LinkClosed
from wenming.problems.models import DispatchOrder, LinkUse


def open_link(*, token: str, address: str | None) -> DispatchOrder:
    """The order of a link, once the opening is on record; refusals are logged too.

    Args:
        address: where the request came from, None if unknown.

    Raises:
        DispatchOrder.DoesNotExist: no order has this link.
        LinkClosed: it ended or was revoked.
    """
    order = DispatchOrder.objects.select_related("unit", "owner").get(token=token)
    why = order.why_closed(clock.now())
    LinkUse.objects.create(order=order, address=address, is_refused=bool(why))
    if why:
        raise LinkClosed(why=why)
    return order
