"""What the search box, the pages of units and areas ask of this app."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wenming.core.search import Hit
from wenming.organization.models import Area, Unit
from wenming.organization.panels import Panel
from wenming.organization.selectors import below
from wenming.places import permissions, selectors
from wenming.places.models import Place


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Places by name, code or address."""
    places = selectors.matching(permissions.visible_to(user), words).select_related("holder")
    return [
        Hit(
            kind=_("点位"),
            title=place.name,
            note=f"{place.code} · {place.holder}",
            url=reverse("places:detail", args=[place.code]),
        )
        for place in places[:limit]
    ]


def panels(thing: Unit | Area) -> list[Panel]:
    """Places of an area, or those that a unit holds or has the trade of."""
    url = reverse("places:list")
    open_places = Place.objects.filter(status=Place.Status.OPEN)
    if isinstance(thing, Area):
        count = open_places.filter(below(thing)).count()
        return [Panel(_("点位"), count, f"{url}?area={thing.code}&status=open", is_open=count > 0)]
    held = open_places.filter(holder=thing).count()
    sector = open_places.filter(sector=thing).count()
    here = f"{url}?unit={thing.code}&status=open"
    return [
        Panel(_("属地点位"), held, here, is_open=held > 0),
        Panel(_("主管点位"), sector, here, is_open=sector > 0),
    ]
