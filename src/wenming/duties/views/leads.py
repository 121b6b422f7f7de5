"""Setting who leads an indicator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core.errors import DomainError
from wenming.core.returning import back_to
from wenming.duties import services
from wenming.duties.forms.lists import LeadForm
from wenming.duties.selectors import likely_leads
from wenming.duties.views.framework import opened
from wenming.framework.models import Indicator


@require_http_methods(["GET", "POST"])
@login_required
def set_lead(request: SignedIn, code: str) -> HttpResponse:
    """指定牵头单位, then back to the indicator."""
    shown = opened(request)
    if shown is None:
        raise Http404
    indicator = get_object_or_404(Indicator, edition=shown.edition, code=code)
    if not rights.can(request.user, Ability.SET_LEADS, area=shown.edition.owner):
        raise PermissionDenied
    home = reverse("framework:indicator", args=[code]) + f"?edition={shown.edition.pk}"
    back = back_to(request, home)
    known = shown.leads.get(code, [])
    proposed = [] if known else likely_leads(indicator)
    form = LeadForm(request.POST or None, initial={"units": known or proposed})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_lead(
                indicator_id=indicator.pk, units=form.cleaned_data["units"], by=request.user
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(code)s 的牵头单位已改好。") % {"code": code})
            return redirect(back)
    context = {"form": form, "indicator": indicator, "back": back, "is_proposed": bool(proposed)}
    return render(request, "framework/lead.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def inherit(request: SignedIn) -> HttpResponse:
    """沿用已有牵头 where an indicator has none."""
    shown = opened(request)
    if shown is None:
        raise Http404
    if not rights.can(request.user, Ability.SET_LEADS, area=shown.edition.owner):
        raise PermissionDenied
    n = services.inherit_leads(edition_id=shown.edition.pk, by=request.user)
    messages.success(request, _("%(n)d 项指标沿用了上一版或对照指标的牵头单位。") % {"n": n})
    return redirect(f"{reverse('framework:browse')}?edition={shown.edition.pk}")
