"""待派单: the office looks, corrects, merges, drops, and releases a batch."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.problems import permissions, services
from wenming.problems.errors import BatchRefused
from wenming.problems.forms import PendingForm, ProposalForm
from wenming.problems.models import Problem
from wenming.problems.pending import KEYS, proposals, summary, with_twins
from wenming.problems.views.ledger import keys_of


@require_safe
@login_required
def pending(request: SignedIn) -> HttpResponse:
    """What waits for dispatch, critical items first."""
    return _page(request)


def _page(request: SignedIn, **more: Any) -> HttpResponse:
    if not permissions.can_dispatch(request.user):
        raise PermissionDenied
    filters = PendingForm(request.GET, user=request.user)
    filters.is_valid()
    rows = proposals(request.user, **filters.asked())
    page = page_by_key(rows, keys=KEYS, mark=request.GET.get("mark", ""))
    context = {
        "filters": filters,
        "is_filtered": any(filters.asked().values()),
        "summary": summary(request.user),
        "page": page,
        "rows": with_twins(page.rows),
        **more,
    }
    return render(request, "problems/pending.html", context, status=more.get("status", 200))


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: SignedIn, number: str) -> HttpResponse:
    """One proposal as a form, in its row (htmx) or as a page of its own."""
    problem = _proposal(request, number)
    form = (
        ProposalForm(request.POST, auto_id=_ids(problem))
        if request.method == "POST"
        else ProposalForm.of(problem, auto_id=_ids(problem))
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_proposal(
                problem_id=problem.pk, proposal=form.proposal(), by=request.user
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _corrected(request, number)
    template = "problems/_pending_form.html" if request.htmx else "problems/pending_form.html"
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, "problem": problem}, status=status)


def _ids(problem: Problem) -> str:
    """Several of these forms may stand in one list."""
    return f"id_{problem.pk}_%s"


def _corrected(request: SignedIn, number: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, _("%(number)s 已改好。") % {"number": number})
        return redirect("problems:pending")
    return row(request, number)


@require_safe
@login_required
def show(request: SignedIn, number: str) -> HttpResponse:
    """One proposal as a row again, when its form is left."""
    return row(request, number) if request.htmx else redirect("problems:pending")


def row(request: SignedIn, number: str) -> HttpResponse:
    """The row of one proposal, for htmx."""
    problem = _proposal(request, number)
    (waiting,) = with_twins([problem])
    return render(request, "problems/_pending_row.html", {"waiting": waiting})


def _proposal(request: SignedIn, number: str) -> Problem:
    return get_object_or_404(proposals(request.user), number=number)


# --- Several at once ----------------------------------------------------------------------------


@require_POST
@login_required
def act(request: SignedIn, verb: str) -> HttpResponse:
    """Release, merge or drop what is ticked (or `?only=`, one row), all or none."""
    if verb not in ACTS:
        raise Http404
    ticked = keys_of(
        [request.GET["only"]] if "only" in request.GET else request.POST.getlist("problem")
    )
    mine = permissions.pending_for(request.user).filter(pk__in=ticked)
    keys = list(mine.order_by("pk").values_list("pk", flat=True))
    try:
        words, target = ACTS[verb](request, keys)
    except BatchRefused as refusal:
        left = [key for key in keys if key not in refusal.refused]
        return _page(request, refusal=refusal, left=left, ticked=left, status=409)
    except DomainError as error:
        return _page(request, error=error, ticked=keys, status=error.status)
    messages.success(request, words)
    return redirect(target)


def _release(request: SignedIn, keys: list[int]) -> tuple[str, str]:
    orders = services.release(problem_ids=keys, by=request.user)
    words = _("已派出 %(n)d 件，生成交办单 %(orders)d 张：%(numbers)s。期限从现在起算。") % {
        "n": len(keys),
        "orders": len(orders),
        "numbers": "、".join(order.number for order in orders),
    }
    return words, reverse("problems:orders")


def _drop(request: SignedIn, keys: list[int]) -> tuple[str, str]:
    done = services.drop(problem_ids=keys, why=request.POST.get("why", ""), by=request.user)
    words = _("%(n)d 件不予交办，可在台账“不予交办”里恢复。") % {"n": done}
    return words, reverse("problems:pending")


def _merge(request: SignedIn, keys: list[int]) -> tuple[str, str]:
    """Into the problem that a row names, else the first of those ticked."""
    into = keys_of([request.POST.get("into", "")]) or keys[:1]
    target = get_object_or_404(permissions.in_charge(request.user), pk__in=into)
    done = services.merge(problem_ids=keys, into=target.pk, by=request.user)
    words = _("%(n)d 件已并入 %(number)s。") % {"n": done, "number": target.number}
    return words, reverse("problems:pending")


ACTS: dict[str, Callable[[SignedIn, list[int]], tuple[str, str]]] = {
    "release": _release,
    "drop": _drop,
    "merge": _merge,
}
