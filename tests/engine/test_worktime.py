"""Working days, working hours and lights, on the shipped calendar."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.needs import ROOT
from wenming.engine.errors import EngineError
from wenming.engine.worktime import CHINA, Calendar, Light, check_calendar, light, load_calendar
from wenming.engine.yaml_text import parse_yaml

PATH = ROOT / "src/wenming/core/data/calendar.yaml"


def data() -> Any:
    return parse_yaml(PATH.read_text(encoding="utf-8"))


@cache
def calendar() -> Calendar:
    """9:00–12:00 and 14:00–18:00: seven hours a day."""
    return load_calendar({**data(), "hours": ["09:00/12:00", "14:00/18:00"]})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def day(text: str) -> date:
    return date.fromisoformat(text)


# --- The calendar --------------------------------------------------------------------------


def test_the_shipped_calendar_is_clean():
    assert check_calendar(data()) == []
    assert load_calendar(data()).announced == {2025, 2026}


@pytest.mark.parametrize(("year", "days"), [(2025, 248), (2026, 248), (2027, 254)])
def test_a_year_has_its_working_days(year: int, days: int):
    found = calendar().days_between(date(year - 1, 12, 31), date(year, 12, 31))

    assert found == days


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("2026-02-14", True),  # a Saturday worked for the Spring Festival
        ("2026-02-16", False),
        ("2026-02-24", True),
        ("2026-10-10", True),
        ("2026-10-11", False),
        ("2027-06-09", False),  # statutory, not announced
        ("2030-01-01", True),  # no entry: weekends only
        ("2030-01-05", False),
    ],
)
def test_holidays_and_worked_weekends(text: str, worked: bool):
    assert calendar().is_workday(day(text)) is worked


def test_days_are_counted_without_the_first():
    assert calendar().add_days(day("2026-09-30"), 1) == day("2026-10-08")
    assert calendar().add_days(day("2026-10-08"), 3) == day("2026-10-12")  # Saturday is worked
    assert calendar().add_days(day("2026-10-08"), -1) == day("2026-09-30")
    assert calendar().add_days(day("2026-10-03"), 0) == day("2026-10-03")
    assert calendar().last_workday(day("2026-10-04")) == day("2026-09-30")


@given(start=st.dates(date(2025, 1, 1), date(2027, 6, 1)), days=st.integers(1, 60))
def test_adding_and_counting_days_agree(start: date, days: int):
    end = calendar().add_days(start, days)

    assert calendar().is_workday(end)
    assert calendar().days_between(start, end) == days
    assert calendar().days_between(end, start) == -days


def test_hours_run_only_while_people_work():
    assert calendar().add_hours(at("2026-11-20T11:00"), 4) == at("2026-11-20T17:00")
    assert calendar().add_hours(at("2026-11-20T17:00"), 4) == at("2026-11-23T12:00")
    assert calendar().add_hours(at("2026-11-21T10:00"), 0.5) == at("2026-11-23T09:30")
    assert calendar().end_of(day("2026-11-20")) == at("2026-11-20T18:00")


def test_moments_of_other_zones_are_the_same_moments():
    eleven = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)

    assert calendar().add_hours(eleven, 4) == at("2026-11-20T17:00")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        calendar().add_hours(datetime(2026, 11, 20), 1)  # noqa: DTZ001


@given(
    start=st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 1), timezones=st.just(CHINA)),  # noqa: DTZ001
    minutes=st.integers(1, 20_000),
)
def test_adding_and_measuring_time_agree(start: datetime, minutes: int):
    end = calendar().add_hours(start, minutes / 60)

    measured = calendar().time_between(start, end)
    assert abs(measured - timedelta(minutes=minutes)) < timedelta(seconds=1)
    assert calendar().time_between(end, start) == -measured


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.update(hours=[]), "hours 应为列表"),
        (lambda d: d.update(hours=["9-12"]), "办公时间“9-12”应写成"),
        (lambda d: d.update(hours=["14:00/18:00", "09:00/12:00"]), "与前一段重叠"),
        (lambda d: d.update(years=[]), "应有 hours"),
        (lambda d: d["years"].update(soon={}), "years 中“soon”应为年份"),
        (lambda d: d["years"][2026].update(announced="yes"), "2026 年：announced"),
        (lambda d: d["years"][2026].update(holidays="2026-01-01"), "holidays 应为日期列表"),
        (lambda d: d["years"][2026].update(holidays=["1 May"]), "holidays 中“1 May”应写成"),
        (lambda d: d["years"][2026].update(holidays=["2026-05-05/2026-05-01"]), "应写成"),
        (lambda d: d["years"][2026].update(holidays=["2026-05-05/2026-08-01"]), "应写成"),
        (lambda d: d["years"][2026].update(holidays=["2025-05-05"]), "2025-05-05 不在这一年"),
        (lambda d: d["years"][2026].update(workdays=["2026-01-05"]), "2026-01-05 不是周末"),
        (lambda d: d["years"][2026].update(workdays=["2026-02-15"]), "既是放假日又是上班日"),
    ],
)
def test_a_faulty_calendar_is_refused_in_words(change: Any, message: str):
    broken = data()
    change(broken)

    assert any(message in fault for fault in check_calendar(broken)), check_calendar(broken)
    with pytest.raises(EngineError, match="工作日历有误"):
        load_calendar(broken)


def test_what_is_no_calendar_is_refused():
    with pytest.raises(EngineError, match="工作日历有误"):
        load_calendar(None)


# --- Lights --------------------------------------------------------------------------------

FRIDAY = day("2026-11-20")
LIMIT = (day("2026-11-27"), day("2026-11-06"))  # 15 working days: the last fifth is three of them


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T10:00", Light("green", "days_left", 4)),
        ("2026-11-24T18:00", Light("amber", "days_left", 3)),  # three days of 15 are left
        ("2026-11-26T09:00", Light("amber", "days_left", 1)),
        ("2026-11-27T08:00", Light("amber", "hours_left", 7)),
        ("2026-11-27T11:30", Light("amber", "hours_left", 5)),
        ("2026-11-27T20:00", Light("amber", "hours_left", 4)),  # by the clock, until midnight
        ("2026-11-28T00:00", Light("red", "days_over", 1)),
        ("2026-11-28T12:00", Light("red", "days_over", 1)),  # a Saturday
        ("2026-12-04T09:00", Light("red", "days_over", 5)),
    ],
)
def test_the_light_of_a_limit_in_days(now: str, expected: Light):
    due, start = LIMIT

    assert light(calendar(), at(now), due, start) == expected


def test_without_a_start_only_the_last_working_day_is_amber():
    assert light(calendar(), at("2026-11-26T18:00"), LIMIT[0]).color == "green"
    assert light(calendar(), at("2026-11-27T00:00"), LIMIT[0]).color == "amber"


def test_a_deadline_on_a_day_off_has_its_last_working_day_before():
    sunday = day("2026-11-22")

    assert light(calendar(), at("2026-11-20T08:00"), sunday) == Light("amber", "hours_left", 7)
    assert light(calendar(), at("2026-11-21T18:00"), sunday) == Light("amber", "hours_left", 30)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-20T10:00", Light("amber", "hours_left", 5)),
        ("2026-11-20T16:00", Light("amber", "hours_left", 1)),
        ("2026-11-20T17:01", Light("red", "hours_over", 1)),
        ("2026-11-20T19:30", Light("red", "hours_over", 1)),
        ("2026-11-23T09:00", Light("red", "days_over", 1)),
    ],
)
def test_the_light_of_a_limit_in_hours(now: str, expected: Light):
    due = at("2026-11-20T17:00")

    assert light(calendar(), at(now), due, at("2026-11-20T09:00")) == expected


def test_past_the_hour_without_working_time_the_clock_counts():
    assert light(calendar(), at("2026-11-20T21:30"), at("2026-11-20T19:00")) == Light(
        "red", "hours_over", 3
    )
