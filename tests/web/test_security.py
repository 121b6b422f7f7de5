"""What an attacker tries at every page; docs/reference/security.md names the other tests."""

import base64
import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.test_urls import ALL
from wenming.accounts.models import Role
from wenming.core import uploads
from wenming.core.models import Upload
from wenming.core.uploads import BadPhoto
from wenming.documents.reading import read_file
from wenming.documents.reading.refusals import Refusal
from wenming.problems import ledger
from wenming.problems.models import Problem

pytestmark = pytest.mark.django_db

PASSWORD = "qingfeng-2026"


@pytest.fixture
def person():
    made = make.user(Role.OFFICE, unit=make.unit("市创城办", code="OFFICE"), username="wang")
    made.set_password(PASSWORD)
    made.save()
    return made


@pytest.mark.parametrize("name", sorted(set(ALL) - {"accounts:sign_out"}))
def test_no_route_takes_a_post_from_another_site(person, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    answer = client.post(reverse(name, kwargs=ALL[name]))

    assert answer.status_code in {403, 405}


@pytest.mark.parametrize("path", ["/", "/accounts/sign-in/", "/healthz", "/nowhere/"])
def test_every_answer_forbids_frames_and_guessing(client, path):
    answer = client.get(path)

    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src "))
    assert "unsafe" not in scripts


def test_a_session_is_a_new_one_after_sign_in_and_dead_after_sign_out(client, person):
    client.get(reverse("accounts:sign_in"))
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    client.post(reverse("accounts:sign_in"), {"username": "wang", "password": PASSWORD})

    key = client.cookies["sessionid"].value
    assert key != planted
    client.post(reverse("accounts:sign_out"))
    client.cookies["sessionid"] = key
    assert client.get(reverse("web:workbench")).status_code == 302


def test_the_cookie_is_no_scripts_business(client, person):
    client.post(reverse("accounts:sign_in"), {"username": "wang", "password": PASSWORD})

    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_over_https_cookies_are_secure_and_the_browser_stays_there():
    code = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "wenming.config.settings",
        "WENMING_SECRET_KEY": "x",
        "WENMING_HTTPS": "True",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["True", "True", "31536000"]


def test_a_foreign_host_gets_no_page_and_no_link(client, settings):
    settings.ALLOWED_HOSTS = ["wenming.example"]

    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"host": "wenming.example"}).status_code == 200


def test_a_made_up_address_of_origin_opens_no_lock(client, person, settings):
    settings.AXES_ENABLED = True
    for n in range(5):
        client.post(
            reverse("accounts:sign_in"),
            {"username": "wang", "password": "wrong"},
            headers={"x-forwarded-for": f"10.0.0.{n}"},
        )

    answer = client.post(
        reverse("accounts:sign_in"),
        {"username": "wang", "password": PASSWORD},
        headers={"x-forwarded-for": "10.0.0.99"},
    )

    assert answer.status_code == 429
    assert client.get(reverse("web:workbench")).status_code == 302


def mark_of(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


LISTS = ["accounts:audit", "problems:list", "problems:orders", "inspections:list", "places:list",
         "scoring:list", "organization:units", "duties:lists", "bulletins:list"]  # fmt: skip
MARKS = [mark_of("x"), mark_of("x", "y"), mark_of(10**30), mark_of("x", 10**30), mark_of(1e400),
         mark_of(True, False), mark_of("\x00", "\x00"), "%%%", "é", mark_of(), mark_of([], {})]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_made_up_page_mark_is_no_fault_of_the_server(client, person, name):
    make.small_edition()
    person.grants.create(role=Role.ADMINISTRATOR, area=make.city())
    client.force_login(person)
    client.raise_request_exception = False

    answers = {mark: client.get(reverse(name), {"mark": mark}).status_code for mark in MARKS}

    assert {mark: code for mark, code in answers.items() if code != 200} == {}


# --- Files ----------------------------------------------------------------------------------------


def huge_png(edge):
    """A PNG that says it is `edge` × `edge` in a few hundred bytes."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content", [huge_png(9_000), huge_png(30_000), SVG, b"GIF89a" + SVG], ids=str
)
def test_pictures_that_are_none_or_would_swell_are_refused(content):
    with pytest.raises(BadPhoto):
        uploads.store_photo(content, name="a.jpg", by=None)

    assert not Upload.objects.exists()


def test_a_picture_with_a_page_inside_is_served_without_it():
    polyglot = make.photo_bytes() + b"<script>alert(1)</script>"

    kept = uploads.store_photo(polyglot, name="a.html", by=None)
    answer = uploads.response(kept, public=True)

    assert b"<script>" not in b"".join(answer)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/pdf"])
def test_a_stored_file_that_is_no_photo_is_only_ever_downloaded(client, person, monkeypatch, kind):
    kept = uploads.store(SVG, name="a\r\nX-Evil: 1.html", content_type=kind, by=None)
    monkeypatch.setattr("wenming.core.files.owners", [("x", lambda _user, _key: True)])
    client.force_login(person)

    answer = client.get(reverse("files:open", args=[kept.pk]))

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "X-Evil" not in answer.headers


def docx(document):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
    return out.getvalue()


CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "entities",
    ['<!ENTITY l0 "ha">' + LAUGHS, '<!ENTITY l11 SYSTEM "file:///etc/passwd">'],
    ids=["swelling", "another file"],
)
def test_entities_in_a_document_are_not_followed(entities):
    body = (
        f'<?xml version="1.0"?><!DOCTYPE w [{entities}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>动员部署 &l11;</w:t></w:r></w:p></w:body></w:document>"
    )
    try:
        text = read_file(docx(body), "a.docx").text
    except Refusal:
        return

    assert "root:" not in text
    assert "haha" not in text


def test_names_in_an_archive_are_names_and_no_paths():
    unit = make.street("../../etc/passwd\\..\\x街道")
    make.dispatched(unit)

    content = ledger.ledgers_by_unit(Problem.objects.all(), is_for_office=True)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = archive.namelist()
    assert "/" not in name
    assert "\\" not in name
    assert name.endswith(".xlsx")
