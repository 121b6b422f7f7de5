"""The way of a leader's line (批示流程): 批示 → 拟办 → 转办 → 反馈 → 办结."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of a leader's instruction."""

    NEW = "new"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"


STEPS = Steps(
    {
        "propose": (frozenset({Status.NEW, Status.PROPOSED}), Status.PROPOSED),
        "assign": (frozenset({Status.NEW, Status.PROPOSED}), Status.ASSIGNED),
        "answer": (frozenset({Status.ASSIGNED}), Status.ANSWERED),
        "send_back": (frozenset({Status.ANSWERED}), Status.ASSIGNED),
        "close": (frozenset({Status.PROPOSED, Status.ANSWERED}), Status.CLOSED),
    }
)
