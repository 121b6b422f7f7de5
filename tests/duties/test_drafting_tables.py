"""The responsibility table is drafted out of a framework: its rows, who leads now, one an area."""

import pytest
from django.urls import reverse

from tests import make
from tests.duties.tables import drafted, first_codes
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.duties import services
from wenming.duties.errors import NoEdition, TableHasRows, TableInHand
from wenming.duties.models import TaskList
from wenming.duties.tables.grid import Grid, Key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_it_has_a_row_for_each_indicator_and_each_place_type_with_who_leads_now(
    edition, clerk, bureau
):
    code, type_code = first_codes(edition)
    services.set_lead(indicator_id=edition.indicators.get(code=code).pk, units=[bureau], by=clerk)

    made = drafted(clerk)

    grid = Grid(made)
    wanted = [*edition.indicators.values_list("code", flat=True)]
    wanted += edition.place_types.values_list("code", flat=True)
    assert sorted(key.indicator or key.place_type for key in grid.duties) == sorted(wanted)
    row = next(row for row in grid.rows if row.key == Key(code, ""))
    assert (row.leads, row.duty.text) == ("市城管局", f"{row.name}达到测评标准")
    assert next(row for row in grid.rows if row.key == Key("", type_code)).leads == ""


def test_an_area_has_one_table(table, clerk):
    with pytest.raises(TableInHand, match="不用另拟"):
        drafted(clerk)

    assert TaskList.objects.count() == 1


def test_without_a_framework_there_is_none(clerk):
    with pytest.raises(NoEdition, match="先发布测评体系"):
        drafted(clerk)


def test_only_the_office_drafts_it(edition, bureau):
    with pytest.raises(NotAllowed):
        drafted(make.user(Role.DEPARTMENT, unit=bureau))

    assert not TaskList.objects.exists()


def test_it_takes_no_tasks_besides_its_rows(table, clerk):
    duty = table.duties.first()

    with pytest.raises(TableHasRows):
        services.write_duty(task_list_id=table.pk, by=clerk, task=make.task())
    with pytest.raises(TableHasRows):
        services.remove_duty(task_list_id=table.pk, duty_id=duty.pk, by=clerk)
    services.write_duty(
        task_list_id=table.pk, by=clerk, duty_id=duty.pk, task=make.task(indicators=[], text="另说")
    )

    duty.refresh_from_db()
    assert (duty.text, duty.indicators.count()) == ("另说", 1)


def test_a_row_is_changed_in_its_form_and_stays_about_its_indicator(client, table, bureau):
    duty = table.duties.first()
    address = reverse("duties:duty", args=[table.pk, duty.pk])

    answer = client.post(
        address, {"text": "写细一点", "kind": "requirement", "measures": "逐条过", "leads": ""}
    )

    assert answer.status_code == 302
    duty.refresh_from_db()
    assert (duty.measures, duty.indicators.count()) == ("逐条过", 1)
