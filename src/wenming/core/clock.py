"""The one door to the present: days are Shanghai days."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The present day in Asia/Shanghai."""
    return timezone.localdate()
