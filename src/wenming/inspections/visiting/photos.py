"""Photos on their way in: one by one from the page's script, or with the form (照片上传)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from wenming.accounts.models import User
from wenming.core import audit
from wenming.core.errors import DomainError
from wenming.core.wording import joined
from wenming.inspections.answers import Answer
from wenming.inspections.models import Photo, Visit
from wenming.inspections.services import add_photo
from wenming.inspections.visiting import shutter
from wenming.inspections.visiting.checking import Fault
from wenming.inspections.visiting.sheet import Sheet

_POSTED = re.compile(r"(?:i(\d{1,18})-r(\d{1,3})-(photo|after)|proof)_(camera|album)", re.ASCII)
_HEAD = 256 * 1024  # bytes; what a picture says of itself stands at its beginning


def receive(
    *,
    visit: Visit,
    by: User,
    file: "UploadedFile[Any]",
    head: "UploadedFile[Any] | None",
    said: Mapping[str, str],
) -> Photo:
    """Keep a photo that the page sends at once.

    Args:
        head: the first bytes of an album picture before the page made it smaller.
        said: id (made by the phone), taken_at, longitude, latitude, accuracy, album (1 or empty).

    Raises:
        BadPhoto: not a photo, or too large.
        RoundNotOpen: the round is over.
    """
    is_album = bool(said.get("album"))
    told = shutter.read(head.read(_HEAD)) if head else shutter.Shutter()
    return add_photo(
        visit_id=visit.pk,
        by=by,
        content=file.read(),
        name=file.name or "photo.jpg",
        photo_id=_free_id(said.get("id", ""), visit),
        taken_at=shutter.time_of(said.get("taken_at", "")) or told.taken_at,
        position=shutter.position_of(*(said.get(name, "") for name in _PLACE)) or told.position,
        is_from_album=is_album,
    )


def keep_posted(
    files: "MultiValueDict[str, UploadedFile[Any]]", *, visit: Visit, sheet: Sheet, by: User
) -> list[Fault]:
    """Keep the photos that came with the form and name them in the sheet; a fault for each bad one."""
    found = []
    for name in files:
        match, file = _POSTED.fullmatch(name), files.get(name)
        if match is None or file is None:
            continue
        item, row, part, source = match.groups()
        anchor = f"i{item}-r{row}-spot" if item else "proof"
        try:
            photo = _keep(visit, by, file, is_album=source == "album")
        except DomainError as error:
            found.append(Fault(anchor, str(error), int(item) if item else None))
            continue
        if item:
            setattr(sheet.of(int(item)).row(int(row)), part, str(photo.pk))
        else:
            sheet.proof = str(photo.pk)
    return found


def _keep(visit: Visit, by: User, file: "UploadedFile[Any]", *, is_album: bool) -> Photo:
    content = file.read()
    told = shutter.read(content[:_HEAD])
    return add_photo(
        visit_id=visit.pk,
        by=by,
        content=content,
        name=file.name or "photo.jpg",
        taken_at=told.taken_at,
        position=told.position,
        is_from_album=is_album,
    )


_PLACE = ("longitude", "latitude", "accuracy")


def _free_id(text: str, visit: Visit) -> UUID | None:
    """The id that the phone made; None where it is none, or where another visit has it."""
    try:
        key = UUID(text)
    except ValueError:
        return None
    return None if Photo.objects.filter(pk=key).exclude(visit=visit).exists() else key


def drop_unused(visit: Visit, *, kept: set[UUID], by: User) -> None:
    """Remove what was taken for this submission and not used; call inside its transaction.

    Photos of what was handed in before stay: that record is never overwritten.
    """
    earlier = list(visit.steps.filter(action="submit").order_by("-pk")[1:])
    shown = {key for step in earlier for key in _named_by(step.data)}
    spare = visit.photos.exclude(pk__in=kept | shown)
    if earlier:
        spare = spare.filter(upload__at__gt=earlier[0].at)
    for photo in spare:
        audit.record("photo.dropped", photo, by=by, visit=str(visit.pk))
        photo.delete()


def _named_by(data: Any) -> Iterator[UUID]:
    """The photos that a kept submission shows."""
    for answer in (data or {}).get("answers", []):
        for finding in answer["findings"]:
            yield from (UUID(finding[at]) for at in ("photo_id", "after_photo_id") if finding[at])


def named_in(answers: list[Answer]) -> Iterator[UUID]:
    """The photos that findings show."""
    for answer in answers:
        for finding in answer.findings:
            yield from filter(None, (finding.photo_id, finding.after_photo_id))


def words_of(photo: Photo) -> str:
    """Where a photo comes from, in short: 相册补传, 无位置."""
    parts = [_("相册补传")] if photo.is_from_album else []
    if photo.taken_at is None:
        parts.append(_("无拍摄时间"))
    if photo.latitude is None:
        parts.append(_("无位置"))
    return joined(parts)
