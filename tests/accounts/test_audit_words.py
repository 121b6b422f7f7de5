"""Every action that the product records has its words on the page of the audit trail."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

import wenming
from tests import make
from wenming.accounts import audit_words
from wenming.accounts.models import Role
from wenming.core import audit
from wenming.duties.services import moving
from wenming.instructions import services as instructing
from wenming.problems.services import life

SOURCE = Path(wenming.__file__).parent
RECORDED = re.compile(r"audit\.record\(\s*(?:f?\")([a-z]+)\.([a-z_]+)?")
NAMED = re.compile(r"action=\"([a-z]+)\.([a-z_]+)\"")


def recorded():
    """(part, step) of every action written in the source; step is "" where it is put together."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        for pattern in (RECORDED, NAMED):
            found |= {match.groups(default="") for match in pattern.finditer(text)}
    return sorted(found)


def test_the_source_records_something():
    assert len(recorded()) > 40


@pytest.mark.parametrize(("part", "step"), recorded(), ids=lambda value: value or "any")
def test_every_action_is_worded(part, step):
    assert part in audit_words.PARTS
    assert not step or step in audit_words.STEPS


@pytest.mark.parametrize("steps", [life.PAST, moving.PAST, instructing.PAST])
def test_every_step_along_a_table_is_worded(steps):
    assert set(steps.values()) <= set(audit_words.STEPS)


@pytest.mark.django_db
def test_an_unknown_code_is_shown_as_it_is(client):
    with audit.transaction():
        audit.record("future.thing_done", make.unit(), by=None)
    client.force_login(make.user(Role.ADMINISTRATOR))

    rows = client.get(reverse("accounts:audit")).context["rows"]

    assert [(done, thing) for _entry, done, thing in rows] == [("future.thing_done", "单位")]
