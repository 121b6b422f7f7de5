"""Worktime against a count of its own: ten years written out day by day, whatever the holidays."""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.needs import ROOT
from wenming.engine.worktime import CHINA, Calendar, load_calendar
from wenming.engine.yaml_text import parse_yaml

FIRST, DAYS = date(2021, 1, 1), 3652  # to the end of 2030
HOURS = ((time(9), time(12)), (time(14), time(18)))
MINUTES_A_DAY = 7 * 60
DAY = timedelta(days=1)

places = st.integers(0, DAYS - 1)
middles = st.integers(400, DAYS - 401)


class Diary:
    """Every day of the ten years: worked or not, and how many were worked up to it."""

    def __init__(self, off: set[int], worked: set[int]) -> None:
        weekend = {n for n in range(DAYS) if (FIRST + n * DAY).isoweekday() > 5}
        self.is_worked = [(n in worked) or (n not in weekend and n not in off) for n in range(DAYS)]
        self.up_to = list(accumulate(self.is_worked))
        self.worked = [n for n in range(DAYS) if self.is_worked[n]]
        self.calendar = Calendar(
            holidays=frozenset(FIRST + n * DAY for n in off),
            workdays=frozenset(FIRST + n * DAY for n in worked),
            announced=frozenset(),
            hours=HOURS,
        )

    def minutes_to(self, day: int, minute: int) -> int:
        """Minutes worked from the first day to this minute of a day."""
        before = (self.up_to[day - 1] if day else 0) * MINUTES_A_DAY
        morning = min(max(minute - 9 * 60, 0), 3 * 60)
        afternoon = min(max(minute - 14 * 60, 0), 4 * 60)
        return before + (morning + afternoon if self.is_worked[day] else 0)


diaries = st.builds(
    lambda off, worked: Diary(off - worked, {n for n in worked if (FIRST + n * DAY).weekday() > 4}),
    st.sets(places, max_size=200),
    st.sets(places, max_size=60),
)


def on(place: int) -> date:
    return FIRST + place * DAY


@settings(max_examples=60)
@given(diaries, places, places)
def test_days_between_two_days(diary, start, end):
    low, high = sorted((start, end))
    expected = diary.up_to[high] - diary.up_to[low]

    found = diary.calendar.days_between(on(start), on(end))

    assert found == (expected if start <= end else -expected)


@settings(max_examples=60)
@given(diaries, middles, st.integers(1, 200))
def test_days_added(diary, start, days):
    after = diary.worked[bisect_right(diary.worked, start) :]

    assert diary.calendar.add_days(on(start), days) == on(after[days - 1])


@settings(max_examples=60)
@given(diaries, middles, st.integers(1, 200))
def test_days_taken_back(diary, start, days):
    before = [n for n in diary.worked if n < start]

    assert diary.calendar.add_days(on(start), -days) == on(before[-days])


@settings(max_examples=60)
@given(diaries, st.tuples(places, st.integers(0, 1439)), st.tuples(places, st.integers(0, 1439)))
def test_time_between_two_moments(diary, start, end):
    expected = diary.minutes_to(*end) - diary.minutes_to(*start)
    moments = [
        datetime.combine(on(day), time(minute // 60, minute % 60), CHINA)
        for day, minute in (start, end)
    ]

    assert diary.calendar.time_between(*moments) == timedelta(minutes=expected)


@settings(max_examples=60)
@given(diaries, places)
def test_the_last_working_day_up_to_a_day(diary, place):
    before = [n for n in diary.worked if n <= place]

    if before:
        assert diary.calendar.last_workday(on(place)) == on(before[-1])


def test_the_shipped_calendar_over_ten_years():
    data = parse_yaml((ROOT / "src/wenming/core/data/calendar.yaml").read_text("utf-8"))
    off: set[int] = set()
    worked: set[int] = set()
    for year in data["years"].values():
        for span in map(str, year["holidays"]):
            first, _slash, last = span.partition("/")
            days = (date.fromisoformat(first), date.fromisoformat(last or first))
            off |= set(range((days[0] - FIRST).days, (days[1] - FIRST).days + 1))
        worked |= {(date.fromisoformat(str(day)) - FIRST).days for day in year["workdays"]}
    diary, shipped = Diary(off, worked), load_calendar(data)

    for place in range(DAYS):
        assert shipped.is_workday(on(place)) == diary.is_worked[place]
    assert shipped.days_between(FIRST - DAY, on(DAYS - 1)) == diary.up_to[-1]
