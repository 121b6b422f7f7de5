"""Leaders and units look after areas, units, indicators and projects; the records say what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.core.sheets import workbook
from wenming.accounts.models import Role
from wenming.core import clock, imports
from wenming.core.attention import told
from wenming.core.errors import NotAllowed
from wenming.linkage import importing, known, permissions
from wenming.linkage.attention import sentences
from wenming.linkage.errors import (
    EndsBeforeItBegan,
    LinkedAlready,
    LinksItself,
    UnknownIndicator,
)
from wenming.linkage.mine import mine
from wenming.linkage.models import Link
from wenming.linkage.outcomes import Outcomes, since
from wenming.linkage.services import LinkData, end_link, link
from wenming.organization import panels
from wenming.organization.models import Area, Post, Unit
from wenming.organization.services import end_post
from wenming.places import listing
from wenming.places.models import Place
from wenming.problems.models import Problem
from wenming.scoring.services import count_visit

pytestmark = pytest.mark.django_db


def post(unit=None, title="副市长"):
    found = Unit.objects.filter(name="市政府办公室").first()
    return Post.objects.create(
        unit=unit or found or make.unit("市政府办公室"), title=title, kind="head"
    )


def linked(by=None, **fields):
    data = LinkData(**{"kind": "contact", "since": clock.today(), **fields})
    return link(data=data, by=by or make.office())


def test_a_leader_looks_after_an_area_until_it_ends():
    office, street = make.office(), make.street()

    made = linked(office, post=post(), area=street.area)
    ended = end_link(link_id=made.pk, by=office)

    assert ended.until == clock.today()
    assert not ended.is_active(clock.today() + timedelta(days=1))
    with pytest.raises(LinkedAlready):  # its last day is not over
        linked(office, post=made.post, area=street.area)
    linked(office, post=made.post, area=street.area, since=clock.today() + timedelta(days=1))


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"until": clock.today() - timedelta(days=1)}, EndsBeforeItBegan),
        ({"indicator": "X99", "area": None}, UnknownIndicator),
    ],
)
def test_what_cannot_be_is_refused(fields, error):
    whole = {"post": post(), "area": make.city(), **fields}

    with pytest.raises(error):
        linked(**whole)

    assert not Link.objects.exists()


def test_a_unit_does_not_look_after_itself():
    unit = make.unit()

    with pytest.raises(LinksItself):
        linked(unit=unit, target=unit)


def test_a_district_arranges_its_own():
    street = make.street()
    district = make.area()
    office = make.user(Role.DISTRICT_OFFICE, area=district)

    linked(office, post=post(make.unit(area=district)), area=district)

    with pytest.raises(NotAllowed):
        linked(office, post=post(street), area=street.area)


def test_the_sheet_of_places_names_who_looks_after_the_area():
    place = make.place()
    district = Area.objects.get_parent(place.holder.area)
    linked(post=post(), area=district)
    linked(unit=make.unit("市教育局"), area=place.area)
    linked(post=post(title="秘书长"), area=make.street().area)

    row = next(iter(listing.sheet_rows(make.office(), Place.objects.filter(pk=place.pk))))

    named = dict(zip(listing.HEADERS, row, strict=False))
    assert named["包联领导"] == "市政府办公室 副市长"
    assert named["包联单位"] == "市教育局"


def test_an_ended_link_names_nobody():
    place = make.place()
    made = linked(post=post(), area=place.area, since=clock.today() - timedelta(days=9))
    end_link(link_id=made.pk, on=clock.today() - timedelta(days=1), by=make.office())

    assert known.facts(make.office(), [place.pk]) == {}


def test_what_came_of_it_is_read_from_the_records():
    unit = make.street()
    make.dispatched(unit)
    make.dispatched(make.street())
    task = make.task(unit, due_on=clock.today() - timedelta(days=2))
    make.issued_list(task)
    office = make.office()
    links = [linked(post=post(), area=unit.area), linked(unit=make.unit(), target=unit)]

    rows = Outcomes(office, links).rows()

    assert [row.problems.dispatched for row in rows] == [1, 1]
    assert [row.problems.open for row in rows] == [1, 1]
    assert [row.late for row in rows] == [1, 1]
    assert since(office, links)[links[0].pk] == (1, 0)


def test_an_earlier_problem_is_not_counted_since():
    unit = make.street()
    with clock.at(clock.now() - timedelta(days=5)):
        make.dispatched(unit)
    made = linked(post=post(), area=unit.area)

    assert since(make.office(), [made]) == {made.pk: (0, 0)}
    assert since(make.office(), []) == {}


def test_rates_of_area_and_indicator_come_from_the_published_round():
    visit = make.accepted_visit(L01_01=make.failed("L01-01", outcome=""))
    round_ = visit.round
    count_visit(visit_id=visit.pk)
    type(round_).objects.filter(pk=round_.pk).update(status="published")
    area = visit.frame_place.place.area
    indicator = visit.round.edition.indicators.get(check_items__code="L01-01")
    links = [
        linked(post=post(), area=area),
        linked(post=post(title="秘书长"), area=make.street().area),
        linked(unit=make.unit(), indicator=indicator.code),
    ]

    told = Outcomes(make.office(), links)
    here, elsewhere, of_indicator = told.rows()

    assert told.round == round_
    assert 0 < here.rate < 100
    assert elsewhere.rate is None
    assert 0 <= of_indicator.rate < 100


def test_a_project_shows_its_light_and_what_waits_for_it():
    project = make.project(days={"appraised": clock.today() - timedelta(days=1)})
    made = linked(post=post(), project=project)

    row = Outcomes(make.office(), [made]).rows()[0]

    assert row.light.state == "bad"
    assert row.problems.dispatched == 0
    assert known.of_project(make.office(), project)[0].count == 1


def test_the_linked_see_their_own_first():
    leader = make.user(Role.LEADER, post=post())
    street, other = make.street(), make.street()
    linked(post=leader.post, area=other.area)
    linked(post=leader.post, area=street.area)
    late = make.dispatched(street)
    Problem.objects.filter(pk=late.pk).update(due_at=clock.now() - timedelta(days=1))

    rows = mine(leader).rows

    assert [row.link.area for row in rows] == [street.area, other.area]
    assert rows[0].problems.overdue == 1
    assert mine(make.user(Role.LEADER)) is None


def test_a_department_sees_the_street_it_looks_after():
    unit, street = make.unit(), make.street()
    linked(unit=unit, area=street.area)
    clerk = make.user(Role.DEPARTMENT, unit=unit)

    assert [row.link.area for row in mine(clerk).rows] == [street.area]


def test_who_sees_which_link():
    street, other = make.street(), make.street()
    made = linked(post=post(), area=street.area)
    above = linked(post=post(title="秘书长"), area=make.city())
    away = linked(unit=make.unit(), area=other.area)

    def seen(user):
        return set(permissions.visible_to(user))

    assert seen(make.office()) == {made, above, away}
    assert seen(make.clerk(street)) == {made, above}
    assert seen(make.user()) == set()


def test_panels_keep_a_unit_from_ending():
    unit = make.unit()
    linked(unit=unit, area=make.street().area)

    told = {str(panel.label): panel.count for panel in panels.of(unit)}

    assert told["包联别处"] == 1


# --- Sheets ---------------------------------------------------------------------------------------

HEADERS = ["单位", "职务", "方式", "对象类别", "对象", "开始日期", "结束日期"]


def judged(*rows, by=None):
    content = workbook(HEADERS, *rows, title="包联表")
    return imports.judge(importing.LINKS, content, name="包联表.xlsx", by=by or make.office())


def test_a_sheet_brings_links_and_says_what_is_wrong():
    street, unit = make.street("石坊街道"), make.unit("市教育局")
    make.small_edition()
    leader = post(unit, "局长")
    report = judged(
        ["市教育局", "局长", "驻点包片", "区域", street.area.code, "", ""],
        ["市教育局", "", "", "单位", "石坊街道", "", ""],
        ["市教育局", "科长", "", "区域", street.area.code, "", ""],
        ["市教育局", "局长", "", "指标", "X99", "", ""],
        ["市教育局", "局长", "", "区域", street.area.code, "", ""],
    )

    wrong = {fault.row: fault.text for fault in report.faults}
    assert [row.number for row in report.rows] == [2, 3]
    assert "没有职务" in wrong[4]
    assert "没有指标" in wrong[5]
    assert "同一条包联" in wrong[6]

    stored = importing.store(report.rows, make.office())

    assert (stored.added, stored.changed) == (2, 0)
    assert set(Link.objects.values_list("post", "unit")) == {(leader.pk, None), (None, unit.pk)}


def test_a_sheet_ends_what_holds():
    street = make.street()
    made = linked(unit=make.unit("市教育局"), area=street.area)
    day = clock.today() + timedelta(days=3)
    row = ["市教育局", "", "", "区域", street.area.code, "", f"{day:%Y-%m-%d}"]

    stored = importing.store(judged(row).rows, make.office())

    made.refresh_from_db()
    assert (stored.added, stored.changed, made.until) == (0, 1, day)
    kept = next(iter(importing.existing(make.office())))
    assert kept[:5] == (*row[:2], "联系", *row[3:5])


# --- Pages ----------------------------------------------------------------------------------------


def test_the_office_arranges_by_the_form(client):
    street, chosen = make.street(), post()
    client.force_login(make.office())
    url = reverse("linkage:list_new")
    filled = {"post": chosen.pk, "kind": "station", "area": street.area.pk, "since": "2026-11-01"}

    refused = client.post(url, {**filled, "unit": street.name})
    client.post(url, filled)

    assert "只填一个" in refused.content.decode()
    made = Link.objects.get()
    assert (made.post, made.area) == (chosen, street.area)
    page = client.get(reverse("linkage:list_post", args=[chosen.pk])).content.decode()
    assert str(street.area) in page
    client.post(reverse("linkage:list_end", args=[made.pk]), {"on": ""})
    made.refresh_from_db()
    assert made.until == clock.today()


def test_the_list_is_filtered_exported_and_bounded(client, django_assert_max_num_queries):
    unit = make.street()
    for n in range(3):
        linked(post=post(title=f"领导{n}"), area=make.street().area)
    linked(post=post(title="秘书长"), target=unit)
    linked(unit=make.unit(), project=make.project(unit))
    client.force_login(make.office())
    url = reverse("linkage:list")

    with django_assert_max_num_queries(30):
        page = client.get(url).content.decode()

    assert page.count('data-rows-target="row"') == 5
    assert client.get(f"{url}?tab=unit").content.decode().count('data-rows-target="row"') == 1
    assert client.get(f"{url}?q=秘书长&state=ended").content.decode().count("data-rows-target") == 0
    near = client.get(f"{url}?area={unit.area.code}").content.decode()
    assert near.count('data-rows-target="row"') == 2
    assert client.get(f"{reverse('linkage:list_export')}?kind=contact").status_code == 200


def test_a_stranger_to_a_leader_finds_nothing(client):
    made = linked(post=post(make.street()), area=make.street().area)
    client.force_login(make.clerk(make.street()))

    assert client.get(reverse("linkage:list_post", args=[made.post_id])).status_code == 404
    assert client.get(reverse("linkage:list_new")).status_code == 403
    assert client.get(reverse("linkage:list_end", args=[made.pk])).status_code == 404


def test_workbench_and_leaders_page_begin_with_it(client):
    leader = make.user(Role.LEADER, post=post())
    street = make.street()
    linked(post=leader.post, area=street.area)
    client.force_login(leader)

    for name in ("web:workbench", "web:leader"):
        page = client.get(reverse(name)).content.decode()
        assert "我包联的" in page
        assert street.area.name in page


def test_the_administrator_says_who_holds_a_post(client):
    account, chosen = make.user(Role.LEADER), post()
    client.force_login(make.user(Role.ADMINISTRATOR))

    client.post(reverse("accounts:set_post", args=[account.username]), {"post": chosen.pk})

    account.refresh_from_db()
    assert account.post == chosen
    client.post(reverse("accounts:set_post", args=[account.username]), {"post": "0"})
    account.refresh_from_db()
    assert account.post == chosen


# A post that has ended


@pytest.fixture
def left_behind():
    """A link of a post that has ended since."""
    street = make.street("石坊街道")
    made = linked(post=post(), area=street.area)
    end_post(post_id=made.post_id, by=make.office())
    return Link.objects.select_related("post__unit", "area").get(pk=made.pk)


def test_with_its_post_a_link_ends_to_hold(client, left_behind):
    office = make.office()
    client.force_login(office)
    place = make.place(area=left_behind.area)

    assert not left_behind.is_active(clock.today())
    assert known.facts(office, [place.pk]) == {}
    shown = client.get(reverse("linkage:list"))
    assert shown.context["found"].counts["all"] == 0
    gap = client.get(reverse("linkage:list"), {"state": "vacant"})
    assert [row.link for row, _may_end in gap.context["rows"]] == [left_behind]
    (said,) = told(sentences(office))
    assert str(said.subject) == "1 条包联"
    assert told(sentences(make.user(Role.STREET, unit=make.street()))) == []


def test_another_post_takes_over_on_one_page(client, left_behind):
    client.force_login(make.office())
    successor = post(title="市委常委")
    url = reverse("linkage:list_hand_over", args=[left_behind.pk])
    form = client.get(url).context["form"]
    area = form["area"].value()
    assert area == left_behind.area_id

    answer = client.post(
        url,
        {
            "post": successor.pk,
            "kind": "contact",
            "area": area,
            "since": clock.today(),
        },
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert Link.objects.get(post=successor).is_active(clock.today())
    left_behind.refresh_from_db()
    assert left_behind.until == clock.today()


def test_a_foreign_office_hands_nothing_over(client, left_behind):
    client.force_login(make.user(Role.DISTRICT_OFFICE, unit=make.street()))

    url = reverse("linkage:list_hand_over", args=[left_behind.pk])

    assert client.post(url, {}).status_code in {403, 404}
    left_behind.refresh_from_db()
    assert left_behind.until is None
