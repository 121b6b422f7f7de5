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
from wenming.places.boxes import Box
from wenming.places.nearby import Pin, city_box, nearest
from wenming.problems import permissions, services
from wenming.problems.forms import ReportForm
from wenming.problems.models import Problem
from wenming.problems.photos import photos_of, pin_of
from wenming.problems.services.reporting import Sighting

SHOWN = 12
NEAR = 6


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
    longitude, latitude = data["longitude"], data["latitude"]
    if longitude is None and latitude is None:
        longitude, latitude = _pin_of_photo(request)
    return Sighting(
        key=str(data["key"]),
        text=data["text"],
        spot=data["spot"],
        place=data["place"],
        area=data["area"],
        longitude=longitude,
        latitude=latitude,
        source=data["source"],
        remedy=data["remedy"],
        photos=photos_of(request),
    )


def _pin_of_photo(request: SignedIn) -> Pin | tuple[None, None]:
    """Where the photo was taken; nothing where that is outside the city, for nobody chose it."""
    pin = pin_of(request)
    return pin if pin is not None and city_box().holds(*pin) else (None, None)


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


@require_safe
@login_required
def near(request: SignedIn) -> HttpResponse:
    """The places nearest to a pin (附近点位), within the person's own area."""
    rows = []
    pin = _read_pin(request.GET.get("pin", ""))
    if pin is not None and permissions.can_report(request.user):
        rows = nearest(ReportForm(user=request.user).places, pin, limit=NEAR)
    return render(request, "problems/_near.html", {"near": rows})


def _read_pin(words: str) -> Pin | None:
    """`longitude,latitude`; None for anything else."""
    box = Box.read(f"{words},{words}")
    return (box.west, box.south) if box else None
