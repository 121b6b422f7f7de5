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
    DEFERRED = "deferred"
    DROPPED = "dropped"
    MERGED = "merged"


_WITH_UNIT = frozenset({Status.DISPATCHED, Status.RECEIVED})

STEPS = Steps(
    {
        "dispatch": (frozenset({Status.PROPOSED}), Status.DISPATCHED),
        "drop": (frozenset({Status.PROPOSED}), Status.DROPPED),
        "merge": (frozenset({Status.PROPOSED}), Status.MERGED),
        "receive": (frozenset({Status.DISPATCHED}), Status.RECEIVED),
        "return": (_WITH_UNIT, Status.PROPOSED),
        "hand_on": (_WITH_UNIT, Status.RECEIVED),
        "submit": (_WITH_UNIT, Status.SUBMITTED),
        "redo": (frozenset({Status.SUBMITTED}), Status.RECEIVED),
        "close": (frozenset({Status.SUBMITTED}), Status.CLOSED),
        "defer": (frozenset({Status.RECEIVED}), Status.DEFERRED),
        "resume": (frozenset({Status.DEFERRED}), Status.RECEIVED),
    }
)
