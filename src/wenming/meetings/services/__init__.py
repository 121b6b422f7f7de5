"""Meetings are planned and held, their agendas arranged, what they decide goes back to work."""

from wenming.meetings.services.arranging import add_item, drop_item, move_item, put_off
from wenming.meetings.services.deciding import (
    Verdict,
    correct,
    decide,
    enter_minutes,
    follows_of,
    link_minutes,
)
from wenming.meetings.services.planning import (
    MeetingData,
    cancel_meeting,
    edit_meeting,
    hold_meeting,
    plan_meeting,
)

__all__ = [
    "MeetingData",
    "Verdict",
    "add_item",
    "cancel_meeting",
    "correct",
    "decide",
    "drop_item",
    "edit_meeting",
    "enter_minutes",
    "follows_of",
    "hold_meeting",
    "link_minutes",
    "move_item",
    "plan_meeting",
    "put_off",
]
