"""The calendar of a cycle (创建周期): stages with windows, checked as a whole.

A stage has a window, not a date: the national visit comes unannounced, so all that can be said
is that it will not come before a day and not after another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ..wording import said, term
from .report import Fault, Findings, Row, shown, table

LONGEST_CYCLE = 6  # years


@dataclass(frozen=True, slots=True)
class Window:
    """A stage as days: it may begin on `earliest`, and is over by `latest`."""

    code: str
    procedure: str
    name_zh: str
    name_en: str
    earliest: date
    latest: date
    is_unannounced: bool
    note_zh: str = ""
    note_en: str = ""


class Where(StrEnum):
    """Where a day stands to a window."""

    BEFORE = "before"
    INSIDE = "inside"
    AFTER = "after"


def where(window_earliest: date, window_latest: date, today: date) -> tuple[Where, int]:
    """Where `today` stands, and the days to the next edge of the window (0 after it).

    >>> where(date(2026, 4, 1), date(2026, 6, 30), date(2026, 3, 30))
    (<Where.BEFORE: 'before'>, 2)
    >>> where(date(2026, 4, 1), date(2026, 6, 30), date(2026, 6, 30))
    (<Where.INSIDE: 'inside'>, 0)
    """
    if today < window_earliest:
        return Where.BEFORE, (window_earliest - today).days
    if today <= window_latest:
        return Where.INSIDE, (window_latest - today).days
    return Where.AFTER, 0


def check_cycle(data: object) -> list[Fault]:
    """What is wrong with the data of a calendar.

    Args:
        data: `years`, `procedures` (code, name_zh, name_en), `stages` (code, procedure, name_zh,
            name_en, earliest and latest as {year, on: "MM-DD"}; optional unannounced, note_zh).
    """
    findings = Findings()
    head = Row(findings, "cycle", None, "", data if isinstance(data, Mapping) else {})
    if not isinstance(data, Mapping):
        head.error("", said("这不是周期日历：最外层应为一组键值。"))
        return findings.errors
    years = head.whole("years", low=1, high=LONGEST_CYCLE)
    procedures = {row.code for row in table(data, "procedures", findings, needed=True)}
    rows = table(data, "stages", findings, needed=True)
    for row in rows:
        row.text("name_zh")
        row.one_of("procedure", procedures, term("句中", "程序"))
        for edge in ("earliest", "latest"):
            _day(row, edge, years or LONGEST_CYCLE)
    if not findings.errors:
        faults = check_windows(windows(data, first_year=1))
        for row in rows:
            if row.code in faults:
                row.error("", faults[row.code])
    return findings.errors


def _day(row: Row, edge: str, years: int) -> None:
    part = row.part(edge)
    if part is None:
        return
    part.whole("year", low=1, high=years)
    try:
        _date(1, part.get("on"))
    except ValueError:
        message = said("on 是“%(on)s”，应为 月-日，如 04-01。", on=shown(part.get("on")))
        part.error("on", message)


def _date(year: int, on: object) -> date:
    return date.fromisoformat(f"{year:04}-{on}")


def windows(data: Mapping[str, Any], *, first_year: int) -> list[Window]:
    """The stages of checked data as days of the cycle that begins in `first_year`."""
    return [
        Window(
            code=str(row["code"]),
            procedure=str(row["procedure"]),
            name_zh=str(row["name_zh"]),
            name_en=str(row.get("name_en") or ""),
            earliest=_in_cycle(row["earliest"], first_year),
            latest=_in_cycle(row["latest"], first_year),
            is_unannounced=bool(row.get("unannounced")),
            note_zh=str(row.get("note_zh") or ""),
            note_en=str(row.get("note_en") or ""),
        )
        for row in data["stages"]
    ]


def _in_cycle(edge: Mapping[str, Any], first_year: int) -> date:
    return _date(first_year + int(edge["year"]) - 1, edge["on"])


def check_windows(stages: Sequence[Window]) -> dict[str, str]:
    """What is wrong with stages as days, by code of the stage.

    Stages stand in the order of the cycle. Those of one procedure may overlap as they like; none
    begins before the procedure before it may begin.
    """
    faults: dict[str, str] = {}
    begins: dict[str, date] = {}  # of each procedure, in their order
    for stage in stages:
        before = [day for procedure, day in begins.items() if procedure != stage.procedure]
        if stage.earliest > stage.latest:
            faults[stage.code] = said("最迟不能早于最早。")
        elif before and stage.earliest < before[-1]:
            day = before[-1].isoformat()
            faults[stage.code] = said("不能早于上一道程序的最早（%(day)s）。", day=day)
        begins[stage.procedure] = min(stage.earliest, begins.get(stage.procedure, stage.earliest))
    return faults
