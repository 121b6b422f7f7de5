"""Photos sent one by one from the page."""

import io
import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests import make
from wenming.accounts.models import Role
from wenming.inspections.models import Photo
from wenming.inspections.services import close_round, submit_visit
from wenming.inspections.visiting import shutter

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client):
    found = make.visit()
    client.force_login(found.inspectors.first())
    return found


def picture(name="a.jpg", content=None):
    return SimpleUploadedFile(name, content or make.photo_bytes(), "image/jpeg")


def send(client, visit, **fields):
    fields.setdefault("photo", picture())
    return client.post(reverse("inspections:visit_photo", args=[visit.pk]), fields)


def exif_picture(**tags):
    """A jpg that says when and where it was taken."""
    image = Image.new("RGB", (40, 30), "grey")
    exif = image.getexif()
    details = exif.get_ifd(0x8769)
    if "taken" in tags:
        details[36867] = tags["taken"]
    if "offset" in tags:
        details[36881] = tags["offset"]
    if "gps" in tags:
        exif.get_ifd(0x8825).update(tags["gps"])
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_time_and_place_of_the_shutter_are_kept(client, visit):
    key = str(uuid4())

    response = send(
        client,
        visit,
        id=key,
        taken_at="2026-11-20T03:24:00Z",
        longitude="120.123456",
        latitude="30.654321",
        accuracy="8.4",
    )

    assert response.status_code == 201
    assert response.json() == {"id": key, "words": ""}
    photo = Photo.objects.get()
    assert photo.taken_at == datetime(2026, 11, 20, 3, 24, tzinfo=UTC)
    assert (str(photo.longitude), str(photo.latitude)) == ("120.123456", "30.654321")
    assert (photo.accuracy_m, photo.is_from_album) == (8, False)


def test_without_place_it_works_on_and_says_what_is_missing(client, visit):
    response = send(client, visit, taken_at="2026-11-20T03:24:00Z")

    assert response.status_code == 201
    assert response.json()["words"] == "无位置"


def test_an_album_picture_is_marked_and_tells_its_own_time_and_place(client, visit):
    head = exif_picture(
        taken="2026:11:20 11:24:03",
        gps={1: "N", 2: (30.0, 30.0, 0.0), 3: "E", 4: (120.0, 15.0, 0.0)},
    )

    response = send(client, visit, album="1", head=picture("head", head))

    photo = Photo.objects.get()
    assert response.json()["words"] == "相册补传"
    assert photo.is_from_album
    assert photo.taken_at == datetime(2026, 11, 20, 3, 24, 3, tzinfo=UTC)  # Shanghai in the file
    assert (float(photo.longitude), float(photo.latitude)) == (120.25, 30.5)


def test_sending_again_stores_nothing_twice(client, visit):
    key = str(uuid4())

    first = send(client, visit, id=key)
    second = send(client, visit, id=key)

    assert first.json()["id"] == second.json()["id"] == key
    assert Photo.objects.count() == 1


def test_a_key_of_another_visit_is_not_taken_over(client, visit):
    key = str(uuid4())
    other = make.visit()
    send(client, visit, id=key)
    client.force_login(other.inspectors.first())

    response = send(client, other, id=key)

    assert response.status_code == 201
    assert response.json()["id"] != key
    assert other.photos.count() == 1


@pytest.mark.parametrize(
    ("content", "words"), [(b"no picture", "可能不是照片"), (b"", "没有收到照片")]
)
def test_what_is_no_photo_is_refused_with_a_sentence(client, visit, content, words):
    file = SimpleUploadedFile("x.jpg", content, "image/jpeg")

    response = send(client, visit, photo=file) if content else send(client, visit, photo="")

    assert response.status_code == 422
    assert words in response.json()["message"]
    assert not Photo.objects.exists()


def test_a_photo_that_is_too_large_is_refused(client, visit, settings):
    settings.MAX_PHOTO_MB = 1
    content = make.photo_bytes() + b"\0" * (1024 * 1024)

    response = send(client, visit, photo=picture(content=content))

    assert response.status_code == 422
    assert "超过 1 MB" in response.json()["message"]


def test_after_the_round_nothing_is_taken(client, visit):
    close_round(round_id=visit.round_id, by=make.office())

    response = send(client, visit)

    assert response.status_code == 409
    assert "不能测评" in response.json()["message"]


def test_a_record_that_was_handed_in_takes_no_photo(client, visit):
    submit_visit(visit_id=visit.pk, by=visit.inspectors.first(), answers=make.answers(visit))

    response = send(client, visit)

    assert response.status_code == 409
    assert "不能再加照片" in response.json()["message"]
    assert not Photo.objects.exists()


def test_only_those_who_fill_in_the_visit_send_and_see_its_photos(client, visit):
    key = send(client, visit).json()["id"]
    shown = reverse("inspections:photo", args=[key])
    assert client.get(shown).headers["Content-Type"] == "image/jpeg"

    client.force_login(make.user(Role.INSPECTOR))

    assert client.get(shown).status_code == 404
    assert send(client, visit).status_code == 404


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_no_position_is_taken_from_nonsense(longitude, latitude, accuracy):
    found = shutter.position_of(longitude, latitude, accuracy)

    assert found is None or (-180 <= found[0] <= 180 and -90 <= found[1] <= 90)


@pytest.mark.parametrize("text", ["nan", "inf", "-181", "1e400", "", "١٢x"])
def test_a_longitude_outside_the_earth_is_no_position(text):
    assert shutter.position_of(text, "30", "") is None


@given(st.binary(max_size=300))
def test_reading_any_bytes_never_fails(content):
    assert isinstance(shutter.read(content), shutter.Shutter)


def test_a_time_with_its_zone_is_taken_as_it_is():
    told = shutter.read(exif_picture(taken="2026:11:20 11:24:03", offset="+09:00"))

    assert told.taken_at == datetime(2026, 11, 20, 2, 24, 3, tzinfo=UTC)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2026:13:41 11:24:03", "yesterday"])
def test_a_broken_time_is_no_time(taken):
    assert shutter.read(exif_picture(taken=taken)).taken_at is None


def test_the_answer_is_json_also_when_refused(client, visit):
    assert json.loads(send(client, visit, photo="").content)["message"]
