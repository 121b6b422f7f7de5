"""The steps of a practice (典型经验流程): put forward, passed on, taken back."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a practice that is passed on."""

    PROPOSED = "proposed"
    FORWARDED = "forwarded"
    WITHDRAWN = "withdrawn"


STEPS = Steps(
    {
        "forward": (frozenset({Status.PROPOSED, Status.FORWARDED}), Status.FORWARDED),
        "withdraw": (frozenset({Status.PROPOSED, Status.FORWARDED}), Status.WITHDRAWN),
    }
)
