"""The steps of editions and events (测评体系版本与事项的流程): what is published is locked for ever."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of an edition."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


STEPS = Steps(
    {
        "change": (frozenset({Status.DRAFT}), Status.DRAFT),
        "publish": (frozenset({Status.DRAFT}), Status.PUBLISHED),
        "retire": (frozenset({Status.PUBLISHED}), Status.RETIRED),
    }
)


class EventStatus(StrEnum):
    """State of an event of the negative list or a bonus."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


EVENT_STEPS = Steps(
    {
        "confirm": (frozenset({EventStatus.REPORTED}), EventStatus.CONFIRMED),
        "decline": (frozenset({EventStatus.REPORTED}), EventStatus.DECLINED),
    }
)
