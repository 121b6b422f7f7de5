"""Opening the link on a dispatch order without sign-in; every opening is logged (凭链接办理)."""

from datetime import timedelta

from wenming.core import clock
from wenming.problems.errors import LinkBusy, LinkClosed
from wenming.problems.models import DispatchOrder, LinkUse

MOST_A_MINUTE = 60  # from one address, which a whole street office may share


def open_link(*, token: str, address: str | None) -> DispatchOrder:
    """The order of a link, once the opening is on record; refusals are logged too.

    Args:
        address: where the request came from, None if unknown.

    Raises:
        DispatchOrder.DoesNotExist: no order has this link.
        LinkBusy: from this address more than MOST_A_MINUTE times; not logged any more.
        LinkClosed: it ended or was revoked.
    """
    order = DispatchOrder.objects.select_related("unit", "owner").get(token=token)
    since = clock.now() - timedelta(minutes=1)
    if order.uses.filter(address=address, at__gt=since).count() >= MOST_A_MINUTE:
        raise LinkBusy
    why = order.why_closed(clock.now())
    LinkUse.objects.create(order=order, address=address, is_refused=bool(why))
    if why:
        raise LinkClosed(why=why)
    return order
