"""The sheet of projects that comes in: its columns, and what the cells of a row mean (项目表)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from wenming.accounts.rights import Ability, Person
from wenming.core import tables
from wenming.core.tables import Column, Layout, Row
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.organization.importing.lookup import Areas, Units, refuse_foreign
from wenming.places import permissions as places
from wenming.projects.fields import MOST_WAN
from wenming.projects.models import MILESTONE_LABELS, STAGE_LABELS, Project
from wenming.projects.money import fen_of
from wenming.projects.registering import Standing
from wenming.projects.services import ProjectData
from wenming.projects.workflow import TIMETABLE, Stage

_WAN = tables.number(0, MOST_WAN, places=6)


def layout() -> Layout:
    """The sheet of projects; its headers are those of the list that goes out."""
    return Layout(
        "项目清单",
        [*_what(), *_how_far(), *_days()],
        notes=[
            "从“项目清单”导出的表改好可以直接传回来；别的表里叫“项目名称”“建设单位”“总投资（万元）”的列也认得。",
            "有项目编号，或名称和责任单位都一样，就是已登记的项目：空格不改，已立项的只能改计划日期。",
            "阶段、文号、资金和实际日期只在第一次登记时写；以后由办理步骤来改。",
        ],
    )


def _what() -> list[Column]:
    """What a project is."""
    text = tables.text
    return [
        Column("项目编号", "number", convert=text(20), hint="新项目空着", also=["编号"]),
        Column("名称", "name", True, text(80), example="石坊停车场", also=["项目名称", "工程名称"]),
        Column(
            "类别",
            "kind",
            convert=tables.choice(Project.Kind),
            choices=tables.labels(Project.Kind),
            hint="空着就是设施建设",
            also=["项目类别", "项目类型"],
        ),
        Column(
            "建设内容",
            "content",
            True,
            text(400),
            example="新建停车位 60 个",
            also=["主要建设内容", "建设内容及规模", "建设规模及内容", "项目内容"],
        ),
        Column(
            "责任单位",
            "unit",
            True,
            text(80),
            example="石坊街道",
            also=["建设单位", "实施单位", "项目单位", "业主单位", "牵头单位"],
        ),
        Column(
            "建设地点",
            "area",
            convert=text(80),
            hint="区域代码或名称；空着就是责任单位所在的区域",
            also=["所在区域", "项目地点"],
        ),
        Column(
            "服务点位",
            "places",
            convert=tables.names(120),
            hint="点位编号，用、隔开；编号后面可以写名称",
            example="L07-0031 石坊农贸市场",
        ),
        Column("服务指标", "indicators", convert=tables.names(20), also=["对应指标"]),
    ]


def _how_far() -> list[Column]:
    """How far it has come, and its money."""
    return [
        Column(
            "立项文号", "approval", convert=tables.text(60), also=["批复文号", "批准文号", "文号"]
        ),
        Column(
            "概算（万元）",
            "budget",
            convert=_WAN,
            example="128.5",
            also=["总投资（万元）", "投资概算（万元）", "计划投资（万元）", "预算（万元）"],
        ),
        Column("资金来源", "funding", convert=tables.text(80), example="市级财政"),
        Column(
            "已支出（万元）",
            "spent",
            convert=_WAN,
            also=["累计支出（万元）", "完成投资（万元）", "已完成投资（万元）"],
        ),
        Column(
            "阶段",
            "stage",
            convert=tables.choice(STAGE_LABELS),
            choices=tables.labels(STAGE_LABELS),
            hint="空着就是待论证；已立项的要有立项文号和概算，资金已落实的要有资金来源",
            also=["项目阶段", "当前阶段"],
        ),
    ]


def _days() -> list[Column]:
    """The timetable: planned and real day of each stage."""
    words = tables.labels(MILESTONE_LABELS)
    return [
        Column(f"{said}{word}", f"{key}_{stage}", convert=tables.day)
        for stage, word in zip(TIMETABLE, words, strict=True)
        for said, key in (("计划", "due"), ("实际", "done"))
    ]


def planned_days(row: Row) -> dict[str, date]:
    """Stage → the planned day that a row gives."""
    return {stage: row[f"due_{stage}"] for stage in TIMETABLE if row[f"due_{stage}"]}


def standing_of(row: Row) -> Standing:
    """How far a row says that a project is."""
    return Standing(
        stage=Stage(row["stage"] or Stage.PROPOSED),
        approval=row["approval"] or "",
        funding=row["funding"] or "",
        spent=fen_of(row["spent"] or Decimal(0)),
        done={stage: row[f"done_{stage}"] for stage in TIMETABLE if row[f"done_{stage}"]},
    )


class Names:
    """Finds out what the names of a row mean; everything is read once."""

    def __init__(self, by: Person) -> None:
        self._by = by
        self._areas, self._units = Areas(), Units()
        visible = places.visible_to(by)
        self._places = {place.code: place for place in visible}
        rows = Indicator.objects.filter(edition=current_edition())
        self._indicators = {row.code: row for row in rows}

    def data_of(self, row: Row, known: Project | None) -> tuple[ProjectData, list[tuple[str, str]]]:
        """What a row says of a project; blank cells and words as they went out say what is there.

        Returns:
            the data, and (column, sentence) of every name that means nothing.
        """
        faults: list[tuple[str, str]] = []
        found: dict[str, Any] = {}
        for key, find in (
            ("unit", self._unit),
            ("area", self._area),
            ("places", self._served_places),
            ("indicators", self._served_indicators),
        ):
            try:
                found[key] = find(row, known)
            except ValueError as error:
                faults.append((key, str(error)))
                found[key] = None
        data = ProjectData(
            name=row["name"],
            kind=row["kind"] or (known.kind if known else Project.Kind.FACILITY),
            content=row["content"],
            budget=fen_of(row["budget"]) if row["budget"] is not None else _budget(known),
            **(found | {"area": found["area"] or getattr(found["unit"], "area", None)}),
        )
        return data, faults

    def _unit(self, row: Row, known: Project | None) -> Any:
        if known is not None and row["unit"] == known.unit.name:
            return known.unit
        unit = self._units.find(row["unit"])
        refuse_foreign(self._by, unit.area, Ability.MANAGE_PROJECTS)
        return unit

    def _area(self, row: Row, known: Project | None) -> Any:
        if known is not None and row["area"] in {None, known.area.name}:
            return known.area
        return self._areas.find(row["area"]) if row["area"] else None

    def _served_places(self, row: Row, known: Project | None) -> Sequence[Any]:
        if known is not None and not row["places"]:
            return list(known.places.all())
        own = {place.code: place for place in known.places.all()} if known else {}
        codes = [words.split()[0] for words in row["places"] or ()]
        return _all_of(codes, self._places | own, _("没有您能看到的点位“%(code)s”。"))

    def _served_indicators(self, row: Row, known: Project | None) -> Sequence[Any]:
        if known is not None and not row["indicators"]:
            return list(known.indicators.all())
        own = {indicator.code: indicator for indicator in known.indicators.all()} if known else {}
        unknown = _("现行测评体系里没有指标“%(code)s”。")
        return _all_of(row["indicators"] or (), self._indicators | own, unknown)


def _budget(known: Project | None) -> int | None:
    return known.budget if known else None


def _all_of(codes: Sequence[str], known: dict[str, Any], sentence: str) -> list[Any]:
    for code in codes:
        if code not in known:
            raise ValueError(sentence % {"code": code})
    return [known[code] for code in dict.fromkeys(codes)]
