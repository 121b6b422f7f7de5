"""A local overlay (本地加严标准): stricter than a base edition, never looser.

An overlay is data of its own beside the base edition. It may

    indicators    tighten thresholds          {code, grades: {A, B, C}} (those that change)
    place_types   raise sample counts         {code, sample_count}
    check_items   add items (whole rows with codes that the base has not)

and nothing else; its `meta` names itself (id, version) and its base ({id, version}).
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from ..numbers import decimal, plain, whole
from ..wording import said, term
from .checking import check
from .loading import FrameworkError, load
from .model import GRADES, Framework
from .report import Fault, Findings, Report, Row, code_of, shown, table
from .verdicts import NO_COUNT, VerdictTable, verdict_table

TABLES = ("indicators", "place_types", "check_items")
HEAD = {"meta", *TABLES}
HIGHEST = 10**12  # of a threshold, as in the checker of editions

Data = Mapping[str, Any]


def check_overlay(base: object, overlay: object) -> Report:
    """Check an overlay against the base edition it stands on.

    Args:
        base: data of the base edition, as `check` takes it.
        overlay: data of the overlay; see the head of this module.

    Returns:
        errors by row of the overlay: what is unknown, what is looser than the base, and what
        the two together break (`check`); the number of rows of each table.
    """
    findings = Findings()
    under = check(base)
    if not under.ok or not isinstance(base, Mapping):
        first = under.errors[0]
        message = said(
            "基准版有误，%(where)s：%(message)s", where=first.where, message=first.message
        )
        findings.errors.append(Fault("base", None, "", "", message))
        return Report(tuple(findings.errors), (), dict.fromkeys(TABLES, 0))
    head = Row(findings, "overlay", None, "", {})
    if not isinstance(overlay, Mapping):
        head.error("", said("这不是本地加严标准：最外层应为一组键值。"))
        overlay = {}
    for name in sorted(set(map(str, overlay)) - HEAD):
        message = said(
            "本地加严标准里没有“%(name)s”，只能有 %(known)s。", name=shown(name), known=sorted(HEAD)
        )
        head.error(name, message)
    tables = {name: table(overlay, name, findings, needed=False) for name in TABLES}
    _meta(Row(findings, "meta", None, "", {}), base["meta"], overlay.get("meta"))
    for row in tables["indicators"]:
        _thresholds(row, _by_code(base["indicators"]))
    for row in tables["place_types"]:
        _sample(row, _by_code(base["place_types"]))
    known = _by_code(base["check_items"])
    for row in tables["check_items"]:
        if row.code in known:
            message = said(
                "基准版里已有细项 %(code)s；加严只能增加细项，不能改动原有的。", code=row.code
            )
            row.error("code", message)
    counts = {name: len(rows) for name, rows in tables.items()}
    if not findings.errors:
        findings.errors += _together(check(merged(base, overlay)), tables)
    return Report(tuple(findings.errors), tuple(findings.warnings), counts)


def merged(base: Data, overlay: Data) -> dict[str, Any]:
    """Data of the local edition: the base with the overlay applied; both have been checked."""
    rows = {name: _by_code(overlay.get(name) or ()) for name in TABLES}
    indicators = []
    for row in base["indicators"]:
        change = rows["indicators"].get(code_of(row["code"]) or "", {})
        grades = {**row["grades"], **(change.get("grades") or {})}
        indicators.append({**row, "grades": grades})
    types = []
    for row in base["place_types"]:
        change = rows["place_types"].get(code_of(row["code"]) or "", {})
        types.append({**row, **{k: v for k, v in change.items() if k == "sample_count"}})
    names = {key: overlay["meta"][key] for key in ("id", "version")}
    return {
        **base,
        "meta": {**base["meta"], **names},
        "indicators": indicators,
        "place_types": types,
        "check_items": [*base["check_items"], *(overlay.get("check_items") or ())],
    }


def load_overlay(base: object, overlay: object) -> Framework:
    """The local edition: what a round is scored by beside its base.

    Raises:
        FrameworkError: the checker found errors.
    """
    report = check_overlay(base, overlay)
    if not report.ok or not isinstance(base, Mapping) or not isinstance(overlay, Mapping):
        raise FrameworkError(report)
    return load(merged(base, overlay))


def base_verdicts(base: Framework, local: Framework) -> VerdictTable:
    """The verdict table of the base for records that also hold items of the overlay.

    An item that only the overlay has may be judged as the overlay says and gives no marks: runs
    of the base leave it out.
    """
    own, wider = verdict_table(base), verdict_table(local)
    items = {
        code: own.items.get(code)
        or tuple(replace(v, indicator="", earned=0, full=0, cap=None) for v in verdicts)
        for code, verdicts in wider.items.items()
    }
    by_outcome = {
        (v.item, v.outcome): v for rows in items.values() for v in rows if v.low == NO_COUNT
    }
    return VerdictTable(own.denominator, own.cap_denominator, items, by_outcome)


# --- Checking ------------------------------------------------------------------------------


def _meta(row: Row, base: Data, meta: object) -> None:
    if not isinstance(meta, Mapping):
        row.error("", said("缺少 meta：本地加严标准要写明自己的 id、version 和所依据的 base。"))
        return
    row = replace(row, data=meta)
    for name in ("id", "version"):
        if code_of(meta.get(name)) is None:
            message = said(
                "%(name)s 是“%(value)s”，应为编码。", name=name, value=shown(meta.get(name))
            )
            row.error(name, message)
    part = row.part("base")
    for name in ("id", "version") if part else ():
        if part and str(part.get(name)) != str(base[name]):
            message = said(
                "所依据的是“%(named)s”，而基准版是“%(base)s”。",
                named=shown(part.get(name)),
                base=base[name],
            )
            part.error(name, message)


def _known(row: Row, base: Collection[str], columns: Collection[str], name: str) -> bool:
    """Whether the base has the row; every column that an overlay may not name is a fault."""
    if row.code and row.code not in base:
        row.error("code", said("基准版里没有%(name)s“%(code)s”。", name=name, code=row.code))
    for column in sorted(set(map(str, row.data)) - {"code", *columns}):
        message = said(
            "加严不能改动 %(column)s，只能改 %(columns)s。", column=column, columns=list(columns)
        )
        row.error(column, message)
    return row.code in base


def _thresholds(row: Row, base: Mapping[str, Data]) -> None:
    if not _known(row, base, ("grades",), term("句中", "指标")):
        return
    part = row.part("grades")
    if part is None:
        return
    old = base[row.code]["grades"]
    for column in sorted(map(str, part.data)):
        if column in GRADES[:3]:
            _threshold(part, column, old)
        elif part.get(column) != old.get(column):
            message = said("加严不能改动 %(column)s，只能改 A、B、C 的分界。", column=column)
            part.error(column, message)


def _threshold(part: Row, grade: str, old: Data) -> None:
    before, after = decimal(old[grade]), part.amount(grade, high=HIGHEST)
    if before is None or after is None or after == before:
        return
    if (after < before) == (old["op"] == ">="):
        values = {"grade": grade, "after": plain(after), "before": plain(before)}
        part.error(
            grade,
            said("比基准版放宽：%(grade)s 档是 %(after)s，不能小于基准版的 %(before)s。", **values)
            if old["op"] == ">="
            else said(
                "比基准版放宽：%(grade)s 档是 %(after)s，不能大于基准版的 %(before)s。", **values
            ),
        )


def _sample(row: Row, base: Mapping[str, Data]) -> None:
    if not _known(row, base, ("sample_count",), term("句中", "点位类型")):
        return
    after = row.whole("sample_count", low=0)
    before = whole(base[row.code].get("sample_count")) or 0
    if after is not None and after < before:
        message = said(
            "比基准版放宽：抽 %(after)s 处，不能少于基准版的 %(before)s 处。",
            after=after,
            before=before,
        )
        row.error("sample_count", message)


def _together(report: Report, tables: Mapping[str, list[Row]]) -> list[Fault]:
    """Faults of the merged edition, with the rows of the overlay."""
    numbers = {(name, row.code): row.number for name, rows in tables.items() for row in rows}
    return [
        replace(fault, row=numbers.get((fault.table, fault.code), fault.row))
        for fault in report.errors
    ]


def _by_code(rows: Any) -> dict[str, Data]:
    return {code_of(row["code"]) or "": row for row in rows}
