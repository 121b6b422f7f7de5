"""All that one duty carries, as its page shows it (任务要素)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wenming.documents.fields import kind_sizes
from wenming.documents.targets import Target, to_lines
from wenming.duties.lists.rows import Row, row
from wenming.duties.models import Duty, DutyUnit, Restatement
from wenming.duties.people import People
from wenming.duties.selectors import restated, whole
from wenming.organization.models import Post


@dataclass(frozen=True, slots=True)
class Facts:
    """One duty with the posts behind its leads and its targets as last measured.

    Attributes:
        row: who does what, until when.
        targets: one line each, with the value last reported.
        answering: the posts that answer for the leads, and whom to call.
        restated: sentences of later documents that order the same again.
        carried: parts of units that work on the same under another duty.
    """

    row: Row
    targets: list[str]
    answering: list[Post]
    restated: list[Restatement]
    carried: list[DutyUnit]

    @property
    def duty(self) -> Duty:
        """The duty itself, with all that it points at."""
        return self.row.duty


def facts_of(duty_id: int, values: Mapping[str, Any]) -> Facts:
    """The facts of a duty; a fixed number of queries.

    Args:
        values: what was last reported of its targets, by their place in its list.
    """
    duties = whole(Duty.objects.all()).prefetch_related("units__carried_by__task_list")
    duty = duties.select_related("task_list", "draft__document").get(pk=duty_id)
    leads = [party.unit_id for party in duty.units.all() if party.part == party.Part.LEAD]
    people = People(leads)
    return Facts(
        row=row(duty, kind_sizes(), set()),
        targets=to_lines(_measured(duty.targets, values)).splitlines(),
        answering=[post for unit_id in leads for post in people.of(unit_id)],
        carried=[party for party in duty.units.all() if party.carried_by is not None],
        restated=restated(duty),
    )


def _measured(targets: list[Target], values: Mapping[str, Any]) -> list[Target]:
    return [
        target | ({"current": values[str(index)]} if str(index) in values else {})
        for index, target in enumerate(targets)
    ]
