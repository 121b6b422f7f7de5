"""The steps of a bulletin (简报流程): three names before a figure leaves the office."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a bulletin."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    SIGNED = "signed"


STEPS = Steps(
    {
        "edit": (frozenset({Status.DRAFT}), Status.DRAFT),
        "review": (frozenset({Status.DRAFT}), Status.REVIEWED),
        "send_back": (frozenset({Status.REVIEWED}), Status.DRAFT),
        "sign": (frozenset({Status.REVIEWED}), Status.SIGNED),
    }
)
