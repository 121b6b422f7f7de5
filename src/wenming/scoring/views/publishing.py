"""The way of a result to those whom it concerns, on one page: draft, feedback, approval."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.inspections.models import Round
from wenming.scoring import pages, permissions, publishing, selectors, services
from wenming.scoring.comparing import difference
from wenming.scoring.forms import ApprovalForm
from wenming.scoring.models import Publication, Run
from wenming.scoring.views.results import found_round


@require_safe
@login_required
def publish(request: SignedIn, number: str) -> HttpResponse:
    """公布: where the result stands, what comes next, disputes and what they changed."""
    found = _followed(request, number)
    return _page(request, found)


@require_POST
@login_required
def act(request: SignedIn, number: str, action: str) -> HttpResponse:
    """One step of the publication; `record` takes name and scan of an approval on paper."""
    found = _followed(request, number)
    publication = publishing.of(found)
    if action not in ACTIONS or (publication is None and action != "recalculate"):
        raise Http404
    form = ApprovalForm(request.POST, request.FILES) if action == "record" else None
    if form is not None and not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        ACTIONS[action](request, found, publication, form)
    except DomainError as error:
        if form is None:
            raise
        form.add_error(None, str(error))
        return _page(request, found, form=form, status=422)
    messages.success(request, _("%(round)s：%(done)s。") % {"round": found, "done": DONE[action]()})
    return redirect("scoring:publish", found.number)


@require_safe
@login_required
def compare(request: SignedIn, number: str, old: int, new: int) -> HttpResponse:
    """What one run of a round says otherwise than another (差别)."""
    found = _followed(request, number)
    runs = Run.objects.filter(round=found).select_related("round__edition", "by")
    context = {
        "round": found,
        "difference": difference(get_object_or_404(runs, pk=old), get_object_or_404(runs, pk=new)),
    }
    return render(request, "scoring/difference.html", context)


def _followed(request: SignedIn, number: str) -> Round:
    found = found_round(request, number)
    if not permissions.can_bring_out(request.user, found):
        raise PermissionDenied
    return found


def _page(
    request: SignedIn, found: Round, *, form: ApprovalForm | None = None, status: int = 200
) -> HttpResponse:
    publication = publishing.of(found)
    scored = selectors.scored(found, "first")
    context = {
        "round": found,
        "publication": publication,
        "stages": publishing.stages(publication),
        "light": publishing.light_of(publication),
        "actions": permissions.actions(request.user, found, publication),
        "obstacle": publishing.obstacle(found, publication, request.user),
        "form": form or ApprovalForm(),
        "headline": pages.headline(found, scored),
        "progress": selectors.progress(found),
        "disputes": publishing.disputes_of(publication),
        "amendments": publishing.amendments_of(publication),
        "difference": publishing.changed_since_draft(publication),
    }
    return render(request, "scoring/publish.html", context, status=status)


Action = Callable[[SignedIn, Round, Any, Any], Publication]


def _recalculate(request: SignedIn, found: Round, publication: Any, form: Any) -> Publication:
    return services.draft_results(round_id=found.pk, by=request.user)


def _publish(request: SignedIn, found: Round, publication: Any, form: Any) -> Publication:
    return services.publish_round(round_id=found.pk, by=request.user)


def _record(request: SignedIn, found: Round, publication: Any, form: Any) -> Publication:
    return services.record_approval(
        publication_id=publication.pk,
        by=request.user,
        approver=form.cleaned_data["approver"],
        scan=next(iter(form.cleaned_data["scan"]), None),
    )


def _step(service: Callable[..., Publication]) -> Action:
    def run(request: SignedIn, found: Round, publication: Any, form: Any) -> Publication:
        return service(publication_id=publication.pk, by=request.user)

    return run


ACTIONS: dict[str, Action] = {
    "recalculate": _recalculate,
    "open": _step(services.open_feedback),
    "check": _step(services.end_feedback),
    "approve": _step(services.approve_results),
    "record": _record,
    "send_back": _step(services.send_back_results),
    "publish": _publish,
}
DONE: dict[str, Callable[[], str]] = {
    "recalculate": lambda: _("已出计算稿，只有组织单位看得到"),
    "open": lambda: _("已发单位核实，有关单位可以看到本单位的丢分并申诉"),
    "check": lambda: _("核实结束，等领导审定"),
    "approve": lambda: _("已审定，等另一位同事公布"),
    "record": lambda: _("已记录审定，等另一位同事公布"),
    "send_back": lambda: _("已退回核实，单位又可以申诉"),
    "publish": lambda: _("得分已公布，有关单位现在可以看到"),
}
