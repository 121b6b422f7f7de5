"""The steps of a task list (任务清单的流程), as a table."""

from enum import StrEnum


class Status(StrEnum):
    """State of a task list."""

    DRAFT = "draft"
    ISSUED = "issued"
    REPLACED = "replaced"


STATUS_LABELS = [
    (Status.DRAFT, "拟稿"),
    (Status.ISSUED, "已印发"),
    (Status.REPLACED, "已被新版代替"),
]
ACTION_LABELS = {"issue": "印发", "replace": "换发新版"}

# action -> (states it may start from, state it leads to)
TRANSITIONS: dict[str, tuple[frozenset[Status], Status]] = {
    "issue": (frozenset({Status.DRAFT}), Status.ISSUED),
    "replace": (frozenset({Status.ISSUED}), Status.REPLACED),
}


def target(now: Status, action: str) -> Status | None:
    """The state that `action` leads to from `now`, or None when it is not allowed."""
    sources, to = TRANSITIONS[action]
    return to if now in sources else None


def allowed(now: Status) -> list[str]:
    """The actions possible from `now`."""
    return [action for action, (sources, _to) in TRANSITIONS.items() if now in sources]
