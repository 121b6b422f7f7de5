"""Sums of visits, scoring runs, and how results are published."""

from wenming.scoring.models.amending import Amendment
from wenming.scoring.models.checking import ScoreCheck
from wenming.scoring.models.official import OfficialFinding, OfficialResult, Source, Triage
from wenming.scoring.models.publishing import (
    ACTION_LABELS,
    DISPUTE_ACTION_LABELS,
    DISPUTE_STATUS_LABELS,
    STATUS_LABELS,
    Confirmation,
    Dispute,
    DisputeFile,
    Publication,
)
from wenming.scoring.models.runs import Run
from wenming.scoring.models.sums import PlaceScore, VisitSum

__all__ = [
    "ACTION_LABELS",
    "DISPUTE_ACTION_LABELS",
    "DISPUTE_STATUS_LABELS",
    "STATUS_LABELS",
    "Amendment",
    "Confirmation",
    "Dispute",
    "DisputeFile",
    "OfficialFinding",
    "OfficialResult",
    "PlaceScore",
    "Publication",
    "Run",
    "ScoreCheck",
    "Source",
    "Triage",
    "VisitSum",
]
