"""The one door to the present: days are Shanghai days."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

from wenming.engine.worktime import CHINA

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _told.get() or timezone.now()


def today() -> date:
    """The present day in Asia/Shanghai."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """An aware moment as clocks in Asia/Shanghai show it; rows of lists ask for it by the hundred."""
    return moment.astimezone(CHINA)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` inside the block: the demonstration city lives its history through it.

    Args:
        moment: aware.
    """
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
