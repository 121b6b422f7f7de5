"""One sheet a unit of an issued list (交办单): what is the unit's own, with a number."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from wenming.documents.targets import to_lines
from wenming.duties.lists.letter import details, when
from wenming.duties.models import Duty, DutyUnit, Receipt, TaskList
from wenming.duties.selectors import whole


@dataclass(frozen=True, slots=True)
class Line:
    """A task of the unit; `notes`: targets, measures, acceptance, a line each."""

    duty: Duty
    party: DutyUnit
    when: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Order:
    """The sheet of one unit; `number` is that of the list and the unit's place among its receipts."""

    number: str
    receipt: Receipt
    lines: list[Line]


def orders_of(task_list: TaskList, units: Collection[int] | None = None) -> list[Order]:
    """The sheets of an issued list, by number; a fixed number of queries.

    Args:
        units: keys of the units wanted; None takes all.
    """
    lines: dict[int, list[Line]] = defaultdict(list)
    for duty in whole(task_list.duties.all()):
        for party in duty.units.all():
            if units is None or party.unit_id in units:
                lines[party.unit_id].append(_line(duty, party))
    receipts = task_list.receipts.select_related("unit", "by").order_by("pk")
    return [
        Order(f"{task_list.number}-{place:02d}", receipt, lines[receipt.unit_id])
        for place, receipt in enumerate(receipts, start=1)
        if units is None or receipt.unit_id in units
    ]


def _line(duty: Duty, party: DutyUnit) -> Line:
    notes = [*to_lines(duty.targets).splitlines(), *details(duty)]
    return Line(duty=duty, party=party, when=when(duty), notes=notes)
