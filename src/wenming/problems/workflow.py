"""The steps of a problem (问题整改流程)."""

from enum import StrEnum

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

_WITH_UNIT = frozenset({Status.DISPATCHED, Status.RECEIVED})

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
