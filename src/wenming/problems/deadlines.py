"""Deadlines of problems: working days from dispatch, until 17:30 of the last one (整改期限)."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wenming.core.lights import Light, LightState
from wenming.core.workdays import calendar, words_of
from wenming.engine.worktime import CHINA, light
from wenming.problems.models import Problem
from wenming.problems.workflow import RUNNING, Status

ENDS_AT = time(17, 30)  # when a limit ends on its last day, as orders print it
AMBER_AFTER = 0.8  # of the limit in working time; the last fifth is amber


def due_after(start: datetime, days: int) -> datetime:
    """17:30 of the working day `days` working days after `start`."""
    return end_of(calendar().add_days(_day(start), days))


def end_of(day: date) -> datetime:
    """When a limit ends on `day`."""
    return datetime.combine(day, ENDS_AT, CHINA)


def warn_from(start: datetime, due: datetime) -> datetime:
    """When the light turns amber: the last working day or the last fifth, whichever is earlier."""
    last_day = datetime.combine(calendar().last_workday(_day(due)), time.min, CHINA)
    hours = calendar().time_between(start, due) / timedelta(hours=1)
    return min(last_day, calendar().add_hours(start, hours * AMBER_AFTER)) if hours > 0 else start


def after_waiting(due: datetime, waited_from: datetime, now: datetime) -> datetime:
    """`due`, later by the working days that others took; at least to the next working day.

    A case that was late when it was handed in stays late by as much.
    """
    days = max(0, calendar().days_between(_day(waited_from), _day(now)))
    shifted = end_of(calendar().add_days(_day(due), days))
    was_late = waited_from > due
    return shifted if was_late else max(shifted, due_after(now, 1))


def may_return(problem: Problem, now: datetime) -> bool:
    """Whether a unit may still say that a problem is not its own (退回期限)."""
    dispatched = problem.dispatched_at
    return dispatched is not None and days_passed(dispatched, now) <= settings.RETURN_DAYS


def days_passed(start: datetime, now: datetime) -> int:
    """Working days after the day of `start` up to today."""
    return calendar().days_between(_day(start), _day(now))


def days_over(problem: Problem, now: datetime) -> int:
    """Working days between the deadline and the rectification, or now while it is awaited (超期天数)."""
    if problem.due_at is None or problem.status == Status.DEFERRED:
        return 0
    until = now if problem.status in RUNNING else problem.submitted_at
    if until is None or until <= problem.due_at:
        return 0
    return max(1, days_passed(problem.due_at, until))


def light_of(problem: Problem, now: datetime) -> Light:
    """The light of the whole case at `now`, with its words."""
    status = problem.status
    if status in {Status.DROPPED, Status.MERGED}:
        return Light(LightState.DONE, _("没有交办"))
    if problem.due_at is None or status == Status.PROPOSED:
        return Light(LightState.WAITING, _("待派单"))
    if status == Status.CLOSED:
        late = days_over(problem, now)
        if not late:
            return Light(LightState.DONE, _("按期办结"))
        words = ngettext("超期 %(n)d 天办结", "超期 %(n)d 天办结", late)
        return Light(LightState.DONE, words % {"n": late})
    if status == Status.DEFERRED and problem.deferred_until is not None:
        day = f"{problem.deferred_until:%Y-%m-%d}".removeprefix(f"{now.astimezone(CHINA).year}-")
        return Light(LightState.PAUSED, _("暂停：挂账至 %(day)s") % {"day": day})
    if status == Status.SUBMITTED:
        return Light(LightState.PAUSED, _("暂停：待复核"))
    return _running(problem, problem.due_at, now)


def _running(problem: Problem, due: datetime, now: datetime) -> Light:
    said = light(calendar(), now, due, problem.dispatched_at)
    words = words_of(said.kind, said.number)
    if now > due:
        return Light(LightState.BAD, words)
    is_amber = problem.warn_at is not None and now >= problem.warn_at
    return Light(LightState.WARN if is_amber else LightState.OK, words)


def _day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()
