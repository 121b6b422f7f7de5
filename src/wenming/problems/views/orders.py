"""交办单: the list with who has signed, the paper with its QR code, and the link."""

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import clock
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.problems import permissions, services
from wenming.problems.deadlines import light_of
from wenming.problems.models import DispatchOrder
from wenming.problems.selectors import WITH_PHOTOS
from wenming.problems.views.links import address_of
from wenming.problems.workflow import Status


@require_safe
@login_required
def orders(request: SignedIn) -> HttpResponse:
    """Orders, newest first: lines, who has not signed, the state of the link."""
    at = clock.now()
    rows = (
        permissions.orders_visible_to(request.user)
        .select_related("unit", "copied_to", "owner")
        .annotate(
            lines=Count("problems", distinct=True),
            unsigned=Count("problems", filter=Q(problems__status=Status.DISPATCHED), distinct=True),
            closed=Count("problems", filter=Q(problems__status=Status.CLOSED), distinct=True),
            openings=Count("uses", distinct=True),
        )
    )
    page = page_by_key(rows, keys=["-pk"], mark=request.GET.get("mark", ""))
    context = {
        "page": page,
        "rows": [(order, order.why_closed(at)) for order in page.rows],
        "can_dispatch": permissions.can_dispatch(request.user),
        "fresh": _fresh(request),
    }
    return render(request, "problems/orders.html", context)


def _fresh(request: SignedIn) -> list[DispatchOrder]:
    """Orders that the person issued a moment ago and may still undo (撤销)."""
    since = clock.now() - services.UNDO
    mine = DispatchOrder.objects.filter(by=request.user, at__gte=since, revoked_at=None)
    return list(mine.select_related("unit").order_by("pk"))


@require_POST
@login_required
def undo(request: SignedIn) -> HttpResponse:
    """撤销 within 30 seconds: the orders shown beside the button, all or none."""
    numbers = request.POST.getlist("order")
    chosen = permissions.orders_visible_to(request.user).filter(number__in=numbers)
    keys = list(chosen.values_list("pk", flat=True))
    if not keys:
        return redirect("problems:orders")
    try:
        done = services.undo_release(order_ids=keys, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("problems:orders")
    messages.success(request, _("已撤销 %(n)d 件，回到待派单；交办单链接已作废。") % {"n": done})
    return redirect("problems:pending")


@require_safe
@login_required
def order(request: SignedIn, number: str) -> HttpResponse:
    """One order as it is printed: its lines, the QR code of its link, room to sign."""
    found = _order(request, number)
    at = clock.now()
    rows = (
        permissions.lines_of(found)
        .select_related("place", "area", "item", "unit", "handler", "support")
        .prefetch_related(WITH_PHOTOS)
        .order_by("pk")
    )
    is_open = not found.why_closed(at)
    may_share = permissions.may_share_link(request.user, found)
    address = address_of(request, found) if is_open and may_share else ""
    context = {
        "order": found,
        "rows": [(problem, light_of(problem, at)) for problem in rows],
        "address": address,
        "code": segno.make(address, error="m").svg_data_uri(scale=4) if address else "",
        "why_closed": found.why_closed(at),
    }
    return render(request, "problems/order.html", context)


@require_POST
@login_required
def revoke(request: SignedIn, number: str) -> HttpResponse:
    """作废链接."""
    found = _order(request, number)
    services.revoke_link(order_id=found.pk, by=request.user)
    messages.success(request, _("%(number)s 的链接已作废。") % {"number": number})
    return redirect("problems:orders")


@require_POST
@login_required
def renew(request: SignedIn, number: str) -> HttpResponse:
    """换发链接."""
    found = _order(request, number)
    services.renew_link(order_id=found.pk, by=request.user)
    messages.success(
        request, _("%(number)s 已换发新链接，旧的打不开了。请重新打印。") % {"number": number}
    )
    return redirect("problems:order", number=number)


def _order(request: SignedIn, number: str) -> DispatchOrder:
    rows = permissions.orders_visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "copied_to", "owner", "by"), number=number)
