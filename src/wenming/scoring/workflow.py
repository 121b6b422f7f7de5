"""The steps by which a result is published, and of a unit's dispute (公布与申诉的流程)."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a round's result on its way out."""

    DRAFT = "draft"
    FEEDBACK = "feedback"
    CHECKED = "checked"
    APPROVED = "approved"
    PUBLISHED = "published"


STEPS = Steps(
    {
        "recalculate": (frozenset({Status.DRAFT}), Status.DRAFT),
        "open": (frozenset({Status.DRAFT}), Status.FEEDBACK),
        "check": (frozenset({Status.FEEDBACK}), Status.CHECKED),
        "approve": (frozenset({Status.CHECKED}), Status.APPROVED),
        "send_back": (frozenset({Status.CHECKED, Status.APPROVED}), Status.FEEDBACK),
        "publish": (frozenset({Status.APPROVED}), Status.PUBLISHED),
    }
)


class DisputeStatus(StrEnum):
    """State of a dispute."""

    OPEN = "open"
    CORRECTED = "corrected"
    VOIDED = "voided"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


DISPUTE_STEPS = Steps(
    {
        "correct": (frozenset({DisputeStatus.OPEN}), DisputeStatus.CORRECTED),
        "void": (frozenset({DisputeStatus.OPEN}), DisputeStatus.VOIDED),
        "reject": (frozenset({DisputeStatus.OPEN}), DisputeStatus.REJECTED),
        "withdraw": (frozenset({DisputeStatus.OPEN}), DisputeStatus.WITHDRAWN),
    }
)
