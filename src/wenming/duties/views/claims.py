"""任务认领: duties that nobody undertakes, offered, claimed, decided."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.clock import today
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.duties import permissions
from wenming.duties.claimlist import HEADERS, KEYS, TABS, ClaimList, sheet_rows
from wenming.duties.forms.claims import ClaimForm, OfferForm
from wenming.duties.models import Claim, Duty, Offer
from wenming.duties.services import claiming

OPEN_DAYS = 7


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """What may be claimed, what was, and for the office what nobody undertakes."""
    if "export" in request.GET:
        rows = sheet_rows(ClaimList(request.user, request.GET).rows())
        content = tables.write_xlsx(HEADERS, rows, title="任务认领")
        return tables.xlsx_response("任务认领", content)
    return _page(request)


@require_POST
@login_required
def offer(request: SignedIn) -> HttpResponse:
    """公开认领 of the ticked duties."""
    if not permissions.sees_all(request.user):
        raise PermissionDenied
    form = OfferForm(request.POST)
    ticked = [int(key) for key in request.POST.getlist("duty") if key.isdecimal() and len(key) < 12]
    if form.is_valid():
        try:
            made = claiming.offer_duties(
                duty_ids=ticked,
                units=form.chosen(),
                until=form.cleaned_data["until"],
                by=request.user,
            )
        except Duty.DoesNotExist:
            form.add_error(None, _("选中的任务已经不在了，请重新勾选。"))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(n)d 项任务已公开认领。") % {"n": len(made)})
            return redirect(f"{reverse('duties:claims')}?tab=open")
    return _page(request, form=form)


@require_POST
@login_required
def claim(request: SignedIn, pk: int) -> HttpResponse:
    """认领 for a unit."""
    units = ClaimList(request.user, request.GET).units
    row = get_object_or_404(Offer, pk=pk, units__in=units)
    form = ClaimForm(request.POST, units=units)
    if form.is_valid():
        try:
            claiming.claim(
                offer_id=row.pk,
                unit_id=form.cleaned_data["unit"].pk,
                line=form.cleaned_data["line"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已认领，等办公室决定。"))
            return redirect("duties:claims")
    return _page(request, form=form)


@require_POST
@login_required
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """同意 or 不同意."""
    said = get_object_or_404(permissions.claims_to_decide(request.user), pk=pk)
    agrees = "agree" in request.POST
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            claiming.decide_claim(
                claim_id=said.pk,
                by=request.user,
                agrees=agrees,
                answer=form.cleaned_data["answer"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            words = _("已由%(unit)s承担。") if agrees else _("已答复%(unit)s。")
            messages.success(request, words % {"unit": said.unit})
            return redirect(f"{reverse('duties:claims')}?tab=claimed")
    return _page(request, form=form)


class AnswerForm(forms.Form):
    """Why not; a yes needs no word."""

    answer = forms.CharField(required=False, max_length=200)


def _page(request: SignedIn, *, form: forms.Form | None = None) -> HttpResponse:
    found = ClaimList(request.user, request.GET)
    page = page_by_key(found.rows(), keys=KEYS, mark=request.GET.get("mark", ""))
    until = today() + timedelta(days=OPEN_DAYS)
    context = {
        "found": found,
        "tabs": _tabs(found),
        "page": page,
        "total": found.counts[found.tab],
        "rows": [_row(duty, found) for duty in page.rows],
        "offer_form": form if isinstance(form, OfferForm) else OfferForm(initial={"until": until}),
        "form": form,
        "open_verdict": Claim.Verdict.OPEN,
    }
    return render(request, "duties/claims.html", context, status=422 if form else 200)


def _row(duty: Duty, found: ClaimList) -> dict[str, Any]:
    """A duty with its offer, the claims that the person may read, and the form to claim."""
    row = getattr(duty, "offer", None)
    claims = list(row.claims.all()) if row else []
    offered = {unit.pk for unit in row.units.all()} if row else set()
    free = (found.units & offered) - {said.unit_id for said in claims}
    may_claim = row is not None and row.is_open(today()) and free
    own = [said for said in claims if found.is_office or said.unit_id in found.units]
    return {
        "duty": duty,
        "offer": row,
        "claims": own,
        "offered": len(offered),
        "form": ClaimForm(units=free) if may_claim else None,
    }


def _tabs(found: ClaimList) -> list[dict[str, Any]]:
    return [
        {
            "label": TABS[key][0],
            "url": f"?{urlencode({'tab': key, 'q': found.words})}",
            "is_current": key == found.tab,
            "count": found.counts[key],
        }
        for key in found.tabs
    ]
