"""Pages of the register: who sees and changes what, and what a list costs."""

import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.clock import today
from wenming.core.models import AuditEntry
from wenming.duties.models import IndicatorLead
from wenming.organization.models import Area, Level, Post, Unit, UnitAlias, UnitKind, WorkingGroup

pytestmark = pytest.mark.django_db

UNIT = {"code": "D01", "name": "市公安局", "kind": "department"}


@pytest.fixture
def keeper(client):
    """Somebody who keeps the register, signed in."""
    user = make.office()
    client.force_login(user)
    return user


@pytest.fixture
def reader(client):
    """Somebody of a department, signed in."""
    user = make.user(Role.DEPARTMENT, unit=make.unit("市财政局"))
    client.force_login(user)
    return user


def listed(client, **query):
    page = client.get(reverse("organization:units"), query).context["page"]
    return [unit.name for unit in page.rows]


def test_units_are_listed_by_pinyin_and_filtered(client, reader):
    street = make.area(Level.STREET, parent=make.area(code="330702"))
    make.unit("石坊街道", kind=UnitKind.STREET, area=street, pinyin="shi fang")
    ended = make.unit("市创卫办", pinyin="shi chuang", valid_until=today())
    UnitAlias.objects.create(unit=make.unit("市公安局", pinyin="shi gong"), name="公安")

    assert listed(client) == ["市财政局", "石坊街道", "市公安局"]
    assert listed(client, kind="street") == ["石坊街道"]
    assert listed(client, area="330702") == ["石坊街道"]
    assert listed(client, q="公安") == ["市公安局"]
    assert listed(client, state="ended") == [ended.name]
    assert len(listed(client, state="all")) == 4
    assert listed(client, kind="nonsense", area="NONE") == ["市财政局", "石坊街道", "市公安局"]


def test_the_list_of_units_costs_the_same_for_fifty_as_for_five(client, reader):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("organization:units"))
        return len(caught)

    for _ in range(5):
        Post.objects.create(unit=make.unit(), title="联络员", kind="liaison", phone="13900001234")
    few = cost()
    for _ in range(45):
        Post.objects.create(unit=make.unit(), title="联络员", kind="liaison", phone="13900001234")

    assert cost() == few <= 20  # the shell asks a few of its own


def test_numbers_are_masked_for_everybody(client, reader):
    unit = make.unit()
    Post.objects.create(unit=unit, title="联络员", kind="liaison", phone="13900001234")

    for address in (reverse("organization:units"), reverse("organization:unit", args=[unit.code])):
        page = client.get(address).content.decode()

        assert "139****1234" in page
        assert "13900001234" not in page


def test_the_sheet_of_units_holds_what_is_listed_and_nothing_personal(client, reader):
    Post.objects.create(unit=make.unit("市公安局"), title="x", kind="liaison", phone="13900001234")
    make.unit("石坊街道", kind=UnitKind.COMMUNITY)

    answer = client.get(reverse("organization:units_xlsx"), {"kind": "department"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
    assert sorted(row[1] for row in rows[1:]) == ["市公安局", "市财政局"]
    assert "13900001234" not in str(rows)


def test_a_keeper_enters_changes_ends_and_reopens_a_unit(client, keeper):
    area = make.city()

    answer = client.post(reverse("organization:new_unit"), {**UNIT, "area": area.pk})
    assert answer.url == reverse("organization:unit", args=["D01"])
    client.post(
        reverse("organization:edit_unit", args=["D01"]),
        {**UNIT, "area": area.pk, "name": "市公安总局", "aliases": "公安、公安局"},
    )
    unit = Unit.objects.get(code="D01")
    assert set(unit.aliases.values_list("name", flat=True)) == {"公安", "公安局", "市公安局"}
    client.post(reverse("organization:end_unit", args=["D01"]), {"on": ""})
    unit.refresh_from_db()
    assert unit.valid_until == today()
    client.post(reverse("organization:reopen_unit", args=["D01"]))
    unit.refresh_from_db()
    assert unit.valid_until is None


def test_the_form_of_a_unit_starts_from_what_is_there(client, keeper):
    unit = make.unit("市公安局", parent=make.unit("市政府"))
    UnitAlias.objects.create(unit=unit, name="公安")

    page = client.get(reverse("organization:edit_unit", args=[unit.code])).content.decode()

    assert 'value="市政府"' in page
    assert 'value="公安"' in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "D 01", "只用字母、数字"),
        ("parent", "没有这个委", "没有找到单位“没有这个委”"),
        ("parent", "市创卫办", "单位“市创卫办”已停用"),
        ("predecessors", "没有这个处", "前身“没有这个处”没有登记过"),
        ("name", "市财政局", "“市财政局”已经是“市财政局”的名称或别名"),
        ("kind", "street", "的所辖区域应是街道"),
    ],
)
def test_what_is_wrong_is_said_in_the_form(client, keeper, field, value, sentence):
    make.unit("市财政局")
    make.unit("市创卫办", valid_until=today())

    answer = client.post(
        reverse("organization:new_unit"), {**UNIT, "area": make.city().pk, field: value}
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Unit.objects.filter(code="D01").exists()


def test_posts_are_kept_on_the_page_of_their_unit(client, keeper):
    unit = make.unit()
    data = {"title": "联络员", "kind": "liaison", "holder": "张三", "phone": "13900001234"}

    client.post(reverse("organization:new_post", args=[unit.code]), data)

    post = Post.objects.get(unit=unit)
    page = client.get(reverse("organization:edit_post", args=[unit.code, post.pk]))
    assert "13900001234" in page.content.decode()
    assert AuditEntry.objects.filter(action="organization.phone_shown").count() == 1
    client.post(
        reverse("organization:edit_post", args=[unit.code, post.pk]), {**data, "holder": "李四"}
    )
    client.post(reverse("organization:end_post", args=[unit.code, post.pk]))
    post.refresh_from_db()
    assert (post.holder, post.valid_until) == ("李四", today())


def test_a_bad_number_is_refused_in_the_form(client, keeper):
    unit = make.unit()
    data = {"title": "联络员", "kind": "liaison", "phone": "打办公室"}

    answer = client.post(reverse("organization:new_post", args=[unit.code]), data)

    assert answer.status_code == 422
    assert not Post.objects.exists()


def test_areas_are_kept_on_the_tree(client, keeper):
    city = make.city()
    client.post(
        reverse("organization:new_area", args=[city.code]),
        {"code": "330702", "name": "云湖区", "level": "district"},
    )
    client.post(
        reverse("organization:edit_area", args=["330702"]),
        {"code": "330702", "name": "云湖新区", "level": "district"},
    )
    tree = client.get(reverse("organization:areas")).content.decode()
    assert "云湖新区" in tree
    client.post(reverse("organization:end_area", args=["330702"]), {"on": ""})
    client.get(reverse("organization:areas"))  # shows the message of what was done
    assert "云湖新区" not in client.get(reverse("organization:areas")).content.decode()
    every = client.get(reverse("organization:areas"), {"state": "all"}).content.decode()
    assert "云湖新区" in every
    client.post(reverse("organization:reopen_area", args=["330702"]))
    assert Area.objects.get(code="330702").valid_until is None


def test_an_area_shows_what_hangs_on_it(client, reader):
    place = make.place()
    street = Area.objects.get_parent(place.area)

    page = client.get(reverse("organization:area", args=[street.code]))

    panel = page.context["panels"][0]
    assert (panel.count, panel.is_open) == (1, True)
    assert client.get(panel.url).context["total"] == 1


def test_a_unit_that_holds_places_does_not_end(client, keeper):
    unit = make.place().holder

    answer = client.post(reverse("organization:end_unit", args=[unit.code]), {"on": ""})

    assert answer.status_code == 422
    assert "属地点位 1" in answer.content.decode()


def test_outlines_are_sent_as_a_file(client, keeper):
    area = make.area()
    ring = [[119, 29], [120, 29], [120, 30], [119, 29]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"properties": {"code": area.code}, "geometry": geometry}
    file = io.BytesIO(json.dumps({"features": [feature]}).encode())
    file.name = "areas.geojson"

    client.post(reverse("organization:outlines"), {"file": file})

    area.refresh_from_db()
    assert area.outline == geometry
    empty = client.post(reverse("organization:outlines"), {"file": ""})
    assert empty.status_code == 422


def test_groups_are_kept_and_listed(client, keeper):
    make.unit("市城管局")
    make.unit("市公安局")
    data = {"code": "G1", "name": "市容组", "lead": "市城管局", "members": "市公安局"}

    client.post(reverse("organization:new_group"), data)
    client.post(reverse("organization:edit_group", args=["G1"]), {**data, "name": "市容环境组"})

    group = WorkingGroup.objects.get()
    assert (group.name, group.members.count()) == ("市容环境组", 1)
    assert "市容环境组" in client.get(reverse("organization:groups")).content.decode()
    wrong = client.post(
        reverse("organization:new_group"), {**data, "code": "G2", "members": "某委"}
    )
    assert wrong.status_code == 422


CHANGES = [
    ("new_unit", []),
    ("edit_unit", ["U"]),
    ("end_unit", ["U"]),
    ("reopen_unit", ["U"]),
    ("new_post", ["U"]),
    ("edit_post", ["U", 1]),
    ("end_post", ["U", 1]),
    ("outlines", []),
    ("new_area", ["A"]),
    ("edit_area", ["A"]),
    ("end_area", ["A"]),
    ("reopen_area", ["A"]),
    ("new_group", []),
    ("edit_group", ["G"]),
]


@pytest.mark.parametrize(("route", "args"), CHANGES, ids=[route for route, _args in CHANGES])
def test_a_reader_changes_nothing(client, reader, route, args):
    unit = make.unit(code="U")
    make.area(code="A")
    post = Post.objects.create(unit=unit, title="x")
    WorkingGroup.objects.create(code="G", name="g", lead=unit)
    address = reverse(f"organization:{route}", args=[post.pk if a == 1 else a for a in args])

    answer = client.post(address, {**UNIT, "lead": "市财政局", "level": "street"})

    assert answer.status_code == 403
    assert not AuditEntry.objects.exists()


def test_what_is_not_there_is_not_found(client, keeper):
    for route in ("unit", "edit_unit", "area", "edit_area", "edit_group"):
        assert client.get(reverse(f"organization:{route}", args=["NONE"])).status_code == 404


def test_units_are_found_by_the_search_box(client, reader):
    make.unit("市公安局")

    page = client.get(reverse("web:search"), {"q": "公安"}).content.decode()

    assert "市公安局" in page


def test_units_without_liaison_are_a_sentence_that_opens_to_them(client, keeper):
    reached = make.unit("市公安局")
    Post.objects.create(unit=reached, title="联络员", kind="liaison")
    make.unit("石坊街道", kind=UnitKind.STREET, area=make.area(Level.STREET, parent=make.area()))
    make.unit("文昌社区", kind=UnitKind.COMMUNITY, valid_until=None)

    page = client.get(reverse("web:workbench")).content.decode()

    assert "2 个单位" in page  # the office of the keeper and the street
    assert listed(client, state="unreachable") == ["市创城办", "石坊街道"]


def test_a_reader_is_not_asked_for_liaisons(client, reader):
    assert "没有登记联络员" not in client.get(reverse("web:workbench")).content.decode()


def test_a_unit_that_leads_or_has_open_problems_does_not_end(client, keeper):
    edition, unit = make.small_edition(), make.unit("市园林局")
    indicator = edition.indicators.order_by("code").first()
    IndicatorLead.objects.create(edition=edition, indicator=indicator, unit=unit)
    make.dispatched(unit)

    answer = client.post(reverse("organization:end_unit", args=[unit.code]), {"on": ""})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "牵头指标 1" in page
    assert "未销号问题 1" in page
