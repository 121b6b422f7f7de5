"""Distances and coordinate systems (地理). Coordinates are degrees, longitude first."""

import math
from collections.abc import Sequence

EARTH_RADIUS = 6_371_008.8  # metres, mean radius of the WGS 84 ellipsoid
Point = tuple[float, float]
Ring = Sequence[Point]

# GCJ-02 (AMap, Tencent, WeChat) shifts WGS 84 by up to some 700 m. The constants are those of the
# Krasovsky 1940 ellipsoid; the series is the one in public use since 2013.
_AXIS = 6_378_245.0
_ECCENTRICITY = 0.00669342162296594323


def distance(one: Point, other: Point) -> float:
    """Distance in metres on the sphere (haversine); within 0.6 % of the ellipsoid's.

    >>> round(distance((116.391, 39.907), (121.474, 31.230)) / 1000)  # Beijing - Shanghai
    1068
    """
    lon1, lat1, lon2, lat2 = (math.radians(x) for x in (*one, *other))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, h)))


def inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Whether a point lies in a polygon: the first ring is its border, others are holes.

    Rings as in GeoJSON; the closing point may be left out. On a border either answer may come.

    >>> square = [(0, 0), (4, 0), (4, 4), (0, 4)]
    >>> hole = [(1, 1), (2, 1), (2, 2), (1, 2)]
    >>> inside((3, 3), [square, hole]), inside((1.5, 1.5), [square, hole])
    (True, False)
    """
    return sum(_crossings(point, ring) for ring in rings) % 2 == 1


def _crossings(point: Point, ring: Ring) -> int:
    """How many edges a ray to the east crosses."""
    x, y = point
    count = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            count += 1
    return count


def in_china(point: Point) -> bool:
    """Whether GCJ-02 shifts a point at all (a box round China)."""
    lon, lat = point
    return 72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271


def wgs84_to_gcj02(point: Point) -> Point:
    """WGS 84 (GPS) → GCJ-02 (火星坐标); points outside China stay.

    >>> [round(x, 4) for x in wgs84_to_gcj02((116.391, 39.907))]
    [116.3972, 39.9084]
    """
    if not in_china(point):
        return point
    lon, lat = point
    east, north = _shift(lon - 105.0, lat - 35.0)
    sine = math.sin(math.radians(lat))
    squash = 1 - _ECCENTRICITY * sine * sine
    north = math.degrees(north * squash * math.sqrt(squash) / (_AXIS * (1 - _ECCENTRICITY)))
    east = math.degrees(east * math.sqrt(squash) / (_AXIS * math.cos(math.radians(lat))))
    return lon + east, lat + north


def gcj02_to_wgs84(point: Point) -> Point:
    """GCJ-02 → WGS 84, by iteration, to less than a millimetre."""
    guess = point
    for _ in range(10):
        shifted = wgs84_to_gcj02(guess)
        guess = (guess[0] + point[0] - shifted[0], guess[1] + point[1] - shifted[1])
    return guess


def _shift(x: float, y: float) -> Point:
    """Shift to the east and north in metres at (lon − 105, lat − 35)."""
    root = math.sqrt(abs(x))
    waves = 20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += 2.0 / 3.0 * waves
    north += 2.0 / 3.0 * (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi))
    north += 2.0 / 3.0 * (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += 2.0 / 3.0 * waves
    east += 2.0 / 3.0 * (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi))
    east += 2.0 / 3.0 * (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30 * math.pi))
    return east, north
