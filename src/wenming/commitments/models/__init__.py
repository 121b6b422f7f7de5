"""Letters of responsibility, plans of units, goals of a month."""

from wenming.commitments.models.letters import (
    PLEDGE_ACTION_LABELS,
    PLEDGE_LABELS,
    Letter,
    LetterCopy,
    LetterTerms,
)
from wenming.commitments.models.months import MonthlyFocus, MonthlyGoal
from wenming.commitments.models.plans import (
    PLANNED_ACTION_LABELS,
    PLANNED_LABELS,
    Plan,
    PlanCollection,
)

__all__ = [
    "PLANNED_ACTION_LABELS",
    "PLANNED_LABELS",
    "PLEDGE_ACTION_LABELS",
    "PLEDGE_LABELS",
    "Letter",
    "LetterCopy",
    "LetterTerms",
    "MonthlyFocus",
    "MonthlyGoal",
    "Plan",
    "PlanCollection",
]
