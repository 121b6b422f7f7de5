"""The map: outlines, dots or cells, boxes, the list beside it, and what picked places lead to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.places import drawing
from wenming.places.models import Place

pytestmark = pytest.mark.django_db
OUTLINE = {"type": "Polygon", "coordinates": [[[119, 29], [120, 29], [120, 30], [119, 29]]]}


@pytest.fixture
def office(client):
    user = make.office()
    client.force_login(user)
    return user


def data(client, **query):
    return client.get(reverse("places:map_data"), query).json()


def page(client, **query):
    return client.get(reverse("places:map"), query)


def spread(count, **fields):
    """`count` places along a line of one thousandth of a degree each."""
    return [
        make.place(longitude=f"{119 + n / 1000:.3f}", latitude="29.1", **fields)
        for n in range(count)
    ]


def names(answer):
    return sorted(dot["name"] for dot in answer["places"])


def test_outlines_dots_and_what_cannot_be_shown(client, office):
    area = make.area(name="云湖区", code="Y1", outline=OUTLINE)
    make.place(name="甲", area=area, longitude="119.5", latitude="29.1")
    make.place(name="乙")

    shown = page(client)
    dot = data(client)["places"][0]

    assert (shown.context["total"], shown.context["missing"]) == (2, 1)
    assert client.get(reverse("places:map_areas")).json()["areas"] == [
        {"code": "Y1", "name": "云湖区", "level": "district", "outline": OUTLINE}
    ]
    assert (dot["name"], dot["lon"], dot["lat"]) == ("甲", 119.5, 29.1)
    assert (dot["look"], dot["value"]) == ("none", None)


def test_the_map_follows_the_filters_and_the_own_area(client):
    here = make.area(code="H1")
    spot = {"longitude": "119.5", "latitude": "29.1"}
    make.place(name="甲", area=here, status="closed", **spot)
    make.place(name="乙", area=here, **spot)
    make.place(name="丙", **spot)
    client.force_login(make.user(Role.DISTRICT_OFFICE, area=here, unit=make.unit()))

    assert names(data(client)) == ["乙", "甲"]
    assert names(data(client, status="open")) == ["乙"]
    assert [place.name for place, _type, _fact in page(client, status="open").context["rows"]] == [
        "乙"
    ]


def test_dots_take_the_colour_and_the_number_of_the_chosen_layer(client, office):
    place = make.place(longitude="119.5", latitude="29.1")
    make.dispatched(place=place)

    def look(**query):
        dot = data(client, **query)["places"][0]
        return dot["look"], dot["value"]

    assert look() == look(layer="nonsense") == ("none", None)
    assert look(layer="problems") in {("ok", 1), ("warn", 1)}


def test_says_whether_there_are_tiles(client, office, settings):
    settings.MAP_TILES = ""
    assert "平面示意，无底图" in page(client).content.decode()

    settings.MAP_TILES = "https://t.example.cn/{z}/{x}/{y}"
    assert (
        'data-map-tiles-value="https://t.example.cn/{z}/{x}/{y}"' in page(client).content.decode()
    )


@pytest.mark.parametrize(
    ("box", "count"),
    [("119,29,119.0035,30", 4), ("100,20,110,30", 0)],
)
def test_a_box_picks_on_the_map_the_list_and_the_sheet(client, office, box, count):
    spread(10)

    assert data(client, box=box)["count"] == count
    assert page(client, box=box).context["total"] == count
    assert client.get(reverse("places:list"), {"box": box}).context["total"] == count


@pytest.mark.parametrize(
    "box", ["", "119", "a,b,c,d", "NaN,NaN,NaN,NaN", "1e999,0,0,0", "120,29,119,30", "0,0,999,1"]
)
def test_what_is_no_box_asks_nothing(client, office, box):
    spread(3)

    assert data(client, box=box, view=box)["count"] == 3
    assert page(client, box=box).context["box"] is None


def test_many_places_come_as_cells_and_near_by_as_dots(client, office, monkeypatch):
    monkeypatch.setattr(drawing, "DOTS_MOST", 20)
    spread(60)

    far = data(client)
    near = data(client, view="119,29,119.0195,30")

    assert (far["count"], far["places"]) == (60, [])
    assert sum(cell["n"] for cell in far["cells"]) == 60
    assert len(far["cells"]) <= (drawing.CELLS_ACROSS + 1) ** 2
    assert (near["count"], len(near["places"]), near["cells"]) == (20, 20, [])


def test_thousands_of_places_are_never_sent_one_by_one(client, office):
    like = make.place()
    Place.objects.bulk_create(
        [
            Place(
                code=f"M{n}",
                name=f"点位{n}",
                type_code="L01",
                area=like.area,
                holder=like.holder,
                longitude=f"{119 + n % 1000 / 1000:.3f}",
                latitude=f"{29 + n // 100 / 1000:.3f}",
            )
            for n in range(5_000)
        ]
    )

    with CaptureQueriesContext(connection) as caught:
        answer = client.get(reverse("places:map_data"))

    assert answer.json()["count"] == 5_000
    assert len(answer.content) < 60_000
    assert len(caught) <= 8


def test_costs_the_same_for_fifty_as_for_five(client, office):
    make.small_edition()

    def cost(route):
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(route), {"box": "118,28,120,30"})
        return len(caught)

    spread(5)
    few = [cost(route) for route in ("places:map", "places:map_data", "places:map_areas")]
    spread(45, sector=make.unit())

    assert [cost(route) for route in ("places:map", "places:map_data", "places:map_areas")] == few
    assert max(few) <= 30


def test_the_list_beside_the_map_is_paged_by_key_and_keeps_the_filters(client, office):
    spread(25, name="石坊路")

    first = page(client, q="石坊", layer="problems")
    mark = first.context["page"].next_mark
    second = page(client, q="石坊", layer="problems", mark=mark)

    assert (len(first.context["rows"]), len(second.context["rows"])) == (20, 5)
    assert "q=%E7%9F%B3%E5%9D%8A&amp;layer=problems" in first.content.decode()


def test_picked_places_become_named_places_of_a_new_round(client, office):
    make.edition()
    first, second = spread(2)
    make.place(longitude="119.001", latitude="29.1", status="closed")
    make.place(longitude="118", latitude="29.1")
    box = "119,29,119.5,30"

    (use,) = page(client, box=box).context["uses"]
    plan = client.get(f"{use.url}&box={box}")

    assert plan.context["form"].initial["named"] == f"{first.code} \n{second.code} "
    assert page(client).context["uses"] == []  # nothing was picked


def test_who_plans_no_rounds_is_offered_none(client):
    client.force_login(make.user(Role.LEADER))
    spread(2)

    assert page(client, box="119,29,119.5,30").context["uses"] == []
