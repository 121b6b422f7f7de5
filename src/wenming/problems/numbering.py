"""Readable numbers of problems and orders: one series a year for the whole city."""

from wenming.core import clock, numbers
from wenming.organization.models import Area


def next_problem_number() -> str:
    """WT-2026-00001."""
    year = clock.today().year
    return f"WT-{year}-{_next('WT', year):05d}"


def next_order_number() -> str:
    """JB-2026-0001."""
    year = clock.today().year
    return f"JB-{year}-{_next('JB', year):04d}"


def _next(kind: str, year: int) -> int:
    city = Area.objects.values_list("code", flat=True).get(depth=1)
    return numbers.next_number(owner=city, kind=kind, year=year)
