"""Coverage: who answers for which indicator, and every gap one click from being closed."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.duties.coverage import DUTY, LEADS, Coverage
from wenming.duties.services import set_lead
from wenming.organization.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    found = make.office()
    client.force_login(found)
    return found


@pytest.fixture
def edition():
    return make.edition()


@pytest.fixture
def bureau():
    return make.unit("市城管局")


def gap_names(found: Coverage) -> dict[str, list[str]]:
    return {gaps.key: [gap.name for gap in gaps.rows] for gaps in found.gaps}


def test_an_unled_indicator_is_a_gap_until_somebody_leads_it(edition, bureau, clerk):
    indicator = edition.indicators.order_by("pk").first()
    before = gap_names(Coverage(edition))["unled"]

    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)

    after = gap_names(Coverage(edition))["unled"]
    assert set(before) - set(after) == {f"{indicator.code} {indicator.name_zh}"}


def test_two_leads_are_named(edition, bureau, clerk):
    indicator = edition.indicators.order_by("pk").first()
    set_lead(indicator_id=indicator.pk, units=[bureau, make.unit("市公安局")], by=clerk)

    assert gap_names(Coverage(edition))["twice"] == [f"{indicator.code} {indicator.name_zh}"]


def test_a_duty_in_force_covers_its_indicator(edition, bureau, clerk):
    indicator = edition.indicators.order_by("pk").first()
    name = f"{indicator.code} {indicator.name_zh}"
    make.task_list(make.task(bureau, indicators=[indicator]))
    assert name in gap_names(Coverage(edition))["idle"]  # a draft covers nothing

    make.issued_list(make.task(bureau, indicators=[indicator]))

    found = Coverage(edition)
    assert name not in gap_names(found)["idle"]
    row = next(row for row in found.rows if row.indicator.code == indicator.code)
    assert (found.units, row.cells) == ([bureau], [DUTY])


def test_leading_shows_before_having_a_duty(edition, bureau, clerk):
    indicator = edition.indicators.order_by("pk").first()
    make.issued_list(make.task(bureau, indicators=[indicator]))
    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)

    row = Coverage(edition).rows[0]

    assert (row.cells, row.leads) == ([LEADS], 1)


def test_units_without_liaison_and_posts_without_holder_are_named(edition, bureau):
    assert "市城管局" in gap_names(Coverage(edition))["mute"]

    Post.objects.create(unit=bureau, title="联络员", kind=Post.Kind.LIAISON, holder="")

    found = gap_names(Coverage(edition))
    assert "市城管局" not in found["mute"]
    assert found["vacant"] == ["市城管局 联络员"]


def test_the_page_links_each_gap_to_where_it_is_closed(client, clerk, edition, bureau):
    page = client.get(reverse("duties:coverage"), {"gap": "mute"}).content.decode()

    assert reverse("organization:new_post", args=[bureau.code]) in page


def test_only_who_sees_all_sees_it(client, edition, bureau):
    client.force_login(make.user(Role.DEPARTMENT, unit=bureau))

    assert client.get(reverse("duties:coverage")).status_code == 403


def test_the_matrix_is_exported(client, clerk, edition, bureau):
    indicator = edition.indicators.order_by("pk").first()
    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)

    answer = client.get(reverse("duties:coverage"), {"export": "1"})

    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert rows[0] == ["指标", "名称", "市城管局"]
    assert [indicator.code, indicator.name_zh, "牵头"] in rows


def test_the_page_costs_the_same_for_more_units(client, clerk, edition, django_assert_num_queries):
    indicator = edition.indicators.order_by("pk").first()
    set_lead(indicator_id=indicator.pk, units=[make.unit()], by=clerk)
    with CaptureQueriesContext(connection) as first:
        client.get(reverse("duties:coverage"))
    set_lead(indicator_id=indicator.pk, units=[make.unit() for _ in range(6)], by=clerk)

    with django_assert_num_queries(len(first)):
        client.get(reverse("duties:coverage"))
