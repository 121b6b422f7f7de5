"""The working calendar: which days and hours are worked, and counting with them.

Moments are aware datetimes; they are read and given in China's time, which has one zone and no
summer time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import takewhile

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
        return sum(self.is_workday(start + DAY * n) for n in range(1, (end - start).days + 1))

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
        worked = takewhile(lambda period: period[0] < end, self._periods(start))
        return sum((min(stop, end) - begin for begin, stop in worked), timedelta(0))

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


def local(moment: datetime) -> datetime:
    """A moment in China's time.

    Raises:
        ValueError: the moment has no zone, so nobody can say when it was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(CHINA)
