"""Every gap of the coverage is one click from being closed, and back at the matrix."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests import make
from tests.duties.matrix import first, row_of
from wenming.duties.coverage.answers import Coverage, column_units
from wenming.duties.coverage.matrix import IDLE, NOBODY, PARTIAL, UNLED
from wenming.duties.models import Duty, IndicatorLead, PlaceTypeLead, TaskList
from wenming.duties.services import draft_table, issue_list, set_lead
from wenming.organization.models import Level

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
PAGE = "duties:coverage"


def closing(client, query: dict[str, str], verb: str) -> str:
    """The address behind the first link of this verb in the matrix."""
    page = client.get(reverse(PAGE), query).context["page"]
    return next(c.url for line in page.lines for c in line.closings if c.kind.key == verb)


@pytest.fixture
def table(edition, clerk, bureau, districts):
    """A table in force in which one district is missing."""
    indicator = first(edition)
    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)
    made = draft_table(owner=make.city(), by=clerk, title="责任分解表", basis="测评体系")
    row = made.duties.get(indicators=indicator)
    for unit in districts[:2]:
        row.units.create(unit=unit, part="responsible")
    make.reviewed(made)
    return issue_list(task_list_id=made.pk, by=clerk, approver="总指挥")


def sent_as_shown(client, url: str, **changed: str):
    """Post the form as it was filled in."""
    form = client.get(url).context["form"]
    data = {
        name: field.prepare_value(form[name].value()) or "" for name, field in form.fields.items()
    }
    return client.post(url, {**data, **changed})


def test_naming_a_lead_leads_back_to_the_matrix(client, clerk, edition, bureau):
    here = {"only": "1", "group": "all"}
    url = closing(client, here, UNLED)

    answer = client.post(url, {"units": "市城管局"})

    assert answer["Location"] == f"{reverse(PAGE)}?only=1&group=all"
    assert IndicatorLead.objects.get().unit == bureau


def test_a_lead_is_proposed_from_its_duties(client, clerk, edition, bureau):
    make.issued_list(make.task(bureau, indicators=[first(edition)]))

    page = client.get(closing(client, {}, UNLED))

    assert page.context["form"]["units"].value() == "市城管局"
    assert "预填" in page.content.decode()
    assert not IndicatorLead.objects.exists()


def test_naming_who_answers_for_a_type_leads_back(client, clerk, edition, bureau):
    url = closing(client, {"view": "types"}, UNLED)

    answer = client.post(url, {"units": "市城管局"})

    assert answer["Location"] == f"{reverse(PAGE)}?view=types"
    assert PlaceTypeLead.objects.get().unit == bureau


def test_a_missing_district_is_added_in_a_new_version_of_the_table(
    client, clerk, table, edition, districts
):
    url = closing(client, {}, PARTIAL)
    page = client.get(url)
    assert "会拟第 2 版" in page.content.decode()

    answer = sent_as_shown(client, url)

    assert answer["Location"] == reverse(PAGE)
    new = TaskList.objects.get(replaces=table)
    row = new.duties.get(indicators=first(edition))
    assert {part.unit for part in row.units.filter(part="responsible")} == set(districts)
    assert row_of(edition, first(edition).code).drafted
    make.reviewed(new)
    issue_list(task_list_id=new.pk, by=clerk, approver="总指挥")
    assert PARTIAL not in row_of(edition, first(edition).code).gaps


def test_of_a_new_version_only_what_it_changes_is_marked(client, clerk, table, edition):
    sent_as_shown(client, closing(client, {}, PARTIAL))

    marked = [row.code for row in Coverage(edition, column_units()).indicators if row.drafted]

    assert marked == [first(edition).code]


def test_the_draft_takes_the_next_gap_too(client, clerk, table, edition):
    url = closing(client, {}, PARTIAL)
    sent_as_shown(client, url)

    sent_as_shown(client, url, leader="副市长")

    assert TaskList.objects.filter(kind="table").count() == 2
    assert Duty.objects.get(leader="副市长").task_list.replaces == table


def test_a_table_on_its_way_out_takes_nothing_and_says_so(client, clerk, table):
    url = closing(client, {}, PARTIAL)
    sent_as_shown(client, url)
    make.reviewed(TaskList.objects.get(replaces=table))

    answer = sent_as_shown(client, url)

    assert answer.status_code == 422
    assert "不能改" in answer.content.decode()


def test_without_a_table_an_idle_indicator_gets_a_task_in_a_draft(client, clerk, edition, bureau):
    indicator = first(edition)
    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)
    url = closing(client, {"gap": IDLE}, IDLE)

    answer = sent_as_shown(client, url)

    assert answer.status_code == 302
    duty = Duty.objects.get()
    assert (duty.task_list.kind, duty.task_list.status) == ("list", "draft")
    assert list(duty.indicators.all()) == [indicator]
    assert duty.units.get().unit == bureau


def test_an_idle_area_gets_a_task_for_its_unit(client, clerk, edition, districts):
    url = closing(client, {"view": "areas"}, IDLE)

    answer = sent_as_shown(client, url, text="整治城乡结合部")

    assert answer["Location"] == f"{reverse(PAGE)}?view=areas"
    duty = Duty.objects.get()
    assert [area.name for area in duty.areas.all()] == ["东湖区"]
    assert duty.units.get().unit == districts[0]


def test_an_area_without_a_unit_leads_to_its_form_filled_in(client, clerk, edition):
    make.area(Level.DISTRICT, name="北山区")

    page = client.get(closing(client, {"view": "areas"}, NOBODY))

    form = page.context["form"]
    assert (form["name"].value(), form["kind"].value()) == ("北山区", "district")


def test_a_liaison_is_added_and_one_is_back_at_the_page(client, clerk, edition, bureau):
    here = f"{reverse(PAGE)}?view=people"
    page = client.get(here).content.decode()
    url = f"{reverse('organization:new_post', args=[bureau.code])}?kind=liaison&back="
    assert url.replace("&", "&amp;") in page

    answer = client.post(
        url + here.replace("?", "%3F").replace("=", "%3D"),
        {"title": "联络员", "kind": "liaison", "holder": "某某", "phone": ""},
    )

    assert answer["Location"] == here


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:go()", ""])
def test_nobody_is_led_to_a_foreign_place(client, clerk, edition, bureau, back):
    url = reverse("framework:lead", args=[first(edition).code])

    answer = client.post(f"{url}?back={back}", {"units": "市城管局"})

    assert answer["Location"].startswith("/framework/")


@pytest.mark.parametrize(
    "query", [{}, {"indicator": "D99-99"}, {"place_type": "L99"}, {"area": "nowhere"}]
)
def test_a_gap_that_is_none_is_not_found(client, clerk, edition, query):
    assert client.get(reverse("duties:close_gap"), query).status_code == 404


def test_addresses_of_gaps_hold_the_way_back(client, clerk, edition, districts, bureau):
    url = closing(client, {"only": "1"}, UNLED)

    assert parse_qs(urlsplit(url).query)["back"] == [f"{reverse(PAGE)}?only=1"]
