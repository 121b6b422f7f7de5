"""Sheets of official results and feedback lists (官方成绩表、反馈问题清单)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core import clock, tables
from wenming.core.imports import Kind, Stored
from wenming.core.tables import Column, Fault, Layout, Row, Sheet
from wenming.framework.models import Indicator
from wenming.scoring import permissions, services
from wenming.scoring.models import OfficialFinding, OfficialResult, Source
from wenming.scoring.models.official import THOUSANDTHS

HIGHEST = 2000  # marks of any framework
FIRST_YEAR = 2005  # of the first national test


def _head() -> list[Column]:
    """Which test: the columns that both sheets begin with."""
    return [
        Column(
            "来源",
            "source",
            True,
            tables.choice(Source),
            choices=tables.labels(Source),
            example="国家测评",
        ),
        Column(
            "年度",
            "year",
            True,
            tables.whole(FIRST_YEAR, clock.today().year + 1),
            example="2026",
        ),
        Column("期次", "period", convert=tables.text(20), hint="一年几次时写", example="第三季度"),
    ]


def results_layout() -> Layout:
    """The sheet of totals and ranks."""
    return Layout(
        "官方成绩",
        [
            *_head(),
            Column("城市", "city", True, tables.text(40), example=settings.CITY_NAME),
            Column("总分", "total", convert=tables.number(0, HIGHEST, places=3), example="92.35"),
            Column("名次", "rank", convert=tables.whole(1, 1000), example="12"),
            Column("参评城市数", "of", convert=tables.whole(1, 1000), example="113"),
            Column("公布日期", "published_on", convert=tables.day, example="2026-11-20"),
        ],
        notes=[
            "一次测评一个城市一行；别的城市也可以填，用来比较。已有的按表里写的改。",
            "内部资料：只有办公室和领导看得到，不上大屏，不对外。",
        ],
    )


def findings_layout() -> Layout:
    """The sheet of findings."""
    return Layout(
        "官方反馈问题",
        [
            *_head(),
            Column("指标编号", "indicator_code", convert=tables.code(), example="D06-13"),
            Column("点位", "place", convert=tables.text(80), example="石坊农贸市场"),
            Column("问题", "text", True, tables.text(300), example="摊位出店经营"),
            Column("扣分", "lost", convert=tables.number(0, HIGHEST, places=3), example="0.5"),
        ],
        notes=["一个问题一行。指标编号照现行测评体系写，不清楚就空着。"],
    )


def check_results(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """Doubles in the sheet, ranks beyond the number of cities, rows that say nothing."""
    faults = _doubles(sheet, rows, ("source", "year", "period", "city"), "city")
    for row in rows:
        if row["rank"] and row["of"] and row["rank"] > row["of"]:
            text = _("名次 %(rank)d 大于参评城市数 %(of)d。") % {
                "rank": row["rank"],
                "of": row["of"],
            }
            faults.append(sheet.fault(row, "rank", text))
        if _is_blank(row["total"]) and _is_blank(row["rank"]):
            faults.append(sheet.fault(row, "total", _("总分和名次至少要有一个。")))
    return faults


def check_findings(sheet: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """Doubles in the sheet, unknown indicators."""
    faults = _doubles(sheet, rows, ("source", "year", "period", "place", "text"), "text")
    codes = {row["indicator_code"] for row in rows if row["indicator_code"]}
    known = set(Indicator.objects.filter(code__in=codes).values_list("code", flat=True))
    for row in rows:
        code = row["indicator_code"]
        if code and code not in known:
            text = _("没有编号为“%(code)s”的指标。") % {"code": code}
            faults.append(sheet.fault(row, "indicator_code", text))
    return faults


def _doubles(sheet: Sheet, rows: list[Row], names: Sequence[str], at: str) -> list[Fault]:
    first: dict[tuple[Any, ...], int] = {}
    faults = []
    for row in rows:
        before = first.setdefault(tuple(row[name] or "" for name in names), row.number)
        if before != row.number:
            text = _("与第 %(row)d 行重复。") % {"row": before}
            faults.append(sheet.fault(row, at, text))
    return faults


def store_results(rows: list[Row], by: Any) -> Stored:
    """Enter or change what checked rows say."""
    added, changed = services.store_results(
        rows=[
            {
                "source": row["source"],
                "year": row["year"],
                "period": row["period"] or "",
                "city": row["city"],
                "is_own": row["city"] == settings.CITY_NAME,
                "total_millimarks": _thousandths(row["total"]),
                "rank": row["rank"] or None,
                "of": row["of"] or None,
                "published_on": row["published_on"] or None,
            }
            for row in rows
        ],
        by=by,
    )
    return Stored(added=added, changed=changed)


def store_findings(rows: list[Row], by: Any) -> Stored:
    """Enter or change what checked rows say."""
    added, changed = services.store_findings(
        rows=[
            {
                "source": row["source"],
                "year": row["year"],
                "period": row["period"] or "",
                "place": row["place"] or "",
                "text": row["text"],
                "indicator_code": row["indicator_code"] or "",
                "lost_millimarks": _thousandths(row["lost"]),
            }
            for row in rows
        ],
        by=by,
    )
    return Stored(added=added, changed=changed)


def existing_results(by: Any) -> Iterable[Sequence[Any]]:
    """What is there, in the order of the columns."""
    for row in OfficialResult.objects.all():
        source = tables.label_of(Source, row.source)
        yield (
            source,
            row.year,
            row.period,
            row.city,
            row.total,
            row.rank,
            row.of,
            row.published_on,
        )


def existing_findings(by: Any) -> Iterable[Sequence[Any]]:
    """What is there, in the order of the columns."""
    for row in OfficialFinding.objects.all():
        source = tables.label_of(Source, row.source)
        yield (source, row.year, row.period, row.indicator_code, row.place, row.text, row.lost)


def _is_blank(value: Any) -> bool:
    return value is None or value == ""


def _thousandths(value: Any) -> int | None:
    return None if _is_blank(value) else int(Decimal(value) * THOUSANDTHS)


KINDS = [
    Kind(
        key="official",
        title=gettext_lazy("官方成绩"),
        note=gettext_lazy("国家、省级、季度测评的总分和名次，本市的和别市的。内部资料。"),
        order=80,
        layout=results_layout,
        allowed=permissions.manages_official,
        check=check_results,
        store=store_results,
        existing=existing_results,
    ),
    Kind(
        key="official-findings",
        title=gettext_lazy("官方反馈问题"),
        note=gettext_lazy("测评以后反馈的问题清单。内部资料。"),
        order=81,
        layout=findings_layout,
        allowed=permissions.manages_official,
        check=check_findings,
        store=store_findings,
        existing=existing_findings,
    ),
]
