"""Who may open what: every route × every role × own and foreign, against a reviewed table.

`tests/data/rights.csv` is the table: a role stands in a row where it gets to the page or to a
refusal in words, or where its step has an effect (`rights/cases.py` says which); `(own)` where
that holds at home only. After a deliberate change write it anew and read the difference:
WENMING_WRITE_RIGHTS=1 script/test tests/test_rights.py
"""

import csv
import html
import io
import logging
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.template import Template
from django.urls import reverse
from django.utils.safestring import SafeString

from tests import make
from tests.rights import world
from tests.rights.address import parts_of
from tests.rights.cases import NOBODY, Case, all_cases
from tests.rights.world import INSPECTORS, World
from tests.test_urls import ALL, OPEN
from wenming.accounts.models import Role
from wenming.core.models import AuditHead

pytestmark = pytest.mark.long
TABLE = Path(__file__).parent / "data/rights.csv"
SIDES = ("own", "foreign")
UNITS = (Role.DEPARTMENT, Role.STREET, Role.COMMUNITY)


@pytest.fixture
def worlds(db):
    """The district of the cast, and another one."""
    make.small_edition()
    world.group()
    office = make.office()
    return dict(zip(SIDES, (world.build(office), world.build(office)), strict=True))


@pytest.fixture
def cast(worlds):
    people = world.cast(worlds["own"])
    world.sent_sheets(worlds["own"], worlds["foreign"], people)
    return people


@pytest.fixture
def bare(monkeypatch):
    """Pages without their text: who is let in shows in the status, and rendering costs the most."""

    def switch(is_bare):
        monkeypatch.undo()
        if is_bare:
            monkeypatch.setattr(Template, "_render", lambda _self, _context: SafeString(""))

    return switch


@pytest.fixture(autouse=True)
def quiet():
    """A refusal is what is asked for here; thousands of lines about it help nobody."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_the_matrix_is_as_reviewed(client, worlds, cast, bare):
    found: dict[str, list[str]] = {case.name: [] for case in all_cases()}
    told = []
    for role, person in cast.items():
        client.force_login(person)
        bare(role not in UNITS)
        for case in all_cases():
            sides = SIDES[:1] if case.names_nothing else SIDES
            may = []
            for side in sides:
                answer, is_let_in = ask(client, case, worlds[side], person)
                may += [side] if is_let_in else []
                if role in UNITS and is_let_in and names_inspector(answer):
                    told.append((role, case.name, side))
            if may:
                found[case.name].append(role if len(may) == len(sides) else f"{role}({may[0]})")

    rows = sorted([name, " ".join(sorted(who))] for name, who in found.items())
    if os.environ.get("WENMING_WRITE_RIGHTS"):
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([["route", "who"], *rows])
        pytest.skip("the table was written; read the difference")
    nobody = {name.split(" (")[0] for name, who in rows if not who}
    let_in = {name.split(" (")[0] for name, who in rows if who}
    assert nobody - let_in == set(NOBODY), "give a sample object, or a reason in NOBODY"
    assert not told, f"a unit reads who inspected: {told}"
    with TABLE.open(encoding="utf-8", newline="") as file:
        assert rows == list(csv.reader(file))[1:]


def ask(client: Any, case: Case, there: World, person: Any) -> tuple[Any, bool]:
    """The answer, and whether the person was let in; leaves nothing behind."""
    with transaction.atomic():
        case.before(there)
        parts = {**parts_of(case.route, there), **case.parts(there, person)}
        address = reverse(case.route, kwargs=parts)
        headers = dict(case.headers)
        if case.data is not None:
            length = entries()
            answer = client.post(address, case.data(there, person), headers=headers)
            is_let_in = entries() > length
        else:
            answer = client.get(address, headers=headers)
            if answer.status_code == 405:
                answer = client.post(address, headers=headers)
            is_let_in = answer.status_code not in {403, 404}
        transaction.set_rollback(True)
    assert answer.status_code < 500, (case.name, answer.status_code)
    return answer, is_let_in


def entries() -> int:
    """How long the audit trail is."""
    return AuditHead.objects.values_list("length", flat=True).first() or 0


def names_inspector(answer: Any) -> bool:
    """Whether an answer holds the name of an inspector, in a page or inside a file."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    texts = [html.unescape(part.decode(errors="ignore")) for part in inside(content)]
    return any(name in text for name in INSPECTORS for text in texts)


def inside(content: bytes) -> Iterable[bytes]:
    """The content itself, and the parts of workbooks, papers and archives, however deep."""
    yield content
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.namelist():
                yield from inside(archive.read(entry))


def test_the_page_behind_a_link_names_no_inspector(client, worlds):
    """Strangers with a link see what the unit sees."""
    own = worlds["own"]
    page = client.get(reverse("problems:link", args=[own.problem.order.token]))

    assert page.status_code == 200
    assert own.problem.number in page.content.decode()
    assert not names_inspector(page)


def test_the_check_for_names_can_fail(client, worlds, cast):
    """The office does read who inspected, in a page and in a workbook."""
    client.force_login(cast[Role.OFFICE])
    for name in ("round", "export"):
        answer = client.get(reverse(f"inspections:{name}", args=[worlds["own"].round.number]))
        assert names_inspector(answer)


def test_every_case_is_of_a_route():
    assert {case.route for case in all_cases()} == set(ALL) - set(OPEN)
