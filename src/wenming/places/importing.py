"""Places from a sheet (点位)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import audit, tables
from wenming.core.errors import DomainError
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.organization.importing.lookup import Areas, Units, refuse_foreign
from wenming.organization.models import ACTIVE, Area, Post, Unit
from wenming.organization.selectors import LEVEL_OF_KIND
from wenming.places import permissions, selectors, services
from wenming.places.models import Place
from wenming.places.services import PlaceData

_degrees = tables.number(-180, 180, places=6)


def layout() -> Layout:
    """The sheet of places."""
    return Layout(
        "点位",
        [
            Column("点位编号", "code", True, tables.code(), unique=True, example="L07-0031"),
            Column("名称", "name", True, tables.text(80), example="石坊农贸市场"),
            Column(
                "类型",
                "type",
                True,
                tables.text(60),
                choices=list(selectors.sheet_type_names().values()),
                hint="点位类型的名称或代码",
                example="农贸市场",
            ),
            Column(
                "所在区域",
                "area",
                True,
                tables.text(60),
                hint="区域代码，或不重名的区域名称；到社区或网格",
                example="330702001003",
            ),
            Column("地址", "address", convert=tables.text(120), example="石坊街道文昌路 18 号"),
            Column("经度", "longitude", convert=_degrees, hint="WGS84，小数", example="119.647265"),
            Column("纬度", "latitude", convert=_degrees, hint="WGS84，小数", example="29.079162"),
            Column(
                "属地单位",
                "holder",
                convert=tables.text(80),
                hint="空着就是所在区域（或上一级）的街道、社区",
                example="石坊街道",
            ),
            Column("行业主管部门", "sector", convert=tables.text(80), example="市市场监督管理局"),
            Column("运营管理单位", "operator", convert=tables.text(80), example="某某物业公司"),
            Column(
                "点位长",
                "chief",
                convert=tables.text(60),
                hint="属地单位里已登记的职务",
                example="党工委副书记",
            ),
            Column(
                "状态",
                "status",
                convert=tables.choice(Place.Status),
                choices=tables.labels(Place.Status),
            ),
            Column("启用日期", "valid_from", convert=tables.day, example="2026-01-01"),
        ],
        notes=[
            "编号已有的点位改成表里写的，空格不改。已经开始的轮次不受影响：样本框里留的是当时的样子。",
            "经纬度用 WGS84（GPS 原始坐标）；从手机地图抄来的可能有几百米偏差。",
        ],
    )


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """What the register would refuse, row by row."""
    planner = _Planner(by)
    faults = []
    for row in rows:
        for key, text in planner.faults_of(row):
            faults.append(sheet.fault(row, key, text))
    return faults


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Enter or change the places of checked rows."""
    rights.require(by, Ability.MANAGE_PLACES)
    planner = _Planner(by)
    added = changed = 0
    for row in rows:
        place = planner.known(row) or Place()
        is_new = place.pk is None
        differs = services.write(place, planner.data_of(row), by=by)
        differs |= _set_status(place, row["status"], by)
        added, changed = added + is_new, changed + (differs and not is_new)
    return Stored(added=added, changed=changed)


def _set_status(place: Place, status: str | None, by: Any) -> bool:
    """Close or reopen a place as the row wants it; False where it is so."""
    if status in (None, place.status):
        return False
    if status == Place.Status.CLOSED:
        services.close_place(place_id=place.pk, by=by)
    else:
        services.reopen_place(place_id=place.pk, by=by)
    return True


class _Planner:
    """Finds out what the names of a sheet mean; everything is read once."""

    def __init__(self, by: Any) -> None:
        self._by = by
        self._areas, self._units = Areas(), Units()
        self._types = selectors.sheet_type_names()
        self._type_codes = {name: code for code, name in self._types.items()}
        self._places = {
            place.code: place
            for place in Place.objects.select_related("area", "holder", "sector", "chief")
        }
        posts = Post.objects.filter(ACTIVE).select_related("unit")
        self._posts = {(post.unit_id, post.title): post for post in posts}
        territories = Unit.objects.filter(ACTIVE, kind__in=LEVEL_OF_KIND).select_related("area")
        self._unit_of = {unit.area.path: unit for unit in territories}
        self._sector_of = selectors.sectors_by_type()

    def known(self, row: Row) -> Place | None:
        """The place that has the row's code already."""
        return self._places.get(row["code"])

    def faults_of(self, row: Row) -> list[tuple[str, str]]:
        """Column key and sentence of everything that is wrong with a row."""
        steps = {
            "area": self._area,
            "type": self._type,
            "holder": self._holder,
            "sector": self._sector,
            "chief": self._chief,
            "longitude": self._position,
        }
        faults = []
        for key, step in steps.items():
            try:
                step(row)
            except (ValueError, DomainError) as error:
                faults.append((key, str(error)))
        wrong_area = any(key == "area" for key, _text in faults)
        return [f for f in faults if not wrong_area or f[0] not in {"holder", "chief"}]

    def data_of(self, row: Row) -> PlaceData:
        """What a checked row says, with what is there where it says nothing."""
        old = self.known(row)
        longitude, latitude = self._position(row)
        return PlaceData(
            code=row["code"],
            name=row["name"],
            type_code=self._type(row),
            area=self._area(row),
            holder=self._holder(row),
            address=row["address"] or (old.address if old else ""),
            longitude=longitude,
            latitude=latitude,
            sector=self._sector(row),
            operator=row["operator"] or (old.operator if old else ""),
            chief=self._chief(row),
            valid_from=row["valid_from"] or (old.valid_from if old else None),
        )

    def _area(self, row: Row) -> Area:
        area = self._areas.find(row["area"])
        refuse_foreign(self._by, area, Ability.MANAGE_PLACES)
        old = self.known(row)
        if old is not None:
            refuse_foreign(self._by, old.area, Ability.MANAGE_PLACES)
        return area

    def _type(self, row: Row) -> str:
        code = self._code(row["type"])
        services.refuse_unknown_type(code, self._types)
        return code

    def _code(self, named: Any) -> str:
        """The code of a type named by its code or its name, known or not."""
        return str(self._type_codes.get(named, named))

    def _holder(self, row: Row) -> Unit:
        if row["holder"]:
            return self._units.find(row["holder"])
        old = self.known(row)
        if old is not None:
            return old.holder
        path = self._areas.find(row["area"]).path
        found = (self._unit_of.get(path[:end]) for end in range(len(path), 0, -Area.steplen))
        for unit in found:
            if unit is not None:
                return unit
        raise ValueError(_("没有填属地单位，所在区域和上级也都没有登记属地单位。"))

    def _sector(self, row: Row) -> Unit | None:
        if row["sector"]:
            return self._units.find(row["sector"])
        old = self.known(row)
        return old.sector if old else self._sector_of.get(self._code(row["type"]))

    def _chief(self, row: Row) -> Post | None:
        if not row["chief"]:
            old = self.known(row)
            return old.chief if old else None
        holder = self._holder(row)
        post = self._posts.get((holder.pk, row["chief"]))
        if post is None:
            raise ValueError(
                _("“%(unit)s”没有职务“%(title)s”。请先导入岗位。")
                % {"unit": holder.name, "title": row["chief"]}
            )
        return post

    def _position(self, row: Row) -> tuple[Any, Any]:
        old = self.known(row)
        longitude, latitude = row["longitude"], row["latitude"]
        if longitude is None and latitude is None and old is not None:
            return old.longitude, old.latitude
        services.refuse_bad_position(longitude, latitude)
        return longitude, latitude


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The places that the person keeps, in the order of the columns."""
    types = selectors.sheet_type_names()
    mine = Q(pk__in=[])
    for path in rights.area_paths(by, Ability.MANAGE_PLACES):
        mine |= Q(area__path__startswith=path)
    for place in selectors.listed(Place.objects.filter(mine)).order_by("code"):
        yield (
            place.code,
            place.name,
            types.get(place.type_code, place.type_code),
            place.area.code,
            place.address,
            place.longitude,
            place.latitude,
            place.holder.name,
            place.sector.name if place.sector else "",
            place.operator,
            place.chief.title if place.chief else "",
            tables.label_of(Place.Status, place.status),
            place.valid_from,
        )


PLACES = Kind(
    key="places",
    title=gettext_lazy("点位"),
    note=gettext_lazy("名称、类型、区域，属地、行业主管和运营单位，点位长。先导入单位和岗位。"),
    order=50,
    layout=layout,
    allowed=permissions.can_manage,
    check=check,
    store=store,
    existing=existing,
)
