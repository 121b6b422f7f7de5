"""Scoring (计分): counting gives whole numbers, roll-up makes figures of them."""

from .attribution import UNASSIGNED, UnitLoss, attribute
from .carrying import Carried, carry
from .explain import field_in_words, indicator_in_words, verdict_in_words
from .freezing import Frozen, differences, digest, frozen, inputs_digest
from .interval import Interval, PlaceSums, Stratum, field_interval, indicator_intervals
from .local import local_rollup
from .results import DimensionResult, IndicatorResult, RoundResult, SchemeResult, rounded
from .rollup import cycle_total, field_rate, rollup
from .sums import (
    FieldSums,
    ItemSums,
    MaterialSums,
    RoundSums,
    Statistic,
    SurveySums,
    pooled,
    with_visit,
    without_visit,
)
from .values import field_values
from .visits import Observation, VisitSums, place_score, visit_sums

__all__ = [
    "UNASSIGNED",
    "Carried",
    "DimensionResult",
    "FieldSums",
    "Frozen",
    "IndicatorResult",
    "Interval",
    "ItemSums",
    "MaterialSums",
    "Observation",
    "PlaceSums",
    "RoundResult",
    "RoundSums",
    "SchemeResult",
    "Statistic",
    "Stratum",
    "SurveySums",
    "UnitLoss",
    "VisitSums",
    "attribute",
    "carry",
    "cycle_total",
    "differences",
    "digest",
    "field_in_words",
    "field_interval",
    "field_rate",
    "field_values",
    "frozen",
    "indicator_in_words",
    "indicator_intervals",
    "inputs_digest",
    "local_rollup",
    "place_score",
    "pooled",
    "rollup",
    "rounded",
    "verdict_in_words",
    "visit_sums",
    "with_visit",
    "without_visit",
]
