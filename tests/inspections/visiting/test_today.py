"""今日点位 and the paper sheets."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.inspections.visiting.forms import judged
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.inspections.models import Visit
from wenming.inspections.services import (
    Answer,
    FindingInput,
    plan_visit,
    send_back_visit,
    start_visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.inspectors()


@pytest.fixture
def visits(team):
    """Three places of one round for the same two inspectors."""
    for n in range(3):
        make.place("L01", name=f"市场{n}", longitude="120.1", latitude="30.2")
    round_ = make.released_round(sizes={"L01": 3})
    return [make.visit(round_, team=team) for _ in range(3)]


@pytest.fixture
def today(client, team):
    client.force_login(team[0])
    return lambda: client.get(reverse("inspections:today"))


def test_nothing_is_told_before_release(client, today, visits):
    visits[0].round.status = "drawn"
    visits[0].round.save(update_fields=["status"])

    page = today().content.decode()

    assert "还没有公布，公布后在这里" in page
    assert "市场" not in page
    assert visits[0].round.title not in page


def test_places_stand_under_being_inspected_next_and_handed_in(client, team, today, visits):
    first, second, third = visits
    start_visit(visit_id=first.pk, by=team[0])
    client.force_login(team[0])
    client.post(reverse("inspections:visit", args=[second.pk]), judged(second))

    day = today().context["day"]

    assert [stop.visit for stop in day.started] == [first]
    assert [stop.visit for stop in day.waiting] == [third]
    assert [stop.visit for stop in day.handed_in] == [second]
    assert day.upcoming.visit == first


def test_a_visit_sent_back_comes_first_with_its_reason(client, team, today, visits):
    client.force_login(team[0])
    client.post(reverse("inspections:visit", args=[visits[2].pk]), judged(visits[2]))
    send_back_visit(visit_id=visits[2].pk, by=make.user(Role.VERIFIER), reason="照片看不清")

    response = today()

    assert [stop.visit for stop in response.context["day"].started] == [visits[2]]
    assert "照片看不清" in response.content.decode()


def test_beginning_notes_the_time_and_opens_the_page(client, team, today, visits):
    client.force_login(team[0])

    response = client.post(reverse("inspections:visit_start", args=[visits[0].pk]))

    assert response.url == reverse("inspections:visit", args=[visits[0].pk])
    visits[0].refresh_from_db()
    assert visits[0].started_at is not None
    assert client.get(reverse("inspections:visit_start", args=[visits[0].pk])).status_code == 405


def test_the_way_there_is_coordinates_only(today, visits):
    page = today().content.decode()

    assert "geo:30.2" in page
    assert "http" not in page.split("<main")[1].split("</main")[0]


def test_other_peoples_places_are_not_shown(client, visits):
    client.force_login(make.user(Role.INSPECTOR))

    response = client.get(reverse("inspections:today"))

    assert response.context["day"].total == 0
    assert client.post(reverse("inspections:visit_start", args=[visits[0].pk])).status_code == 404


def test_yesterdays_papers_are_gone_and_unfinished_places_stay(team, today, visits):
    yesterday = clock.now() - timedelta(days=1, hours=1)
    Visit.objects.filter(pk=visits[0].pk).update(status="submitted", submitted_at=yesterday)
    Visit.objects.filter(pk=visits[1].pk).update(planned_on=clock.today() - timedelta(days=1))

    day = today().context["day"]

    assert day.handed_in == []
    assert {stop.visit for stop in day.waiting} == {visits[1], visits[2]}


def test_the_day_costs_a_fixed_number_of_queries(today, visits, django_assert_num_queries):
    today()
    with django_assert_num_queries(4):
        today()


def test_blank_sheets_of_place_day_and_round(client, team, visits, django_assert_max_num_queries):
    client.force_login(team[0])
    one = client.get(reverse("inspections:visit_sheet", args=[visits[0].pk])).content.decode()
    day = client.get(reverse("inspections:sheets_of_day")).content.decode()

    assert one.count('class="score-sheet"') == 1
    assert "摊位不出线经营" in one
    assert team[1].display_name in one
    assert "不算问题的情形：早市时段不算" in one
    assert day.count('class="score-sheet"') == 3

    client.force_login(make.office())
    address = reverse("inspections:round_sheets", args=[visits[0].round.number])
    with django_assert_max_num_queries(10):
        whole = client.get(address).content.decode()
    assert whole.count('class="score-sheet"') == 3
    assert 'class="score-sheet"' not in client.get(f"{address}?on=2020-01-01").content.decode()
    assert client.get(f"{address}?on=nonsense").status_code == 200


def offers(client, visit, words):
    """Whether the page of a visit offers these words while one types."""
    start_visit(visit_id=visit.pk, by=visit.inspectors.first())
    client.force_login(visit.inspectors.first())
    page = client.get(reverse("inspections:visit", args=[visit.pk])).content.decode()
    return f'<option value="{words}">' in page


def test_a_spot_of_an_earlier_round_is_offered_and_of_this_round_not(client):
    stalls = make.failed("L01-01", "北门入口", outcome="")
    first = make.accepted_visit(L01_01=stalls)
    again = plan_visit(
        frame_place_id=first.frame_place_id, by=make.office(), team=make.inspectors()
    )
    later = make.visit(make.released_round(sizes={"L01": 1}))

    assert later.frame_place.place == first.frame_place.place
    assert offers(client, later, "北门入口")
    assert not offers(client, again, "北门入口")


@pytest.mark.parametrize(("times", "is_offered"), [(2, False), (3, True)])
def test_a_phrase_is_offered_once_it_is_common(client, times, is_offered):
    said = FindingInput("3 号摊", phrase="货箱占道")
    for _ in range(times):
        make.submitted_visit(L01_01=Answer("L01-01", findings=(said,)))

    assert offers(client, make.visit(), "货箱占道") == is_offered


def test_sheets_are_closed_to_others(client, visits):
    client.force_login(make.user(Role.INSPECTOR))

    assert client.get(reverse("inspections:visit_sheet", args=[visits[0].pk])).status_code == 404
    number = visits[0].round.number
    assert client.get(reverse("inspections:round_sheets", args=[number])).status_code == 404
