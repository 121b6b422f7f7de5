"""The checker: every fault of a framework by row, before anything is scored by it.

`check` takes the data as parsed (see `parse_yaml`) and never raises on what is in it.
"""

import math
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from ..numbers import decimal, plain
from ..wording import said, term
from .check_items import check_item
from .check_meta import MARKINGS, Settings, check_meta
from .report import Findings, Report, Row, code_of, table

TABLES = ("dimensions", "indicators", "place_types", "check_items")
LARGEST_DENOMINATOR = 1_000_000
WEIGHT_TOLERANCE = Fraction(5, 1000)
PROPORTIONAL_UNITS = frozenset({"pct", "score_rate", "items_met_pct"})


def check(data: object) -> Report:
    """Check a whole framework (测评体系).

    Args:
        data: meta, dimensions, indicators, place_types, check_items and optionally contents.

    Returns:
        errors and warnings, each with `where` (table, row, code, column) and a Chinese sentence,
        and the number of rows of each table.
    """
    findings = Findings()
    if not isinstance(data, Mapping):
        Row(findings, "framework", None, "", {}).error(
            "", said("这不是测评体系：最外层应为一组键值。")
        )
        data = {}
    tables = {name: table(data, name, findings, needed=True) for name in TABLES}
    tables["contents"] = table(data, "contents", findings, needed=False)
    codes = {name: frozenset(row.code for row in rows) for name, rows in tables.items()}
    settings = check_meta(data.get("meta"), codes["dimensions"], findings)
    for row in tables["contents"]:
        row.one_of("dimension", codes["dimensions"], term("句中", "维度"))
    contents = {row.code: code_of(row.get("dimension")) for row in tables["contents"]}
    for row in tables["indicators"]:
        _indicator(row, codes["dimensions"], contents, settings)
    for row in tables["place_types"]:
        if row.get("sample_count") is None:
            row.warn("sample_count", said("没有抽样数（sample_count），按 0 处抽取。"))
        else:
            row.whole("sample_count", low=0)
    _items(tables["check_items"], codes, settings, findings)
    _types_without_items(tables)
    _weights(tables["indicators"], settings)
    counts = {name: len(tables[name]) for name in TABLES}
    return Report(tuple(findings.errors), tuple(findings.warnings), counts)


def _indicator(
    row: Row,
    dimensions: Collection[str],
    contents: Mapping[str, str | None],
    settings: Settings,
) -> None:
    dimension = row.one_of("dimension", dimensions, term("句中", "维度"))
    if row.get("content") is not None:
        content = row.one_of("content", contents, term("句中", "测评内容"))
        if content and dimension and contents[content] != dimension:
            message = said(
                "测评内容 %(content)s 属于维度 %(of)s，不是 %(dimension)s。",
                content=content,
                of=contents[content],
                dimension=dimension,
            )
            row.error("content", message)
    method = row.one_of("method", settings.methods, term("句中", "测评方法"))
    row.amount("weight", low=0)
    marking = _marking(row, method, settings)
    grades = row.part("grades")
    if grades is not None:
        _grades(grades, marking)
    for column in ("requirements", "questions"):
        if not isinstance(row.get(column), list | None):
            row.error(column, said("%(name)s 应为列表。", name=column))


def _marking(row: Row, method: str | None, settings: Settings) -> str | None:
    """The marking of an indicator: its own, else that of its method."""
    if row.get("marking") is not None:
        marking = row.one_of("marking", MARKINGS, term("句中", "折分方式"))
    else:
        marking = settings.marking_of(method) if method else None
        if method and marking is None:
            message = said(
                "没有折分方式：meta.marking 里没有“%(method)s”，本指标也没有写。", method=method
            )
            row.error("marking", message)
    if marking == "graded" and settings.row.get("grade_points") is None:
        row.error("marking", said("按等级折分，但 meta.grade_points 没有各等级的得分系数。"))
    return marking


def _grades(row: Row, marking: str | None) -> None:
    unit = row.text("unit")
    op = row.one_of("op", {">=", "<="}, term("句中", "比较方式"))
    at = [row.amount(grade, high=10**12) for grade in "ABC"]
    known = [value for value in at if value is not None]
    if op and len(known) == 3 and known != sorted(known, reverse=op == ">="):
        order = "A ≥ B ≥ C" if op == ">=" else "A ≤ B ≤ C"
        message = said(
            "等级分界是 %(at)s，“%(op)s”应按 %(order)s 排列。",
            at=[plain(value) for value in known],
            op=op,
            order=order,
        )
        row.error("", message)
    if marking == "proportional" and unit and unit not in PROPORTIONAL_UNITS:
        units = sorted(PROPORTIONAL_UNITS)
        message = said(
            "单位“%(unit)s”不能按比例折分，只有 %(units)s 可以。", unit=unit, units=units
        )
        row.error("unit", message)
    if marking == "proportional" and op == "<=":
        row.error("op", said("越小越好（<=）的指标不能按比例折分。"))


def _items(
    rows: list[Row], codes: Mapping[str, frozenset[str]], settings: Settings, findings: Findings
) -> None:
    denominator = 1
    for row in rows:
        row.one_of("indicator", codes["indicators"], term("句中", "指标"))
        row.one_of("place_type", codes["place_types"], term("句中", "点位类型"))
        denominator = math.lcm(denominator, check_item(row, settings.remedies))
        if denominator > LARGEST_DENOMINATOR:
            row.error(
                "scoring", said("从这一行起，各细项得分的最小公分母超过 1000000，请用更整的分值。")
            )
            return


def _types_without_items(tables: Mapping[str, list[Row]]) -> None:
    used = {code_of(row.get("place_type")) for row in tables["check_items"]}
    for row in tables["place_types"]:
        if row.code not in used:
            row.warn("", said("这个点位类型没有细项。"))


def _weights(indicators: list[Row], settings: Settings) -> None:
    """Weights add up to the full score of their scheme; shares of methods are as announced."""
    scored: set[str] = set()
    for scheme in settings.schemes.values():
        scored.update(scheme.dimensions)
        rows = [row for row in indicators if code_of(row.get("dimension")) in scheme.dimensions]
        total = _total(rows)
        full = scheme.full_score
        if full is not None and abs(Fraction(total) - Fraction(full)) > WEIGHT_TOLERANCE:
            message = said(
                "权重之和是 %(total)s，应为满分 %(full)s。", total=plain(total), full=plain(full)
            )
            scheme.row.error("", message)
        if scheme.row.get("share_in_total") is None and full is not None:
            _method_shares(rows, full, settings)
    for row in indicators:
        if settings.schemes and code_of(row.get("dimension")) not in scored:
            row.warn("dimension", said("所在维度不属于任何体系，不计入总分。"))


def _total(rows: list[Row]) -> Decimal:
    return sum((decimal(row.get("weight")) or Decimal(0) for row in rows), Decimal(0))


def _method_shares(rows: list[Row], full: Decimal, settings: Settings) -> None:
    """Warn where the weights by method differ from the announced split (信息性)."""
    announced = settings.row.get("method_shares")
    if not isinstance(announced, Mapping):
        return
    names = [name for name in announced if decimal(announced[name]) is not None]
    shares = dict.fromkeys(names, Decimal(0))
    for row in rows:
        method = settings.methods.get(str(row.get("method")), "")
        # Statistics are counted inside material unless they are announced apart.
        name = "material" if method == "statistic" and method not in shares else method
        shares[name] = shares.get(name, Decimal(0)) + _total([row]) * 100 / full
    for name, share in shares.items():
        stated = decimal(announced.get(name)) or Decimal(0)
        if abs(share - stated) > Decimal("0.5"):
            message = said(
                "%(method)s 的权重占 %(share)s%%，所写的是 %(stated)s%%。",
                method=name,
                share=plain(share),
                stated=plain(stated),
            )
            settings.row.warn("method_shares", message)
