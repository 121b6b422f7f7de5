"""Task lists, the work on their duties, and the leads of indicators."""

from wenming.duties.models.claims import Claim, Offer
from wenming.duties.models.leads import IndicatorLead, PlaceTypeLead
from wenming.duties.models.lists import (
    ACTION_LABELS,
    STATUS_LABELS,
    Duty,
    DutyUnit,
    Opinion,
    Receipt,
    TaskList,
)
from wenming.duties.models.restatements import Restatement
from wenming.duties.models.sheets import (
    SENT_ACTION_LABELS,
    SENT_LABELS,
    KnownHead,
    SheetDuty,
    TaskSheet,
)
from wenming.duties.models.undertakings import (
    PROGRESS_ACTION_LABELS,
    PROGRESS_LABELS,
    Contribution,
    Transfer,
    Undertaking,
    UndertakingStep,
)

__all__ = [
    "ACTION_LABELS",
    "PROGRESS_ACTION_LABELS",
    "PROGRESS_LABELS",
    "SENT_ACTION_LABELS",
    "SENT_LABELS",
    "STATUS_LABELS",
    "Claim",
    "Contribution",
    "Duty",
    "DutyUnit",
    "IndicatorLead",
    "KnownHead",
    "Offer",
    "Opinion",
    "PlaceTypeLead",
    "Receipt",
    "Restatement",
    "SheetDuty",
    "TaskList",
    "TaskSheet",
    "Transfer",
    "Undertaking",
    "UndertakingStep",
]
