"""Pages of places: who sees which, what the list, the map and the sheet hold and cost."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.models import AuditEntry
from wenming.framework.models import CheckItem
from wenming.organization.models import Level, Post, UnitKind
from wenming.places.models import Place, PlaceOwner

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    """A clerk of the city office, signed in."""
    user = make.office()
    client.force_login(user)
    return user


def names(client, **query):
    rows = client.get(reverse("places:list"), query).context["rows"]
    return [place.name for place, *_rest in rows]


@pytest.mark.parametrize(
    ("role", "where", "sees"),
    [
        (Role.OFFICE, "city", ["甲", "乙"]),
        (Role.DISTRICT_OFFICE, "here", ["甲"]),
        (Role.STREET, "there", ["乙"]),
        (Role.INSPECTOR, "here", ["甲"]),
    ],
)
def test_one_sees_the_places_of_the_own_area(client, role, where, sees):
    here, there = make.area(), make.area()
    make.place(name="甲", area=here, code="P1")
    make.place(name="乙", area=there, code="P2")
    areas = {"city": make.city(), "here": here, "there": there}
    client.force_login(make.user(role, area=areas[where], unit=make.unit()))

    assert names(client) == sees
    answers = [
        client.get(reverse("places:detail", args=[code])).status_code for code in ("P1", "P2")
    ]
    assert answers == [200 if name in sees else 404 for name in ("甲", "乙")]


def test_a_unit_sees_what_it_answers_for_elsewhere(client):
    unit = make.unit()
    make.place(name="甲", sector=unit)
    make.place(name="乙")
    client.force_login(make.user(Role.STREET, unit=unit, area=make.area()))

    assert names(client) == ["甲"]


def test_places_are_filtered(client, office):
    make.small_edition()
    street = make.area(Level.STREET, parent=make.area(code="D1"), code="S1")
    unit = make.unit("市园林局")
    make.place("L01", name="石坊路", area=street, sector=unit, code="P1", address="文昌路 1 号")
    make.place("L02", name="南桥巷", code="P2", status="closed")

    assert names(client) == ["石坊路", "南桥巷"]
    assert names(client, area="S1") == ["石坊路"]
    assert names(client, area="D1") == ["石坊路"]
    assert names(client, type="L02") == ["南桥巷"]
    assert names(client, unit="市园林局") == names(client, unit=unit.code) == ["石坊路"]
    assert names(client, status="closed") == ["南桥巷"]
    assert names(client, q="文昌") == names(client, q="P1") == ["石坊路"]
    assert names(client, q="没有") == []
    assert names(client, area="NONE", type="NONE", unit="NONE", status="NONE") == [
        "石坊路",
        "南桥巷",
    ]


def test_the_list_costs_the_same_for_fifty_as_for_five(client, office):
    make.small_edition()

    def cost(route="places:list"):
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(route))
        return len(caught)

    for _ in range(5):
        make.place(sector=make.unit())
    few, few_dots, few_rows = cost(), cost("places:map_data"), cost("places:export")
    for _ in range(45):
        make.place(sector=make.unit())

    assert cost() == few <= 30
    assert cost("places:map_data") == few_dots <= 14
    assert cost("places:export") == few_rows <= 20


def test_the_sheet_has_the_columns_of_the_citys_list(client, office):
    visit = make.accepted_visit()
    place = visit.frame_place.place
    chief = Post.objects.create(unit=place.holder, title="书记", phone="13900001234")
    Place.objects.filter(pk=place.pk).update(chief=chief, longitude="119.5", latitude="29.1")

    answer = client.get(reverse("places:export"))

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    row = dict(zip(*[[cell.value for cell in sheet[n]] for n in (1, 2)], strict=True))
    assert list(row) == [
        "序号",
        "点位编号",
        "类别",
        "名称",
        "地址",
        "经纬度",
        "区/街道/社区/网格",
        "主管(责任)单位",
        "点位长/责任人",
        "电话",
        "包联领导",
        "包联单位",
        "测评标准条数",
        "最近检查",
        "得分",
        "未销号问题",
    ]
    items = CheckItem.objects.filter(place_type__code="L01").count()
    assert (row["点位编号"], row["测评标准条数"], row["未销号问题"]) == (place.code, items, 0)
    assert row["经纬度"] == "119.500000，29.100000"
    assert row["电话"] == "139****1234"


def test_the_sheet_holds_what_the_list_shows(client, office):
    make.place(code="P1", status="closed")
    make.place(code="P2")

    answer = client.get(reverse("places:export"), {"status": "open"})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet["B"]] == ["点位编号", "P2"]


def test_a_place_shows_who_answers_for_each_item(client, office):
    make.small_edition()
    sector = make.unit("市园林局")
    place = make.place("L01", sector=sector)
    item = CheckItem.objects.filter(place_type__code="L01").first()
    CheckItem.objects.filter(pk=item.pk).update(owner="sector")

    answers = client.get(reverse("places:detail", args=[place.code])).context["answers"]

    assert {a.item.code: a.unit for a in answers}[item.code] == sector
    assert len(answers) == CheckItem.objects.filter(place_type__code="L01").count()


def test_the_office_names_a_unit_for_an_item_on_the_page(client, office):
    make.small_edition()
    place, unit = make.place("L01"), make.unit("市园林局")
    item = CheckItem.objects.filter(place_type__code="L01").first()
    address = reverse("places:set_owner", args=[place.code])

    client.post(address, {"item": item.code, "unit": "市园林局"})
    assert PlaceOwner.objects.get().unit == unit
    wrong = client.post(address, {"item": item.code, "unit": "没有这个局"})
    assert wrong.status_code == 422
    client.post(address, {"item": item.code, "unit": ""})

    assert not PlaceOwner.objects.exists()


def form_of(area, **fields):
    values = {"code": "P1", "name": "石坊路", "type_code": "L01", "area": area.pk}
    return {**values, "holder": "石坊街道办", **fields}


def test_a_place_is_entered_changed_closed_and_opened_on_its_pages(client, office):
    make.small_edition()
    area = make.area(Level.STREET, parent=make.area())
    make.unit("石坊街道办", kind=UnitKind.STREET, area=area)

    client.post(reverse("places:new"), form_of(area, longitude="119.5", latitude="29.1"))
    place = Place.objects.get()
    page = client.get(reverse("places:edit", args=["P1"])).content.decode()
    assert 'value="石坊街道办"' in page
    client.post(reverse("places:edit", args=["P1"]), form_of(area, name="新石坊路"))
    client.post(reverse("places:close", args=["P1"]), {"on": ""})
    place.refresh_from_db()
    assert (place.name, place.longitude, place.status) == ("新石坊路", None, "closed")
    client.post(reverse("places:reopen", args=["P1"]))
    place.refresh_from_db()
    assert place.status == "open"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "P 1", "只用字母、数字"),
        ("holder", "", "属地单位没有填"),
        ("holder", "没有街", "没有找到单位“没有街”"),
        ("longitude", "119.5", "经度和纬度要么都填"),
        ("type_code", "L99", "L99"),
        ("area", "0", "选择"),
    ],
)
def test_what_is_wrong_is_said_in_the_form(client, office, field, value, sentence):
    make.small_edition()
    area = make.area(Level.STREET, parent=make.area())
    make.unit("石坊街道办", kind=UnitKind.STREET, area=area)

    answer = client.post(reverse("places:new"), {**form_of(area), field: value})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Place.objects.exists()


@pytest.mark.parametrize("route", ["edit", "close", "reopen", "set_owner", "new"])
def test_a_reader_changes_nothing(client, route):
    place = make.place()
    client.force_login(make.user(Role.STREET, unit=place.holder))
    args = [] if route == "new" else [place.code]

    answer = client.post(reverse(f"places:{route}", args=args), {"on": ""})

    assert answer.status_code == 403
    assert not AuditEntry.objects.exists()


def test_a_keeper_of_another_district_changes_nothing(client):
    mine = make.area()
    place = make.place(sector=(unit := make.unit(area=mine)))
    client.force_login(make.user(Role.DISTRICT_OFFICE, unit=unit))

    assert client.get(reverse("places:detail", args=[place.code])).status_code == 200
    assert client.post(reverse("places:close", args=[place.code]), {"on": ""}).status_code == 403


def test_stickers_carry_the_tag_of_open_places(client, office):
    place = make.place(name="石坊路")
    make.place(name="已停用的路", status="closed")

    page = client.get(reverse("places:stickers")).content.decode()

    assert "石坊路" in page
    assert "已停用的路" not in page
    assert page.count("data:image/svg+xml") == 1
    opened = client.get(reverse("places:tag", args=[place.tag]))
    assert opened.url == reverse("places:detail", args=[place.code])


def test_a_tag_opens_nothing_for_strangers_and_nothing_out_of_sight(client):
    place = make.place()
    address = reverse("places:tag", args=[place.tag])

    assert client.get(address).status_code == 302
    client.force_login(make.user(Role.INSPECTOR, area=make.area()))
    assert client.get(address).status_code == 404
    assert client.get(reverse("places:tag", args=["no-such-tag"])).status_code == 404


def test_places_are_found_by_the_search_box(client, office):
    make.place(name="石坊农贸市场", code="L07-31")

    assert "石坊农贸市场" in client.get(reverse("web:search"), {"q": "L07-31"}).content.decode()


def test_a_unit_page_counts_the_places_and_the_link_shows_as_many(client, office):
    unit = make.unit("市园林局")
    make.place(sector=unit)
    make.place(holder=unit)
    make.place(holder=unit, status="closed")

    panels = client.get(reverse("organization:unit", args=[unit.code])).context["panels"]

    counts = {str(panel.label): panel.count for panel in panels}
    assert (counts["属地点位"], counts["主管点位"]) == (1, 1)
