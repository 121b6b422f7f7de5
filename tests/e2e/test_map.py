"""The map in Chromium: a box drawn with the mouse picks places; a tap on the phone drops a pin."""

import pytest
from playwright.sync_api import expect

from tests import make
from wenming.accounts.models import Role
from wenming.organization.models import Level
from wenming.problems.models import Problem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SQUARE = [[119, 29], [119.2, 29], [119.2, 29.2], [119, 29.2], [119, 29]]


@pytest.fixture
def district():
    outline = {"type": "Polygon", "coordinates": [SQUARE]}
    area = make.area(Level.DISTRICT, name="云湖区", outline=outline)
    make.place(name="西边市场", area=area, longitude="119.05", latitude="29.1")
    make.place(name="东边市场", area=area, longitude="119.15", latitude="29.1")
    return area


def test_a_box_on_the_map_picks_the_places_in_it(people, district):
    page = people.at_desk(make.office())
    page.goto("/places/map/")
    expect(page.locator(".map-mark")).to_have_count(2)

    page.get_by_role("button", name="框选").click()
    ground = page.locator(".map").bounding_box()
    middle = ground["x"] + ground["width"] / 2
    page.mouse.move(ground["x"] + 60, ground["y"] + 40)
    page.mouse.down()
    page.mouse.move(middle - 40, ground["y"] + 200)
    page.mouse.move(middle - 20, ground["y"] + ground["height"] - 40)
    page.mouse.up()

    page.wait_for_url("**box=*")
    expect(page.get_by_role("heading", name="框选 1 处")).to_be_visible()
    expect(page.locator(".map-rows a").first).to_have_text("西边市场")
    expect(page.get_by_role("link", name="建轮，指定这些点位")).to_be_visible()


def test_a_tap_on_the_phone_drops_a_pin_though_the_phone_refuses_its_place(people, district):
    page = people.on_phone(make.user(Role.LEADER))
    page.goto("/problems/new/")

    page.get_by_role("button", name="我现在的位置").tap()
    expect(page.get_by_text("没有拿到定位")).to_be_visible()
    page.get_by_role("button", name="在地图上点").tap()
    page.wait_for_selector(".where .leaflet-container")
    page.locator(".where .map").tap(position={"x": 170, "y": 120})
    expect(page.get_by_text("已定位：经度 119.")).to_be_visible()
    page.get_by_label("什么问题").fill("护栏松动")
    page.get_by_label("具体位置").fill("桥头")
    page.get_by_role("button", name="登记").tap()

    expect(page.get_by_text("已登记，等办公室派单")).to_be_visible()
    problem = Problem.objects.get()
    assert problem.area == district
    assert 119 < problem.longitude < 119.2
    assert 29 < problem.latitude < 29.2
