"""Who handed work down judges it: accepts, returns, helps, stops, asks for a word (认定、退回、暂停)."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from wenming.accounts.models import User
from wenming.core import asks, audit
from wenming.core.clock import now, today
from wenming.core.workdays import calendar
from wenming.duties import notices
from wenming.duties.models import Undertaking
from wenming.duties.services.asking import ASK_KIND, report_question, withdraw_asks
from wenming.duties.services.moving import advance, one_line, require_judge, taken, trail
from wenming.duties.workflow import LIVE, RUNNING, Progress


@audit.audited
def judge(*, undertaking_id: int, by: User, action: str, line: str = "") -> Undertaking:
    """Accept, send back, answer, suspend, resume, cancel (认定、退回、答复协调、暂停、恢复、取消).

    A unit that asked for help is told the answer and goes on. Everything but accepting and
    resuming needs a reason. Cancelling takes the open parts along; so does suspending, and what was
    suspended along goes on with the whole. The clock stands while work is suspended: its deadline
    moves by as many working days.

    Raises:
        NotAllowed: neither the unit that handed it down nor the office.
        TransitionRefused: the step is not possible from the present state.
        LineMissing: a reason is missing.
    """
    row = taken(undertaking_id)
    require_judge(by, row, action)
    said = "" if not line and action in {"accept", "resume"} else one_line(line, action)
    if action in {"suspend", "resume"}:
        _stop_or_go_on(row, action, by, said, now())
        return row
    if action == "cancel":
        cancel(row, by, said)
        return row
    old = advance(row, action)
    if action == "send_back":
        row.finished_on = None
    row.line = said or row.line
    row.save()
    trail(row, action, old, by=by, line=said)
    if action == "answer_help":
        notices.tell_answer(row, line=said)
    return row


@audit.audited
def request_report(*, undertaking_id: int, by: User, reason: str) -> Undertaking:
    """Ask for a report out of turn; the unit sees the reason (要求报进展).

    Raises:
        NotAllowed: neither the unit that handed it down nor the office.
        TransitionRefused: the work is not with the unit now.
        LineMissing: no reason was given.
        AskedBefore: it was asked today already.
    """
    row = taken(undertaking_id)
    require_judge(by, row, "request")
    if not row.is_running:
        advance(row, "carry_on")  # refuses in words
    row.wants = one_line(reason, "request")
    asks.ask(unit_code=row.unit.code, kind=ASK_KIND, question=report_question(row, today()))
    row.save()
    trail(row, "request", row.status, by=by, line=row.wants)
    return row


def cancel(row: Undertaking, by: User | None, line: str) -> None:
    """End live work, locked by the caller, with all that was handed down from it.

    Nothing is asked of its units any more.
    """
    old = advance(row, "cancel")
    row.line, row.wants = line, ""
    row.save()
    trail(row, "cancel", old, by=by, line=line)
    withdraw_asks(row)
    parts = row.children.select_for_update(of=("self",)).select_related("unit")
    for part in parts.filter(status__in=LIVE):
        cancel(part, by, line)


def _stop_or_go_on(row: Undertaking, action: str, by: User, line: str, at: datetime) -> None:
    """Suspend or resume work with the parts below it; parts that stopped by themselves stay so."""
    stopped_at = row.since
    old = advance(row, action)
    row.since, row.line = at, line or row.line
    if action == "resume":
        row.status = _before_stop(row)
        line = _extended(row, stopped_at) or line
    row.save()
    trail(row, action, old, by=by, line=line)
    parts = row.children.select_for_update(of=("self",)).select_related("duty", "unit")
    along = Q(status__in=RUNNING)
    if action == "resume":
        along = Q(status=Progress.SUSPENDED, since=stopped_at)
    for part in parts.filter(along):
        _stop_or_go_on(part, action, by, line, at)


def _before_stop(row: Undertaking) -> str:
    """How far the work was when it was suspended."""
    stop = row.steps.filter(action="suspend").last()
    return stop.old if stop else row.status


def _extended(row: Undertaking, stopped_at: datetime) -> str:
    """Move the deadline by the working days that passed; what moved, in words."""
    days = calendar().days_between(localdate(stopped_at), today())
    if row.due_on is None or not days:
        return ""
    old, row.due_on = row.due_on, calendar().add_days(row.due_on, days)
    return _("暂停 %(n)d 个工作日，期限 %(old)s → %(new)s") % {
        "n": days,
        "old": old,
        "new": row.due_on,
    }
