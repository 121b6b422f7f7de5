"""The way of a meeting (会议流程): planned, then held or cancelled."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


STEPS = Steps(
    {
        "arrange": (frozenset({Status.PLANNED}), Status.PLANNED),
        "hold": (frozenset({Status.PLANNED}), Status.HELD),
        "decide": (frozenset({Status.HELD}), Status.HELD),
        "cancel": (frozenset({Status.PLANNED}), Status.CANCELLED),
    }
)
