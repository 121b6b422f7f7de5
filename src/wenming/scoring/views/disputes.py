"""The desk of disputes, and a unit's own lines with the way to dispute them."""

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
from wenming.framework.selectors import engine_framework
from wenming.inspections.models import Observation
from wenming.organization.models import Unit
from wenming.scoring import explaining, lines, permissions, publishing, services
from wenming.scoring.forms import DisputeForm, RejectForm, UpholdForm
from wenming.scoring.models import Confirmation, Dispute, Publication
from wenming.scoring.workflow import DisputeStatus, Status

PAGE_SIZE = 20
OPEN, DECIDED = "", "decided"


@require_safe
@login_required
def desk(request: SignedIn) -> HttpResponse:
    """Disputes, those that wait for a decision first in their own tab (申诉)."""
    tab = request.GET.get("status", OPEN)
    if tab not in {OPEN, DECIDED}:
        raise Http404
    found = permissions.disputes_visible_to(request.user).select_related(
        "publication__round", "unit", "observation__item", "observation__visit__frame_place__place"
    )
    waiting = found.filter(status=DisputeStatus.OPEN)
    chosen = found.exclude(status=DisputeStatus.OPEN) if tab else waiting
    page = page_by_key(
        chosen, keys=["-pk"] if tab else ["pk"], mark=request.GET.get("mark", ""), size=PAGE_SIZE
    )
    here = reverse("scoring:disputes")
    tabs = [
        {"label": _("待裁定"), "url": here, "is_current": not tab, "count": waiting.count()},
        {
            "label": _("已办结"),
            "url": f"{here}?status={DECIDED}",
            "is_current": tab == DECIDED,
            "count": None,
        },
    ]
    return render(request, "scoring/disputes.html", {"page": page, "tabs": tabs, "tab": tab})


@require_http_methods(["GET", "POST"])
@login_required
def dispute(request: SignedIn, pk: int) -> HttpResponse:
    """One dispute: what was measured, what the unit says; a second person decides."""
    found = get_object_or_404(
        permissions.disputes_visible_to(request.user)
        .select_related(
            "publication__round__edition",
            "publication__round__owner",
            "observation__item",
            "observation__visit__frame_place__place",
            "unit",
            "by",
            "decided_by",
        )
        .prefetch_related("files__upload", "observation__visit__inspectors"),
        pk=pk,
    )
    can_decide = permissions.can_decide(request.user, found)
    if request.method == "POST" and not can_decide:
        raise PermissionDenied
    forms = _forms(request, found)
    if request.method == "POST" and _decide(request, found, forms):
        messages.success(request, _("已裁定，%(unit)s会看到理由。") % {"unit": found.unit})
        return redirect("scoring:disputes")
    status = 422 if request.method == "POST" else 200
    context = {"dispute": found, "can_decide": can_decide, **forms, **_line(found)}
    context["names_people"] = permissions.names_people(request.user, found.publication.round)
    return render(request, "scoring/dispute.html", context, status=status)


@require_safe
@login_required
def own_lines(request: SignedIn) -> HttpResponse:
    """The lines of one's own unit in the rounds that are out for feedback or published."""
    units = permissions.units_of(request.user)
    if not units:
        raise PermissionDenied
    page = page_by_key(
        permissions.publications_for_units().select_related("round__edition"),
        keys=["-pk"],
        mark=request.GET.get("mark", ""),
        size=PAGE_SIZE,
    )
    rows = [(row, publishing.light_of(row)) for row in page.rows]
    return render(request, "scoring/own_rounds.html", {"page": page, "rows": rows, "units": units})


@require_safe
@login_required
def lines_page(request: SignedIn, number: str) -> HttpResponse:
    """What one's own units lost in a round, place by place, with the way to dispute it."""
    publication, units = _own(request, number)
    keys = [unit.pk for unit in units]
    visits = lines.visits_with_lines(publication.round, keys).select_related(
        "frame_place__place", "frame_place__holder", "frame_place__sector"
    )
    page = page_by_key(
        visits,
        keys=["frame_place__place__code", "number"],
        mark=request.GET.get("mark", ""),
        size=PAGE_SIZE,
    )
    said = Confirmation.objects.filter(publication=publication, unit__in=keys)
    context = {
        "publication": publication,
        "round": publication.round,
        "units": units,
        "page": page,
        "places": lines.lines_at(publication.round, page.rows, keys),
        "light": publishing.light_of(publication),
        "is_open": publishing.takes_disputes(publication),
        "confirmed": said.select_related("unit", "by"),
        "can_confirm": [u for u in units if u.pk not in {row.unit_id for row in said}],
        "framework": engine_framework(publication.round.edition),
    }
    return render(request, "scoring/lines.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def file(request: SignedIn, number: str, observation_id: int) -> HttpResponse:
    """申诉 one line, with evidence."""
    publication, units = _own(request, number)
    line = _own_line(publication, units, observation_id)
    form = DisputeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.file_dispute(
                publication_id=publication.pk,
                observation_id=observation_id,
                unit=line.unit,
                by=request.user,
                text=form.cleaned_data["text"],
                files=form.cleaned_data["evidence"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已提交申诉，由另一位同事裁定，结果会在这里看到。"))
            return redirect("scoring:lines", number)
    context = {
        "publication": publication,
        "round": publication.round,
        "form": form,
        "line": line,
        "light": publishing.light_of(publication),
        "framework": engine_framework(publication.round.edition),
    }
    status = 422 if form.is_bound else 200
    return render(request, "scoring/file.html", context, status=status)


@require_POST
@login_required
def confirm(request: SignedIn, number: str) -> HttpResponse:
    """核对无误: nothing to add, for each of one's units."""
    publication, units = _own(request, number)
    for unit in units:
        services.confirm_lines(publication_id=publication.pk, unit=unit, by=request.user)
    messages.success(request, _("已记下：核对无误。"))
    return redirect("scoring:lines", number)


@require_POST
@login_required
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """撤回 one's own dispute."""
    found = get_object_or_404(permissions.disputes_visible_to(request.user), pk=pk)
    services.withdraw_dispute(dispute_id=found.pk, by=request.user)
    messages.success(request, _("申诉已撤回。"))
    return redirect("scoring:lines", found.publication.round.number)


def _own(request: SignedIn, number: str) -> tuple[Publication, list[Unit]]:
    units = permissions.units_of(request.user)
    if not units:
        raise PermissionDenied
    rows = permissions.publications_for_units().select_related("round__edition")
    return get_object_or_404(rows, round__number=number), units


def _own_line(publication: Publication, units: list[Unit], observation_id: int) -> lines.Line:
    keys = [unit.pk for unit in units]
    visits = lines.visits_with_lines(publication.round, keys).filter(observations=observation_id)
    found = visits.select_related("frame_place__place", "frame_place__holder")
    for place in lines.lines_at(publication.round, found, keys):
        for line in place.lines:
            if line.row.observation.pk == observation_id:
                return line
    raise Http404


def _line(found: Dispute) -> dict[str, Any]:
    """The disputed verdict as it stands, with its marks."""
    round_ = found.publication.round
    rows = explaining.recorded(Observation.objects.filter(pk=found.observation_id))
    return {
        "row": explaining.judged(round_, rows)[0],
        "framework": engine_framework(round_.edition),
        "light": publishing.light_of(found.publication),
        "is_feedback": found.publication.status == Status.FEEDBACK,
    }


def _forms(request: SignedIn, found: Dispute) -> dict[str, Any]:
    framework = engine_framework(found.publication.round.edition)
    upholds = "uphold" in request.POST
    rejects = "reject" in request.POST
    return {
        "form": UpholdForm(
            request.POST if upholds else None, observation=found.observation, framework=framework
        ),
        "form_2": RejectForm(request.POST if rejects else None),
    }


def _decide(request: SignedIn, found: Dispute, forms: dict[str, Any]) -> bool:
    """Carry the decision out; False where the form says what is wrong."""
    form = forms["form"] if "uphold" in request.POST else forms["form_2"]
    if not form.is_valid():
        return False
    reason = form.cleaned_data["reason"]
    try:
        if form is forms["form"]:
            services.uphold_dispute(
                dispute_id=found.pk, by=request.user, reason=reason, **form.verdict
            )
        else:
            services.reject_dispute(dispute_id=found.pk, by=request.user, reason=reason)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True
