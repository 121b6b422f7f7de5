"""The audit chain: written with the change or not at all; every changed byte is found."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import make
from wenming.core import audit
from wenming.core.models import AuditEntry, AuditHead

pytestmark = pytest.mark.django_db


def leave(n=3, by=None):
    """`n` entries about a unit, one transaction each."""
    unit = make.unit()
    for number in range(n):
        with audit.transaction():
            audit.record("test.done", unit, by=by, number=number)
    return unit


@audit.audited
def fail_after(action, unit):
    """A service that records and then fails."""
    audit.record(action, unit, by=None)
    raise ValueError("stop")


def spoil(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_entries_are_chained_in_the_order_of_their_transactions():
    user = make.user()
    unit = leave(3, by=user)

    entries = list(AuditEntry.objects.order_by("pk"))

    assert [entry.data["number"] for entry in entries] == [0, 1, 2]
    assert [entry.previous for entry in entries[1:]] == [entry.digest for entry in entries[:-1]]
    assert entries[0].previous == audit.START
    assert {(e.thing, e.thing_id, e.by_id) for e in entries} == {("unit", str(unit.pk), user.pk)}
    assert audit.first_fault() is None


def test_a_change_that_fails_leaves_no_entry():
    unit = make.unit()

    with pytest.raises(ValueError, match="stop"):
        fail_after("test.done", unit)

    assert not AuditEntry.objects.exists()
    with audit.transaction():
        audit.record("test.again", unit, by=None)
    assert [entry.action for entry in AuditEntry.objects.all()] == ["test.again"]


def test_an_inner_change_that_fails_takes_its_entries_along():
    unit = make.unit()

    with audit.transaction():
        audit.record("test.outer", unit, by=None)
        with pytest.raises(ValueError, match="stop"):
            fail_after("test.inner", unit)

    assert [entry.action for entry in AuditEntry.objects.all()] == ["test.outer"]
    assert audit.first_fault() is None


def test_nested_services_share_one_transaction():
    unit = make.unit()

    @audit.audited
    def inner():
        audit.record("test.inner", unit, by=None)

    @audit.audited
    def outer():
        audit.record("test.outer", unit, by=None)
        inner()
        assert not AuditEntry.objects.exists()  # they are written last

    outer()

    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["test.outer", "test.inner"]


def test_nothing_is_recorded_outside_a_transaction():
    with pytest.raises(RuntimeError):
        audit.record("test.done", make.unit(), by=None)


@pytest.mark.parametrize(
    ("sql", "value", "fault"),
    [
        (
            "UPDATE core_auditentry SET data = %s WHERE action = 'test.done'",
            '{"number": 9}',
            "内容",
        ),
        ("UPDATE core_auditentry SET action = %s", "test.other", "内容"),
        ("UPDATE core_auditentry SET thing_id = %s", "0", "内容"),
        ("UPDATE core_auditentry SET previous = %s", "f" * 64, "接不上"),
        ("UPDATE core_audithead SET digest = %s", "f" * 64, "末尾"),
        ("UPDATE core_audithead SET length = %s", 9, "末尾"),
    ],
)
def test_every_changed_byte_is_found(sql, value, fault):
    leave(3)

    spoil(sql, value)

    assert fault in audit.first_fault()


@pytest.mark.parametrize(("which", "fault"), [(0, "接不上"), (1, "接不上"), (2, "末尾")])
def test_every_missing_entry_is_found(which, fault):
    leave(3)
    pks = list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True))

    spoil("DELETE FROM core_auditentry WHERE id = %s", pks[which])

    assert fault in audit.first_fault()


def test_an_entry_slipped_in_is_found():
    leave(2)
    last = AuditEntry.objects.order_by("pk").last()
    forged = AuditEntry(
        at=last.at, action="test.forged", thing="unit", thing_id="1", previous=last.digest
    )
    forged.digest = audit.digest_of(forged)
    forged.save()

    assert "末尾" in audit.first_fault()


def test_the_command_says_whether_the_chain_holds(capsys):
    leave(2)
    call_command("verify_audit")
    assert "审计链完整，共 2 条" in capsys.readouterr().out

    spoil("UPDATE core_auditentry SET data = %s", json.dumps({}))

    with pytest.raises(CommandError, match="内容与摘要不符"):
        call_command("verify_audit")


def test_the_command_speaks_the_language_of_the_environment(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    leave(2)
    call_command("verify_audit")
    assert "The audit chain holds: 2 entries." in capsys.readouterr().out

    spoil("UPDATE core_auditentry SET data = %s", json.dumps({}))

    with pytest.raises(CommandError, match="was changed after it was written"):
        call_command("verify_audit")


def test_there_is_one_head():
    leave(2)

    assert AuditHead.objects.get().length == 2
