"""Scoring by a stricter local standard beside the base edition (本地加严标准)."""

from dataclasses import replace

from ..framework.model import Framework
from .results import RoundResult
from .rollup import rollup
from .sums import RoundSums


def local_rollup(local: Framework, sums: RoundSums, base: RoundResult) -> RoundResult:
    """Score a round by the local standard; no figure of it is above that of the base.

        share by the local standard = min(share by the base, share by the overlay)

    Value, n, grade and gaps are those of the local edition: its own thresholds, its own items.
    An indicator that the base did not measure is not measured here either, or what only the
    overlay looks at would raise the total.

    Args:
        local: the base edition with its overlay applied (`framework.load_overlay`).
        sums: counted by the verdict table of `local`, the same records as the base's.
        base: the result of the base edition.
    """
    shares = {row.code: row.exact_share for row in base.indicators if row.exact_share is not None}
    field = tuple(row for row in sums.field if row.indicator in shares)
    return rollup(local, replace(sums, field=field), at_most=shares)
