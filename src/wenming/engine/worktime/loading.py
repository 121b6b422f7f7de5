"""Calendar data → Calendar, every fault in words first."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

from ..errors import EngineError
from .calendar import SATURDAY, Calendar, Hours

LONGEST_HOLIDAY = 30  # days; a longer range is a typing error


def load_calendar(data: object) -> Calendar:
    """The calendar in `data`, as `parse_yaml` reads it from the calendar file.

    Raises:
        EngineError: the checker found faults; the message holds the first.
    """
    faults = check_calendar(data)
    if faults or not isinstance(data, Mapping):
        raise EngineError(f"工作日历有误：{faults[0]}")
    years = data["years"]
    return Calendar(
        holidays=frozenset(d for y in years.values() for t in y["holidays"] for d in _days(t)),
        workdays=frozenset(d for y in years.values() for t in y["workdays"] for d in _days(t)),
        announced=frozenset(year for year, row in years.items() if row["announced"]),
        hours=tuple(_hours(text) for text in data["hours"]),
    )


def check_calendar(data: object) -> list[str]:
    """What is wrong with calendar data, as Chinese sentences; nothing when it can be used.

    Shape: hours, a list of "HH:MM/HH:MM"; years, a mapping of year → announced, holidays
    (days or "first/last"), workdays (weekend days that are worked).
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("years"), Mapping):
        return ["应有 hours（办公时间）和 years（各年安排）。"]
    faults = list(_hour_faults(data.get("hours")))
    for year, row in data["years"].items():
        if not isinstance(year, int) or not isinstance(row, Mapping):
            faults.append(f"years 中“{year}”应为年份，内容为一组键值。")
        else:
            faults += [f"{year} 年：{fault}" for fault in _year_faults(year, row)]
    return faults


def _hour_faults(hours: Any) -> Iterator[str]:
    if not isinstance(hours, list) or not hours:
        yield "hours 应为列表，例如 09:00/12:00。"
        return
    before = time.min
    for text in hours:
        try:
            opens, closes = _hours(text)
        except ValueError:
            yield f"办公时间“{text}”应写成 09:00/12:00。"
            continue
        if not before <= opens < closes:
            yield f"办公时间“{text}”与前一段重叠，或结束早于开始。"
        before = closes


def _year_faults(year: int, row: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(row.get("announced"), bool):
        yield "announced 应为 true 或 false。"
    found: dict[str, set[date]] = {"holidays": set(), "workdays": set()}
    for name, days in found.items():
        yield from _date_faults(year, name, row.get(name), days)
    for day in sorted(found["workdays"]):
        if day.weekday() < SATURDAY:
            yield f"调休上班日 {day} 不是周末。"
        if day in found["holidays"]:
            yield f"{day} 既是放假日又是上班日。"


def _date_faults(year: int, name: str, texts: object, days: set[date]) -> Iterator[str]:
    """Faults of one list of dates; what can be read goes into `days`."""
    if not isinstance(texts, list):
        yield f"{name} 应为日期列表，没有就写 []。"
        return
    for text in texts:
        try:
            days.update(_days(text))
        except ValueError:
            yield f"{name} 中“{text}”应写成 {year}-01-01 或 {year}-01-01/{year}-01-03。"
    for day in sorted(days):
        if day.year != year:
            yield f"{name} 中的 {day} 不在这一年。"


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
