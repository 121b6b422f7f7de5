"""What a reviewer should look at twice in a visit's record (值得注意): hints, never verdicts."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from wenming.engine.geo import distance
from wenming.inspections.models import Observation, Photo, Visit

FAR_METRES = 300  # beyond this, after the position's own error, a photo was not taken at the place
SECONDS_AN_ITEM = 8  # nobody reads, looks and judges faster
LEEWAY = timedelta(minutes=5)  # clocks of phones differ


def oddities(visit: Visit) -> list[str]:
    """What is odd about a visit that was handed in; empty when nothing is.

    Args:
        visit: with `frame_place__place`, its photos and observations with items loaded.
    """
    photos = list(visit.photos.all())
    found = [
        *_about_time(visit),
        *_about_photos(visit, photos),
        *_about_watching(visit.observations.all()),
    ]
    if visit.is_desk_entry:
        found.append(_("按纸质打分表补录"))
    return found


def metres_away(visit: Visit, photo: Photo) -> float | None:
    """How far from the place a photo was taken; None where either position is unknown."""
    place = visit.frame_place.place
    if None in (photo.longitude, photo.latitude, place.longitude, place.latitude):
        return None
    return distance(
        (float(photo.longitude or 0), float(photo.latitude or 0)),
        (float(place.longitude or 0), float(place.latitude or 0)),
    )


def _about_time(visit: Visit) -> Iterator[str]:
    if visit.is_desk_entry or visit.started_at is None or visit.submitted_at is None:
        return
    took = (visit.submitted_at - visit.started_at).total_seconds()
    items = len(visit.observations.all())
    if items and took < items * SECONDS_AN_ITEM:
        yield _("%(items)d 条用时 %(minutes)d 分 %(seconds)d 秒，太快") % {
            "items": items,
            "minutes": took // 60,
            "seconds": took % 60,
        }


def _about_photos(visit: Visit, photos: list[Photo]) -> Iterator[str]:
    album = sum(photo.is_from_album for photo in photos)
    if album:
        yield _("%(n)d 张照片是相册补传") % {"n": album}
    away = [metres_away(visit, photo) for photo in photos]
    far = [
        metres
        for metres, photo in zip(away, photos, strict=True)
        if metres is not None and metres - (photo.accuracy_m or 0) > FAR_METRES
    ]
    if far:
        yield _("%(n)d 张照片离点位较远，最远 %(metres)d 米") % {"n": len(far), "metres": max(far)}
    untimely = sum(_is_untimely(visit, photo) for photo in photos)
    if untimely:
        yield _("%(n)d 张照片不是在到访期间拍的") % {"n": untimely}


def _is_untimely(visit: Visit, photo: Photo) -> bool:
    if photo.taken_at is None or visit.is_desk_entry:
        return False
    is_early = visit.started_at is not None and photo.taken_at < visit.started_at - LEEWAY
    is_late = visit.submitted_at is not None and photo.taken_at > visit.submitted_at + LEEWAY
    return is_early or is_late


def _about_watching(observations: Iterable[Observation]) -> Iterator[str]:
    """Items that ask for a time of watching, watched for less."""
    for row in observations:
        window = row.item.scoring.get("window_min")
        if window is None or row.count is None or row.watched_seconds is None:
            continue
        if row.watched_seconds < float(window) * 60:
            yield _("%(item)s 观察 %(minutes)d 分钟，应为 %(window)s 分钟") % {
                "item": row.item.code,
                "minutes": row.watched_seconds // 60,
                "window": window,
            }
