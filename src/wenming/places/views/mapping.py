"""Places on a map (一张图), with the same places as a list beside it."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.paging import page_by_key
from wenming.places import drawing, facts, permissions, picking, selectors
from wenming.places.boxes import Box
from wenming.places.forms import PlaceFilter

# What colours the dots: the app whose fact does it, and the word on the page.
LAYERS = [("scoring", _("点位得分")), ("problems", _("未销号问题"))]
LISTED = 20


@require_safe
@login_required
def page(request: SignedIn) -> HttpResponse:
    """一张图: areas as outlines, places as dots and as a list; every filter is in the address."""
    types = selectors.type_names()
    form = PlaceFilter(request.GET, types=types)
    places = form.narrow(permissions.visible_to(request.user))
    total = places.count()
    by = _layer(request)
    listed = page_by_key(
        selectors.listed(places), keys=["code"], mark=request.GET.get("mark", ""), size=LISTED
    )
    known = facts.of(request.user, [place.pk for place in listed.rows])
    context = {
        "search": form,
        "box": form.chosen_box,
        "area": form.cleaned_data.get("area"),
        "total": total,
        "missing": places.filter(longitude=None).count(),
        "query": _query(request),
        "layers": _layers(by),
        "by": by,
        "tiles": settings.MAP_TILES,
        "map_words": json.dumps(_words(by), ensure_ascii=False),
        "page": listed,
        "rows": [
            (place, types.get(place.type_code, place.type_code), known[place.pk].get(by))
            for place in listed.rows
        ],
        "uses": picking.uses_for(request.user, total) if form.has_asked else [],
    }
    return render(request, "places/map.html", context)


@require_safe
@login_required
def areas(request: SignedIn) -> JsonResponse:
    """Outlines of the areas, for every map of the product."""
    answer = JsonResponse({"areas": list(drawing.outlines())})
    answer["Cache-Control"] = "private, max-age=600"
    return answer


@require_safe
@login_required
def data(request: SignedIn) -> JsonResponse:
    """What the map draws in the part on screen (`view`), by the same filters as the page."""
    form = PlaceFilter(request.GET, types=selectors.type_names())
    places = form.narrow(permissions.visible_to(request.user))
    view = Box.read(request.GET.get("view", ""))
    found = drawing.drawn(request.user, places, by=_layer(request), view=view)
    return JsonResponse(found | {"grades": facts.GRADES})


def _words(by: str) -> dict[str, str]:
    """What the map says; {n}, {value} and {name} are filled in while it draws."""
    summed = {
        "scoring": gettext("{n} 处，平均 {value} 分，点开放大"),
        "problems": gettext("{n} 处，未销号 {value} 件，点开放大"),
    }
    most = drawing.DOTS_MOST
    return {
        "spots": gettext("{n} 处"),
        "cluster": gettext("{n} 处，点开放大"),
        "summed": summed[by],
        "counted": gettext("图上 {n} 处，太多，先按格子合计；放大到 %(most)d 处以内逐处显示。")
        % {"most": most},
        "picking": gettext("按住拖出一个框，松手后列出框里的点位；按 Esc 不框了。"),
        "area": gettext("只看{name}"),
    }


def _query(request: SignedIn) -> str:
    query = request.GET.copy()
    for name in ("layer", "mark", "view"):
        query.pop(name, None)
    return query.urlencode()


def _layers(by: str) -> list[tuple[str, Any, bool]]:
    told = {app for app, _tell in facts.facts}
    return [(app, label, app == by) for app, label in LAYERS if app in told]


def _layer(request: SignedIn) -> str:
    wanted = request.GET.get("layer", "")
    return wanted if wanted in {app for app, _label in LAYERS} else LAYERS[0][0]
