"""Places on a map (一张图)."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.places import facts, listing, permissions, selectors
from wenming.places.forms import PlaceFilter

# What colours the dots: the app whose fact does it, and the word on the page.
LAYERS = [("scoring", _("点位得分")), ("problems", _("未销号问题"))]


@require_safe
@login_required
def page(request: SignedIn) -> HttpResponse:
    """一张图: areas as outlines, places as dots; the same as a table is one click away."""
    form = PlaceFilter(request.GET, types=selectors.type_names())
    places = form.narrow(permissions.visible_to(request.user))
    told = {app for app, _tell in facts.facts}
    by = _layer(request)
    query = request.GET.copy()
    query.pop("layer", None)
    context = {
        "search": form,
        "total": places.count(),
        "missing": places.filter(longitude=None).count(),
        "query": query.urlencode(),
        "layers": [(app, label, app == by) for app, label in LAYERS if app in told],
        "by": by,
        "tiles": settings.MAP_TILES,
    }
    return render(request, "places/map.html", context)


@require_safe
@login_required
def data(request: SignedIn) -> JsonResponse:
    """What the map draws, by the same filters."""
    form = PlaceFilter(request.GET, types=selectors.type_names())
    places = form.narrow(permissions.visible_to(request.user))
    return JsonResponse(listing.map_data(request.user, places, by=_layer(request)))


def _layer(request: SignedIn) -> str:
    wanted = request.GET.get("layer", "")
    return wanted if wanted in {app for app, _label in LAYERS} else LAYERS[0][0]
