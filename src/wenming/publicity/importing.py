"""The ledger of publicity from a sheet (宣传台账)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import audit, tables
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.organization.importing.lookup import Units, refuse_foreign
from wenming.places.models import Place
from wenming.publicity import permissions, services
from wenming.publicity.listing import sheet_rows
from wenming.publicity.models import Item, Theme
from wenming.publicity.services import ItemData


def layout() -> Layout:
    """The sheet of the ledger."""
    return Layout(
        "宣传台账",
        [
            Column(
                "类别",
                "channel",
                True,
                tables.choice(Item.Channel),
                choices=tables.labels(Item.Channel),
            ),
            Column("标题", "title", True, tables.text(100), example="文明过马路"),
            Column("媒体或位置", "outlet", True, tables.text(100), example="云澜日报"),
            Column("单位", "unit", True, tables.text(80), example="市融媒体中心"),
            Column("日期", "on", True, tables.day, example="2026-11-20"),
            Column("撤下日期", "removed_on", convert=tables.day, hint="公益广告撤下的日子"),
            Column("点位编号", "place", convert=tables.code()),
            Column("网址", "address", convert=tables.text(300)),
            Column("主题", "themes", convert=tables.names(), hint="宣传计划里的主题，用、隔开"),
        ],
        notes=["已经登记的同一网址，或同一标题、媒体、日期，不再登记，也不改。"],
    )


def check(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """Names that are not registered, addresses that are none, days in the wrong order."""
    planner = _Planner(by)
    return [sheet.fault(row, key, text) for row in rows for key, text in planner.faults_of(row)]


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Enter what is not in the ledger yet."""
    rights.require(by, Ability.PLAN_PUBLICITY)
    planner = _Planner(by)
    added = 0
    for row in rows:
        data = planner.data_of(row)
        if services.known(data) is None:
            services.enter_item(data=data, by=by)
            added += 1
    return Stored(added=added, changed=0)


class _Planner:
    """Finds out what the names of a sheet mean; everything is read once."""

    def __init__(self, by: Any) -> None:
        self._by = by
        self._units = Units()
        self._themes = {theme.title: theme for theme in Theme.objects.order_by("pk")}
        self._places = {place.code: place for place in Place.objects.all()}
        self._is_address = URLValidator(schemes=["http", "https"])

    def faults_of(self, row: Row) -> list[tuple[str, str]]:
        """Column key and sentence of everything that is wrong with a row."""
        faults = []
        try:
            refuse_foreign(self._by, self._units.find(row["unit"]).area, Ability.PLAN_PUBLICITY)
        except ValueError as error:
            faults.append(("unit", str(error)))
        unknown = [name for name in row["themes"] or () if name not in self._themes]
        if unknown:
            text = _("宣传计划里没有主题“%(name)s”。") % {"name": "、".join(unknown)}
            faults.append(("themes", text))
        if row["place"] and row["place"] not in self._places:
            faults.append(("place", _("没有点位“%(code)s”。") % {"code": row["place"]}))
        if row["removed_on"] and row["removed_on"] < row["on"]:
            faults.append(("removed_on", _("早于设置的日子。")))
        try:
            if row["address"]:
                self._is_address(row["address"])
        except ValidationError:
            faults.append(("address", _("不是网址，请写成 https:// 开头的。")))
        return faults

    def data_of(self, row: Row) -> ItemData:
        """What a checked row says."""
        plain = ("channel", "title", "outlet", "on", "removed_on")
        return ItemData(
            unit=self._units.find(row["unit"]),
            place=self._places.get(row["place"] or ""),
            address=row["address"] or "",
            themes=[self._themes[name] for name in row["themes"] or ()],
            **{name: row[name] for name in plain},
        )


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The ledger, in the order of the columns."""
    rows = permissions.visible_to(by).select_related("unit", "place")
    return sheet_rows(rows.prefetch_related("themes"))


ITEMS = Kind(
    key="publicity",
    title=gettext_lazy("宣传台账"),
    note=gettext_lazy("媒体报道、专栏、公益广告等，一次登记，多个主题共用。先有单位和宣传主题。"),
    order=80,
    layout=layout,
    allowed=permissions.can_plan,
    check=check,
    store=store,
    existing=existing,
)
