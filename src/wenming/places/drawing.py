"""What the map draws (一张图): outlines of areas, and places as dots, or counted in cells."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Avg, Count, F, FloatField, Max, Min, QuerySet, Value
from django.db.models.functions import Cast, Floor
from django.urls import reverse

from wenming.accounts.rights import Person
from wenming.organization.models import Area, Level
from wenming.places import facts, selectors
from wenming.places.boxes import Box
from wenming.places.models import Place

DOTS_MOST = 2_000  # dots in one answer; where there are more, cells with their counts are sent
CELLS_ACROSS = 24
OUTLINED = (Level.CITY, Level.DISTRICT, Level.STREET)


def outlines() -> Iterator[dict[str, Any]]:
    """Areas with their outlines (GeoJSON), the wider first."""
    areas = Area.objects.filter(valid_until=None, outline__isnull=False, level__in=OUTLINED)
    for area in areas.order_by("path"):
        yield {"code": area.code, "name": area.name, "level": area.level, "outline": area.outline}


def drawn(user: Person, places: QuerySet[Place], *, by: str, view: Box | None) -> dict[str, Any]:
    """Places of `view` as dots coloured by the app `by`; more than DOTS_MOST as cells with counts.

    A fixed number of queries; at most DOTS_MOST dots or CELLS_ACROSS² cells.
    """
    placed = places.exclude(longitude=None).exclude(latitude=None)
    if view is not None:
        placed = placed.filter(view.condition())
    count = placed.count()
    is_counted = count > DOTS_MOST
    return {
        "count": count,
        "places": [] if is_counted else _dots(user, placed, by),
        "cells": _cells(placed) if is_counted else [],
    }


def _dots(user: Person, placed: QuerySet[Place], by: str) -> list[dict[str, Any]]:
    shown = list(placed.order_by("code").select_related("holder"))
    known = facts.of(user, [place.pk for place in shown])
    types = selectors.type_names()
    return [_dot(place, types, known[place.pk], by) for place in shown]


def _dot(
    place: Place, types: dict[str, str], known: dict[str, facts.Fact], by: str
) -> dict[str, Any]:
    fact = known.get(by)
    return {
        "name": place.name,
        "note": f"{types.get(place.type_code, place.type_code)} · {place.holder.name}",
        "url": reverse("places:detail", args=[place.code]),
        "lat": float(place.latitude or 0),
        "lon": float(place.longitude or 0),
        "look": (fact.look if fact else "") or "none",
        "value": fact.value if fact else None,
        "facts": [
            {"label": str(one.label), "written": one.written, "url": one.url}
            for one in known.values()
        ],
    }


def _cells(placed: QuerySet[Place]) -> list[dict[str, Any]]:
    """How many places each cell of a grid has, and the middle of them; two queries."""
    ends = placed.order_by().aggregate(
        west=Min("longitude"), east=Max("longitude"), south=Min("latitude"), north=Max("latitude")
    )
    west, south = float(ends["west"]), float(ends["south"])
    size = max(float(ends["east"]) - west, float(ends["north"]) - south, 1e-6) / CELLS_ACROSS
    rows = (
        placed.order_by()
        .annotate(across=_step("longitude", west, size), up=_step("latitude", south, size))
        .values("across", "up")
        .annotate(n=Count("pk"), lon=Avg("longitude"), lat=Avg("latitude"))
        .order_by("up", "across")
    )
    return [{"n": row["n"], "lon": float(row["lon"]), "lat": float(row["lat"])} for row in rows]


def _step(field: str, start: float, size: float) -> Floor:
    """How many cells of `size` degrees lie between `start` and the field; in floats on any database."""
    degrees = Cast(F(field), FloatField())
    return Floor((degrees - Value(start)) / Value(size), output_field=FloatField())
