"""Working time of the demonstration: offices act on working days, in the hours they are open (工作时间)."""

from datetime import date, datetime, time, timedelta

from wenming.core.workdays import calendar
from wenming.engine.worktime import CHINA

OPENS, ENDS = time(8, 40), time(17, 20)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day, by the clock of Shanghai."""
    return datetime.combine(day, time(hour, minute), tzinfo=CHINA)


def is_workday(day: date) -> bool:
    """Whether offices are open on `day`."""
    return calendar().is_workday(day)


def next_workday(day: date) -> date:
    """The first working day after `day`."""
    return calendar().add_days(day, 1)


def next_morning(at: datetime) -> datetime:
    """Nine o'clock of the first working day after the day of `at`, however late in it."""
    return moment(next_workday(at.astimezone(CHINA).date()), 9)


def in_office(at: datetime) -> datetime:
    """`at`, or the next time that an office is open: what comes at night waits until morning."""
    here = at.astimezone(CHINA)
    day = here.date()
    if is_workday(day) and OPENS <= here.time() <= ENDS:
        return at
    if not is_workday(day) or here.time() > ENDS:
        day = next_workday(day)
    return datetime.combine(day, OPENS, tzinfo=CHINA) + timedelta(minutes=here.minute)
