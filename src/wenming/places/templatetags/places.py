"""A pin on a small map, for every page that knows longitude and latitude."""

from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("places/_pin.html")
def pin(longitude: Decimal | None, latitude: Decimal | None) -> dict[str, Any]:
    """The point on the outlines of the city; nothing where there is none."""
    return {"longitude": longitude, "latitude": latitude, "tiles": settings.MAP_TILES}


@register.simple_tag
def map_tiles() -> str:
    """The address of tiles, empty where the map is drawn without."""
    return settings.MAP_TILES
