"""Carrying values along a crosswalk (一次测评，多处使用), with where they came from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ..framework.crosswalk import Crosswalk, Node
from .sums import RoundSums

TABLES = ("field", "materials", "surveys", "statistics")


class Carried(NamedTuple):
    """Where a value was measured, and the indicators it went through on its way, nearest last."""

    source: Node
    through: tuple[Node, ...]


def carry(
    crosswalk: Crosswalk, measured: Mapping[str, RoundSums], framework: str
) -> tuple[RoundSums, dict[str, Carried]]:
    """What a framework is scored by: its own sums, and those carried to it (指标对照).

    What was measured under the framework itself always goes first. Else the nearest framework
    along the links that measured its indicator gives the sums, as they are: value, n, the units
    that hold the places. Events are not carried.

    Args:
        measured: sums of one round of one city by framework.
        framework: the one to be scored.

    Returns:
        the sums, and for each indicator whose value was carried where it came from.
    """
    own = measured.get(framework, RoundSums())
    known = {name: measured_in(sums) for name, sums in measured.items()}
    carried: dict[str, Carried] = {}
    for target in sorted(crosswalk.sources):
        if target.framework != framework or target.indicator in known.get(framework, ()):
            continue
        through: list[Node] = []
        for node in crosswalk.back(target):
            if node.indicator in known.get(node.framework, ()):
                carried[target.indicator] = Carried(node, tuple(reversed(through)))
                break
            through.append(node)
    return _with(own, measured, carried), carried


def measured_in(sums: RoundSums) -> set[str]:
    """The indicators that have data."""
    return {
        *(row.indicator for row in sums.field if row.full),
        *(row.indicator for row in sums.materials if row.n),
        *(row.indicator for row in sums.surveys if row.weight),
        *(row.indicator for row in sums.statistics),
    }


def _with(
    own: RoundSums, measured: Mapping[str, RoundSums], carried: Mapping[str, Carried]
) -> RoundSums:
    """`own` and the rows of the sources under the codes of their targets."""
    rows = {table: list(getattr(own, table)) for table in TABLES}
    for code, come in carried.items():
        for table in TABLES:
            rows[table] += [
                row._replace(indicator=code)
                for row in getattr(measured[come.source.framework], table)
                if row.indicator == come.source.indicator
            ]
    return replace(own, **{table: tuple(found) for table, found in rows.items()})
