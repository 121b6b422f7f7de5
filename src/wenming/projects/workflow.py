"""The stages of a project (项目流程)."""

from enum import StrEnum

from wenming.core.steps import Steps


class Stage(StrEnum):
    """How far a project is."""

    PROPOSED = "proposed"
    APPRAISED = "appraised"
    APPROVED = "approved"
    FUNDED = "funded"
    BUILT = "built"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


TIMETABLE = (Stage.APPRAISED, Stage.APPROVED, Stage.FUNDED, Stage.BUILT, Stage.ACCEPTED)
"""Stages that a timetable gives days to, in their order."""

OVER = frozenset({Stage.ACCEPTED, Stage.DROPPED})
"""Nothing more is to be done."""

_BEFORE_BUILT = frozenset({Stage.PROPOSED, Stage.APPRAISED, Stage.APPROVED, Stage.FUNDED})

STEPS = Steps(
    {
        "appraise": (frozenset({Stage.PROPOSED}), Stage.APPRAISED),
        "approve": (frozenset({Stage.APPRAISED}), Stage.APPROVED),
        "return": (frozenset({Stage.APPRAISED}), Stage.PROPOSED),
        "fund": (frozenset({Stage.APPROVED}), Stage.FUNDED),
        "report": (frozenset({Stage.FUNDED}), Stage.FUNDED),
        "finish": (frozenset({Stage.FUNDED}), Stage.BUILT),
        "accept": (frozenset({Stage.BUILT}), Stage.ACCEPTED),
        "redo": (frozenset({Stage.BUILT}), Stage.FUNDED),
        "drop": (_BEFORE_BUILT, Stage.DROPPED),
    }
)


def next_of(stage: Stage) -> Stage | None:
    """The stage that comes next in the timetable; None once it is over."""
    if stage in OVER:
        return None
    if stage == Stage.PROPOSED:
        return TIMETABLE[0]
    return TIMETABLE[TIMETABLE.index(stage) + 1]
