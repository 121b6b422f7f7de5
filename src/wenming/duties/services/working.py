"""The work on a duty: reported by who does it, judged by who handed it down (任务办理)."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit
from wenming.core.clock import now, today
from wenming.core.errors import NotAllowed
from wenming.core.moves import locked, move
from wenming.core.workdays import calendar
from wenming.duties import permissions
from wenming.duties.errors import (
    LaterThanWhole,
    LineMissing,
    NoSuchTarget,
    NotBelow,
    NotInPlay,
    PartsOpen,
)
from wenming.duties.models import (
    PROGRESS_ACTION_LABELS,
    PROGRESS_LABELS,
    Contribution,
    Duty,
    Transfer,
    Undertaking,
    UndertakingStep,
)
from wenming.duties.workflow import LIVE, PROGRESS_STEPS, REPORTS, RUNNING, Progress
from wenming.organization.models import ACTIVE, Post, Unit

ASK_KIND = "duty"
LINE_LENGTH = 200
PAST = {
    "open": "opened",
    "carry_on": "reported",
    "ask_help": "stuck",
    "finish": "finished",
    "accept": "accepted",
    "send_back": "sent_back",
    "suspend": "suspended",
    "resume": "resumed",
    "cancel": "cancelled",
    "transfer": "transferred",
    "entrust": "entrusted",
    "request": "report_requested",
    "continue": "continued",
}
"""What the audit trail calls each step."""


@audit.audited
def report(
    *,
    undertaking_id: int,
    by: User,
    action: str,
    line: str,
    values: Mapping[int, str] | None = None,
) -> Undertaking:
    """A unit says in one line how far it is (报进展、请求协调、报完成).

    Args:
        action: a key of `workflow.REPORTS`.
        values: what was measured of the duty's targets, by their place in its list from 0.

    Raises:
        NotAllowed: the person does not report for this unit.
        TransitionRefused: it is not with the unit now.
        LineMissing: nothing was said.
        NoSuchTarget: a figure for a target that the duty does not have.
        PartsOpen: finished while parts handed down are open.
    """
    row = taken(undertaking_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=row.unit)
    assert action in REPORTS, action
    said = one_line(line, action)
    measured = _measured(row.duty, values or {})
    old = advance(row, action)
    if action == "finish":
        _refuse_open_parts(row)
        row.finished_on = today()
    row.line = said
    row.values = {**row.values, **measured}
    if row.wants:
        row.wants = ""
        asks.answered(unit_code=row.unit.code, question=_extra_question(row, _asked_on(row)))
    row.save()
    trail(row, action, old, by=by, unit=row.unit, line=said, values=measured)
    if row.status == Progress.FINISHED:
        answer_asks(row)
    if row.is_period:
        _start_whole(row, by)
    return row


@audit.audited
def contribute(*, duty_id: int, unit_id: int, by: User, line: str) -> Contribution:
    """A responsible or supporting unit tells the leads one line, for them to sum up (报牵头汇总).

    Raises:
        NotInPlay: the unit has no part in the duty, or leads it itself.
        LineMissing: nothing was said.
    """
    duty = locked(Duty.objects.all(), duty_id)
    unit = Unit.objects.get(pk=unit_id)
    if unit.pk not in permissions.contributing_units(by, duty):
        raise NotInPlay(unit=unit.name)
    told = Contribution.objects.create(duty=duty, unit=unit, by=by, line=one_line(line, "carry_on"))
    audit.record("duties.contributed", told, by=by, duty=duty.pk, unit=unit.code)
    return told


@audit.audited
def judge(*, undertaking_id: int, by: User, action: str, line: str = "") -> Undertaking:
    """Accept, send back, suspend, resume or cancel (认定、退回、暂停、恢复、取消).

    Everything but accepting and resuming needs a reason. Cancelling takes the open parts along;
    so does suspending, and what was suspended along goes on with the whole. The clock stands
    while work is suspended: its deadline moves by as many working days.

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
    old = advance(row, action)
    if action == "send_back":
        row.finished_on = None
    row.line = said or row.line
    row.save()
    trail(row, action, old, by=by, line=said)
    if action == "cancel":
        cancel_parts(row, by, said)
    return row


@audit.audited
def hand_down(
    *, undertaking_id: int, by: User, units: list[Unit], text: str, due_on: date | None
) -> list[Undertaking]:
    """Give parts of one's work to units directly below (分解到下级).

    Raises:
        NotAllowed: the person does not act for the unit that has the work.
        TransitionRefused: the work is not with the unit now.
        NotBelow: a unit is not directly below.
        LaterThanWhole: the part would end after the whole.
        AskedBefore: a unit was given the same before.
        LineMissing: nothing was written.
    """
    whole = taken(undertaking_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=whole.unit)
    said = one_line(text, "carry_on", length=300)
    strangers = [unit.name for unit in units if unit.parent_id != whole.unit_id]
    if strangers:
        raise NotBelow(units="、".join(strangers), unit=whole.unit.name)
    due = due_on or whole.due_on
    if whole.due_on and due and due > whole.due_on:
        raise LaterThanWhole(part=due, whole=whole.due_on)
    old = whole.status
    if old != Progress.STUCK:  # what it needs help for is not settled by handing a part down
        advance(whole, "carry_on")
        whole.save()
    made = [_part(whole, unit, said, due, by) for unit in units]
    trail(whole, "carry_on", old, by=by, unit=whole.unit, line=said[:LINE_LENGTH])
    return made


@audit.audited
def entrust(*, undertaking_id: int, by: User, post_id: int) -> Undertaking:
    """Say which post of the unit does the work (落实到岗); whoever holds it, the work stays there.

    Raises:
        NotAllowed: the person does not report for the unit.
        TransitionRefused: the work is not with the unit now.
        Post.DoesNotExist: it is no active post of this unit.
    """
    row = taken(undertaking_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=row.unit)
    if not row.is_running:
        advance(row, "carry_on")  # refuses in words
    row.post = Post.objects.get(ACTIVE, pk=post_id, unit=row.unit)
    row.save()
    trail(row, "entrust", row.status, by=by, unit=row.unit, line=row.post.title)
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
    asks.ask(unit_code=row.unit.code, kind=ASK_KIND, question=_extra_question(row, today()))
    row.save()
    trail(row, "request", row.status, by=by, line=row.wants)
    return row


def taken(undertaking_id: int) -> Undertaking:
    """The undertaking, locked until the transaction ends."""
    rows = Undertaking.objects.select_related(
        "unit", "duty__task_list__owner", "parent__unit", "parent__parent__unit"
    )
    return locked(rows, undertaking_id)


def advance(row: Undertaking, action: str) -> str:
    """Move a locked row, noting since when; returns the old status.

    Raises:
        TransitionRefused: not possible from the present state.
    """
    old: str = move(
        row, action, steps=PROGRESS_STEPS, states=PROGRESS_LABELS, actions=PROGRESS_ACTION_LABELS
    )
    if row.status != old:
        row.since = now()
    return old


def trail(
    row: Undertaking,
    action: str,
    old: str,
    *,
    by: User | None,
    unit: Unit | None = None,
    line: str = "",
    values: Mapping[str, str] | None = None,
) -> None:
    """Note a step that was saved: in the history of the work and in the audit trail."""
    UndertakingStep.objects.create(
        undertaking=row,
        action=action,
        old=old,
        new=row.status,
        unit=unit,
        line=line,
        values=dict(values or {}),
        by=by,
    )
    audit.record(f"undertaking.{PAST[action]}", row, by=by, old=old, new=row.status)


def require_judge(by: User, row: Undertaking, action: str) -> None:
    """Only who handed it down judges it.

    Raises:
        NotAllowed: somebody else.
    """
    if not permissions.can_judge(by, row):
        raise NotAllowed(ability=PROGRESS_ACTION_LABELS[action], grantor=judge_of(row))


def judge_of(row: Undertaking) -> str:
    """The name of the unit that judges, the list's area standing for its office."""
    whole = row.parent if row.is_period else row
    assert whole is not None, "a period has its whole"
    return whole.parent.unit.name if whole.parent else str(whole.duty.task_list.owner)


def cancel_parts(row: Undertaking, by: User | None, line: str) -> None:
    """What was handed down from a cancelled undertaking is cancelled with it, to the last level."""
    for part in row.children.select_for_update(of=("self",)).filter(status__in=LIVE):
        cancel_part(part, by, line)


def cancel_part(part: Undertaking, by: User | None, line: str) -> None:
    """End a live part, locked by the caller, and all that was handed down from it."""
    old = advance(part, "cancel")
    part.save()
    trail(part, "cancel", old, by=by, line=line)
    cancel_parts(part, by, line)


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


def question_of(row: Undertaking) -> str:
    """What an undertaking asks of its unit, for the ledger of asks; a part by its words."""
    if row.parent_id is None or row.is_period:
        return f"undertaking:{row.pk}"
    return f"part:{row.parent_id}:{sha256(row.text.encode()).hexdigest()[:16]}"


def transfer_question(transfer: Transfer) -> str:
    """What an agreed transfer asks of the unit that takes over."""
    return f"transfer:{transfer.pk}"


def answer_asks(row: Undertaking) -> None:
    """What was asked of the unit with this work is answered: it finished, or handed it over."""
    asks.answered(unit_code=row.unit.code, question=question_of(row))
    agreed = row.transfers.filter(verdict=Transfer.Verdict.AGREED, to=row.unit)
    for transfer in agreed:
        asks.answered(unit_code=row.unit.code, question=transfer_question(transfer))


def one_line(text: str, action: str, *, length: int = LINE_LENGTH) -> str:
    """What was written, in one line.

    Raises:
        LineMissing: nothing.
    """
    line = " ".join(text.split())[:length]
    if not line:
        raise LineMissing(what=PROGRESS_ACTION_LABELS[action])
    return line


def _extra_question(row: Undertaking, day: date) -> str:
    return f"undertaking:{row.pk}:{day:%Y%m%d}"


def _asked_on(row: Undertaking) -> date:
    """The day on which a report was last asked for out of turn."""
    asked = row.steps.filter(action="request").last()
    return localdate(asked.at) if asked else today()


def _measured(duty: Duty, values: Mapping[int, str]) -> dict[str, str]:
    for number in values:
        if not 0 <= number < len(duty.targets):
            raise NoSuchTarget(number=number + 1)
    return {str(number): value for number, value in values.items()}


def _start_whole(period: Undertaking, by: User) -> None:
    """A duty of a cadence is under way once a period of it was reported on."""
    assert period.parent_id is not None, "a period has its whole"
    whole = taken(period.parent_id)
    if whole.status == Progress.NOT_STARTED:
        old = advance(whole, "carry_on")
        whole.save()
        trail(whole, "carry_on", old, by=by, unit=whole.unit, line=period.line)


def _refuse_open_parts(row: Undertaking) -> None:
    parts = list(row.children.filter(status__in=LIVE).select_related("unit"))
    if parts:
        names = list(dict.fromkeys(part.unit.name for part in parts))
        raise PartsOpen(n=len(parts), units="、".join(names[:5]))


def _part(whole: Undertaking, unit: Unit, text: str, due_on: date | None, by: User) -> Undertaking:
    part = Undertaking.objects.create(
        duty=whole.duty, unit=unit, parent=whole, text=text, due_on=due_on, opened_on=today()
    )
    asks.ask(unit_code=unit.code, kind=ASK_KIND, question=question_of(part))
    trail(part, "open", "", by=by, unit=whole.unit, line=text[:LINE_LENGTH])
    return part
