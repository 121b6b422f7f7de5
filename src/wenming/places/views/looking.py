"""Places as a list, one place, sheets and stickers."""

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.paging import page_by_key, total_of
from wenming.organization.selectors import around, names_of_areas
from wenming.places import facts, listing, permissions, selectors
from wenming.places.forms import OwnerForm, PlaceFilter
from wenming.places.models import Place

STICKERS_MOST = 200


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """点位清单, by area, type, unit, status and words."""
    types = selectors.type_names()
    form = PlaceFilter(request.GET, types=types)
    places = form.narrow(permissions.visible_to(request.user))
    mark = request.GET.get("mark", "")
    page = page_by_key(selectors.listed(places), keys=["code"], mark=mark)
    known = facts.of(request.user, [place.pk for place in page.rows])
    areas = names_of_areas(around(place.area for place in page.rows))
    rows = [
        (
            place,
            types.get(place.type_code, place.type_code),
            listing.full_area(place.area, areas),
            known[place.pk],
        )
        for place in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "search": form,
        "total": total_of(places, page, is_search=form.has_words),
        "may_manage": permissions.can_manage(request.user),
    }
    return render(request, "places/list.html", context)


@require_safe
@login_required
def exported(request: SignedIn) -> HttpResponse:
    """The places that the list shows, in the columns of the city's own list of places."""
    form = PlaceFilter(request.GET, types=selectors.type_names())
    places = form.narrow(permissions.visible_to(request.user))
    headers = [*listing.HEADERS, *listing.LATER]
    content = tables.write_xlsx(headers, listing.sheet_rows(request.user, places), title="点位清单")
    return tables.xlsx_response("点位清单", content)


@require_safe
@login_required
def detail(request: SignedIn, code: str) -> HttpResponse:
    """One place: who answers for it and for each of its items, what other parts know of it."""
    places = selectors.listed(permissions.visible_to(request.user))
    place = get_object_or_404(places, code=code)
    answers = selectors.answers(place)
    items = [(answer.item.code, str(answer.item)) for answer in answers]
    context = {
        "place": place,
        "type_name": selectors.type_names().get(place.type_code, place.type_code),
        "area_name": listing.full_area(place.area, names_of_areas(around([place.area]))),
        "answers": answers,
        "facts": list(facts.of(request.user, [place.pk])[place.pk].values()),
        "owner_form": OwnerForm(items=items),
        "may_manage": permissions.can_manage(request.user, place.area),
    }
    return render(request, "places/detail.html", context)


@require_safe
@login_required
def tagged(request: SignedIn, tag: str) -> HttpResponse:
    """What the QR code of a place opens."""
    place = get_object_or_404(permissions.visible_to(request.user), tag=tag)
    return redirect("places:detail", place.code)


@require_safe
@login_required
def stickers(request: SignedIn) -> HttpResponse:
    """二维码贴纸 of the places that the list shows, on A4."""
    form = PlaceFilter(request.GET, types=selectors.type_names())
    places = form.narrow(permissions.visible_to(request.user)).filter(status=Place.Status.OPEN)
    rows = list(places.select_related("holder").order_by("code")[: STICKERS_MOST + 1])
    cards = [(place, _code_of(request, place)) for place in rows[:STICKERS_MOST]]
    context = {"cards": cards, "is_cut": len(rows) > STICKERS_MOST, "most": STICKERS_MOST}
    return render(request, "places/stickers.html", context)


def _code_of(request: SignedIn, place: Place) -> str:
    """The QR code of a place as the address of a picture."""
    url = request.build_absolute_uri(reverse("places:tag", args=[place.tag]))
    return str(segno.make(url, error="m", micro=False).svg_data_uri(border=2))
