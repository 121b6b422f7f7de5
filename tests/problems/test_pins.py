"""Where a problem seen on the way is: a place, a pin from the phone or the map, and its limits."""

import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.organization.models import Level
from wenming.problems.models import Problem

pytestmark = pytest.mark.django_db
SQUARE = [[119, 29], [119.2, 29], [119.2, 29.2], [119, 29.2], [119, 29]]


@pytest.fixture
def leader(client):
    user = make.user(Role.LEADER)
    client.force_login(user)
    return user


@pytest.fixture
def district():
    """A district with an outline of 0.2 degrees."""
    return make.area(Level.DISTRICT, outline={"type": "Polygon", "coordinates": [SQUARE]})


def send(client, **fields):
    values = {
        "key": uuid.uuid4(),
        "text": "护栏松动",
        "spot": "桥头",
        "source": "leader",
        "remedy": "fix",
    }
    return client.post(reverse("problems:new"), values | fields)


def errors(answer):
    return str(answer.context["form"].errors)


def test_a_pin_is_stored_and_shown_on_page_and_order(client, leader, district):
    answer = send(client, longitude="119.123456", latitude="29.1")

    problem = Problem.objects.get()
    assert (problem.longitude, problem.latitude) == (Decimal("119.123456"), Decimal("29.1"))
    assert problem.area == district
    page = client.get(answer.url).content.decode()
    assert "经度 119.123456，纬度 29.100000" in page
    assert 'data-map-pin-value="119.123456,29.100000"' in page


def test_the_order_carries_the_pin_where_there_is_no_place(client):
    client.force_login(make.office())
    pinned = make.dispatched(place=None, longitude="119.1", latitude="29.1")
    placed = make.dispatched(place=make.place(), longitude="118.7", latitude="28.6")

    orders = [
        client.get(reverse("problems:order", args=[problem.order.number])).content.decode()
        for problem in (pinned, placed)
    ]

    assert "经度 119.1" in orders[0]
    assert "经度 118.7" not in orders[1]  # the place says where


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"longitude": "113.5", "latitude": "29.1"}, "不在本市范围内"),
        ({"longitude": "29.1", "latitude": "119.1"}, "90"),
        ({"longitude": "29.1", "latitude": "60"}, "是不是经度和纬度填反了"),
        ({"longitude": "119.1"}, "要么都填"),
        ({"longitude": "这里", "latitude": "29.1"}, "数字"),
        ({}, "还没有说在哪里"),
    ],
)
def test_a_pin_that_cannot_be_is_refused_in_words(client, leader, district, fields, words):
    answer = send(client, **fields)

    assert answer.status_code == 422
    assert words in errors(answer)
    assert not Problem.objects.exists()


def test_without_outlines_any_pin_in_the_country_goes_with_an_area(client, leader):
    area = make.area(Level.STREET)

    send(client, area=area.code, longitude="100.5", latitude="30.5")

    assert Problem.objects.get().area == area


def test_the_place_of_a_photo_from_elsewhere_is_left_out(client, leader, district):
    place = make.place(area=district)

    send(client, place=place.code, photo_lon="13.4", photo_lat="52.5")

    assert Problem.objects.get().longitude is None


def test_nearby_places_come_first_and_can_be_chosen(client, leader, district):
    for name, lon in (("远处市场", "119.02"), ("石坊市场", "119.0005"), ("石坊路", "119.001")):
        make.place(name=name, area=district, longitude=lon, latitude="29.1")
    make.place(name="外地", longitude="118.5", latitude="29.1")

    answer = client.get(reverse("problems:near"), {"pin": "119,29.1"})
    near = answer.context["near"]
    send(client, place=f"{near[0].place.name}（{near[0].place.code}）")

    assert [row.place.name for row in near] == ["石坊市场", "石坊路", "远处市场"]
    assert [row.metres for row in near][:2] == [49, 97]
    assert Problem.objects.get().place == near[0].place


@pytest.mark.parametrize("pin", ["", "119", "a,b", "NaN,NaN", "119,29,1", "999,1"])
def test_what_is_no_pin_has_nothing_near(client, leader, pin):
    make.place(longitude="119", latitude="29")

    answer = client.get(reverse("problems:near"), {"pin": pin})

    assert answer.status_code == 200
    assert not answer.context["near"]


def test_who_may_not_report_is_told_of_no_places(client):
    client.force_login(make.user(Role.INSPECTOR))
    make.place(longitude="119", latitude="29")

    assert not client.get(reverse("problems:near"), {"pin": "119,29"}).context["near"]


def test_nearby_places_cost_the_same_for_fifty_as_for_five(client, leader, district):
    def cost(count):
        for _ in range(count):
            make.place(area=district, longitude="119.001", latitude="29.1")
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("problems:near"), {"pin": "119,29.1"})
        return len(caught)

    assert cost(5) == cost(45)


def test_the_form_works_without_script_and_without_location(client, leader):
    page = client.get(reverse("problems:new")).content.decode()

    assert 'name="longitude"' in page
    assert 'name="place"' in page
    assert 'name="area"' in page
