"""待审核: a second person reads a visit item by item, then accepts, sends back, corrects or voids.

The page crosses apps: an accepted visit is counted and its faults are proposed in the same
transaction.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.chips import chips
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.framework.selectors import engine_framework
from wenming.inspections import permissions, selectors, services
from wenming.inspections.models import Round, Visit
from wenming.inspections.oddities import oddities
from wenming.inspections.workflow import VisitStatus
from wenming.problems.services import propose_from_visit
from wenming.scoring.services import count_visit
from wenming.web import acceptance_rows
from wenming.web.acceptance_forms import CorrectionForm, QueueFilter, ReasonForm

PAGE_SIZE = 30
KEYS = ["submitted_at", "pk"]
TABS: dict[str, tuple[Promise, Q]] = {
    "": (_("待审核"), Q(status=VisitStatus.SUBMITTED)),
    "sent_back": (_("已退回"), Q(status=VisitStatus.STARTED) & ~Q(remark="")),
    "accepted": (_("已审核"), Q(status=VisitStatus.ACCEPTED)),
    "void": (_("已作废"), Q(status=VisitStatus.VOID)),
}


@require_safe
@login_required
def queue(request: SignedIn) -> HttpResponse:
    """Visits handed in, those that have waited longest first; other tabs look back."""
    rights.require(request.user, Ability.ACCEPT_VISITS)
    tab = request.GET.get("status", "")
    if tab not in TABS:
        raise Http404
    reviewable = permissions.reviewable_by(request.user)
    rounds = Round.objects.filter(visits__in=reviewable.values("pk")).distinct()
    form = QueueFilter(request.GET, rounds=rounds)
    chosen = form.cleaned_data if form.is_valid() else {}
    visits = _chosen(reviewable, chosen)
    # Handed in once at least: every tab has a time to sort by.
    found = selectors.with_record(visits.filter(TABS[tab][1], submitted_at__isnull=False))
    page = page_by_key(found, keys=KEYS, mark=request.GET.get("mark", ""), size=PAGE_SIZE)
    return render(
        request,
        "web/acceptance.html",
        {
            "filter": form,
            "page": page,
            "rows": acceptance_rows.waiting(page.rows, request.user),
            "tabs": _tabs(request, visits, tab),
            "tab": tab,
            "tab_label": TABS[tab][0],
        },
    )


@require_safe
@login_required
def visit(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """One visit, item by item, with what is odd and the verdicts of a reviewer."""
    return _visit_page(request, _found(request, visit_id))


@require_POST
@login_required
def accept(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """审核通过: from now on it counts; then the next one."""
    found = _found(request, visit_id)
    following = _next(request, found)

    def act() -> None:
        services.accept_visit(visit_id=found.pk, by=request.user)
        _count_and_propose(found.pk, request.user)

    words = _t("已审核：%(place)s。") % {"place": found.frame_place}
    return _do(request, found, act, words, following)


@require_POST
@login_required
def send_back(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """退回重填, with the reason."""
    found = _found(request, visit_id)
    following = _next(request, found)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _visit_page(request, found, send_back_form=form, status=422)
    reason = form.cleaned_data["reason"]

    def act() -> None:
        services.send_back_visit(visit_id=found.pk, by=request.user, reason=reason)

    words = _t("已退回：%(place)s，测评员会看到理由。") % {"place": found.frame_place}
    return _do(request, found, act, words, following)


@require_POST
@login_required
def void(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """作废, with the reason: the record stays and does not count."""
    found = _found(request, visit_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _visit_page(request, found, void_form=form, status=422)
    reason = form.cleaned_data["reason"]

    def act() -> None:
        services.void_visit(visit_id=found.pk, by=request.user, reason=reason)
        _count_and_propose(found.pk, request.user)

    words = _t("已作废：%(place)s。记录保留，不计分；需要时再安排一次到访。") % {
        "place": found.frame_place
    }
    return _do(request, found, act, words, None)


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: SignedIn, visit_id: UUID, observation_id: int) -> HttpResponse:
    """更正 one verdict until publication; the original is kept and shown beside it."""
    found = _found(request, visit_id)
    observation = get_object_or_404(found.observations.select_related("item"), pk=observation_id)
    form = CorrectionForm(
        request.POST or None,
        observation=observation,
        framework=engine_framework(found.round.edition),
    )
    context = {"correction_form": form, "correcting": observation}
    if request.method == "GET" or not form.is_valid():
        return _visit_page(request, found, status=422 if form.is_bound else 200, **context)

    def act() -> None:
        services.correct_observation(
            observation_id=observation.pk,
            by=request.user,
            reason=form.cleaned_data["reason"],
            **form.verdict,
        )
        _count_and_propose(found.pk, request.user)

    try:
        with audit.transaction():
            act()
    except DomainError as error:
        form.add_error(None, str(error))
        return _visit_page(request, found, status=error.status, **context)
    messages.success(
        request, _t("已更正 %(item)s，原来的判定保留。") % {"item": observation.item.code}
    )
    return redirect(_url(request, found))


def _count_and_propose(visit_id: UUID, by: User) -> None:
    """Bring sums and proposed problems in line with the visit as it stands now."""
    current = Visit.objects.only("status").get(pk=visit_id)
    if current.status in {VisitStatus.ACCEPTED, VisitStatus.VOID}:
        count_visit(visit_id=visit_id)
        propose_from_visit(visit_id=visit_id, by=by)


def _do(
    request: SignedIn,
    found: Visit,
    act: Callable[[], None],
    words: str,
    following: Visit | None,
) -> HttpResponse:
    """One transaction of all apps; then the next visit of the queue, or the list."""
    try:
        with audit.transaction():
            act()
    except DomainError as error:
        messages.error(request, str(error))
        return _visit_page(request, _found(request, found.pk), status=error.status)
    messages.success(request, words)
    if following is None:
        return redirect(f"{reverse('web:acceptance')}{_query(request)}")
    return redirect(_url(request, following))


def _found(request: SignedIn, visit_id: UUID) -> Visit:
    """A visit that was handed in, of a round that the person may review."""
    visits = permissions.reviewable_by(request.user).filter(submitted_at__isnull=False)
    return get_object_or_404(selectors.with_record(visits), pk=visit_id)


def _visit_page(request: SignedIn, found: Visit, status: int = 200, **more: Any) -> HttpResponse:
    framework = engine_framework(found.round.edition)
    context = {
        "visit": found,
        "framework": framework,
        "place_type": framework.place_types.get(found.frame_place.type_code),
        "rows": acceptance_rows.items(found),
        "sums": acceptance_rows.sums(found),
        "odd": oddities(found),
        "shots": acceptance_rows.shots(found),
        "can_review": permissions.can_review(request.user, found),
        "is_mine": not permissions.is_second_person(request.user, found),
        "may_correct": found.status in {VisitStatus.SUBMITTED, VisitStatus.ACCEPTED},
        "next": _next(request, found),
        "before": _next(request, found, step=-1),
        "query": _query(request),
        "send_back_form": ReasonForm(auto_id="id_back_%s"),
        "void_form": ReasonForm(auto_id="id_void_%s"),
        **more,
    }
    return render(request, "web/acceptance_visit.html", context, status=status)


def _chosen(visits: QuerySet[Visit], chosen: dict[str, Any]) -> QuerySet[Visit]:
    if words := chosen.get("words", "").strip():
        visits = visits.filter(
            Q(frame_place__place__name__icontains=words)
            | Q(frame_place__place__code__icontains=words)
        )
    return visits.filter(round=chosen["round"]) if chosen.get("round") else visits


def _tabs(request: SignedIn, visits: QuerySet[Visit], current: str) -> list[dict[str, Any]]:
    waiting = visits.filter(TABS[""][1]).count()
    labels = {name: label for name, (label, _condition) in TABS.items()}
    return chips(
        request.GET,
        labels,
        current=current,
        counts={**dict.fromkeys(TABS), "": waiting},
        name="status",
    )


def _next(request: SignedIn, found: Visit, step: int = 1) -> Visit | None:
    number = request.GET.get("round", "")
    return acceptance_rows.neighbour(found, request.user, number=number, step=step)


def _url(request: SignedIn, found: Visit) -> str:
    return f"{reverse('web:acceptance_visit', args=[found.pk])}{_query(request)}"


def _query(request: SignedIn) -> str:
    """The round that the queue is narrowed to, kept from page to page."""
    number = request.GET.get("round", "")
    return f"?{urlencode({'round': number})}" if number else ""
