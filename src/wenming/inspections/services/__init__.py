"""What can be done with rounds and visits; one module for each kind of work."""

from wenming.inspections.answers import Answer, FindingInput
from wenming.inspections.services.visits import add_photo, start_visit, submit_visit

__all__ = [
    "Answer",
    "FindingInput",
    "add_photo",
    "start_visit",
    "submit_visit",
]
