"""Scoring (计分): counting gives whole numbers, roll-up makes figures of them."""

from .attribution import UNASSIGNED, UnitLoss, attribute
from .explain import field_in_words, indicator_in_words, verdict_in_words
from .local import local_rollup
from .results import DimensionResult, IndicatorResult, RoundResult, SchemeResult, rounded
from .rollup import cycle_total, field_rate, rollup
from .sums import FieldSums, ItemSums, MaterialSums, RoundSums, Statistic, SurveySums
from .values import field_values
from .visits import Observation, VisitSums, place_score, visit_sums

__all__ = [
    "UNASSIGNED",
    "DimensionResult",
    "FieldSums",
    "IndicatorResult",
    "ItemSums",
    "MaterialSums",
    "Observation",
    "RoundResult",
    "RoundSums",
    "SchemeResult",
    "Statistic",
    "SurveySums",
    "UnitLoss",
    "VisitSums",
    "attribute",
    "cycle_total",
    "field_in_words",
    "field_rate",
    "field_values",
    "indicator_in_words",
    "local_rollup",
    "place_score",
    "rollup",
    "rounded",
    "verdict_in_words",
    "visit_sums",
]
