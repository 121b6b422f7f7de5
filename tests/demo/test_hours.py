"""Working time of the demonstration: whatever day it starts on, what was seen is read before a round closes."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wenming.demo.hours import is_workday, moment, next_morning, next_workday
from wenming.engine.worktime import CHINA

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


@given(DAYS, st.times())
def test_what_came_in_by_midnight_is_read_before_the_next_working_afternoon(day: date, at: time):
    read = next_morning(datetime.combine(day, at, tzinfo=CHINA))

    assert is_workday(read.date())
    assert read + timedelta(minutes=90) < moment(next_workday(day), 14)
