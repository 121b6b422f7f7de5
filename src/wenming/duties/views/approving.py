"""A list on its way to the leader's word: 征求意见, 送审, 审核."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wenming.accounts.requests import SignedIn
from wenming.duties import permissions, services
from wenming.duties.forms.lists import ConsultForm, OpinionForm
from wenming.duties.forms.work import ReasonForm
from wenming.duties.models import Opinion, TaskList
from wenming.organization.models import Unit


@require_POST
@login_required
def consult(request: SignedIn, pk: int) -> HttpResponse:
    """Ask every named unit for its opinion."""
    found = managed(request, pk)
    form = ConsultForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("征求意见的天数要在 1 到 30 个工作日之间。"))
        return redirect("duties:task_list", found.pk)
    asked = services.consult(task_list_id=found.pk, by=request.user, **form.cleaned_data)
    words = {"day": asked.consulted_until}
    messages.success(request, _("已发各单位征求意见，%(day)s 截止。") % words)
    return redirect("duties:task_list", found.pk)


@require_POST
@login_required
def opine(request: SignedIn, pk: int, unit_pk: int) -> HttpResponse:
    """A unit's opinion, or that it has none."""
    found = visible(request, pk)
    unit = get_object_or_404(Unit, pk=unit_pk)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("意见最多 600 字。"))
        return redirect("duties:task_list", found.pk)
    services.give_opinion(
        task_list_id=found.pk, unit_id=unit.pk, by=request.user, text=form.cleaned_data["text"]
    )
    messages.success(request, _("已回复，截止之前可以再改。"))
    return redirect("duties:task_list", found.pk)


@require_POST
@login_required
def answer(request: SignedIn, pk: int, opinion_pk: int) -> HttpResponse:
    """Whether an opinion is taken."""
    found = managed(request, pk)
    opinion = get_object_or_404(Opinion, task_list=found, pk=opinion_pk)
    services.answer_opinion(
        opinion_id=opinion.pk,
        by=request.user,
        takes="take" in request.POST,
        answer=request.POST.get("answer", ""),
    )
    messages.success(request, _("已答复%(unit)s。") % {"unit": opinion.unit})
    return redirect("duties:task_list", found.pk)


@require_POST
@login_required
def end(request: SignedIn, pk: int) -> HttpResponse:
    """Take the draft back for correction."""
    found = managed(request, pk)
    services.end_consultation(task_list_id=found.pk, by=request.user)
    messages.success(request, _("征求意见已结束，可以按意见修改。"))
    return redirect("duties:task_list", found.pk)


@require_POST
@login_required
def submit(request: SignedIn, pk: int) -> HttpResponse:
    """送审."""
    found = managed(request, pk)
    services.submit_list(task_list_id=found.pk, by=request.user)
    messages.success(request, _("已送审，由另一个人审核。"))
    return redirect("duties:task_list", found.pk)


@require_POST
@login_required
def review(request: SignedIn, pk: int) -> HttpResponse:
    """Passed on for the leader's word, or sent back with a reason."""
    found = managed(request, pk)
    passes = "pass" in request.POST
    form = ReasonForm(request.POST, prefix="back")
    reason = form.cleaned_data["line"] if not passes and form.is_valid() else ""
    services.review_list(task_list_id=found.pk, by=request.user, passes=passes, reason=reason)
    said = _("审核通过，请领导签批后印发。") if passes else _("已退回修改。")
    messages.success(request, said)
    return redirect("duties:task_list", found.pk)


def visible(request: SignedIn, pk: int) -> TaskList:
    """The list, where it may be seen."""
    lists = permissions.visible_to(request.user).select_related("owner", "replacement")
    return get_object_or_404(lists, pk=pk)


def managed(request: SignedIn, pk: int) -> TaskList:
    """The list, where it may be changed."""
    found = visible(request, pk)
    if not permissions.can_manage(request.user, found):
        raise PermissionDenied
    return found
