"""The steps of a problem (问题整改流程)."""

from enum import IntEnum, StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a problem."""

    PROPOSED = "proposed"
    DISPATCHED = "dispatched"
    RECEIVED = "received"
    SUBMITTED = "submitted"
    CLOSED = "closed"
    DEFERRING = "deferring"  # the unit asks to put it on the books; its clock runs on
    DEFERRED = "deferred"
    DROPPED = "dropped"
    MERGED = "merged"


OPEN = (
    Status.DISPATCHED,
    Status.RECEIVED,
    Status.DEFERRING,
    Status.SUBMITTED,
    Status.DEFERRED,
)
"""Dispatched and not closed (未销号)."""

RUNNING = (Status.DISPATCHED, Status.RECEIVED, Status.DEFERRING)
"""The unit has to act and its clock runs; elsewhere it waits for others or is paused."""

PAUSED = (Status.SUBMITTED, Status.DEFERRED)
"""Waits for others: for the verifier, or on the books (暂停计时)."""

ON_THE_BOOKS = frozenset({Status.DEFERRING, Status.DEFERRED})
"""On the books (挂账), or asked to be."""

_WITH_UNIT = frozenset({Status.DISPATCHED, Status.RECEIVED})


class Stage(IntEnum):
    """Where a problem stands for lists (阶段): each state belongs to one."""

    BEFORE = 0
    OPEN = 1
    CLOSED = 2
    SET_ASIDE = 3


STAGES = {
    **dict.fromkeys(OPEN, Stage.OPEN),
    Status.CLOSED: Stage.CLOSED,
    Status.DROPPED: Stage.SET_ASIDE,
    Status.MERGED: Stage.SET_ASIDE,
    Status.PROPOSED: Stage.BEFORE,
}
"""The stage of each state; the database keeps it in a column of its own, so that an index sorts."""

STEPS = Steps(
    {
        "dispatch": (frozenset({Status.PROPOSED}), Status.DISPATCHED),
        "drop": (frozenset({Status.PROPOSED}), Status.DROPPED),
        "merge": (frozenset({Status.PROPOSED}), Status.MERGED),
        "restore": (frozenset({Status.DROPPED, Status.MERGED}), Status.PROPOSED),
        "receive": (frozenset({Status.DISPATCHED}), Status.RECEIVED),
        "return": (_WITH_UNIT, Status.PROPOSED),
        "recall": (frozenset(RUNNING), Status.PROPOSED),
        "hand_on": (_WITH_UNIT, Status.RECEIVED),
        "submit": (_WITH_UNIT | {Status.DEFERRED}, Status.SUBMITTED),
        "redo": (frozenset({Status.SUBMITTED}), Status.RECEIVED),
        "close": (frozenset({Status.SUBMITTED}), Status.CLOSED),
        "ask_deferral": (_WITH_UNIT, Status.DEFERRING),
        "defer": (frozenset({Status.DEFERRING}), Status.DEFERRED),
        "decline_deferral": (frozenset({Status.DEFERRING}), Status.RECEIVED),
        "resume": (frozenset({Status.DEFERRED}), Status.RECEIVED),
    }
)
