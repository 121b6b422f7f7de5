"""Duties that nobody undertakes are offered, claimed by one, decided by the office."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import attention, clock, todo
from wenming.core.errors import NotAllowed
from wenming.core.models import Ask
from wenming.duties.errors import (
    ClaimedBefore,
    DecidedAlready,
    DueInThePast,
    HasUndertaker,
    LineMissing,
    ListIsFixed,
    NothingOffered,
    NotOffered,
)
from wenming.duties.models import DutyUnit, Undertaking
from wenming.duties.services import claiming, draft_version, submit_list

pytestmark = pytest.mark.django_db


def orphan(*, is_issued=True, **fields):
    """A duty that nobody undertakes, beside one that somebody does."""
    nobody = make.task(**{**fields, "leads": []})
    made = (make.issued_list if is_issued else make.task_list)(make.task(), nobody)
    return made.duties.order_by("order")[1]


def offer(duty, *units, until=None, by=None):
    day = until or clock.today() + timedelta(days=5)
    made = claiming.offer_duties(duty_ids=[duty.pk], units=units, until=day, by=by or make.office())
    return made[0]


def claim(row, unit, by=None):
    return claiming.claim(offer_id=row.pk, unit_id=unit.pk, by=by or make.clerk(unit), line="我来")


def decide(said, *, agrees=True, answer="", by=None):
    return claiming.decide_claim(
        claim_id=said.pk, by=by or make.office(), agrees=agrees, answer=answer
    )


def test_the_unit_that_claims_leads_and_its_work_begins():
    duty, unit, other = orphan(), make.unit(), make.unit()
    row = offer(duty, unit, other)
    said, late = claim(row, unit), claim(row, other)

    decide(said)

    assert duty.units.get(part=DutyUnit.Part.LEAD).unit == unit
    assert Undertaking.objects.get(duty=duty).unit == unit
    late.refresh_from_db()
    assert (late.verdict, unit.name in late.answer) == ("declined", True)
    row.refresh_from_db()
    assert row.unit == unit


def test_what_a_unit_takes_of_itself_is_not_asked_of_it():
    duty, unit = orphan(), make.unit()
    before = Ask.objects.filter(unit_code=unit.code).count()

    decide(claim(offer(duty, unit), unit))

    assert Ask.objects.filter(unit_code=unit.code).count() == before


def test_in_a_draft_it_becomes_the_lead_and_work_waits_for_issuing():
    duty, unit = orphan(is_issued=False), make.unit()

    decide(claim(offer(duty, unit), unit))

    assert duty.units.get().unit == unit
    assert not Undertaking.objects.filter(duty=duty).exists()


def test_the_next_version_carries_the_lead():
    duty, unit = orphan(), make.unit()
    decide(claim(offer(duty, unit), unit))

    version = draft_version(task_list_id=duty.task_list_id, by=make.office())

    assert version.duties.get(continues=duty).units.get().unit == unit


def test_a_copy_in_the_draft_of_the_next_version_is_not_listed_beside_it(client):
    duty, clerk = orphan(), make.office()
    made = draft_version(task_list_id=duty.task_list_id, by=clerk)
    client.force_login(clerk)

    shown = client.get(reverse("duties:claims"), {"tab": "orphan"}).context["rows"]
    assert [row["duty"] for row in shown] == [duty]

    made.duties.exclude(continues=duty).get().units.all().delete()  # is led in force, not here
    assert (
        client.get(reverse("duties:claims"), {"tab": "orphan"}).context["found"].counts["orphan"]
        == 2
    )


def test_a_no_needs_a_reason_and_leaves_the_offer_open():
    duty, unit, other = orphan(), make.unit(), make.unit()
    row = offer(duty, unit, other)
    said = claim(row, unit)

    with pytest.raises(LineMissing):
        decide(said, agrees=False)
    decide(said, agrees=False, answer="人手不够")

    with pytest.raises(DecidedAlready):
        decide(said)
    claim(row, other)


def test_only_what_nobody_undertakes_is_offered():
    led = make.issued_list(make.task()).duties.get()

    with pytest.raises(HasUndertaker):
        offer(led, make.unit())
    with pytest.raises(NothingOffered):
        offer(orphan())
    with pytest.raises(DueInThePast):
        offer(orphan(), make.unit(), until=clock.today() - timedelta(days=1))


def test_under_review_a_list_does_not_change():
    duty, unit, office = orphan(is_issued=False), make.unit(), make.office()
    said = claim(offer(duty, unit), unit)
    submit_list(task_list_id=duty.task_list_id, by=office)

    with pytest.raises(ListIsFixed):
        decide(said)


def test_a_unit_claims_once_what_was_offered_to_it():
    duty, unit = orphan(), make.unit()
    row = offer(duty, unit)

    with pytest.raises(NotOffered):
        claim(row, make.unit())
    with pytest.raises(NotAllowed):
        claim(row, unit, by=make.clerk(make.unit()))
    claim(row, unit)
    with pytest.raises(ClaimedBefore):
        claim(row, unit)


def test_after_its_last_day_nobody_claims():
    duty, unit = orphan(), make.unit()
    row = offer(duty, unit)

    with clock.at(clock.now() + timedelta(days=7)), pytest.raises(NotOffered):
        claim(row, unit)


def test_units_neither_offer_nor_decide():
    duty, unit = orphan(), make.unit()
    said = claim(offer(duty, unit), unit)

    with pytest.raises(NotAllowed):
        offer(orphan(), unit, by=make.clerk(unit))
    with pytest.raises(NotAllowed):
        decide(said, by=make.clerk(unit))


# --- Pages ----------------------------------------------------------------------------------------


def test_from_the_gap_to_the_lead_by_the_pages(client):
    make.edition()
    duty, unit = orphan(), make.unit("市教育局")
    office, clerk = make.office(), make.user(Role.DEPARTMENT, unit=unit)
    told = [
        row.url for row in attention.collect(office, limit=20) if "没有单位承担" in str(row.text)
    ]
    assert len(told) == 1

    client.force_login(office)
    assert duty.text in client.get(told[0]).content.decode()
    day = f"{clock.today() + timedelta(days=3):%Y-%m-%d}"
    sent = {"duty": [duty.pk], "units": "市教育局", "until": day}
    client.post(reverse("duties:claims_offer"), sent)
    client.force_login(clerk)
    page = client.get(reverse("duties:claims")).content.decode()
    assert duty.text in page
    client.post(
        reverse("duties:claims_claim", args=[duty.offer.pk]), {"unit": unit.pk, "line": "能办"}
    )
    assert todo.counts(office)["duties"] == 1
    client.force_login(office)
    waiting = client.get(f"{reverse('duties:claims')}?tab=claimed").content.decode()
    assert "能办" in waiting
    client.post(reverse("duties:claims_decide", args=[duty.offer.claims.get().pk]), {"agree": "1"})

    assert duty.units.get().unit == unit
    assert todo.counts(office)["duties"] == 0


def test_a_unit_sees_only_what_is_offered_to_it(client):
    duty, unit, other = orphan(), make.unit(), make.unit()
    row = offer(duty, unit)
    claim(row, unit)
    client.force_login(make.clerk(other))

    assert duty.text not in client.get(reverse("duties:claims")).content.decode()
    hidden = client.post(reverse("duties:claims_claim", args=[row.pk]), {"unit": other.pk})
    assert hidden.status_code == 404
    assert client.post(reverse("duties:claims_offer"), {}).status_code == 403


def test_wrong_input_is_told(client):
    client.force_login(make.office())
    duty = orphan()

    nothing = client.post(reverse("duties:claims_offer"), {"duty": ["x", "9999999"]})
    gone = client.post(
        reverse("duties:claims_offer"),
        {"duty": [duty.pk + 999], "kinds": ["department"], "until": "2099-01-01"},
    )

    assert (nothing.status_code, gone.status_code) == (422, 422)
    assert "不在了" in gone.content.decode()


def test_the_list_is_bounded_and_exported(client, django_assert_max_num_queries):
    for _n in range(3):
        offer(orphan(), make.unit(), make.unit())
    client.force_login(make.office())

    with django_assert_max_num_queries(25):
        client.get(reverse("duties:claims"))

    assert client.get(f"{reverse('duties:claims')}?export=1&q=任务").status_code == 200
