"""The steps of a task list and of the work on a duty (任务清单与任务办理的流程)."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a task list."""

    DRAFT = "draft"
    CONSULTING = "consulting"
    REVIEWING = "reviewing"
    REVIEWED = "reviewed"
    ISSUED = "issued"
    REPLACED = "replaced"


NOT_OUT = frozenset({Status.DRAFT, Status.CONSULTING, Status.REVIEWING, Status.REVIEWED})
"""Still with the office."""

STEPS = Steps(
    {
        "consult": (frozenset({Status.DRAFT}), Status.CONSULTING),
        "end_consultation": (frozenset({Status.CONSULTING}), Status.DRAFT),
        "submit": (frozenset({Status.DRAFT}), Status.REVIEWING),
        "send_back": (frozenset({Status.REVIEWING, Status.REVIEWED}), Status.DRAFT),
        "review": (frozenset({Status.REVIEWING}), Status.REVIEWED),
        "issue": (frozenset({Status.REVIEWED}), Status.ISSUED),
        "replace": (frozenset({Status.ISSUED}), Status.REPLACED),
    }
)


class Progress(StrEnum):
    """How far a unit is with what it undertook."""

    NOT_STARTED = "not_started"
    UNDERWAY = "underway"
    STUCK = "stuck"
    FINISHED = "finished"
    DONE = "done"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


RUNNING = frozenset({Progress.NOT_STARTED, Progress.UNDERWAY, Progress.STUCK})
"""With the unit, and its clock runs."""
LIVE = RUNNING | {Progress.FINISHED, Progress.SUSPENDED}
"""Not at its end."""

REPORTS = {
    "carry_on": (RUNNING, Progress.UNDERWAY),
    "ask_help": (RUNNING, Progress.STUCK),
    "finish": (RUNNING, Progress.FINISHED),
}
"""What a unit may say in a report."""

PROGRESS_STEPS = Steps(
    {
        **REPORTS,
        "answer_help": (frozenset({Progress.STUCK}), Progress.UNDERWAY),
        "accept": (frozenset({Progress.FINISHED}), Progress.DONE),
        "send_back": (frozenset({Progress.FINISHED}), Progress.UNDERWAY),
        "suspend": (RUNNING, Progress.SUSPENDED),
        "resume": (frozenset({Progress.SUSPENDED}), Progress.UNDERWAY),
        "cancel": (LIVE, Progress.CANCELLED),
    }
)


class Sent(StrEnum):
    """State of a task table that came in from Excel."""

    OPEN = "open"
    STORING = "storing"
    STORED = "stored"
    UNDONE = "undone"


SENT_STEPS = Steps(
    {
        "start": (frozenset({Sent.OPEN}), Sent.STORING),
        "store": (frozenset({Sent.STORING}), Sent.STORING),
        "finish": (frozenset({Sent.STORING}), Sent.STORED),
        "undo": (frozenset({Sent.STORING, Sent.STORED}), Sent.UNDONE),
    }
)
