"""Jobs that run by the clock (定时任务): each due moment once, whatever the number of servers.

Apps add their jobs in `AppConfig.ready`; `wenming run_schedule` runs what is due.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from wenming.core.clock import now
from wenming.core.models import ScheduledRun
from wenming.core.registry import Registry

log = logging.getLogger(__name__)
RETRY_AFTER = timedelta(minutes=10)
# A run without an end after this long is taken for one whose server died.
LOST_AFTER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that runs by the clock.

    Attributes:
        name: `app.what`, unique.
        run: called with the moment at which it was due; safe to repeat.
        daily_at: the time of day in Shanghai; or
        every: the period, counted from midnight in Shanghai, a divisor of a day.
    """

    name: str
    run: Callable[[datetime], object]
    daily_at: time | None = None
    every: timedelta | None = None

    def last_due(self, moment: datetime) -> datetime:
        """The latest moment, not after `moment`, at which the job was due."""
        local = timezone.localtime(moment)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.every is not None:
            return midnight + (local - midnight) // self.every * self.every
        at = self.daily_at or time(0)
        due = midnight.replace(hour=at.hour, minute=at.minute)
        return due if due <= local else due - timedelta(days=1)


jobs: Registry[list[Job]] = Registry()


def run_due() -> list[ScheduledRun]:
    """Run every job whose last due moment has not been run; returns the runs made now.

    Moments missed while no server ran are not made up one by one: a job looks at what is there.
    A failed run is tried again after ten minutes.
    """
    runs = []
    for _app, listed in jobs:
        for job in listed:
            run = _take(job, job.last_due(now()))
            if run is not None:
                runs.append(_carry_out(job, run))
    return runs


def _take(job: Job, due_at: datetime) -> ScheduledRun | None:
    """The row that lets this process run the job, or None where another has or had it."""
    try:
        with transaction.atomic():
            return ScheduledRun.objects.create(name=job.name, due_at=due_at, started_at=now())
    except IntegrityError:
        pass
    again = Q(failed=True, started_at__lt=now() - RETRY_AFTER)
    lost = Q(ended_at=None, started_at__lt=now() - LOST_AFTER)
    mine = ScheduledRun.objects.filter(again | lost, name=job.name, due_at=due_at)
    if not mine.update(started_at=now(), ended_at=None, failed=False):
        return None
    return ScheduledRun.objects.get(name=job.name, due_at=due_at)


def _carry_out(job: Job, run: ScheduledRun) -> ScheduledRun:
    try:
        job.run(run.due_at)
    except Exception:  # one job's fault must not stop the others
        log.exception("scheduled job %s failed", job.name)
        run.failed = True
    run.ended_at = now()
    run.save(update_fields=["ended_at", "failed"])
    return run
