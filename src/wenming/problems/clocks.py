"""How long each hand took (各经手单位用时): working time between the steps of one problem."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wenming.core.workdays import calendar
from wenming.organization.models import Unit
from wenming.problems.models import Step
from wenming.problems.workflow import RUNNING, Status

PHASES: dict[str, Promise] = {
    Status.PROPOSED: _("派单"),
    Status.DISPATCHED: _("签收"),
    Status.RECEIVED: _("整改"),
    Status.DEFERRING: _("整改（申请挂账中）"),
    Status.SUBMITTED: _("复核"),
    Status.DEFERRED: _("挂账"),
}
"""What is done in each state; states without an entry are the end."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of working time in one hand.

    Attributes:
        unit: the unit, None for the office.
        days: working days, one decimal means a tenth of a day's hours.
        counts: whether it counts against the limit of the unit.
        is_now: still going on.
    """

    unit: Unit | None
    words: str | Promise
    days: float
    counts: bool
    is_now: bool


def phases(steps: Iterable[Step], now: datetime) -> list[Phase]:
    """The stretches of a problem's life in order.

    Args:
        steps: all steps of the problem, oldest first, with `to`.
    """
    found: list[Phase] = []
    rows = list(steps)
    ends = [row.at for row in rows[1:]] + [now]
    hand: Unit | None = None
    for row, end in zip(rows, ends, strict=True):
        hand = row.to or hand
        if row.new not in PHASES:
            continue
        is_with_unit = row.new in RUNNING
        stretch = Phase(
            unit=hand if is_with_unit or row.new == Status.DEFERRED else None,
            words=PHASES[row.new],
            days=_days(row.at, end),
            counts=is_with_unit,
            is_now=row is rows[-1],
        )
        found.append(stretch)
    return _joined(found)


def days_used(stretches: Iterable[Phase]) -> float:
    """Working days that count against the limit."""
    return sum(stretch.days for stretch in stretches if stretch.counts)


def _days(start: datetime, end: datetime) -> float:
    a_day = sum(
        (
            datetime.combine(start.date(), closes) - datetime.combine(start.date(), opens)
            for opens, closes in calendar().hours
        ),
        timedelta(0),
    )
    return calendar().time_between(start, end) / a_day


def _joined(stretches: list[Phase]) -> list[Phase]:
    """Neighbours of the same hand and kind as one."""
    joined: list[Phase] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and (last.unit, str(last.words)) == (stretch.unit, str(stretch.words)):
            joined[-1] = Phase(
                last.unit, last.words, last.days + stretch.days, last.counts, stretch.is_now
            )
        else:
            joined.append(stretch)
    return joined
