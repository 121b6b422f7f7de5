"""Files by digest: kept durably, once; pages get a version without metadata."""

import hashlib
import io

import pytest
from PIL import Image

from tests import make
from wenming.core import uploads
from wenming.core.models import Upload
from wenming.core.uploads import BadPhoto

pytestmark = pytest.mark.django_db


def jpeg(size=(64, 48), *, orientation=None, gps=False):
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "SecretCamera"
    out = io.BytesIO()
    Image.new("RGB", size, "grey").save(out, "JPEG", exif=exif)
    return out.getvalue()


def gif():
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(out, "GIF")
    return out.getvalue()


def public(upload):
    return uploads.path_of(upload.public_digest).read_bytes()


def test_a_file_lies_under_its_digest_and_once():
    by = make.user()

    first = uploads.store(b"content", name="a.txt", content_type="text/plain", by=by)
    second = uploads.store(b"content", name="b.txt", content_type="text/plain", by=None)

    digest = hashlib.sha256(b"content").hexdigest()
    assert (first.digest, second.digest, first.size) == (digest, digest, 7)
    assert uploads.read(first) == b"content"
    assert (first.by_id, second.by_id) == (by.pk, None)
    assert [p.name for p in uploads.path_of(digest).parent.iterdir()] == [digest]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("/a/b.txt", "b.txt"), ("", "file"), ("长" * 300, "长" * 200)],
)
def test_names_are_names_and_no_paths(name, kept):
    assert uploads.store(b"x", name=name, content_type="text/plain", by=None).name == kept


def test_a_photo_is_turned_upright_made_smaller_and_stripped():
    original = jpeg((3200, 1600), orientation=6, gps=True)

    upload = uploads.store_photo(original, name="a.jpg", by=None)

    image = Image.open(io.BytesIO(public(upload)))
    assert uploads.read(upload) == original
    assert (image.width, image.height) == (800, 1600)
    assert not image.getexif()
    assert b"SecretCamera" not in public(upload)


def test_the_same_photo_twice_is_two_rows_of_one_file():
    first = uploads.store_photo(jpeg(), name="a.jpg", by=None)
    second = uploads.store_photo(jpeg(), name="b.jpg", by=None)

    assert first.pk != second.pk
    assert first.public_digest == second.public_digest != ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "打不开"),
        (b"not a photo", "打不开"),
        (jpeg()[:200], "打不开"),
        (gif(), "不是 jpg、png 或 webp"),
        (b"\xff\xd8" + b"0" * (16 * 1024 * 1024), "超过 15 MB"),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(content, reason, settings):
    with pytest.raises(BadPhoto, match=reason):
        uploads.store_photo(content, name="IMG_2031.heic", by=None)

    assert not Upload.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_a_photo_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_PIXELS", 100)

    with pytest.raises(BadPhoto, match="像素太多"):
        uploads.store_photo(jpeg(), name="a.jpg", by=None)


def test_answers_name_the_file_and_forbid_guessing_its_type():
    photo = uploads.store_photo(jpeg(gps=True), name="现场.jpg", by=None)

    shown = uploads.response(photo, public=True)
    original = uploads.response(photo, download=True)

    assert b"".join(shown) == public(photo)
    assert b"".join(original) == jpeg(gps=True)
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "private" in shown["Cache-Control"]
    assert original["Content-Disposition"].startswith("attachment; filename*=utf-8''")
