"""Places: what the register takes in and refuses, and who keeps it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests import make
from tests.core.sheets import workbook
from wenming.accounts.models import Role
from wenming.core import imports, tables
from wenming.core.clock import today
from wenming.core.errors import NotAllowed
from wenming.core.models import AuditEntry
from wenming.framework.models import CheckItem
from wenming.organization.models import Area, Level, Post, UnitKind
from wenming.places import selectors, services
from wenming.places.errors import BadPosition, CodeTaken, UnknownItem, UnknownType
from wenming.places.importing import PLACES
from wenming.places.models import Place, PlaceOwner
from wenming.places.services import PlaceData

pytestmark = pytest.mark.django_db


def place_data(**fields):
    values = {"code": "L01-1", "name": "石坊路", "type_code": "L01"}
    area = fields.pop("area", None) or make.area(Level.STREET, parent=make.area())
    return PlaceData(**{**values, "area": area, "holder": make.unit(), **fields})


def test_a_place_is_entered_and_changed_and_leaves_a_trail():
    by, data = make.office(), place_data(longitude=Decimal("119.5"), latitude=Decimal("29.1"))

    place = services.save_place(data=data, by=by)
    services.save_place(place_id=place.pk, data=data, by=by)
    again = PlaceData(**{name: getattr(data, name) for name in services.FIELDS} | {"name": "新路"})
    services.save_place(place_id=place.pk, data=again, by=by)

    place.refresh_from_db()
    assert (place.name, place.longitude, len(place.tag)) == ("新路", Decimal("119.5"), 12)
    entries = AuditEntry.objects.order_by("pk").values_list("action", "data")
    assert [action for action, _data in entries] == ["places.created", "places.changed"]
    assert entries[1][1]["fields"] == ["name"]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "TAKEN"}, CodeTaken),
        ({"type_code": "L99"}, UnknownType),
        ({"longitude": Decimal("119.5")}, BadPosition),
        ({"longitude": Decimal("29.1"), "latitude": Decimal("119.5")}, BadPosition),
        ({"longitude": Decimal(0), "latitude": Decimal(0)}, BadPosition),
    ],
)
def test_what_the_register_cannot_hold_is_refused(fields, refusal):
    make.small_edition()
    make.place(code="TAKEN")

    with pytest.raises(refusal):
        services.save_place(data=place_data(**fields), by=make.office())

    assert Place.objects.count() == 1


def test_before_the_first_edition_any_type_goes():
    assert services.save_place(data=place_data(type_code="X1"), by=make.office()).type_code == "X1"


@pytest.mark.parametrize("role", [Role.STREET, Role.DEPARTMENT, Role.INSPECTOR, Role.LEADER])
def test_only_who_keeps_places_changes_them(role):
    place, stranger = make.place(), make.user(role, unit=make.unit())

    for step in (
        lambda: services.save_place(data=place_data(), by=stranger),
        lambda: services.close_place(place_id=place.pk, by=stranger),
        lambda: services.reopen_place(place_id=place.pk, by=stranger),
        lambda: services.set_item_owner(
            place_id=place.pk, item_code="L01-01", unit=None, by=stranger
        ),
    ):
        with pytest.raises(NotAllowed):
            step()

    assert not AuditEntry.objects.exists()


def test_a_district_office_keeps_the_places_of_its_district():
    here, there = make.area(), make.area()
    keeper = make.user(Role.DISTRICT_OFFICE, area=here, unit=make.unit(area=here))
    place = services.save_place(data=place_data(area=here), by=keeper)
    foreign = make.place(area=there)

    with pytest.raises(NotAllowed):
        services.save_place(data=place_data(code="L01-2", area=there), by=keeper)
    with pytest.raises(NotAllowed):
        services.save_place(place_id=foreign.pk, data=place_data(area=here), by=keeper)
    with pytest.raises(NotAllowed):
        services.save_place(place_id=place.pk, data=place_data(area=there), by=keeper)

    place.refresh_from_db()
    foreign.refresh_from_db()
    assert (place.area, foreign.area) == (here, there)


def test_a_place_closes_and_opens_and_stays():
    by, place = make.office(), make.place()

    services.close_place(place_id=place.pk, on=today() - timedelta(days=1), by=by)
    place.refresh_from_db()
    assert (place.status, place.valid_until) == ("closed", today() - timedelta(days=1))

    services.reopen_place(place_id=place.pk, by=by)
    place.refresh_from_db()
    assert (place.status, place.valid_until) == ("open", None)


@pytest.mark.parametrize(
    ("owner", "has_sector", "expected"),
    [
        ("holder", True, "holder"),
        ("sector", True, "sector"),
        ("sector", False, "holder"),
        ("operator", True, "holder"),
    ],
)
def test_who_answers_follows_the_item(owner, has_sector, expected):
    make.small_edition()
    place = make.place("L01", sector=make.unit() if has_sector else None)
    item = CheckItem.objects.filter(place_type__code="L01").first()
    CheckItem.objects.filter(pk=item.pk).update(owner=owner)

    answer = next(a for a in selectors.answers(place) if a.item.pk == item.pk)

    assert answer.unit == getattr(place, expected)
    assert not answer.is_named


def test_the_office_names_another_and_takes_it_back():
    make.small_edition()
    by, place, other = make.office(), make.place("L01"), make.unit()
    item = CheckItem.objects.filter(place_type__code="L01").first()

    services.set_item_owner(place_id=place.pk, item_code=item.code, unit=other, by=by)
    named = {a.item.code: a for a in selectors.answers(place)}
    assert (named[item.code].unit, named[item.code].is_named) == (other, True)
    assert sum(answer.is_named for answer in named.values()) == 1

    services.set_item_owner(place_id=place.pk, item_code=item.code, unit=None, by=by)
    assert not PlaceOwner.objects.exists()


def test_an_item_of_another_type_has_no_owner_here():
    make.small_edition()
    place = make.place("L01")
    foreign = CheckItem.objects.exclude(place_type__code="L01").first()

    with pytest.raises(UnknownItem):
        services.set_item_owner(
            place_id=place.pk, item_code=foreign.code, unit=make.unit(), by=make.office()
        )


TITLES = [
    "点位编号",
    "名称",
    "类型",
    "所在区域",
    "地址",
    "经度",
    "纬度",
    "属地单位",
    "行业主管部门",
    "运营管理单位",
    "点位长",
    "状态",
    "启用日期",
]


@pytest.fixture
def ground():
    """A street with its unit and a post, a department, and the small edition."""
    make.small_edition()
    district = make.area(name="云湖区")
    area = make.area(Level.STREET, parent=district, name="石坊街道", code="S1")
    community = make.area(Level.COMMUNITY, parent=area, name="文昌社区", code="C1")
    street = make.unit("石坊街道办", kind=UnitKind.STREET, area=area)
    Post.objects.create(unit=street, title="副书记", kind="place_chief", phone="13900001234")
    make.unit("市市场监管局")
    return {"street": street, "community": community, "district": district}


def judge(*rows, by=None, head=TITLES):
    return imports.judge(PLACES, workbook(head, *rows), name="点位.xlsx", by=by or make.office())


def test_places_come_in_with_everybody_who_answers(ground):
    by = make.office()
    type_name = selectors.type_names()["L01"]

    report = judge(
        [
            "P1",
            "石坊路",
            type_name,
            "C1",
            "石坊路 1 号",
            119.5,
            "２９．１",
            None,
            "市市场监管局",
            "某公司",
            "副书记",
        ],
        ["P2", "文昌路", "L01", "文昌社区"],
    )
    stored = PLACES.store(report.rows, by)

    place, plain = Place.objects.order_by("code")
    assert not report.faults
    assert (stored.added, stored.changed) == (2, 0)
    assert (place.type_code, place.area, place.holder) == (
        "L01",
        ground["community"],
        ground["street"],
    )
    assert (place.longitude, place.latitude) == (Decimal("119.5"), Decimal("29.1"))
    assert (place.sector.name, place.operator, place.chief.title) == (
        "市市场监管局",
        "某公司",
        "副书记",
    )
    assert (plain.holder, plain.sector, plain.longitude) == (ground["street"], None, None)


def test_blank_cells_of_a_known_place_change_nothing(ground):
    by = make.office()
    full = [
        "P1",
        "石坊路",
        "L01",
        "C1",
        "1 号",
        119.5,
        29.1,
        None,
        "市市场监管局",
        "某公司",
        "副书记",
    ]
    PLACES.store(judge(full).rows, by)
    before = Place.objects.values().get()

    stored = PLACES.store(judge(["P1", "新石坊路", "L01", "C1"]).rows, by)

    assert (stored.added, stored.changed) == (0, 1)
    assert Place.objects.values().get() == before | {"name": "新石坊路"}


def test_a_sheet_closes_and_opens_places(ground):
    by = make.office()
    head = [*TITLES[:4], "状态"]
    PLACES.store(judge(["P1", "路", "L01", "C1", "停用"], head=head).rows, by)
    assert Place.objects.get().status == "closed"

    PLACES.store(judge(["P1", "路", "L01", "C1"], head=head).rows, by)
    assert Place.objects.get().status == "closed"
    PLACES.store(judge(["P1", "路", "L01", "C1", "正常"], head=head).rows, by)
    assert Place.objects.get().status == "open"


def test_wrong_places_are_told_by_row_and_column(ground):
    make.area(Level.STREET, parent=ground["district"], name="空街道")

    faults = judge(
        ["P1", "甲", "没有这类", "C1"],
        ["P2", "乙", "L01", "没有这里"],
        ["P3", "丙", "L01", "C1", None, 29.1, 119.5],
        ["P4", "丁", "L01", "C1", None, 119.5, None],
        ["P5", "戊", "L01", "C1", None, "东经", None],
        ["P6", "己", "L01", "C1", None, None, None, "没有街"],
        ["P7", "庚", "L01", "空街道"],
        ["P8", "辛", "L01", "C1", *[None] * 4, "没有局"],
        ["P9", "壬", "L01", "C1", *[None] * 6, "没有岗"],
        ["P1", "癸", "L01", "C1"],
    ).faults

    assert [str(fault) for fault in faults] == [
        "第 2 行 C 列：现行测评体系里没有点位类型“没有这类”。可以先在“测评体系”里查类型。",
        "第 3 行 D 列：没有代码或名称是“没有这里”的区域。",
        "第 4 行 F 列：经纬度 29.100000，119.500000 不对：不在中国范围内，是不是经度和纬度填反了？",
        "第 5 行 F 列：经纬度 119.500000，– 不对：经度和纬度要么都填，要么都不填。",
        "第 6 行 F 列：“东经”不是数。",
        "第 7 行 H 列：没有找到单位“没有街”。请写单位的全称或简称。",
        "第 8 行 H 列：没有填属地单位，所在区域和上级也都没有登记属地单位。",
        "第 9 行 I 列：没有找到单位“没有局”。请写单位的全称或简称。",
        "第 10 行 K 列：“石坊街道办”没有职务“没有岗”。请先导入岗位。",
        "第 11 行 A 列：“P1”与第 2 行重复。",
    ]


def test_a_district_office_imports_places_of_its_district_only(ground):
    keeper = make.user(
        Role.DISTRICT_OFFICE, area=ground["district"], unit=make.unit(area=ground["district"])
    )
    other = make.area(name="外区", code="X1")

    report = judge(["P1", "甲", "L01", "C1"], ["P2", "乙", "L01", other.code], by=keeper)

    assert [str(fault) for fault in report.faults] == ["第 3 行 D 列：“外区”不在您管理的区域里。"]
    make.place(code="P1", area=other)
    again = judge(["P1", "甲", "L01", "C1"], by=keeper)
    assert [str(fault) for fault in again.faults] == ["第 2 行 D 列：“外区”不在您管理的区域里。"]


def test_what_is_taken_out_comes_back_without_a_change(ground):
    by = make.office()
    PLACES.store(
        judge(
            [
                "P1",
                "石坊路",
                "L01",
                "C1",
                "1 号",
                119.5,
                29.1,
                None,
                "市市场监管局",
                "某公司",
                "副书记",
            ]
        ).rows,
        by,
    )
    before = list(PLACES.existing(by))
    actions = AuditEntry.objects.count()

    report = imports.judge(PLACES, tables.template(PLACES.layout(), before), name="x", by=by)
    PLACES.store(report.rows, by)

    assert not report.faults
    assert list(PLACES.existing(by)) == before
    assert AuditEntry.objects.count() == actions


def test_judging_costs_the_same_for_many_rows(ground, django_assert_max_num_queries):
    by = make.office()
    rows = [[f"P{n}", f"路{n}", "L01", "C1"] for n in range(200)]

    with django_assert_max_num_queries(20):
        assert not judge(*rows, by=by).faults


def test_areas_of_any_level_hold_places(ground):
    grid = make.area(Level.GRID, parent=ground["community"], code="G1")

    PLACES.store(judge(["P1", "路", "L01", "G1"]).rows, make.office())

    assert Place.objects.get().area == Area.objects.get(pk=grid.pk)
    assert Place.objects.get().holder == ground["street"]
