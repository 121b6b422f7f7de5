"""The steps of an edition (测评体系版本的流程): published editions are locked for ever."""

from enum import StrEnum

from wenming.core.steps import Steps


class Status(StrEnum):
    """State of an edition."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


STEPS = Steps(
    {
        "publish": (frozenset({Status.DRAFT}), Status.PUBLISHED),
        "retire": (frozenset({Status.PUBLISHED}), Status.RETIRED),
    }
)
