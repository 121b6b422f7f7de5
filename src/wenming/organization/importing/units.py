"""Units with their liaisons, predecessors and aliases from a sheet (单位)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core import audit, permits, tables
from wenming.core.errors import DomainError
from wenming.core.imports import Kind, RowsChanged, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.organization.importing.lookup import Areas, Units, refuse_foreign
from wenming.organization.models import ACTIVE, Area, Post, Unit, UnitAlias, UnitKind
from wenming.organization.permissions import MANAGE_GROUND, can_manage
from wenming.organization.selectors import LEVEL_OF_KIND
from wenming.organization.services import PostData, UnitData, save_post, save_unit
from wenming.organization.services.units import refuse_wrong_area

LIAISON = "创建联络员"  # title of the post that the sheet's liaison gets


def layout() -> Layout:
    """The sheet of units."""
    return Layout(
        "单位",
        [
            Column("代码", "code", True, tables.code(), unique=True, example="9901D012"),
            Column("名称", "name", True, tables.text(80), unique=True, example="市市场监督管理局"),
            Column(
                "类别",
                "kind",
                True,
                tables.choice(UnitKind),
                choices=tables.labels(UnitKind),
                example="市直部门",
            ),
            Column(
                "所辖区域",
                "area",
                True,
                tables.text(60),
                hint="区域代码，或不重名的区域名称；部门填本市",
                example="330700",
            ),
            Column(
                "上级单位",
                "parent",
                convert=tables.text(80),
                hint="单位名称或代码；可以是本表里的一行。街道、社区不填时按区域找上级",
                example="云湖区",
            ),
            Column(
                "别名",
                "aliases",
                convert=tables.names(),
                hint="简称等，用、隔开",
                example="市场监管局",
            ),
            Column("旧名", "former", convert=tables.names(), hint="改过的名字，用、隔开"),
            Column(
                "前身",
                "predecessors",
                convert=tables.names(),
                hint="并入的、已登记的单位，用、隔开",
                example="市工商局、市质监局",
            ),
            Column("联络员", "holder", convert=tables.text(40), example="张三"),
            Column("联络电话", "phone", convert=tables.phone, example="13900000000"),
            Column("启用日期", "valid_from", convert=tables.day, example="2026-01-01"),
        ],
        notes=[
            "代码已有的单位：改成表里写的，空格不改。改了名称的，原来的名称自动留作旧名。",
            "别名和旧名只增不减；写错的请在单位的页面上去掉。",
            "联络员和电话是个人信息：只登记公开的工作电话，表用完请删除。",
        ],
    )


@dataclass(slots=True)
class Plan:
    """A row that can be stored: what its names mean."""

    row: Row
    unit: Unit
    area: Area
    parent: Unit | None = None
    predecessors: list[Unit] = field(default_factory=list)


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """What the register would refuse, row by row."""
    return _Planner(sheet, by).plan(rows)[1]


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Enter or change the units of checked rows, superiors before those below them."""
    permits.require(by, MANAGE_GROUND)
    plans, faults = _Planner(Sheet(title=""), by).plan(rows)
    if faults:  # the register has changed since the rows were checked
        raise RowsChanged(now=len(rows) - len({fault.row for fault in faults}), seen=len(rows))
    fresh = [plan for plan in plans if plan.unit.pk is None]
    changed = [plan for plan in plans if plan.unit.pk is not None and _differs(plan)]
    waiting = {plan.unit.code: plan for plan in [*fresh, *changed]}
    saved: dict[str, Unit] = {}
    for code in list(waiting):
        _store_with_superior(code, waiting, saved, by)
    for plan in [*fresh, *changed]:  # a predecessor may stand below its successor: after all
        if plan.predecessors:
            before = [saved.get(unit.code, unit) for unit in plan.predecessors]
            saved[plan.unit.code].predecessors.set(before)
    return Stored(added=len(fresh), changed=len(changed))


def _store_with_superior(
    code: str, waiting: dict[str, Plan], saved: dict[str, Unit], by: Any
) -> None:
    """Store a plan after its superior in the same sheet (checked: there is no ring)."""
    plan = waiting.pop(code, None)
    if plan is None:
        return
    parent = plan.parent
    if parent is not None:
        _store_with_superior(parent.code, waiting, saved, by)
        parent = saved.get(parent.code, parent)
    unit = save_unit(unit_id=plan.unit.pk, data=_target(plan, parent), by=by)
    if plan.row["holder"] or plan.row["phone"]:
        liaison = _liaison(unit)
        post_id = liaison.pk if liaison else None
        save_post(unit=unit, post_id=post_id, data=_liaison_data(plan.row, liaison), by=by)
    saved[code] = unit


def _target(plan: Plan, parent: Unit | None) -> UnitData:
    """The unit as the row wants it; blank cells leave what is there, and names only join."""
    row, old = plan.row, plan.unit
    known = old.pk is not None
    aliases, former = _names(old) if known else ([], [])
    return UnitData(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        area=plan.area,
        parent=parent or (old.parent if known else None),
        valid_from=row["valid_from"] or old.valid_from,
        aliases=list(dict.fromkeys([*aliases, *(row["aliases"] or [])])),
        former=list(dict.fromkeys([*former, *(row["former"] or [])])),
        predecessors=list(old.predecessors.all()) if known else [],
    )


def _differs(plan: Plan) -> bool:
    """Whether the row says something else of a known unit than what is there."""
    old, data = plan.unit, _target(plan, plan.parent)
    fields = ("code", "name", "kind", "area", "parent", "valid_from")
    if any(getattr(old, name) != getattr(data, name) for name in fields):
        return True
    aliases, former = _names(old)
    if set(data.aliases) != set(aliases) or set(data.former) != set(former):
        return True
    before = {unit.code for unit in plan.predecessors}
    if before and before != {unit.code for unit in old.predecessors.all()}:
        return True
    liaison = _liaison(old)
    if liaison is None:
        return bool(plan.row["holder"] or plan.row["phone"])
    wanted = _liaison_data(plan.row, liaison)
    return (wanted.holder, wanted.phone) != (liaison.holder, liaison.phone)


def _liaison(unit: Unit) -> Post | None:
    """The active liaison of a unit that the sheet means: the one it made, else the first."""
    posts = [p for p in unit.posts.all() if p.kind == Post.Kind.LIAISON and not p.valid_until]
    return next((post for post in posts if post.title == LIAISON), posts[0] if posts else None)


def _liaison_data(row: Row, post: Post | None) -> PostData:
    return PostData(
        title=post.title if post else LIAISON,
        kind=Post.Kind.LIAISON,
        holder=row["holder"] or (post.holder if post else ""),
        phone=row["phone"] or (post.phone if post else ""),
    )


def _names(unit: Unit) -> tuple[list[str], list[str]]:
    """Aliases and former names of a unit, as the sheet has them."""
    rows = list(unit.aliases.all())
    former = [alias.name for alias in rows if alias.kind == UnitAlias.Kind.FORMER]
    return [a.name for a in rows if a.kind != UnitAlias.Kind.FORMER], former


class _Planner:
    """Finds out what the names of a sheet mean, the sheet's own units among them."""

    def __init__(self, sheet: Sheet, by: Any) -> None:
        self._sheet = sheet
        self._by = by
        self._areas = Areas()
        self._units = Units()
        self._faults: list[Fault] = []
        self._of_area: dict[str, Unit] = {}  # by the area's path

    def plan(self, rows: list[Row]) -> tuple[list[Plan], list[Fault]]:
        """The rows that can be stored, and what is wrong with the others."""
        plans = [plan for row in rows if (plan := self._own(row)) is not None]
        self._learn_territories(plans)
        for plan in plans:
            self._try(plan.row, "parent", lambda plan=plan: self._set_parent(plan))
            self._try(plan.row, "predecessors", lambda plan=plan: self._set_predecessors(plan))
        above = self._units.parents()
        above |= {plan.unit.code: plan.parent for plan in plans if plan.parent}
        for plan in plans:
            self._try(plan.row, "parent", lambda plan=plan: _refuse_ring(plan.unit, above))
        return plans, self._faults

    def _try(self, row: Row, key: str, step: Any) -> Any:
        """What `step` gives; a refusal becomes a fault of the row's column."""
        try:
            return step()
        except (ValueError, DomainError) as error:
            self._faults.append(self._sheet.fault(row, key, str(error)))
            return None

    def _own(self, row: Row) -> Plan | None:
        """What the row says of itself, and its names made known to the other rows."""
        area = self._try(row, "area", lambda: self._area(row))
        known = self._units.by_code(row["code"])
        unit = known or Unit(code=row["code"], name=row["name"], kind=row["kind"])
        names = [row["name"], *(row["aliases"] or []), *(row["former"] or [])]
        for key, listed in (("name", names[:1]), ("aliases", names[1:])):
            self._try(row, key, lambda listed=listed: self._refuse_taken(listed, unit))
        self._units.add(unit, names)
        return Plan(row=row, unit=unit, area=area) if area else None

    def _area(self, row: Row) -> Area:
        area = self._areas.find(row["area"])
        refuse_foreign(self._by, area)
        refuse_wrong_area(row["kind"], area)
        return area

    def _refuse_taken(self, names: Iterable[str], unit: Unit) -> None:
        for name in names:
            owner = self._units.called(name)
            if owner is not None and owner.code != unit.code:
                raise ValueError(
                    _("“%(name)s”已经是“%(unit)s”的名称或别名。")
                    % {"name": name, "unit": owner.name}
                )

    def _learn_territories(self, plans: list[Plan]) -> None:
        """Which unit stands for which area, in the register and in the sheet."""
        for unit in Unit.objects.filter(ACTIVE, kind__in=LEVEL_OF_KIND).select_related("area"):
            self._of_area[unit.area.path] = unit
        for plan in plans:
            if plan.row["kind"] in LEVEL_OF_KIND:
                self._of_area[plan.area.path] = plan.unit

    def _set_parent(self, plan: Plan) -> None:
        words = plan.row["parent"]
        if words:
            plan.parent = self._units.find(words)
        elif plan.row["kind"] in LEVEL_OF_KIND and (plan.unit.pk is None or not plan.unit.parent):
            plan.parent = self._above(plan.area)

    def _above(self, area: Area) -> Unit | None:
        """The unit of the nearest area above."""
        steps = range(len(area.path) - area.steplen, 0, -area.steplen)
        return next((u for end in steps if (u := self._of_area.get(area.path[:end]))), None)

    def _set_predecessors(self, plan: Plan) -> None:
        found = self._units.find_former(plan.row["predecessors"] or [])
        if any(unit.code == plan.unit.code for unit in found):
            raise ValueError(_("前身是它自己。旧的名称请填在“旧名”里。"))
        plan.predecessors = found


def _refuse_ring(unit: Unit, above: dict[str, Unit]) -> None:
    """Refuse a unit that stands above itself, as the register and the sheet have it together.

    Raises:
        ValueError: with the sentence for the report.
    """
    seen = {unit.code}
    code = unit.code
    while code in above:
        code = above[code].code
        if code in seen:
            raise ValueError(_("上级单位绕了一圈又回到它自己。"))
        seen.add(code)


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The active units, in the order of the columns."""
    liaisons = Post.objects.filter(ACTIVE, kind=Post.Kind.LIAISON)
    units = Unit.objects.filter(ACTIVE).select_related("area", "parent")
    units = units.prefetch_related(
        "aliases", "predecessors", Prefetch("posts", liaisons, to_attr="liaisons")
    )
    for unit in units.order_by("code"):
        aliases, former = _names(unit)
        liaison = next(iter(unit.liaisons), Post())
        yield (
            unit.code,
            unit.name,
            tables.label_of(UnitKind, unit.kind),
            unit.area.code,
            unit.parent.name if unit.parent else "",
            "、".join(aliases),
            "、".join(former),
            "、".join(before.name for before in unit.predecessors.all()),
            liaison.holder,
            liaison.phone,
            unit.valid_from,
        )


UNITS = Kind(
    key="units",
    title=gettext_lazy("单位"),
    note=gettext_lazy("部门、区县、街道、社区，连同联络员、别名、旧名和前身。先导入区划。"),
    order=20,
    layout=layout,
    allowed=can_manage,
    check=check,
    store=store,
    existing=existing,
)
