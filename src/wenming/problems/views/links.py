"""凭链接办理: the public page of one order, without sign-in, in large type."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wenming.core import clock, uploads
from wenming.core.errors import DomainError
from wenming.core.lights import Light
from wenming.problems import services
from wenming.problems.deadlines import light_of, may_return
from wenming.problems.errors import LinkBusy, LinkClosed
from wenming.problems.models import DispatchOrder, Problem, ProblemPhoto
from wenming.problems.permissions import acting_units
from wenming.problems.photos import photos_of
from wenming.problems.selectors import WITH_PHOTOS
from wenming.problems.workflow import Status


def address_of(request: HttpRequest, order: DispatchOrder) -> str:
    """The full address of an order's link."""
    return request.build_absolute_uri(reverse("problems:link", args=[order.token]))


@require_safe
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The lines of one order, for whoever holds its link; every opening is logged."""
    try:
        order = services.open_link(token=token, address=request.META.get("REMOTE_ADDR"))
    except DispatchOrder.DoesNotExist:
        return _closed(
            request, _("没有这个链接。地址可能抄错或不完整，请重新扫交办单上的二维码。"), 404
        )
    except (LinkClosed, LinkBusy) as error:
        return _closed(request, str(error), error.status)
    return _page(request, order)


@require_POST
@never_cache
def link_act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Receive, report as rectified or return a line, in the name of the order's unit."""
    if verb not in ACTS:
        raise Http404
    try:
        order = services.open_link(token=token, address=request.META.get("REMOTE_ADDR"))
    except DispatchOrder.DoesNotExist as error:
        raise Http404 from error
    except (LinkClosed, LinkBusy) as error:
        return _closed(request, str(error), error.status)
    try:
        words = ACTS[verb](request, order)
    except DomainError as error:
        return _page(request, order, error=str(error), status=error.status, tried=verb)
    messages.success(request, words)
    return redirect("problems:link", token=token)


@require_safe
def link_photo(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A photo of a line of the order."""
    order = DispatchOrder.objects.filter(token=token).first()
    if order is None or order.why_closed(clock.now()):
        raise Http404
    photo = get_object_or_404(
        ProblemPhoto.objects.select_related("upload"), pk=pk, problem__order=order
    )
    return uploads.response(photo.upload, public=True)


def _closed(request: HttpRequest, why: str, status: int) -> HttpResponse:
    return render(request, "problems/link_closed.html", {"why": why}, status=status)


def _page(
    request: HttpRequest,
    order: DispatchOrder,
    *,
    error: str = "",
    status: int = 200,
    tried: str = "",
) -> HttpResponse:
    """The page; after a refusal of the verb `tried` with what was written for it, still open."""
    at = clock.now()
    rows = order.problems.select_related(
        "place", "area", "item", "unit", "handler", "order"
    ).prefetch_related(WITH_PHOTOS)
    lines = [
        Line(
            problem,
            light_of(problem, at),
            is_in_hand=order.unit_id in acting_units(problem),
            is_returnable=may_return(problem, at),
            again=tried if problem.number == request.POST.get("problem") else "",
        )
        for problem in rows.order_by("due_at", "pk")
    ]
    lines.sort(key=lambda line: not line.can_submit)
    context = {
        "order": order,
        "lines": lines,
        "unreceived": sum(line.problem.status == Status.DISPATCHED for line in lines),
        "error": error,
        "written": request.POST,
    }
    return render(request, "problems/link.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, whether the unit of the order has it in hand, and may still return it.

    `again` is the step that was refused here just now, if any: its form stands open, as written.
    """

    problem: Problem
    light: Light
    is_in_hand: bool
    is_returnable: bool
    again: str

    @property
    def can_submit(self) -> bool:
        """Whether a rectification can be reported."""
        return self.is_in_hand and self.problem.status in {*WITH_UNIT, Status.DEFERRED}

    @property
    def can_return(self) -> bool:
        """Whether it can be returned as not the unit's own."""
        return self.is_returnable and self.is_in_hand and self.problem.status in WITH_UNIT


WITH_UNIT = frozenset({Status.DISPATCHED, Status.RECEIVED})


# --- Steps ------------------------------------------------------------------------------------


def _line(request: HttpRequest, order: DispatchOrder) -> Problem:
    """The line that the form names; lines of other orders are not found."""
    number = request.POST.get("problem", "")
    return get_object_or_404(order.problems, number=number)


def _receive(request: HttpRequest, order: DispatchOrder) -> str:
    """All lines that wait for receipt, as one signs a paper once."""
    keys = order.problems.filter(status=Status.DISPATCHED).values_list("pk", flat=True)
    done = services.receive_all(problem_ids=list(keys), by=order)
    return _("已签收 %(n)d 件。") % {"n": done}


def _submit(request: HttpRequest, order: DispatchOrder) -> str:
    problem = _line(request, order)
    services.submit_rectification(
        problem_id=problem.pk,
        measure=request.POST.get("measure", ""),
        photos=photos_of(request),
        by=order,
    )
    return _("%(number)s 已提交整改，等待复核。") % {"number": problem.number}


def _return(request: HttpRequest, order: DispatchOrder) -> str:
    problem = _line(request, order)
    services.return_problem(problem_id=problem.pk, why=request.POST.get("why", ""), by=order)
    return _("%(number)s 已退回办公室。") % {"number": problem.number}


ACTS: dict[str, Callable[[HttpRequest, DispatchOrder], str]] = {
    "receive": _receive,
    "submit": _submit,
    "return": _return,
}
