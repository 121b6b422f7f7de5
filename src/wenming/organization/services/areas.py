"""Areas: entered, renamed, outlined, ended. An area never moves: rights and history hang on its path."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils.translation import gettext as _

from wenming.core import audit, permits
from wenming.core.moves import locked
from wenming.organization.errors import BadOutlines, CodeTaken, WrongParent
from wenming.organization.models import ACTIVE, Area, Level
from wenming.organization.permissions import MANAGE_GROUND
from wenming.organization.services.ending import end, refuse_while_in_use, reopen

RANK = {level: rank for rank, level in enumerate(Level.values)}
MAX_NESTING = 4  # polygons, rings, positions of a MultiPolygon
SHAPES = {"Polygon", "MultiPolygon"}


@dataclass(frozen=True, slots=True)
class AreaData:
    """What is entered of an area; the parent of one that exists is not changed."""

    code: str
    name: str
    level: str
    parent: Area | None
    valid_from: date | None = None


@audit.audited
def create_city(*, code: str, name: str, by: AbstractBaseUser | None) -> Area:
    """The root of the tree, once; by None, from the command line.

    Raises:
        CodeTaken: there is a city already.
    """
    found = Area.objects.filter(level=Level.CITY).first()
    if found is not None:
        raise CodeTaken(value=found.code, thing=found)
    area: Area = Area.objects.add_root({"code": code, "name": name, "level": Level.CITY})
    audit.record("organization.area_created", area, by=by, code=code)
    return area


@audit.audited
def save_area(*, area_id: int | None = None, data: AreaData, by: AbstractBaseUser | None) -> Area:
    """Enter an area below another, or change name, level and first day of one.

    Raises:
        NotAllowed: the person may not keep the register there.
        CodeTaken, WrongParent.
    """
    area: Area | None = locked(Area.objects.all(), area_id) if area_id else None
    if by is not None:
        permits.require(by, MANAGE_GROUND, area=area or data.parent)
    if taken := Area.objects.filter(code=data.code).exclude(pk=area_id).first():
        raise CodeTaken(value=data.code, thing=taken)
    if area is None:
        if data.parent is None:
            raise WrongParent(parent="", thing=data.name, reason=_("没有写上级。"))
        refuse_wrong_parent(data.level, data.name, data.parent)
        area = add_below(data.parent, data)
        audit.record("organization.area_created", area, by=by, code=area.code)
        return area
    refuse_wrong_parent(data.level, data.name, Area.objects.get_parent(area))
    area.code, area.name, area.level = data.code, data.name, data.level
    area.valid_from = data.valid_from
    area.save(update_fields=["code", "name", "level", "valid_from"])
    audit.record("organization.area_changed", area, by=by, code=area.code)
    return area


@audit.audited
def add_areas(
    *, parent_id: int, data: Sequence[AreaData], by: AbstractBaseUser | None
) -> list[Area]:
    """Enter checked areas right below a parent; many that come after its last child go in at once.

    The tree keeps children in the order of their codes, and a child in between moves those behind.

    Raises:
        NotAllowed: the person may not keep the register there.
    """
    parent: Area = locked(Area.objects.all(), parent_id)
    if by is not None:
        permits.require(by, MANAGE_GROUND, area=parent)
    rows = sorted(data, key=lambda row: row.code)
    last = Area.objects.get_last_child(parent)
    if last is None or (rows and last.code < rows[0].code):
        added = _append(parent, last, rows)
    else:
        added = [add_below(parent, row) for row in rows]
    for area in added:
        audit.record("organization.area_created", area, by=by, code=area.code)
    return added


def _append(parent: Area, last: Area | None, rows: Sequence[AreaData]) -> list[Area]:
    """New rows of the tree behind the last child of a locked parent, which counts them."""
    start = last._get_lastpos_in_path() if last is not None else 0
    depth = parent.depth + 1
    areas = [
        Area(
            path=Area._get_path(parent.path, depth, start + number),
            depth=depth,
            numchild=0,
            **_fields(row),
        )
        for number, row in enumerate(rows, 1)
    ]
    Area.objects.bulk_create(areas)
    Area.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(areas))
    return areas


def _fields(data: AreaData) -> dict[str, Any]:
    return {name: getattr(data, name) for name in ("code", "name", "level", "valid_from")}


def add_below(parent: Area, data: AreaData) -> Area:
    """A new row of the tree; the parent is read afresh, for the tree counts its children there."""
    area: Area = Area.objects.add_child(Area.objects.get(pk=parent.pk), _fields(data))
    return area


def refuse_wrong_parent(level: str, name: str, parent: Area | None) -> None:
    """Below a city come districts, streets, communities, grids, micro-grids; levels may be left out.

    Raises:
        WrongParent.
    """
    if parent is None and level != Level.CITY:
        raise WrongParent(parent="", thing=name, reason=_("没有写上级。"))
    if parent is not None and RANK[parent.level] >= RANK[level]:
        raise WrongParent(
            parent=parent,
            thing=name,
            reason=_("它是%(found)s，不比%(level)s高。")
            % {"found": Level(parent.level).label, "level": Level(level).label},
        )


@audit.audited
def end_area(*, area_id: int, on: date | None = None, by: AbstractBaseUser) -> Area:
    """End an area that nothing hangs on any more.

    Raises:
        NotAllowed, EndBeforeStart.
        StillInUse: names what must go elsewhere first.
    """
    area: Area = locked(Area.objects.all(), area_id)
    permits.require(by, MANAGE_GROUND, area=area)
    children = Area.objects.get_children(area).filter(ACTIVE).count()
    units = area.units.filter(ACTIVE).count()
    own = [_("下级区域 %(n)d") % {"n": children}] if children else []
    own += [_("单位 %(n)d") % {"n": units}] if units else []
    refuse_while_in_use(area, own)
    return end(area, on, by=by, action="organization.area_ended")


@audit.audited
def reopen_area(*, area_id: int, by: AbstractBaseUser) -> Area:
    """Take the end of an area back.

    Raises:
        NotAllowed.
    """
    area: Area = locked(Area.objects.all(), area_id)
    permits.require(by, MANAGE_GROUND, area=area)
    return reopen(area, by=by, action="organization.area_reopened")


@audit.audited
def set_outlines(*, content: bytes, by: AbstractBaseUser) -> int:
    """Set the outlines of areas from a GeoJSON FeatureCollection; returns how many.

    Args:
        content: features with a Polygon or MultiPolygon in WGS84 longitude and latitude, and the
            area's code in `properties.code`. All are stored, or none.

    Raises:
        NotAllowed.
        BadOutlines: names the feature by its number, from 1.
    """
    shapes = dict(_shapes(content))
    areas = {area.code: area for area in Area.objects.filter(code__in=shapes)}
    if missing := [code for code in shapes if code not in areas]:
        raise BadOutlines(reason=_("区划代码 %(codes)s 没有登记。") % {"codes": "、".join(missing)})
    for code, area in areas.items():
        permits.require(by, MANAGE_GROUND, area=area)
        area.outline = shapes[code]
        area.save(update_fields=["outline"])
        audit.record("organization.area_outlined", area, by=by, code=code)
    return len(areas)


def _shapes(content: bytes) -> Iterator[tuple[str, Any]]:
    """Code and geometry of each feature.

    Raises:
        BadOutlines.
    """
    try:
        features = json.loads(content.decode("utf-8-sig"))["features"]
        listed = list(features)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadOutlines(reason=_("不是 GeoJSON 的 FeatureCollection。")) from error
    for number, feature in enumerate(listed, 1):
        try:
            code, geometry = str(feature["properties"]["code"]), feature["geometry"]
            kind, coordinates = geometry["type"], geometry["coordinates"]
        except (KeyError, TypeError) as error:
            raise BadOutlines(
                reason=_("第 %(n)d 个要素没有 properties.code 或 geometry。") % {"n": number}
            ) from error
        if kind not in SHAPES or not all(_is_position(point) for point in _points(coordinates)):
            raise BadOutlines(
                reason=_("第 %(n)d 个要素不是经纬度（WGS84）的 Polygon 或 MultiPolygon。")
                % {"n": number}
            )
        yield code, {"type": kind, "coordinates": coordinates}


def _points(coordinates: Any, depth: int = 0) -> Iterator[Any]:
    """The positions of nested coordinates; anything odd comes out as it is."""
    is_nested = isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], list)
    if not is_nested or depth == MAX_NESTING:
        yield coordinates
        return
    for part in coordinates:
        yield from _points(part, depth + 1)


def _is_position(point: Any) -> bool:
    """Two numbers (a height may follow) that are a longitude and a latitude."""
    is_pair = isinstance(point, list) and 2 <= len(point) <= 3
    if not is_pair or not all(isinstance(n, int | float) for n in point):
        return False
    return bool(-180 <= point[0] <= 180 and -90 <= point[1] <= 90)
