"""Which days a period of a cadence takes (周期). Free of the database."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Span = tuple[date, date]

# A daily or weekly duty is only reported on where the order itself says so.
ORDERS_REPORTS = re.compile(r"报送|上报|报告(?:一次|情况|进展)|汇报")


def _week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _ten_days(day: date) -> Span:
    start = min((day.day - 1) // 10, 2) * 10 + 1
    end = _month(day)[1].day if start == 21 else start + 9
    return day.replace(day=start), day.replace(day=end)


def _half_month(day: date) -> Span:
    first, last = _month(day)
    middle = day.replace(day=15)
    return (first, middle) if day <= middle else (day.replace(day=16), last)


def _month(day: date) -> Span:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _quarter(day: date) -> Span:
    first = (day.month - 1) // 3 * 3 + 1
    return date(day.year, first, 1), _month(date(day.year, first + 2, 1))[1]


def _year(day: date) -> Span:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _day(day: date) -> Span:
    return day, day


SPANS: dict[str, Callable[[date], Span]] = {
    "daily": _day,
    "weekly": _week,
    "every ten days": _ten_days,
    "biweekly": _half_month,
    "monthly": _month,
    "quarterly": _quarter,
    "yearly": _year,
}
ONLY_WHERE_ORDERED = frozenset({"daily", "weekly"})


def period_of(cadence: str, text: str, day: date) -> Span | None:
    """The first and last day of the period around `day`; None where there is nothing to report.

    Args:
        text: of the duty; a daily or weekly one must order reports in words.

    >>> period_of("quarterly", "每季度通报一次", date(2026, 5, 4))
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    >>> period_of("weekly", "每周清扫一次", date(2026, 5, 4)) is None
    True
    """
    span = SPANS.get(cadence)
    if span is None or (cadence in ONLY_WHERE_ORDERED and not ORDERS_REPORTS.search(text)):
        return None
    return span(day)
