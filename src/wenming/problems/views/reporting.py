"""随手交办: a photo, a place or a pin, a few words; for the hand."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.models import Role
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import held
from wenming.core.errors import DomainError
from wenming.problems import permissions, services
from wenming.problems.forms import ReportForm
from wenming.problems.models import Problem
from wenming.problems.photos import photos_of, pin_of
from wenming.problems.services.reporting import Sighting

SHOWN = 12


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """The form; `?place=` fills in the place (from its page or QR code)."""
    if not permissions.can_report(request.user):
        raise PermissionDenied
    form = ReportForm(request.POST or None, user=request.user, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            problem = services.report(sighting=_sighting(request, form), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _reported(request, problem)
    status = 422 if form.is_bound else 200
    return render(request, "problems/new.html", {"form": form}, status=status)


def _initial(request: SignedIn) -> dict[str, Any]:
    is_leader = any(grant.role == Role.LEADER for grant in held(request.user))
    source = Problem.Source.LEADER if is_leader else Problem.Source.PATROL
    return {"place": request.GET.get("place", ""), "source": source}


def _sighting(request: SignedIn, form: ReportForm) -> Sighting:
    data = form.cleaned_data
    pin = pin_of(request)
    if data["longitude"] is not None and data["latitude"] is not None:
        pin = data["longitude"], data["latitude"]
    return Sighting(
        key=str(data["key"]),
        text=data["text"],
        spot=data["spot"],
        place=data["place"],
        area=data["area"],
        longitude=pin[0] if pin else None,
        latitude=pin[1] if pin else None,
        source=data["source"],
        remedy=data["remedy"],
        photos=photos_of(request),
    )


def _reported(request: SignedIn, problem: Problem) -> HttpResponse:
    """Who dispatches goes on to do so, who oversees sees it, others start the next."""
    messages.success(request, _("%(number)s 已登记，等办公室派单。") % {"number": problem.number})
    if permissions.can_dispatch(request.user):
        return redirect("problems:pending")
    if permissions.visible_to(request.user).filter(pk=problem.pk).exists():
        return redirect("problems:detail", number=problem.number)
    return redirect("problems:new")


@require_safe
@login_required
def places(request: SignedIn) -> HttpResponse:
    """Options for the field of the place while somebody types."""
    words = request.GET.get("place", "").strip()
    rows = ReportForm(user=request.user).places.filter(name__icontains=words)
    found = rows.order_by("code")[:SHOWN] if words and permissions.can_report(request.user) else []
    return render(request, "problems/_place_options.html", {"places": found})
