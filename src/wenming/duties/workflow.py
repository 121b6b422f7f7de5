"""The steps of a task list (任务清单的流程)."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a task list."""

    DRAFT = "draft"
    ISSUED = "issued"
    REPLACED = "replaced"


STEPS = Steps(
    {
        "issue": (frozenset({Status.DRAFT}), Status.ISSUED),
        "replace": (frozenset({Status.ISSUED}), Status.REPLACED),
    }
)
