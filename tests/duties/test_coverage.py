"""Coverage: who answers for what, every gap one click from being closed, and back at the matrix."""

import io
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.duties.coverage.answers import (
    Coverage,
    area_rows,
    column_units,
    vacant_posts,
    without_liaison,
)
from wenming.duties.coverage.matrix import (
    DOUBLE,
    IDLE,
    LEAD,
    MISSING,
    NOBODY,
    PARTIAL,
    RESPONSIBLE,
    SHARED,
    SUPPORT,
    TWICE,
    UNLED,
    Row,
)
from wenming.duties.coverage.page import CoveragePage
from wenming.duties.models import Duty, IndicatorLead, PlaceTypeLead, TaskList
from wenming.duties.services import draft_table, issue_list, set_lead, set_type_lead
from wenming.organization.models import Level, Post, UnitKind

pytestmark = pytest.mark.django_db

PAGE = "duties:coverage"


@pytest.fixture
def clerk(client):
    found = make.office()
    client.force_login(found)
    return found


@pytest.fixture
def edition():
    return make.small_edition()


@pytest.fixture
def bureau():
    return make.unit("市城管局")


@pytest.fixture
def police():
    return make.unit("市公安局")


@pytest.fixture
def districts():
    found = []
    for name in ("东湖区", "西湖区", "南山区"):
        area = make.area(Level.DISTRICT, name=name)
        found.append(make.unit(f"{name}创城办", kind=UnitKind.DISTRICT, area=area))
    return found


def row_of(edition, code: str) -> Row:
    return next(row for row in Coverage(edition, column_units()).indicators if row.code == code)


def first(edition):
    return edition.indicators.order_by("code").first()


# What is a gap


def test_an_unled_indicator_is_a_gap_until_somebody_leads_it(edition, bureau, clerk):
    indicator = first(edition)
    assert UNLED in row_of(edition, indicator.code).gaps

    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)

    row = row_of(edition, indicator.code)
    assert UNLED not in row.gaps
    assert row.cells == {bureau.pk: LEAD}


def test_two_leads_are_marked(edition, bureau, police, clerk):
    indicator = first(edition)
    set_lead(indicator_id=indicator.pk, units=[bureau, police], by=clerk)

    row = row_of(edition, indicator.code)

    assert DOUBLE in row.gaps
    assert row.cells == {bureau.pk: TWICE, police.pk: TWICE}


def test_parts_in_duties_in_force_are_marked_and_drafts_are_not(edition, bureau, police, clerk):
    indicator = first(edition)
    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)
    task = make.task(bureau, supports=[police], indicators=[indicator])
    make.task_list(task)
    drafted = row_of(edition, indicator.code)
    assert IDLE in drafted.gaps
    assert drafted.drafted

    make.issued_list(task)

    row = row_of(edition, indicator.code)
    assert row.gaps == []
    assert row.cells == {bureau.pk: LEAD, police.pk: SUPPORT}


def test_of_several_parts_the_foremost_is_shown(edition, bureau, police, clerk):
    indicator = first(edition)
    make.issued_list(make.task(bureau, supports=[police], indicators=[indicator]))
    make.issued_list(make.task(bureau, responsible=[police], indicators=[indicator]))

    assert row_of(edition, indicator.code).cells[police.pk] == RESPONSIBLE


def test_districts_are_missing_only_where_others_of_them_answer(edition, bureau, districts, clerk):
    one, two = edition.indicators.order_by("code")[:2]
    make.issued_list(
        make.task(bureau, responsible=districts[:1], indicators=[one]),
        make.task(bureau, indicators=[two]),
    )

    row = row_of(edition, one.code)

    assert PARTIAL in row.gaps
    assert row.missing == sorted(districts[1:], key=lambda unit: unit.pinyin)
    assert {pk for pk, mark in row.cells.items() if mark == MISSING} == {
        u.pk for u in districts[1:]
    }
    assert PARTIAL not in row_of(edition, two.code).gaps


def test_place_types_have_their_own_matrix(edition, bureau, police, clerk):
    place_type = edition.place_types.first()
    set_type_lead(place_type_id=place_type.pk, units=[bureau], by=clerk)
    make.issued_list(make.task(police, place_types=[place_type]))

    rows = {row.code: row for row in Coverage(edition, column_units()).place_types}

    assert rows[place_type.code].gaps == []
    assert rows[place_type.code].cells == {bureau.pk: LEAD, police.pk: RESPONSIBLE}
    assert [code for code, row in rows.items() if UNLED in row.gaps] == [
        row.code for row in edition.place_types.all()[1:]
    ]


def test_an_area_shows_whose_duties_reached_it(edition, bureau, districts, clerk):
    east, west, south = districts
    make.area(Level.DISTRICT, name="北山区")
    make.issued_list(make.task(bureau, responsible=[east]), make.task(bureau, areas=[west.area]))

    rows = {row.name: row for row in area_rows()}

    assert rows["东湖区"].cells == {bureau.pk: LEAD}
    assert rows["西湖区"].cells == {bureau.pk: LEAD}
    assert rows["南山区"].gaps == [IDLE]
    assert rows["北山区"].gaps == [NOBODY]
    make.unit("南山新区", kind=UnitKind.DISTRICT, area=south.area)
    assert SHARED in next(row for row in area_rows() if row.name == "南山区").gaps


def test_units_without_liaison_and_posts_without_holder_are_named(edition, bureau):
    assert bureau in without_liaison()

    Post.objects.create(unit=bureau, title="联络员", kind=Post.Kind.LIAISON, holder="")

    assert bureau not in without_liaison()
    assert [str(post) for post in vacant_posts()] == ["市城管局 联络员"]


# The page


def shown(edition, **query: str) -> CoveragePage:
    asked = QueryDict(mutable=True)
    asked.update(query)
    return CoveragePage(edition, asked, "/duties/coverage/")


def test_gaps_come_first_and_alone_where_that_is_asked(edition, bureau, clerk):
    first_one, *rest = edition.indicators.order_by("code")
    set_lead(indicator_id=first_one.pk, units=[bureau], by=clerk)
    make.issued_list(make.task(bureau, indicators=[first_one]))

    assert shown(edition).lines[-1].row.code == first_one.code
    assert [line.row.code for line in shown(edition, only="1").lines] == [r.code for r in rest]
    assert shown(edition, gap=DOUBLE).lines == []
    assert shown(edition).covered == 1


def test_columns_are_narrowed_to_a_group(edition, bureau, districts, clerk):
    set_lead(indicator_id=first(edition).pk, units=[bureau], by=clerk)
    other = make.unit("市税务局", kind=UnitKind.VERTICAL)

    assert shown(edition).columns == [bureau]
    assert other in shown(edition, group="all").columns
    assert shown(edition, group="vertical").columns == [other]
    assert shown(edition, group="district").columns == sorted(districts, key=lambda u: u.pinyin)
    assert shown(edition, group="nonsense").columns == [bureau]


def test_only_who_sees_all_sees_it(client, edition, bureau):
    client.force_login(make.user(Role.DEPARTMENT, unit=bureau))

    assert client.get(reverse(PAGE)).status_code == 403


def test_who_cannot_close_a_gap_is_not_offered_to(client, edition, clerk):
    assert "指定</a>" in client.get(reverse(PAGE)).content.decode()

    client.force_login(make.user(Role.LEADER))
    page = client.get(reverse(PAGE)).content.decode()

    assert "无牵头" in page
    assert "指定</a>" not in page
    assert client.get(reverse("duties:close_gap")).status_code == 403


@pytest.mark.parametrize("view", ["indicators", "types", "areas", "people", "nonsense"])
def test_every_view_opens(client, clerk, edition, districts, view):
    assert client.get(reverse(PAGE), {"view": view}).status_code == 200


def test_the_matrix_is_exported_as_shown(client, clerk, edition, bureau):
    indicator = first(edition)
    set_lead(indicator_id=indicator.pk, units=[bureau], by=clerk)

    answer = client.get(reverse(PAGE), {"export": "1", "gap": IDLE, "group": "all"})

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    _title, *rows = book.get_sheet_by_index(0).to_python()
    assert "市城管局" in rows[0]
    mine = next(row for row in rows if row[0] == indicator.code)
    assert mine[rows[0].index("市城管局")] == "牵"
    assert mine[-1] == "无任务"


# Closing a gap


def closing(client, query: dict[str, str], verb: str) -> str:
    """The address behind the first link of this verb in the matrix."""
    page = client.get(reverse(PAGE), query).context["page"]
    return next(c.url for line in page.lines for c in line.closings if c.kind.key == verb)


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


# Speed


def test_the_page_costs_the_same_for_more_units(client, clerk, edition, django_assert_num_queries):
    indicator = first(edition)
    set_lead(indicator_id=indicator.pk, units=[make.unit()], by=clerk)
    with CaptureQueriesContext(connection) as once:
        client.get(reverse(PAGE))
    set_lead(indicator_id=indicator.pk, units=[make.unit() for _ in range(6)], by=clerk)

    with django_assert_num_queries(len(once)):
        client.get(reverse(PAGE))


def test_110_by_118_is_quick(client, clerk):
    edition = make.edition()
    units = [make.unit() for _ in range(118)]
    make.issued_list(
        *(
            make.task(units[n], supports=units[n : n + 5], indicators=[indicator])
            for n, indicator in enumerate(edition.indicators.all()[:110])
        )
    )
    client.get(reverse(PAGE), {"group": "all"})

    best = min(timed(client) for _ in range(3))

    assert best < 2.0  # half a second on a quiet machine; a shared one gets four times that


def timed(client) -> float:
    began = time.process_time()
    page = client.get(reverse(PAGE), {"group": "all"})
    assert page.content.count(b'class="matrix-unit"') >= 118
    return time.process_time() - began


def test_addresses_of_gaps_hold_the_way_back(client, clerk, edition, districts, bureau):
    url = closing(client, {"only": "1"}, UNLED)

    assert parse_qs(urlsplit(url).query)["back"] == [f"{reverse(PAGE)}?only=1"]
