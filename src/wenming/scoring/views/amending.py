"""公布后更正: one verdict of a published round, on a page of its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.framework.selectors import engine_framework
from wenming.inspections.models import Observation
from wenming.scoring import explaining, permissions, services
from wenming.scoring.forms import AmendForm
from wenming.scoring.views.results import found_round


@require_http_methods(["GET", "POST"])
@login_required
def amend(request: SignedIn, number: str, observation_id: int) -> HttpResponse:
    """Another verdict, the reason, who approved it; leads to the difference."""
    found = found_round(request, number)
    rows = Observation.objects.filter(visit__round=found, pk=observation_id).select_related(
        "visit__round__owner"
    )
    observation = get_object_or_404(explaining.recorded(rows))
    if not permissions.can_amend(request.user, observation.visit):
        raise PermissionDenied
    framework = engine_framework(found.edition)
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AmendForm(*given, observation=observation, framework=framework)
    if request.method == "POST" and form.is_valid():
        try:
            done = services.amend_published(
                observation_id=observation_id,
                by=request.user,
                reason=form.cleaned_data["reason"],
                approver=form.cleaned_data["approver"],
                scan=next(iter(form.cleaned_data["scan"]), None),
                **form.verdict,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已更正并按新的结果公布，原来的结果保留。"))
            return redirect("scoring:difference", number, done.old_id, done.new_id)
    context = {
        "round": found,
        "row": explaining.judged(found, [observation])[0],
        "framework": framework,
        "form": form,
        "names_people": True,
    }
    return render(request, "scoring/amend.html", context, status=422 if form.is_bound else 200)
