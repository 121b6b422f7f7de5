"""Pins: whether one lies in the city, and which places are nearest to it (定位、附近点位)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from wenming.engine import geo
from wenming.organization.models import ACTIVE, Area, Level
from wenming.places.boxes import Box
from wenming.places.errors import BadPosition
from wenming.places.models import Place
from wenming.places.services import LATITUDES, LONGITUDES, refuse_bad_position

Pin = tuple[Decimal, Decimal]  # longitude, latitude in degrees, WGS84
MARGIN = Decimal("0.02")  # about two kilometres: outlines are drawn roughly, phones err
NEAR = Decimal("0.03")
COUNTRY = Box(LONGITUDES[0], LATITUDES[0], LONGITUDES[1], LATITUDES[1])


@dataclass(frozen=True, slots=True)
class Near:
    """A place and how far it is from the pin, in whole metres."""

    place: Place
    metres: int


def city_box() -> Box:
    """The box around the outlines of the city and its districts; the country where none is drawn."""
    outlines = Area.objects.filter(
        ACTIVE, outline__isnull=False, level__in=[Level.CITY, Level.DISTRICT]
    ).values_list("outline", flat=True)
    boxes = [box for outline in outlines if (box := Box.around(outline))]
    if not boxes:
        return COUNTRY
    return Box(
        min(box.west for box in boxes) - MARGIN,
        min(box.south for box in boxes) - MARGIN,
        max(box.east for box in boxes) + MARGIN,
        max(box.north for box in boxes) + MARGIN,
    )


def refuse_far(longitude: Decimal | None, latitude: Decimal | None) -> None:
    """Refuse half a pin, and one outside the city.

    Raises:
        BadPosition.
    """
    refuse_bad_position(longitude, latitude)
    if longitude is None or latitude is None or city_box().holds(longitude, latitude):
        return
    raise BadPosition(
        found=f"{longitude}，{latitude}",
        reason=_("不在本市范围内。请重新定位，或在地图上点，或只选点位。"),
    )


def nearest(places: QuerySet[Place], pin: Pin, *, limit: int) -> list[Near]:
    """The places within some three kilometres of `pin`, nearest first; one query."""
    lon, lat = pin
    around = Box(lon - NEAR, lat - NEAR, lon + NEAR, lat + NEAR)
    here = (float(lon), float(lat))
    spots = places.filter(around.condition() & ~Q(longitude=None)).order_by()
    found = [
        (geo.distance(here, (float(place_lon), float(place_lat))), pk)
        for pk, place_lon, place_lat in spots.values_list("pk", "longitude", "latitude")
        if place_lon is not None and place_lat is not None
    ]
    metres = {pk: round(far) for far, pk in sorted(found)[:limit]}
    rows = places.in_bulk(list(metres))
    return [Near(rows[pk], far) for pk, far in metres.items()]
