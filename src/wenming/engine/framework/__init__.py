"""The assessment framework (测评体系): text → data → checked → loaded → verdict table."""

from .checking import check
from .model import CheckItem, Framework, Indicator, PlaceType, Scheme, Scoring
from .report import Fault, Report
from .text import parse_yaml

__all__ = [
    "CheckItem",
    "Fault",
    "Framework",
    "Indicator",
    "PlaceType",
    "Report",
    "Scheme",
    "Scoring",
    "check",
    "parse_yaml",
]
