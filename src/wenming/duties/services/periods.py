"""A duty of a cadence has a part for each period, with a state of its own (周期任务)."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from wenming.core import asks, audit
from wenming.core.clock import today
from wenming.core.workdays import calendar
from wenming.duties.models import Undertaking
from wenming.duties.periods import period_of
from wenming.duties.services.asking import ASK_KIND, question_of
from wenming.duties.services.moving import taken, trail
from wenming.duties.workflow import RUNNING


def open_due(_moment: datetime) -> None:
    """The daily job: open the period that has begun for every duty of a cadence."""
    open_periods(Undertaking.objects.all(), today())


def open_periods(rows: QuerySet[Undertaking], day: date) -> int:
    """Open the period around `day` where it is not open yet; returns how many were opened.

    Work that was handed down is reported by who has it, so only the last level gets periods.
    """
    handed_down = Undertaking.objects.filter(parent=OuterRef("pk"), period_start=None)
    standing = rows.filter(~Exists(handed_down), status__in=RUNNING, period_start=None)
    standing = standing.exclude(duty__cadence="")
    opened = 0
    for pk in standing.values_list("pk", flat=True).order_by("pk"):
        opened += _open(pk, day)
    return opened


@audit.audited
def _open(undertaking_id: int, day: date) -> bool:
    whole = taken(undertaking_id)
    span = period_of(whole.duty.cadence, whole.duty.text, day)
    if span is None or whole.children.filter(period_start=span[0]).exists():
        return False
    due_on = max(calendar().last_workday(span[1]), span[0])
    part = Undertaking.objects.create(
        duty=whole.duty,
        unit=whole.unit,
        parent=whole,
        period_start=span[0],
        period_end=span[1],
        opened_on=day,
        due_on=due_on,
    )
    asks.ask(unit_code=whole.unit.code, kind=ASK_KIND, question=question_of(part))
    trail(part, "open", "", by=None)
    return True
