"""What a draft orders that is ordered already: link it, ask once (已有任务)."""

from dataclasses import dataclass
from datetime import date

from wenming.documents.models import Draft
from wenming.duties.models import Duty, DutyUnit
from wenming.duties.workflow import LIVE, Status
from wenming.engine.intake.suggest import same_duties

MOST_ALIKE = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """A duty in force that says nearly the same.

    Attributes:
        per_cent: how nearly.
        is_over: all work on it is done or was cancelled: ordered again, it may be a new duty.
        due_on: of the duty, where the draft asks for another day.
        others: units that the draft names and the duty does not.
    """

    duty: Duty
    per_cent: int
    is_over: bool
    due_on: date | None
    others: str


def alike(draft: Draft) -> list[Likeness]:
    """Duties in force of the same leads that order nearly the same: ask once, not twice."""
    leads = list(draft.lead_units.all())
    in_force = Duty.objects.filter(
        task_list__status=Status.ISSUED,
        units__part=DutyUnit.Part.LEAD,
        units__unit__in=leads,
    )
    duties = {
        str(duty.pk): duty
        for duty in in_force.select_related("task_list")
        .prefetch_related("units", "undertakings")
        .distinct()
    }
    texts = {key: duty.text for key, duty in duties.items()}
    found = same_duties(draft.text, texts, most=MOST_ALIKE) if texts else []
    return [_likeness(draft, duties[row.code], round(100 * row.score)) for row in found]


def _likeness(draft: Draft, duty: Duty, per_cent: int) -> Likeness:
    known = {row.unit_id for row in duty.units.all()}
    named = [*draft.lead_units.all(), *draft.support_units.all()]
    return Likeness(
        duty=duty,
        per_cent=per_cent,
        is_over=all(row.status not in LIVE for row in duty.undertakings.all()),
        due_on=duty.due_on if draft.due_on and duty.due_on != draft.due_on else None,
        others="、".join(unit.name for unit in named if unit.pk not in known),
    )
