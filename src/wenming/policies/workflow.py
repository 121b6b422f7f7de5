"""The steps of a policy (制度流程): missing or to improve, handed in, there."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a policy that an indicator needs."""

    MISSING = "missing"
    TO_IMPROVE = "to_improve"
    SUBMITTED = "submitted"
    EXISTS = "exists"


OWED = frozenset({Status.MISSING, Status.TO_IMPROVE})
"""Still with the unit."""

STEPS = Steps(
    {
        "submit": (OWED, Status.SUBMITTED),
        "return": (frozenset({Status.SUBMITTED}), Status.TO_IMPROVE),
        "accept": (frozenset({Status.SUBMITTED}), Status.EXISTS),
        "reopen": (frozenset({Status.EXISTS}), Status.TO_IMPROVE),
    }
)
