"""Editions with their rows, what answers to what between them, events, the calendar of a cycle."""

from wenming.framework.models.crosswalk import Correspondence
from wenming.framework.models.cycles import Cycle, Stage
from wenming.framework.models.editions import (
    ACTION_LABELS,
    STATUS_LABELS,
    CheckItem,
    Dimension,
    Edition,
    Indicator,
    PlaceType,
)
from wenming.framework.models.events import Event, EventFile

__all__ = [
    "ACTION_LABELS",
    "STATUS_LABELS",
    "CheckItem",
    "Correspondence",
    "Cycle",
    "Dimension",
    "Edition",
    "Event",
    "EventFile",
    "Indicator",
    "PlaceType",
    "Stage",
]
