"""The working calendar: which days and hours are worked, and counting with them.

Moments are aware datetimes; they are read and given in China's time, which has one zone and no
summer time.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
DAY = timedelta(days=1)
SATURDAY = 5

Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Holidays, worked weekend days (调休上班) and working hours.

    `announced` names the years that follow a published arrangement; in others the statutory days
    may still move, in years without any entry only weekends are off.
    """

    holidays: frozenset[date]
    workdays: frozenset[date]
    announced: frozenset[int]
    hours: tuple[Hours, ...]

    def is_workday(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def add_days(self, day: date, days: int) -> date:
        """The working day `days` working days after `day`, which itself is not counted.

        0 gives `day` itself; negative goes back.
        """
        step = DAY if days > 0 else -DAY
        left = abs(days)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.days_between(end, start)
        worked, off = _moved(self)
        moved = _within(worked, start, end) - _within(off, start, end)
        return _weekdays(end) - _weekdays(start) + moved

    def last_workday(self, day: date) -> date:
        """`day` if it is worked, else the last working day before it."""
        while not self.is_workday(day):
            day -= DAY
        return day

    def end_of(self, day: date) -> datetime:
        """When work ends on `day` (停止办公的时间); a limit in working days ends then."""
        return datetime.combine(day, self.hours[-1][1], CHINA)

    def add_hours(self, start: datetime, hours: float) -> datetime:
        """The moment when `hours` (over 0) working hours have passed since `start`."""
        left = timedelta(hours=hours)
        periods = self._periods(local(start))
        begin, end = next(periods)
        while end - begin < left:
            left -= end - begin
            begin, end = next(periods)
        return begin + left

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; negative when `end` is earlier."""
        start, end = local(start), local(end)
        if end < start:
            return -self.time_between(end, start)
        days = self.days_between(start.date() - DAY, end.date() - DAY)
        return days * self._a_day + self._since_midnight(end) - self._since_midnight(start)

    @property
    def _a_day(self) -> timedelta:
        """The working time of a day."""
        return sum((_after(opens, closes) for opens, closes in self.hours), timedelta(0))

    def _since_midnight(self, moment: datetime) -> timedelta:
        """Working time of the day of `moment` until then."""
        if not self.is_workday(moment.date()):
            return timedelta(0)
        now = moment.time()
        worked = (_after(opens, min(now, closes)) for opens, closes in self.hours if opens < now)
        return sum(worked, timedelta(0))

    def _periods(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Working periods from `start` on, the first one cut; without end."""
        day = start.date()
        while True:
            if self.is_workday(day):
                for opens, closes in self.hours:
                    begin = max(start, datetime.combine(day, opens, CHINA))
                    end = datetime.combine(day, closes, CHINA)
                    if begin < end:
                        yield begin, end
            day += DAY


@lru_cache(maxsize=8)
def _moved(calendar: Calendar) -> tuple[list[date], list[date]]:
    """Weekend days that are worked and weekdays that are not, each in order."""
    off = calendar.holidays - calendar.workdays
    return (
        sorted(day for day in calendar.workdays if day.weekday() >= SATURDAY),
        sorted(day for day in off if day.weekday() < SATURDAY),
    )


def _within(days: list[date], start: date, end: date) -> int:
    """How many of `days` come after `start`, up to and including `end`."""
    return bisect_right(days, end) - bisect_right(days, start)


def _weekdays(day: date) -> int:
    """Days from Monday to Friday up to and including `day`, since the first, which was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return 5 * weeks + min(rest, 5)


def _after(start: time, end: time) -> timedelta:
    """The time from `start` to `end` of one day."""
    return datetime.combine(date.min, end) - datetime.combine(date.min, start)


def local(moment: datetime) -> datetime:
    """A moment in China's time.

    Raises:
        ValueError: the moment has no zone, so nobody can say when it was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(CHINA)
