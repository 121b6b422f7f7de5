"""A box on the map (框选): west, south, east and north in degrees, as the address bar carries it."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q

STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Box:
    """A box of longitudes and latitudes (WGS84), borders included."""

    west: Decimal
    south: Decimal
    east: Decimal
    north: Decimal

    @classmethod
    def read(cls, words: str) -> "Box | None":
        """`west,south,east,north`; None for anything that is not a box."""
        try:
            numbers = [Decimal(part) for part in words.split(",")]
            west, south, east, north = (number.quantize(STEP) for number in numbers)
            is_box = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
        except (InvalidOperation, ValueError):  # not four numbers
            return None
        return cls(west, south, east, north) if is_box else None

    @classmethod
    def around(cls, geometry: dict[str, Any]) -> "Box | None":
        """The box around a GeoJSON geometry; None where it has no points."""
        points = list(_points(geometry.get("coordinates")))
        if not points:
            return None
        west, east = min(x for x, _y in points), max(x for x, _y in points)
        south, north = min(y for _x, y in points), max(y for _x, y in points)
        return cls(*(Decimal(str(number)) for number in (west, south, east, north)))

    def __str__(self) -> str:
        return f"{self.west},{self.south},{self.east},{self.north}"

    def holds(self, longitude: Decimal, latitude: Decimal) -> bool:
        """Whether a point lies in the box."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def condition(self) -> Q:
        """Rows whose `longitude` and `latitude` lie in the box."""
        return Q(longitude__range=(self.west, self.east), latitude__range=(self.south, self.north))


def _points(coordinates: Any) -> Any:
    """The points of nested GeoJSON coordinates."""
    if not isinstance(coordinates, list | tuple) or not coordinates:
        return
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _points(part)
