"""The ground of every step of work: taken under a lock, moved, noted in its history (办理过程)."""

from collections.abc import Mapping

from wenming.accounts.models import User
from wenming.core import audit
from wenming.core.clock import now
from wenming.core.errors import NotAllowed
from wenming.core.moves import locked, move
from wenming.duties import permissions
from wenming.duties.errors import LineMissing
from wenming.duties.models import (
    PROGRESS_ACTION_LABELS,
    PROGRESS_LABELS,
    Undertaking,
    UndertakingStep,
)
from wenming.duties.workflow import PROGRESS_STEPS
from wenming.organization.models import Unit

LINE_LENGTH = 200
PAST = {
    "open": "opened",
    "carry_on": "reported",
    "ask_help": "stuck",
    "answer_help": "help_answered",
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


def one_line(text: str, action: str, *, length: int = LINE_LENGTH) -> str:
    """What was written, in one line.

    Raises:
        LineMissing: nothing.
    """
    line = " ".join(text.split())[:length]
    if not line:
        raise LineMissing(what=PROGRESS_ACTION_LABELS[action])
    return line
