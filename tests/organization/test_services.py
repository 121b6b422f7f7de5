"""The register: what it takes in, what it refuses, and that things end and stay."""

import json
from datetime import timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core.clock import today
from wenming.core.errors import NotAllowed
from wenming.core.models import AuditEntry
from wenming.organization import services
from wenming.organization.errors import (
    BadOutlines,
    CodeTaken,
    EndBeforeStart,
    NameTaken,
    StillInUse,
    TitleTaken,
    WrongArea,
    WrongParent,
)
from wenming.organization.models import Area, Level, Post, Unit, UnitAlias, UnitKind
from wenming.organization.selectors import unit_of_area
from wenming.organization.services import AreaData, GroupData, PostData, UnitData

pytestmark = pytest.mark.django_db


def unit_data(**fields):
    values = {"code": "D001", "name": "市公安局", "kind": UnitKind.DEPARTMENT}
    return UnitData(**{**values, "area": make.city(), **fields})


def actions():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_a_unit_is_entered_with_names_and_leaves_a_trail():
    old = make.unit("市公安分局")
    data = unit_data(aliases=["公安局"], former=["市公安处"], predecessors=[old])

    unit = services.save_unit(data=data, by=make.office())

    assert unit.pinyin == "shi gong an ju"
    assert dict(unit.aliases.values_list("name", "kind")) == {
        "公安局": UnitAlias.Kind.SHORT,
        "市公安处": UnitAlias.Kind.FORMER,
    }
    assert list(unit.predecessors.all()) == [old]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.thing_id) == ("organization.unit_created", str(unit.pk))
    assert "市公安局" not in json.dumps(entry.data, ensure_ascii=False)


def test_a_changed_name_stays_as_a_former_name_and_learned_names_are_kept():
    by = make.office()
    unit = services.save_unit(data=unit_data(aliases=["公安局"]), by=by)
    UnitAlias.objects.create(unit=unit, name="公安", kind=UnitAlias.Kind.LEARNED)

    services.save_unit(unit_id=unit.pk, data=unit_data(name="市公安总局"), by=by)

    assert dict(unit.aliases.values_list("name", "kind")) == {
        "公安": UnitAlias.Kind.LEARNED,
        "市公安局": UnitAlias.Kind.FORMER,
    }


def test_a_name_goes_back_to_an_earlier_one():
    by = make.office()
    unit = services.save_unit(data=unit_data(name="市公安总局", former=["市公安局"]), by=by)

    services.save_unit(unit_id=unit.pk, data=unit_data(name="市公安局"), by=by)

    assert list(unit.aliases.values_list("name", flat=True)) == ["市公安总局"]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "TAKEN"}, CodeTaken),
        ({"name": "市城管局"}, NameTaken),
        ({"name": "城管"}, NameTaken),
        ({"aliases": ["市城管局"]}, NameTaken),
        ({"former": ["城管"]}, NameTaken),
        ({"kind": UnitKind.STREET}, WrongArea),
    ],
)
def test_what_the_register_cannot_hold_is_refused(fields, refusal):
    other = make.unit("市城管局", code="TAKEN")
    UnitAlias.objects.create(unit=other, name="城管")

    with pytest.raises(refusal):
        services.save_unit(data=unit_data(**fields), by=make.office())

    assert not Unit.objects.filter(code="D001").exists()
    assert not actions()


def test_no_unit_stands_above_itself():
    by = make.office()
    top = make.unit("上")
    middle = make.unit("中", parent=top)
    data = unit_data(code=top.code, name="上", parent=middle)

    with pytest.raises(WrongParent, match="它就在这个单位下面"):
        services.save_unit(unit_id=top.pk, data=data, by=by)


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.DISTRICT_OFFICE, Role.LEADER])
def test_only_who_keeps_the_register_changes_it(role):
    stranger = make.user(role, unit=make.unit())

    with pytest.raises(NotAllowed):
        services.save_unit(data=unit_data(), by=stranger)

    assert not Unit.objects.filter(code="D001").exists()


def test_a_keeper_of_one_district_does_not_touch_another():
    mine, other = make.area(), make.area()
    keeper = make.user(Role.OFFICE, area=mine)
    unit = services.save_unit(data=unit_data(area=mine), by=keeper)

    with pytest.raises(NotAllowed):
        services.save_unit(data=unit_data(code="D002", name="乙", area=other), by=keeper)
    foreign = make.unit("丙", area=other)
    with pytest.raises(NotAllowed):
        services.save_unit(
            unit_id=foreign.pk, data=unit_data(code=foreign.code, name="丙", area=mine), by=keeper
        )

    assert unit.area == mine


def test_a_unit_ends_with_its_posts_and_keeps_its_row():
    by, unit = make.office(), make.unit("市外侨办")
    post = services.save_post(unit=unit, data=PostData("联络员"), by=by)

    services.end_unit(unit_id=unit.pk, by=by)

    unit.refresh_from_db()
    post.refresh_from_db()
    assert unit.valid_until == post.valid_until == today()
    services.reopen_unit(unit_id=unit.pk, by=by)
    unit.refresh_from_db()
    assert unit.valid_until is None


def test_a_unit_that_others_hang_on_does_not_end():
    by, unit = make.office(), make.unit("市住建局")
    make.unit("房管中心", parent=unit)
    services.save_group(data=GroupData("G1", "市容组", lead=unit), by=by)

    with pytest.raises(StillInUse, match="下级单位 1、牵头的工作组 1"):
        services.end_unit(unit_id=unit.pk, by=by)

    unit.refresh_from_db()
    assert unit.valid_until is None


def test_nothing_ends_before_it_began():
    by, unit = make.office(), make.unit(valid_from=today())

    with pytest.raises(EndBeforeStart):
        services.end_unit(unit_id=unit.pk, on=today() - timedelta(days=1), by=by)


def test_a_post_is_entered_once_and_opens_again_under_its_title():
    by, unit = make.office(), make.unit()
    post = services.save_post(unit=unit, data=PostData("联络员", phone="13900001234"), by=by)
    with pytest.raises(TitleTaken):
        services.save_post(unit=unit, data=PostData("联络员"), by=by)
    services.end_post(post_id=post.pk, by=by)

    again = services.save_post(unit=unit, data=PostData("联络员", holder="李四"), by=by)

    assert again.pk == post.pk
    assert (again.valid_until, again.holder, again.phone) == (None, "李四", "")


def test_a_post_does_not_take_the_title_of_another():
    by, unit = make.office(), make.unit()
    services.save_post(unit=unit, data=PostData("联络员"), by=by)
    second = services.save_post(unit=unit, data=PostData("科长"), by=by)

    with pytest.raises(TitleTaken):
        services.save_post(unit=unit, post_id=second.pk, data=PostData("联络员"), by=by)


def test_numbers_are_encrypted_masked_and_looked_at_on_record():
    from django.db import connection

    by, unit = make.office(), make.unit()
    post = services.save_post(unit=unit, data=PostData("联络员", phone="13900001234"), by=by)

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM organization_post")
        assert "1234" not in cursor.fetchone()[0]
    assert post.masked_phone == "139****1234"
    assert services.show_phone(post_id=post.pk, by=by).phone == "13900001234"
    assert actions()[-1] == "organization.phone_shown"
    with pytest.raises(NotAllowed):
        services.show_phone(post_id=post.pk, by=make.user(Role.DEPARTMENT, unit=unit))


def test_areas_are_entered_from_the_top_down():
    by = make.office()
    district = services.save_area(
        data=AreaData("330702", "云湖区", Level.DISTRICT, make.city()), by=by
    )

    street = services.save_area(
        data=AreaData("330702001", "石坊街道", Level.STREET, district), by=by
    )

    assert Area.objects.get_parent(street).code == "330702"
    assert [area.code for area in Area.objects.get_tree()] == ["3307", "330702", "330702001"]


@pytest.mark.parametrize(
    ("level", "reason"),
    [(Level.DISTRICT, "不比区县高"), (Level.CITY, "不比市高")],
)
def test_an_area_lies_below_a_higher_one(level, reason):
    by, district = make.office(), make.area()

    with pytest.raises(WrongParent, match=reason):
        services.save_area(data=AreaData("X1", "乙", level, district), by=by)


def test_an_area_needs_a_superior_and_an_own_code():
    by, district = make.office(), make.area(code="A1")

    with pytest.raises(WrongParent, match="没有写上级"):
        services.save_area(data=AreaData("X1", "乙", Level.CITY, None), by=by)
    with pytest.raises(CodeTaken):
        services.save_area(data=AreaData("A1", "乙", Level.STREET, district), by=by)


def test_there_is_one_city():
    make.city()

    with pytest.raises(CodeTaken):
        services.create_city(code="330800", name="别的市", by=None)


def test_an_area_with_units_or_areas_below_does_not_end():
    by, district = make.office(), make.area()
    street = make.area(Level.STREET, parent=district)
    make.unit(area=district)

    with pytest.raises(StillInUse, match="下级区域 1、单位 1"):
        services.end_area(area_id=district.pk, by=by)

    services.end_area(area_id=street.pk, by=by)
    street.refresh_from_db()
    assert street.valid_until == today()


def square(code, west=119.0):
    ring = [[west, 29.0], [west + 1, 29.0], [west + 1, 30.0], [west, 30.0], [west, 29.0]]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_outlines_are_set_by_code():
    by, first, second = make.office(), make.area(), make.area()

    count = services.set_outlines(
        content=collection(square(first.code), square(second.code, 120.0)), by=by
    )

    first.refresh_from_db()
    assert count == 2
    assert first.outline["type"] == "Polygon"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda good: b"{", "不是 GeoJSON"),
        (lambda good: b"\xff\xfe", "不是 GeoJSON"),
        (lambda good: b"[" * 100_000, "不是 GeoJSON"),
        (lambda good: collection(good, {"type": "Feature"}), "第 2 个要素没有"),
        (lambda good: collection(good, square("NONE")), "NONE 没有登记"),
        (lambda good: collection(square(good["properties"]["code"], 400.0)), "第 1 个要素不是"),
        (
            lambda good: collection(good | {"geometry": {"type": "Point", "coordinates": [1, 2]}}),
            "第 1 个要素不是",
        ),
        (
            lambda good: collection(
                good | {"geometry": {"type": "Polygon", "coordinates": [["a", "b"]]}}
            ),
            "第 1 个要素不是",
        ),
    ],
)
def test_a_bad_file_of_outlines_stores_nothing(spoil, reason):
    by, area = make.office(), make.area()

    with pytest.raises(BadOutlines, match=reason):
        services.set_outlines(content=spoil(square(area.code)), by=by)

    area.refresh_from_db()
    assert area.outline is None


def test_a_group_has_its_lead_once_and_a_code_of_its_own():
    by, lead, member = make.office(), make.unit(), make.unit()

    group = services.save_group(data=GroupData("G1", "市容组", lead, [lead, member]), by=by)

    assert list(group.members.all()) == [member]
    with pytest.raises(CodeTaken):
        services.save_group(data=GroupData("G1", "别的组", member), by=by)


def test_the_unit_of_an_area_is_its_own_or_the_nearest_above():
    district = make.area()
    street = make.area(Level.STREET, parent=district)
    community = make.area(Level.COMMUNITY, parent=street)
    above = make.unit(kind=UnitKind.DISTRICT, area=district)

    assert unit_of_area(community) == above
    own = make.unit(kind=UnitKind.STREET, area=street)
    assert unit_of_area(community) == own
    assert unit_of_area(make.city()) is None
    assert Post.objects.count() == 0


def test_a_group_of_the_city_is_not_taken_over_by_a_district():
    group = services.save_group(data=GroupData("G1", "市容组", make.unit()), by=make.office())
    district = make.area()
    own = make.unit(kind=UnitKind.DISTRICT, area=district)
    clerk = make.user(Role.OFFICE, area=district)

    with pytest.raises(NotAllowed):
        services.save_group(group_id=group.pk, data=GroupData("G1", "市容组", own), by=clerk)

    assert services.save_group(data=GroupData("G2", "区市容组", own), by=clerk).lead == own
