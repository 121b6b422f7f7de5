"""Documents come in; their drafts are corrected, added, kept, dropped and merged."""

from wenming.documents.services.adding import add_draft
from wenming.documents.services.reviewing import (
    accept_ticked,
    close_review,
    correct_draft,
    decide,
    end_review,
    merge,
    name_unit,
    reopen_review,
)
from wenming.documents.services.taking_in import Original, take_in

__all__ = [
    "Original",
    "accept_ticked",
    "add_draft",
    "close_review",
    "correct_draft",
    "decide",
    "end_review",
    "merge",
    "name_unit",
    "reopen_review",
    "take_in",
]
