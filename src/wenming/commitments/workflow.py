"""The steps of letters of responsibility and of plans (责任状、工作方案的流程)."""

from enum import StrEnum

from wenming.core.steps import Steps


class Pledge(StrEnum):
    """State of a letter of responsibility (责任状); a unit without one has no row."""

    ISSUED = "issued"
    SIGNED = "signed"
    REPLACED = "replaced"


PLEDGE_STEPS = Steps(
    {
        "sign": (frozenset({Pledge.ISSUED}), Pledge.SIGNED),
        "send_back": (frozenset({Pledge.SIGNED}), Pledge.ISSUED),
        "replace": (frozenset({Pledge.ISSUED, Pledge.SIGNED}), Pledge.REPLACED),
    }
)


class Planned(StrEnum):
    """State of a unit's plan."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


WITH_UNIT = frozenset({Planned.DRAFT, Planned.RETURNED})
"""Still to be handed in."""

PLANNED_STEPS = Steps(
    {
        "edit": (WITH_UNIT, Planned.DRAFT),
        "submit": (WITH_UNIT, Planned.SUBMITTED),
        "return": (frozenset({Planned.SUBMITTED}), Planned.RETURNED),
        "accept": (frozenset({Planned.SUBMITTED}), Planned.ACCEPTED),
    }
)
