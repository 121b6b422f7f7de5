"""问题台账: the list, its exports, the text to copy, and what is done to several rows at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import clock, tables
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.problems import ledger, permissions, services
from wenming.problems.deadlines import light_of
from wenming.problems.errors import BatchRefused, FormIncomplete
from wenming.problems.forms import ExtendForm, ReasonForm
from wenming.problems.listing import BY_DUE, Listing
from wenming.problems.models import DispatchOrder, Problem
from wenming.problems.notices import MOST_LINES, notice
from wenming.problems.views.links import address_of

ORDERS_IN_WORDS = {
    True: gettext_lazy("按剩余时间从少到多"),
    False: gettext_lazy("新的在前"),
}


@require_safe
@login_required
def problem_list(request: SignedIn) -> HttpResponse:
    """The ledger: saved filters, search, rows by time left."""
    return _page(request, Listing(request.user, request.GET, clock.now()))


def _page(request: SignedIn, listing: Listing, **more: Any) -> HttpResponse:
    counts = listing.counts()
    page = page_by_key(listing.detailed(), keys=listing.tab.order, mark=request.GET.get("mark", ""))
    context = {
        "listing": listing,
        "form": None,
        "counts": counts,
        "running": counts["open"] - counts["overdue"] - counts["near"] - counts["waiting"],
        "chips": listing.chips(counts),
        "page": page,
        "rows": [(problem, light_of(problem, listing.at)) for problem in page.rows],
        "total": listing.total(counts, page),
        "order": ORDERS_IN_WORDS[listing.tab.order == BY_DUE],
        "can_dispatch": permissions.can_dispatch(request.user),
        "can_report": permissions.can_report(request.user),
        **more,
    }
    return render(request, "problems/list.html", context, status=more.get("status", 200))


@require_http_methods(["GET", "POST"])
@login_required
def export(request: SignedIn) -> HttpResponse:
    """导出所筛: the sheet of what is filtered, or of the ticked rows."""
    rows = _chosen(request)
    content = ledger.ledger(rows, is_for_office=permissions.can_dispatch(request.user))
    services.note_export(problems=rows.count(), content=content, by=request.user)
    return tables.xlsx_response(f"问题台账-{clock.today()}", content)


@require_http_methods(["GET", "POST"])
@login_required
def export_by_unit(request: SignedIn) -> HttpResponse:
    """按单位拆分: a zip with one sheet a unit."""
    rows = _chosen(request)
    content = ledger.ledgers_by_unit(rows, is_for_office=permissions.can_dispatch(request.user))
    services.note_export(problems=rows.count(), content=content, by=request.user)
    answer = HttpResponse(content, content_type="application/zip")
    name = f"问题台账-按单位-{clock.today()}.zip"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "POST"])
@login_required
def notice_text(request: SignedIn) -> HttpResponse:
    """通知文字: what the units owe, to be copied into a chat group; links for those who dispatch."""
    rows = _chosen(request).select_related("handler", "place", "area", "order__unit")

    def address(order: DispatchOrder) -> str:
        if permissions.can_dispatch(request.user):
            return address_of(request, order)
        return request.build_absolute_uri(reverse("problems:order", args=[order.number]))

    text = notice(list(rows[: MOST_LINES + 1]), at=clock.now(), address=address)
    context = {"text": text, "total": rows.count(), "most": MOST_LINES, "query": request.GET}
    return render(request, "problems/notice.html", context)


def _chosen(request: SignedIn) -> QuerySet[Problem]:
    """The ticked rows of the form, else all that the address filters."""
    listing = Listing(request.user, request.GET, clock.now())
    ticked = keys_of(request.POST.getlist("problem"))
    if ticked:
        return listing.visible.filter(pk__in=ticked).order_by(*listing.tab.order)
    return listing.rows


def keys_of(values: list[str]) -> list[int]:
    """Keys out of a form; what is none is left out."""
    return [int(value) for value in values if value.isdecimal() and len(value) < 19]


# --- Several at once ----------------------------------------------------------------------------


@require_POST
@login_required
def batch(request: SignedIn, verb: str) -> HttpResponse:
    """Several rows at once, all or none; refusals are listed and the others can be done alone."""
    if verb not in BATCHES:
        raise Http404
    listing = Listing(request.user, request.GET, clock.now())
    ticked = keys_of(request.POST.getlist("problem"))
    allowed = set(listing.visible.filter(pk__in=ticked).values_list("pk", flat=True))
    if not permissions.can_dispatch(request.user):
        raise PermissionDenied
    try:
        words = BATCHES[verb](request, sorted(allowed))
    except BatchRefused as refusal:
        left = [key for key in ticked if key not in refusal.refused]
        return _page(request, listing, refusal=refusal, left=left, ticked=left, status=409)
    except DomainError as error:
        return _page(request, listing, error=error, ticked=ticked, status=error.status)
    messages.success(request, words)
    return redirect(f"{reverse('problems:list')}?{listing.address}")


def _extend(request: SignedIn, keys: list[int]) -> str:
    form = ExtendForm(request.POST)
    _require(form)
    data = form.cleaned_data
    done = services.extend(
        problem_ids=keys, due_on=data["due_on"], why=data["why"], by=request.user
    )
    return _("已把 %(n)d 件的期限改到 %(day)s。") % {"n": done, "day": data["due_on"]}


def _recall(request: SignedIn, keys: list[int]) -> str:
    form = ReasonForm(request.POST)
    _require(form)
    done = services.recall(problem_ids=keys, why=form.cleaned_data["why"], by=request.user)
    return _("已撤回 %(n)d 件，现在待派单。") % {"n": done}


def _require(form: Any) -> None:
    """A form of a batch has no page of its own: what is wrong is said above the list."""
    if not form.is_valid():
        fields = "、".join(str(form.fields[name].label) for name in form.errors)
        raise FormIncomplete(fields=fields)


BATCHES: dict[str, Callable[[SignedIn, list[int]], str]] = {"extend": _extend, "recall": _recall}
