"""The small things that every app stands on: crypto, paging, numbers, asks, bulk writes, errors."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from wenming.core import bulk, crypto, numbers
from wenming.core.asks import AskedBefore, answered, ask, withdrawn
from wenming.core.errors import DomainError, Incomplete
from wenming.core.models import Ask
from wenming.core.paging import page_by_key
from wenming.framework.models import Indicator
from wenming.organization.models import Unit
from wenming.projects.models import Project

pytestmark = pytest.mark.django_db


@given(st.text(max_size=50))
def test_what_is_encrypted_comes_back_and_never_looks_the_same(text):
    sealed = crypto.encrypt(text)

    assert crypto.decrypt(sealed) == text
    if text:
        assert sealed.startswith("aesgcm:k1:")
        assert crypto.encrypt(text) != sealed


@given(st.binary(max_size=50))
def test_bytes_come_back_too(content):
    assert crypto.decrypt_bytes(crypto.encrypt_bytes(content)) == content


def test_a_changed_value_or_another_key_is_noticed(settings):
    sealed = crypto.encrypt("13900001234")
    flipped = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]

    with pytest.raises(InvalidTag):
        crypto.decrypt(flipped)
    settings.FIELD_KEY = "0" * 64
    with pytest.raises(InvalidTag):
        crypto.decrypt(sealed)


def test_unknown_ways_and_keys_are_refused():
    body = crypto.encrypt("x").split(":", 2)[2]

    with pytest.raises(ValueError, match="unknown algorithm"):
        crypto.decrypt(f"rot13:k1:{body}")
    with pytest.raises(ValueError, match="unknown key"):
        crypto.decrypt(f"aesgcm:k9:{body}")


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13900001234", "139****1234"), ("0579-82000001", "057****0001"), ("110", "***"), ("", "")],
)
def test_phones_are_masked(phone, masked):
    assert crypto.mask_phone(phone) == masked


@given(
    st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=12),
    st.integers(1, 5),
    st.booleans(),
)
def test_pages_are_the_whole_list_in_order_without_doubles(names, size, is_descending):
    Unit.objects.all().delete()
    for number, name in enumerate(names):
        make.unit(f"{name}{number}", pinyin=name)
    sign = "-" if is_descending else ""
    keys = [f"{sign}pinyin", "-code"]

    seen, mark = [], ""
    for turn in range(len(names) + 1):
        page = page_by_key(Unit.objects.all(), keys=keys, mark=mark, size=size)
        assert len(page.rows) <= size
        assert page.is_first is (turn == 0)
        seen += page.rows
        mark = page.next_mark
        if not mark:
            break

    assert seen == list(Unit.objects.order_by(*keys))


@pytest.mark.parametrize("mark", ["x", "W10", "bnVsbA", "W251bGxd", "W1siYSJdLDFd", "é" * 9])
def test_an_unreadable_mark_gives_the_first_page(mark):
    make.unit(pinyin="a")

    page = page_by_key(Unit.objects.all(), keys=["pinyin", "code"], mark=mark)

    assert page.is_first
    assert len(page.rows) == 1


def test_pages_follow_related_keys():
    for name in ("a", "b", "c"):
        make.unit(pinyin=name, parent=make.unit(f"上{name}", pinyin=f"z{name}"))
    units = Unit.objects.exclude(parent=None).select_related("parent")

    first = page_by_key(units, keys=["parent__pinyin", "pk"], size=2)
    second = page_by_key(units, keys=["parent__pinyin", "pk"], mark=first.next_mark, size=2)

    assert [unit.pinyin for unit in [*first.rows, *second.rows]] == ["a", "b", "c"]


def test_numbers_run_apart_by_owner_kind_and_year():
    def take(owner="3307", kind="WT", year=2026):
        return numbers.next_number(owner=owner, kind=kind, year=year)

    assert [take(), take(), take(kind="JB"), take(year=2027), take(owner="330702"), take()] == [
        1,
        2,
        1,
        1,
        1,
        3,
    ]


def test_a_number_given_out_and_lost_does_not_come_back():
    def take():
        return numbers.next_number(owner="3307", kind="WT", year=2026)

    def take_and_fail():
        with transaction.atomic():
            take()
            raise ValueError("stop")

    take()
    with pytest.raises(ValueError, match="stop"):
        take_and_fail()

    assert take() == 2  # the lost one was never seen outside its transaction


def test_a_unit_is_asked_once():
    ask(unit_code="D01", kind="duty", question="duties.list.7")
    ask(unit_code="D02", kind="duty", question="duties.list.7")

    with pytest.raises(AskedBefore, match="D01"):
        ask(unit_code="D01", kind="form", question="duties.list.7")
    answered(unit_code="D01", question="duties.list.7")

    assert Ask.objects.count() == 2
    assert Ask.objects.get(unit_code="D01").answered_at is not None
    assert Ask.objects.get(unit_code="D02").answered_at is None


def test_what_was_withdrawn_is_asked_anew():
    first = ask(unit_code="D01", kind="duty", question="part:7")
    answered(unit_code="D01", question="part:7")
    withdrawn(unit_code="D01", question="part:7")

    again = ask(unit_code="D01", kind="duty", question="part:7")

    assert (again.pk, again.answered_at, again.withdrawn_at) == (first.pk, None, None)
    with pytest.raises(AskedBefore):
        ask(unit_code="D01", kind="duty", question="part:7")


def test_bulk_writes_inside_a_transaction_go_in_at_once_or_not_at_all():
    city = make.city()
    units = [Unit(code=f"B{n}", name=f"批{n}", pinyin="pi", area=city) for n in range(600)]

    def write_and_fail():
        with transaction.atomic():
            assert bulk.bulk_create(Unit, units) == 600
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        write_and_fail()

    assert not Unit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_bulk_writes_leave_room_for_others_on_sqlite(monkeypatch):
    pauses = []
    monkeypatch.setattr(bulk.time, "sleep", pauses.append)
    city = make.city()

    bulk.bulk_create(
        Unit, [Unit(code=f"B{n}", name=f"批{n}", pinyin="pi", area=city) for n in range(600)]
    )

    expected = [bulk.PAUSE_SECONDS] * 3 if connection.vendor == "sqlite" else []
    assert (pauses, Unit.objects.count()) == (expected, 600)


def test_what_changes_in_bulk_changes_in_the_named_fields_only():
    units = [make.unit(name) for name in ("甲局", "乙局", "丙局")]
    for unit in units[:2]:
        unit.pinyin, unit.name = "changed", "不存"

    with transaction.atomic():
        bulk.bulk_change(Unit, units[:2], ["pinyin"])

    assert list(Unit.objects.filter(pinyin="changed").order_by("pk")) == units[:2]
    assert set(Unit.objects.values_list("name", flat=True)) >= {"甲局", "乙局", "丙局"}


@pytest.mark.django_db(transaction=True)
def test_nothing_changes_in_bulk_outside_a_transaction():
    with pytest.raises(RuntimeError, match="outside a transaction"):
        bulk.bulk_change(Unit, [make.unit("甲局")], ["pinyin"])


def test_ties_in_bulk_are_as_wanted_and_those_of_others_stay():
    edition = make.small_edition()
    one, two, three = Indicator.objects.filter(edition=edition).order_by("code")[:3]
    projects = [make.project(indicators=[one, two]) for _n in range(3)]
    wanted = {projects[0].pk: [two.pk, three.pk], projects[1].pk: []}

    bulk.bulk_relate(Project.indicators.through, "project_id", "indicator_id", wanted)

    assert [set(project.indicators.all()) for project in projects] == [
        {two, three},
        set(),
        {one, two},
    ]


def test_errors_put_their_data_into_the_sentence():
    assert str(Incomplete(what="没有填日期。")) == "没有填日期。"
    assert DomainError.status == 409
