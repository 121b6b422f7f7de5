"""When and where a picture says that it was taken (EXIF), for photos that come from an album."""

import io
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from PIL import Image

_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _OFFSET = 36867, 36881
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4

Position = tuple[float, float, int | None]
"""Longitude, latitude (WGS84, degrees) and accuracy in metres, where it is known."""


@dataclass(frozen=True, slots=True)
class Shutter:
    """Time and place of a picture; None where it does not say."""

    taken_at: datetime | None = None
    position: Position | None = None


def read(head: bytes) -> Shutter:
    """What the first bytes of a picture say; nothing where they say nothing that holds.

    A time without zone is of the city's zone.
    """
    try:
        with Image.open(io.BytesIO(head)) as image:
            exif = image.getexif()
            return Shutter(_time(exif.get_ifd(_EXIF)), _position(exif.get_ifd(_GPS)))
    except Exception:  # what a stranger's file does to a parser is no fault of ours
        return Shutter()


def position_of(longitude: str, latitude: str, accuracy: str) -> Position | None:
    """A position as the phone sends it; None where it is none."""
    try:
        place = float(longitude), float(latitude)
        radius = round(float(accuracy)) if accuracy else None
    except (ValueError, OverflowError):
        return None
    is_on_earth = -180 <= place[0] <= 180 and -90 <= place[1] <= 90
    is_sane = radius is None or 0 <= radius < 1_000_000
    return (*place, radius) if is_on_earth and is_sane else None


def time_of(text: str) -> datetime | None:
    """A time with its zone as the phone sends it; None where it is none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def _time(exif: dict[int, object]) -> datetime | None:
    written = str(exif.get(_TAKEN, ""))[:19]
    day, _space, hour = written.partition(" ")
    stamp = f"{day.replace(':', '-')}T{hour}"
    zone = str(exif.get(_OFFSET, "")).strip("\x00 ")
    if with_zone := time_of(stamp + zone):
        return with_zone
    local = parse_datetime(stamp)
    return timezone.make_aware(local) if local else None


def _position(gps: dict[int, object]) -> Position | None:
    if _LATITUDE not in gps or _LONGITUDE not in gps:
        return None
    latitude = _degrees(gps[_LATITUDE]) * (-1 if gps.get(_LATITUDE_REF) == "S" else 1)
    longitude = _degrees(gps[_LONGITUDE]) * (-1 if gps.get(_LONGITUDE_REF) == "W" else 1)
    return position_of(str(longitude), str(latitude), "")


def _degrees(parts: object) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    return float(degrees + minutes / 60 + seconds / 3600)
