"""The steps of a round and of a visit (轮次与到访的流程)."""

from enum import StrEnum

from wenming.core.steps import Steps


class RoundStatus(StrEnum):
    """State of a round.

    A sealed draw goes planned → sealed → drawn; a simple draw planned → drawn. Until release
    nobody sees the drawn places.
    """

    PLANNED = "planned"
    SEALED = "sealed"
    DRAWN = "drawn"
    RELEASED = "released"
    CLOSED = "closed"
    PUBLISHED = "published"


ROUND_STEPS = Steps(
    {
        "seal": (frozenset({RoundStatus.PLANNED}), RoundStatus.SEALED),
        "draw": (frozenset({RoundStatus.SEALED}), RoundStatus.DRAWN),
        "draw_simple": (frozenset({RoundStatus.PLANNED}), RoundStatus.DRAWN),
        "release": (frozenset({RoundStatus.DRAWN}), RoundStatus.RELEASED),
        "close": (frozenset({RoundStatus.RELEASED}), RoundStatus.CLOSED),
        "publish": (frozenset({RoundStatus.CLOSED}), RoundStatus.PUBLISHED),
    }
)


class VisitStatus(StrEnum):
    """State of a visit (到访)."""

    PLANNED = "planned"
    STARTED = "started"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    VOID = "void"


VISIT_STEPS = Steps(
    {
        "start": (frozenset({VisitStatus.PLANNED, VisitStatus.STARTED}), VisitStatus.STARTED),
        "submit": (frozenset({VisitStatus.PLANNED, VisitStatus.STARTED}), VisitStatus.SUBMITTED),
        "accept": (frozenset({VisitStatus.SUBMITTED}), VisitStatus.ACCEPTED),
        "send_back": (frozenset({VisitStatus.SUBMITTED}), VisitStatus.STARTED),
        "void": (frozenset({VisitStatus.SUBMITTED, VisitStatus.ACCEPTED}), VisitStatus.VOID),
    }
)
