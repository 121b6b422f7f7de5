"""The light of a deadline (三色灯): colour and words, in working time."""

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .calendar import CHINA, DAY, Calendar, local

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Light:
    """Colour (green ●, amber ▲, red ■) and what to say.

    kind is days_left (剩 5 天), hours_left (剩 6 小时), days_over (超期 5 天) or hours_over;
    number is at least 1. Days are working days; hours are working hours, and hours of the clock
    where no working time is left.
    """

    color: str
    kind: str
    number: int


def light(
    calendar: Calendar,
    now: datetime,
    due: datetime | date,
    start: datetime | date | None = None,
) -> Light:
    """The light of a deadline at `now`.

    Amber from the last working day or the last fifth of the limit in working time, whichever is
    earlier; red after the deadline.

    Args:
        due: a moment, or a day, which lasts until midnight.
        start: when the limit began; a day is not counted itself. Without it only the last
            working day makes amber.
    """
    now = local(now)
    end = _end(due)
    due_day = due if not isinstance(due, datetime) else end.date()
    if now > end or (now == end and not isinstance(due, datetime)):
        return _over(calendar, now, end, due_day)
    amber = now.date() >= calendar.last_workday(due_day)
    if start is not None and not amber:
        limit = calendar.time_between(_end(start), end)
        amber = calendar.time_between(now, end) * 5 <= limit
    days = calendar.days_between(now.date(), due_day)
    color = "amber" if amber else "green"
    if days:
        return Light(color, "days_left", days)
    left = calendar.time_between(now, end) or end - now
    return Light(color, "hours_left", _hours(left))


def _over(calendar: Calendar, now: datetime, end: datetime, due_day: date) -> Light:
    if now.date() > due_day:
        return Light("red", "days_over", max(1, calendar.days_between(due_day, now.date())))
    return Light("red", "hours_over", _hours(calendar.time_between(end, now) or now - end))


def _end(moment: datetime | date) -> datetime:
    """A moment, or the midnight that ends a day."""
    if isinstance(moment, datetime):
        return local(moment)
    return datetime.combine(moment + DAY, time.min, CHINA)


def _hours(duration: timedelta) -> int:
    return max(1, math.ceil(duration / HOUR))
