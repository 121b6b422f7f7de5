"""Areas from a sheet (区划)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core import audit, permits, tables
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.organization.errors import WrongParent
from wenming.organization.importing.lookup import Areas, refuse_foreign
from wenming.organization.models import Area, Level
from wenming.organization.permissions import MANAGE_GROUND, can_manage
from wenming.organization.services import AreaData, save_area
from wenming.organization.services.areas import RANK, add_areas, refuse_wrong_parent


def layout() -> Layout:
    """The sheet of areas."""
    return Layout(
        "区划",
        [
            Column("代码", "code", True, tables.code(), unique=True, example="330702001"),
            Column("名称", "name", True, tables.text(60), example="石坊街道"),
            Column(
                "层级",
                "level",
                True,
                tables.choice(Level),
                choices=tables.labels(Level),
                example="街道（乡镇）",
            ),
            Column(
                "上级代码",
                "parent",
                convert=tables.code(),
                hint="上一级区域的代码；可以是本表里的一行。本市不填",
                example="330702",
            ),
            Column("启用日期", "valid_from", convert=tables.day, example="2026-01-01"),
        ],
        notes=[
            "一行一个区域，上级要么已在平台里，要么也在本表里。",
            "代码已有的：改名称、层级和启用日期，空格不改；上级不能改（请停用旧的、建新的）。",
        ],
    )


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """What the register would refuse, row by row."""
    areas = Areas()
    present = {row["code"]: areas.by_code(row["code"]) for row in rows}
    in_sheet = {row["code"]: row for row in rows}
    faults = []
    for row in rows:
        try:
            found = present[row["code"]]
            if found is None:
                _check_new(row, areas, in_sheet, by)
            else:
                _check_known(row, found, areas, by)
        except (ValueError, WrongParent) as error:
            faults.append(sheet.fault(row, "parent", str(error)))
    return faults


def _check_new(row: Row, areas: Areas, in_sheet: dict[str, Row], by: Any) -> None:
    """Raises ValueError with the sentence for the report."""
    code = row["parent"]
    if not code:
        raise ValueError(_("没有写上级代码；只有本市没有上级，而本市已经登记。"))
    above = areas.by_code(code)
    if above is not None:
        areas.find(code)
        refuse_foreign(by, above)
        refuse_wrong_parent(row["level"], row["name"], above)
        return
    parent_row = in_sheet.get(code)
    if parent_row is None:
        raise ValueError(_("上级代码“%(code)s”不在平台里，也不在本表里。") % {"code": code})
    if RANK[parent_row["level"]] >= RANK[row["level"]]:
        raise ValueError(_("上级在第 %(row)d 行，层级不比它高。") % {"row": parent_row.number})


def _check_known(row: Row, area: Area, areas: Areas, by: Any) -> None:
    """Raises ValueError with the sentence for the report."""
    refuse_foreign(by, area)
    parent = areas.above(area)
    if row["parent"] and (parent is None or parent.code != row["parent"]):
        raise ValueError(
            _("“%(area)s”的上级是“%(parent)s”，不能改。请停用旧的区域，用新代码建新的。")
            % {"area": area.name, "parent": parent.code if parent else _("无")}
        )
    refuse_wrong_parent(row["level"], row["name"], parent)
    if any(RANK[lower.level] <= RANK[row["level"]] for lower in areas.below(area)):
        raise ValueError(
            _("“%(area)s”下面已有同级或更高的区域，层级不能这样改。") % {"area": area.name}
        )


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Enter or change the areas of checked rows, from the top level down."""
    permits.require(by, MANAGE_GROUND)
    present = {area.code: area for area in Area.objects.defer("outline")}
    fresh = [row for row in rows if row["code"] not in present]
    changed = [row for row in rows if row["code"] in present and _differs(row, present)]
    for row in changed:
        found = present[row["code"]]
        save_area(area_id=found.pk, data=_data(row, found.valid_from), by=by)
    for level in RANK:
        _add_level([row for row in fresh if row["level"] == level], present, by)
    return Stored(added=len(fresh), changed=len(changed))


def _add_level(rows: list[Row], present: dict[str, Area], by: Any) -> None:
    """Enter the new areas of one level, the rows of each parent at once."""
    by_parent: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_parent[row["parent"]].append(row)
    for code, siblings in by_parent.items():
        made = add_areas(
            parent_id=present[code].pk, data=[_data(row, None) for row in siblings], by=by
        )
        present |= {area.code: area for area in made}


def _data(row: Row, valid_from: date | None) -> AreaData:
    return AreaData(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        parent=None,
        valid_from=row["valid_from"] or valid_from,
    )


def _differs(row: Row, present: dict[str, Area]) -> bool:
    area = present[row["code"]]
    is_same_day = row["valid_from"] in (None, area.valid_from)
    return (row["name"], row["level"]) != (area.name, area.level) or not is_same_day


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The active areas, in the order of the columns."""
    codes: dict[str, str] = {}
    for area in Area.objects.filter(valid_until=None).defer("outline").order_by("path"):
        codes[area.path] = area.code
        parent = codes.get(area.path[: -area.steplen], "")
        level = tables.label_of(Level, area.level)
        yield (area.code, area.name, level, parent, area.valid_from)


AREAS = Kind(
    key="areas",
    title=gettext_lazy("区划"),
    note=gettext_lazy("从区县到微网格。最先导入，别的表都要用它。"),
    order=10,
    layout=layout,
    allowed=can_manage,
    check=check,
    store=store,
    existing=existing,
)
