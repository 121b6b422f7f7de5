"""The assessment framework (测评体系): text → data → checked → loaded → verdict table."""

from ..yaml_text import parse_yaml
from .checking import check
from .loading import FrameworkError, load
from .model import CheckItem, Framework, Indicator, PlaceType, Scheme, Scoring
from .report import Fault, Report
from .verdicts import Verdict, VerdictTable, verdict_table

__all__ = [
    "CheckItem",
    "Fault",
    "Framework",
    "FrameworkError",
    "Indicator",
    "PlaceType",
    "Report",
    "Scheme",
    "Scoring",
    "Verdict",
    "VerdictTable",
    "check",
    "load",
    "parse_yaml",
    "verdict_table",
]
