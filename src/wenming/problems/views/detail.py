"""问题详情: before and after, clocks, timeline, and the one step that is due."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from wenming.accounts.models import User
from wenming.accounts.requests import SignedIn
from wenming.core import clock
from wenming.core.errors import DomainError
from wenming.problems import permissions, services
from wenming.problems.detail import Case
from wenming.problems.forms import (
    AgreeForm,
    DeferralForm,
    ExtendForm,
    HandOnForm,
    NoteForm,
    PointForm,
    ReasonForm,
    SubmitForm,
)
from wenming.problems.listing import MINE, Listing
from wenming.problems.models import Problem
from wenming.problems.photos import photos_of

Data = dict[str, Any]


@require_safe
@login_required
def detail(request: SignedIn, number: str) -> HttpResponse:
    """One problem; the address carries the filter that it was opened from."""
    return _page(request, _problem(request, number))


@require_safe
@login_required
def verify(request: SignedIn) -> HttpResponse:
    """待复核: the most urgent rectification that waits for this verifier."""
    if not permissions.is_verifier(request.user):
        raise PermissionDenied
    first = permissions.to_verify_by(request.user).order_by("due_at", "pk").first()
    if first is None:
        return redirect(f"{reverse('problems:list')}?tab={MINE}")
    return redirect(f"{reverse('problems:detail', args=[first.number])}?tab={MINE}")


def _problem(request: SignedIn, number: str) -> Problem:
    rows = permissions.visible_to(request.user).select_related(
        "place__area", "area", "unit", "handler", "support", "order__unit", "order__copied_to",
        "owner", "item", "indicator", "round", "visit", "relapse_of", "merged_into", "closed_by", "project",
    )  # fmt: skip
    return get_object_or_404(rows, number=number)


def _page(
    request: SignedIn,
    problem: Problem,
    *,
    verb: str = "",
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    at = clock.now()
    case = Case(problem, request.user, at)
    listing = Listing(request.user, request.GET, at)
    previous, following, rank, total = listing.neighbours(problem)
    shown = {name: act.form(problem, case) for name, act in ACTS.items() if name in case.verbs}
    if form is not None:
        shown[verb] = form
    context = {
        "case": case,
        "problem": problem,
        "listing": listing,
        "previous": previous,
        "following": following,
        "rank": rank,
        "total": total,
        "forms": shown,
        "form": form,
        "merged": list(problem.merged.all()),
    }
    return render(request, "problems/detail.html", context, status=status)


@require_POST
@login_required
def act(request: SignedIn, number: str, verb: str) -> HttpResponse:
    """One step of one problem; afterwards the verifier goes on to the next of the filter."""
    problem = _problem(request, number)
    if verb not in ACTS:
        raise Http404
    step = ACTS[verb]
    case = Case(problem, request.user, clock.now())
    form = step.form(problem, case, request.POST)
    if not form.is_valid():
        return _page(request, problem, verb=verb, form=form, status=422)
    listing = Listing(request.user, request.GET, clock.now())
    following = listing.neighbours(problem)[1] if verb in VERDICTS else None
    try:
        step.call(request, problem, form.cleaned_data)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, _problem(request, number), verb=verb, form=form, status=error.status)
    messages.success(request, f"{problem.number} {step.done}")
    return _onward(request, problem, following, is_verdict=verb in VERDICTS)


def _onward(
    request: SignedIn, problem: Problem, following: Problem | None, *, is_verdict: bool
) -> HttpResponse:
    """The next of the filter after a verdict, else the same problem where it can still be seen."""
    query = request.GET.urlencode()
    if is_verdict and following is None:
        return redirect(f"{reverse('problems:list')}?{query}")
    shown = following or permissions.visible_to(request.user).filter(pk=problem.pk).first()
    if shown is None:
        return redirect("problems:list")
    return redirect(f"{reverse('problems:detail', args=[shown.number])}?{query}")


# --- Steps ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """One step: its form, what it calls, and what is said when it is done."""

    form_class: type[forms.Form]
    call: Callable[[SignedIn, Problem, Data], object]
    done: str | Promise

    def form(self, problem: Problem, case: Case, data: Any = None) -> forms.Form:
        """The form, empty or with what was sent."""
        if self.form_class is HandOnForm:
            return HandOnForm(data, units=case.below)
        if self.form_class is PointForm:
            return PointForm(data, by=case.user, now=problem.project)
        if self.form_class is AgreeForm:
            return AgreeForm(data, initial={"until": problem.deferred_until})
        return self.form_class(data)


def _by(request: SignedIn) -> User:
    return request.user


def _submit(request: SignedIn, problem: Problem, data: Data) -> None:
    services.submit_rectification(
        problem_id=problem.pk, photos=photos_of(request), by=_by(request), **data
    )


def _extend(request: SignedIn, problem: Problem, data: Data) -> None:
    services.extend(problem_ids=[problem.pk], by=_by(request), **data)


def _recall(request: SignedIn, problem: Problem, data: Data) -> None:
    services.recall(problem_ids=[problem.pk], by=_by(request), **data)


def _redo(request: SignedIn, problem: Problem, data: Data) -> None:
    services.redo(problem_id=problem.pk, why=data["note"], by=_by(request))


def _calls(service: Callable[..., object]) -> Callable[[SignedIn, Problem, Data], object]:
    """A service that takes the form's fields as they are."""

    def call(request: SignedIn, problem: Problem, data: Data) -> object:
        return service(problem_id=problem.pk, by=_by(request), **data)

    return call


VERDICTS = {"close", "redo"}
ACTS: dict[str, Act] = {
    "receive": Act(forms.Form, _calls(services.receive), gettext_lazy("已签收。")),
    "submit": Act(SubmitForm, _submit, gettext_lazy("已提交整改，等待复核，期间不计时。")),
    "return": Act(ReasonForm, _calls(services.return_problem), gettext_lazy("已退回办公室。")),
    "hand_on": Act(HandOnForm, _calls(services.hand_on), gettext_lazy("已转办，期限不变。")),
    "ask_deferral": Act(
        DeferralForm, _calls(services.ask_deferral), gettext_lazy("已申请挂账，批准前照常计时。")
    ),
    "close": Act(NoteForm, _calls(services.close), gettext_lazy("已销号。")),
    "redo": Act(NoteForm, _redo, gettext_lazy("已退回重新整改。")),
    "defer": Act(AgreeForm, _calls(services.defer), gettext_lazy("已挂账，到期自动恢复。")),
    "decline_deferral": Act(
        ReasonForm, _calls(services.decline_deferral), gettext_lazy("已答复不同意挂账。")
    ),
    "point": Act(PointForm, _calls(services.point_at_project), gettext_lazy("已记下等哪个项目。")),
    "resume": Act(ReasonForm, _calls(services.resume), gettext_lazy("已恢复办理，重新起算期限。")),
    "extend": Act(ExtendForm, _extend, gettext_lazy("的期限已调整。")),
    "recall": Act(ReasonForm, _recall, gettext_lazy("已撤回，现在待派单。")),
    "restore": Act(forms.Form, _calls(services.restore), gettext_lazy("已恢复到待派单。")),
}
