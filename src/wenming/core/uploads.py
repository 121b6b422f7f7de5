"""Files by digest (上传文件): durable before the row that names them commits."""

import hashlib
import io
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from wenming.core.errors import DomainError
from wenming.core.models import Upload

PHOTO_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
PUBLIC_EDGE = 1600  # longest edge of the version shown on pages, in pixels
MAX_PIXELS = 60_000_000


class BadPhoto(DomainError):
    """The file is not a photo that can be shown."""

    code = "core.bad_photo"
    message = _("照片“%(name)s”不能用：%(reason)s")
    status = 422


def store(content: bytes, *, name: str, content_type: str, by: AbstractBaseUser | None) -> Upload:
    """Keep `content` and return its row; call inside a transaction."""
    return _row(content, name, content_type, by, "")


def store_photo(content: bytes, *, name: str, by: AbstractBaseUser | None) -> Upload:
    """Keep a photo and its version for pages (turned upright, smaller, without metadata).

    Raises:
        BadPhoto: too large, not an image, or of a type that browsers do not show.
    """
    known = Upload.objects.filter(digest=digest_of(content)).exclude(public_digest="").first()
    if known:  # the same picture again: no need to make its version for pages once more
        content_type, public_digest = known.content_type, known.public_digest
    else:
        kind, public = _public_version(content, name)
        content_type, public_digest = PHOTO_TYPES[kind], _keep(public)
    return _row(content, name, content_type, by, public_digest)


def _public_version(content: bytes, name: str) -> tuple[str, bytes]:
    if len(content) > settings.MAX_PHOTO_MB * 1024 * 1024:
        raise BadPhoto(
            name=name, reason=_("超过 %(mb)d MB。请压缩后再传。") % {"mb": settings.MAX_PHOTO_MB}
        )
    try:
        image = Image.open(io.BytesIO(content))
        if image.format not in PHOTO_TYPES:
            raise BadPhoto(name=name, reason=_("不是 jpg、png 或 webp 照片。请换成这三种格式。"))
        if image.width * image.height > MAX_PIXELS:
            raise BadPhoto(name=name, reason=_("像素太多。请缩小后再传。"))
        kind = image.format
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPhoto(
            name=name, reason=_("打不开，可能不是照片或已损坏。请重新拍摄或换一张。")
        ) from error
    upright.thumbnail((PUBLIC_EDGE, PUBLIC_EDGE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=82)
    return kind, out.getvalue()


def path_of(digest: str) -> Path:
    """Where the content with this digest lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def read(upload: Upload) -> bytes:
    """The original content."""
    return path_of(upload.digest).read_bytes()


def response(upload: Upload, *, public: bool = False, download: bool = False) -> FileResponse:
    """The file as an answer; the caller has checked that the person may see it."""
    is_public = public and bool(upload.public_digest)
    digest = upload.public_digest if is_public else upload.digest
    answer = FileResponse(
        path_of(digest).open("rb"),
        as_attachment=download,
        filename=upload.name,
        content_type="image/jpeg" if is_public else upload.content_type,
    )
    answer["Cache-Control"] = "private, max-age=86400"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def digest_of(content: bytes) -> str:
    """SHA-256 of the content, in hex."""
    return hashlib.sha256(content).hexdigest()


def _row(
    content: bytes,
    name: str,
    content_type: str,
    by: AbstractBaseUser | None,
    public_digest: str,
) -> Upload:
    return Upload.objects.create(
        digest=_keep(content),
        public_digest=public_digest,
        size=len(content),
        content_type=content_type,
        name=Path(name).name[:200] or "file",
        by_id=by.pk if by is not None else None,
    )


def _keep(content: bytes) -> str:
    """Write the content under its digest, durably; return the digest."""
    digest = digest_of(content)
    path = path_of(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest
