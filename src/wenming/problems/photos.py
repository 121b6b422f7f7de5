"""Photos of a request: files named `photo`, with the time of the shutter where the phone knew it."""

from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wenming.core import clock
from wenming.core.errors import Incomplete
from wenming.problems.services import PhotoFile

MOST_PHOTOS = 6


def photos_of(request: HttpRequest) -> list[PhotoFile]:
    """The photos that were sent; files without content are left out.

    Raises:
        Incomplete: more than MOST_PHOTOS.
    """
    files = [file for file in request.FILES.getlist("photo") if file.size]
    if len(files) > MOST_PHOTOS:
        raise Incomplete(
            what=_("一次最多 %(most)d 张照片，您选了 %(n)d 张。请去掉几张再交。")
            % {"most": MOST_PHOTOS, "n": len(files)}
        )
    times = request.POST.getlist("photo_taken_at")
    told = times if len(times) == len(files) else [""] * len(files)
    return [
        PhotoFile(content=file.read(), name=file.name or "photo", taken_at=_moment(when))
        for file, when in zip(files, told, strict=True)
    ]


def pin_of(request: HttpRequest) -> tuple[Decimal, Decimal] | None:
    """Longitude and latitude (WGS84) that the phone gave with a photo; None without any."""
    pairs = zip(request.POST.getlist("photo_lon"), request.POST.getlist("photo_lat"), strict=False)
    for lon, lat in pairs:
        longitude, latitude = _degrees(lon, 180), _degrees(lat, 90)
        if longitude is not None and latitude is not None:
            return longitude, latitude
    return None


def _moment(text: str) -> datetime | None:
    """A moment not ahead of now; None for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None:
        return None
    aware = found if timezone.is_aware(found) else timezone.make_aware(found)
    return min(aware, clock.now())


def _degrees(text: str, most: int) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return round(value, 6) if value.is_finite() and abs(value) <= most else None
