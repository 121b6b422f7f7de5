"""Calendar data → Calendar, every fault in words first."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

from ..errors import EngineError
from ..wording import said
from .calendar import SATURDAY, Calendar, Hours

LONGEST_HOLIDAY = 30  # days; a longer range is a typing error


def load_calendar(data: object) -> Calendar:
    """The calendar in `data`, as `parse_yaml` reads it from the calendar file.

    Raises:
        EngineError: the checker found faults; the message holds the first.
    """
    faults = check_calendar(data)
    if faults or not isinstance(data, Mapping):
        raise EngineError(said("工作日历有误：%(fault)s", fault=faults[0]))
    years = data["years"]
    return Calendar(
        holidays=frozenset(d for y in years.values() for t in y["holidays"] for d in _days(t)),
        workdays=frozenset(d for y in years.values() for t in y["workdays"] for d in _days(t)),
        announced=frozenset(year for year, row in years.items() if row["announced"]),
        hours=tuple(_hours(text) for text in data["hours"]),
    )


def check_calendar(data: object) -> list[str]:
    """What is wrong with calendar data, in sentences (see `wording`); nothing when it can be used.

    Shape: hours, a list of "HH:MM/HH:MM"; years, a mapping of year → announced, holidays
    (days or "first/last"), workdays (weekend days that are worked).
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("years"), Mapping):
        return [said("应有 hours（办公时间）和 years（各年安排）。")]
    faults = list(_hour_faults(data.get("hours")))
    for year, row in data["years"].items():
        if not isinstance(year, int) or not isinstance(row, Mapping):
            faults.append(said("years 中“%(year)s”应为年份，内容为一组键值。", year=year))
        else:
            found = _year_faults(year, row)
            faults += [said("%(year)s 年：%(fault)s", year=year, fault=fault) for fault in found]
    return faults


def _hour_faults(hours: Any) -> Iterator[str]:
    if not isinstance(hours, list) or not hours:
        yield said("hours 应为列表，例如 09:00/12:00。")
        return
    before = time.min
    for text in hours:
        try:
            opens, closes = _hours(text)
        except ValueError:
            yield said("办公时间“%(text)s”应写成 09:00/12:00。", text=text)
            continue
        if not before <= opens < closes:
            yield said("办公时间“%(text)s”与前一段重叠，或结束早于开始。", text=text)
        before = closes


def _year_faults(year: int, row: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(row.get("announced"), bool):
        yield said("announced 应为 true 或 false。")
    found: dict[str, set[date]] = {"holidays": set(), "workdays": set()}
    for name, days in found.items():
        yield from _date_faults(year, name, row.get(name), days)
    for day in sorted(found["workdays"]):
        if day.weekday() < SATURDAY:
            yield said("调休上班日 %(day)s 不是周末。", day=day)
        if day in found["holidays"]:
            yield said("%(day)s 既是放假日又是上班日。", day=day)


def _date_faults(year: int, name: str, texts: object, days: set[date]) -> Iterator[str]:
    """Faults of one list of dates; what can be read goes into `days`."""
    if not isinstance(texts, list):
        yield said("%(name)s 应为日期列表，没有就写 []。", name=name)
        return
    for text in texts:
        try:
            days.update(_days(text))
        except ValueError:
            yield said(
                "%(name)s 中“%(text)s”应写成 %(year)s-01-01 或 %(year)s-01-01/%(year)s-01-03。",
                name=name,
                text=text,
                year=year,
            )
    for day in sorted(days):
        if day.year != year:
            yield said("%(name)s 中的 %(day)s 不在这一年。", name=name, day=day)


def _days(text: object) -> list[date]:
    """The days of "first" or "first/last"."""
    first, _, last = str(text).partition("/")
    start = date.fromisoformat(first)
    length = (date.fromisoformat(last or first) - start).days
    if not 0 <= length <= LONGEST_HOLIDAY:
        raise ValueError(text)
    return [start + timedelta(days=n) for n in range(length + 1)]


def _hours(text: object) -> Hours:
    opens, _, closes = str(text).partition("/")
    return time.fromisoformat(opens), time.fromisoformat(closes)
