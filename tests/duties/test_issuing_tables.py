"""A responsibility table is issued: what it settles, what it asks, what is carried already."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.duties.tables import first_codes, issued, lead_of, led, written
from wenming.accounts.models import Role
from wenming.core.models import Ask, AuditEntry
from wenming.duties import services
from wenming.duties.models import PlaceTypeLead, Undertaking
from wenming.duties.tables.grid import Key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_an_issued_table_settles_who_leads(table, edition, clerk, bureau, police):
    indicator, place_type = edition.indicators.first(), edition.place_types.first()
    other = edition.indicators.last()
    services.write_rows(
        table_id=table.pk,
        by=clerk,
        rows={
            Key(indicator.code, ""): led(bureau),
            Key(indicator.code, place_type.code): led(police),
            Key("", place_type.code): led(police, supports=[bureau]),
        },
    )
    services.set_lead(indicator_id=other.pk, units=[police], by=clerk)

    made = issued(table, clerk)

    assert lead_of(edition, indicator.code) == ["市城管局"]
    assert lead_of(edition, other.code) == []
    assert [row.unit for row in PlaceTypeLead.objects.filter(place_type=place_type)] == [police]
    assert made.number == "市创城办责任〔2026〕1号" or made.number.endswith("1号")
    assert AuditEntry.objects.filter(action="duties.type_lead_set").count() == 1


def test_units_see_it_among_all_that_is_asked_of_them_and_sign(
    client, table, edition, clerk, bureau
):
    code, _type = first_codes(edition)
    written(table, clerk, **{code.replace("-", "_"): led(bureau)})
    made = issued(table, clerk)
    client.force_login(make.user(Role.DEPARTMENT, unit=bureau))

    mine = client.get(reverse("duties:list")).content.decode()

    assert made.duties.get(indicators__code=code).text in mine
    assert not Ask.objects.filter(unit_code=bureau.code, kind="duty").exists()  # but the receipt
    work = made.duties.get(indicators__code=code).undertakings.get()
    assert (work.unit, work.status, work.due_on) == (bureau, "underway", None)
    assert client.post(reverse("duties:sign", args=[made.pk, bureau.pk])).status_code == 302
    assert made.receipts.get().at is not None


def test_what_a_unit_works_on_already_is_not_asked_again(
    client, table, edition, clerk, bureau, police
):
    indicator = edition.indicators.first()
    listed = make.issued_list(make.task(bureau, indicators=[indicator]), by=clerk)
    written(table, clerk, **{indicator.code.replace("-", "_"): led(bureau, police)})

    made = issued(table, clerk)

    row = made.duties.get(indicators=indicator)
    assert [work.unit for work in row.undertakings.all()] == [police]
    assert row.units.get(unit=bureau).carried_by == listed.duties.get()
    page = client.get(reverse("duties:work_on", args=[row.pk])).content.decode()
    assert "市城管局不另报，按这项任务办理" in page


def test_a_row_follows_the_versions_of_the_task_that_carries_it(table, edition, clerk, bureau):
    indicator = edition.indicators.first()
    task = make.task(bureau, indicators=[indicator])
    listed = make.issued_list(task, make.task(bureau), by=clerk)
    written(table, clerk, **{indicator.code.replace("-", "_"): led(bureau)})
    row = issued(table, clerk).duties.get(indicators=indicator).units.get()

    second = services.draft_version(task_list_id=listed.pk, by=clerk)
    issued(second, clerk)
    row.refresh_from_db()
    assert row.carried_by == second.duties.first()
    third = services.draft_version(task_list_id=second.pk, by=clerk)
    dropped = third.duties.order_by("order")[0]
    services.remove_duty(task_list_id=third.pk, duty_id=dropped.pk, by=clerk)
    issued(third, clerk)

    row.refresh_from_db()
    assert row.carried_by is None
    assert row.duty.undertakings.get().unit == bureau


def test_a_row_with_a_day_is_work_that_is_asked(table, edition, clerk, bureau):
    duty = table.duties.first()
    task = make.task(bureau, due_on=date(2027, 6, 30))
    services.write_duty(task_list_id=table.pk, by=clerk, duty_id=duty.pk, task=task)

    issued(table, clerk)

    assert duty.undertakings.get().status == "not_started"
    assert Ask.objects.filter(unit_code=bureau.code, kind="duty").count() == 1


def test_finished_work_does_not_stand_for_a_row(table, edition, clerk, bureau):
    indicator = edition.indicators.first()
    make.issued_list(make.task(bureau, indicators=[indicator]), by=clerk)
    Undertaking.objects.update(status="done")
    written(table, clerk, **{indicator.code.replace("-", "_"): led(bureau)})

    made = issued(table, clerk)

    assert made.duties.get(indicators=indicator).undertakings.get().unit == bureau


def test_the_flow_is_that_of_a_list(client, table, edition, clerk, bureau, police):
    """拟稿 → 征求意见 with one objection → 审核 → 签批印发 → 签收, and a stranger sees nothing of it."""
    code, _type = first_codes(edition)
    written(table, clerk, **{code.replace("-", "_"): led(bureau, supports=[police])})
    services.consult(task_list_id=table.pk, by=clerk, days=3)
    liaison = make.user(Role.DEPARTMENT, unit=bureau)
    client.force_login(liaison)
    address = reverse("duties:task_list", args=[table.pk])
    assert "征求市城管局的意见" in client.get(address).content.decode()
    opinion = services.give_opinion(
        task_list_id=table.pk, unit_id=bureau.pk, by=liaison, text="应由市公安局牵头"
    )
    services.give_opinion(
        task_list_id=table.pk,
        unit_id=police.pk,
        by=make.user(Role.DEPARTMENT, unit=police),
        text="",
    )
    services.end_consultation(task_list_id=table.pk, by=clerk)
    services.answer_opinion(opinion_id=opinion.pk, by=clerk, takes=False, answer="按三定规定")

    made = issued(table, clerk)

    assert {row.unit for row in made.receipts.all()} == {bureau, police}
    assert "本单位牵头" in client.get(address).content.decode()
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert client.get(address).status_code == 404
