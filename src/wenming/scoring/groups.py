"""Results by work group (工作组): how many of the indicators below standard lie with whom."""

from dataclasses import dataclass

from wenming.inspections.models import Round
from wenming.organization.models import Unit, WorkingGroup
from wenming.scoring.pages import IndicatorRow, indicators
from wenming.scoring.selectors import Scored


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A work group: the field indicators that its units lead."""

    group: WorkingGroup
    rows: list[IndicatorRow]

    @property
    def measured(self) -> int:
        """Indicators that were measured."""
        return sum(row.result.measured for row in self.rows)

    @property
    def below_standard(self) -> int:
        """Measured indicators below the standard."""
        return sum(bool(row.result.below_standard) for row in self.rows)

    @property
    def lost(self) -> float:
        """Marks that its indicators lost."""
        return sum(row.result.lost or 0.0 for row in self.rows)


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups, most indicators below standard first; `total` counts each indicator once."""

    rows: list[GroupRow]
    total: int
    without: int  # below standard, led by no unit of a group

    @property
    def behind(self) -> list[GroupRow]:
        """Those with indicators below standard."""
        return [row for row in self.rows if row.below_standard]


def by_group(round_: Round, scored: Scored) -> Groups:
    """Indicators of the base scheme by the groups of their lead units; four queries."""
    rows = indicators(round_, scored)
    below = [row for row in rows if row.result.below_standard]
    groups = list(WorkingGroup.objects.select_related("lead").prefetch_related("members"))
    found = [GroupRow(group, led_by(group, rows)) for group in groups]
    covered = {row.indicator.code for group in found for row in group.rows}
    return Groups(
        rows=sorted(found, key=lambda row: (-row.below_standard, -row.lost, row.group.code)),
        total=len(below),
        without=sum(row.indicator.code not in covered for row in below),
    )


def led_by(group: WorkingGroup, rows: list[IndicatorRow]) -> list[IndicatorRow]:
    """Of `rows`, those that a unit of the group leads."""
    return [row for row in rows if _leads(row, group)]


def _leads(row: IndicatorRow, group: WorkingGroup) -> bool:
    units = {group.lead_id, *(unit.pk for unit in _members(group))}
    return any(unit.pk in units for unit in row.leads)


def _members(group: WorkingGroup) -> list[Unit]:
    return list(group.members.all())
