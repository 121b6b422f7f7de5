"""Where the city stands: one round reckoned by hand, shown on the workbench and to a leader."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus
from wenming.scoring.services import count_visit
from wenming.web import overview

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    """A market whose exits were locked: 0 of 20 for fire safety, 40 of 40 for street order."""
    accepted = make.accepted_visit(L01_02=make.failed("L01-02", "北门"))
    count_visit(visit_id=accepted.pk)
    return accepted


def page(client: Client, person: object, route: str) -> str:
    """A page as a person sees it."""
    client.force_login(person)
    answer = client.get(reverse(route))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("route", ["web:workbench", "web:leader"])
def test_the_rate_stands_with_its_coverage(client, visit, route):
    text = page(client, make.office(), route)

    assert "66.67" in text  # 40 of 60
    assert "已测权重 60.00/100" in text
    assert "到访 1/1 处" in text
    assert reverse("scoring:round", args=[visit.round.number]) in text


@pytest.mark.parametrize("route", ["web:workbench", "web:leader"])
def test_before_the_first_round_no_rate_is_shown(client, route):
    text = page(client, make.office(), route)

    assert "0.00" not in text
    assert "已测权重" not in text


def test_a_leader_is_two_taps_from_the_photo(client, visit):
    text = page(client, make.user(Role.LEADER), "web:leader")

    assert reverse("scoring:place", args=[visit.pk]) in text
    assert "关键项 L01-02 未过" in text


def test_places_elsewhere_are_not_among_the_lowest_of_a_district(client, visit):
    Round.objects.update(status=RoundStatus.PUBLISHED)
    link = reverse("scoring:place", args=[visit.pk])
    area = visit.frame_place.place.area
    here, there = (make.user(Role.DISTRICT_OFFICE, area=where) for where in (area, make.area()))

    assert link in page(client, here, "web:leader")
    assert link not in page(client, there, "web:leader")


def test_the_lowest_area_says_what_costs_it_most(visit):
    now = overview.standing(make.office())

    [low] = overview.lowest_areas(now)

    assert low.rate == pytest.approx(200 / 3)
    assert low.reason.code == "D01-02"


def test_only_what_lost_marks_is_among_the_costliest(visit):
    now = overview.standing(make.office())

    assert [row.indicator.code for row in overview.costliest_indicators(now)] == ["D01-02"]


def test_an_inspector_sees_no_results(client, visit):
    text = page(client, make.user(Role.INSPECTOR), "web:leader")

    assert "66.67" not in text
    assert "还没有得分" in text


def test_rectification_counts_what_was_dispatched(client):
    make.dispatched()
    make.proposal()

    assert ">0/1<" in page(client, make.office(), "web:leader")


def test_the_leaders_page_costs_the_same_for_one_round_and_two(
    client, visit, django_assert_max_num_queries
):
    client.force_login(make.office())
    client.get(reverse("web:leader"))  # what is kept between requests is filled

    with django_assert_max_num_queries(40) as few:
        client.get(reverse("web:leader"))
    second = make.accepted_visit()
    count_visit(visit_id=second.pk)
    with django_assert_max_num_queries(40) as more:
        client.get(reverse("web:leader"))

    assert len(more) <= len(few) + 2  # the comparison with the round before
