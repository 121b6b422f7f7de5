"""The links of the person who looks (我包联的), for the workbench and the leader's page."""

from dataclasses import dataclass

from wenming.accounts.rights import Person
from wenming.core.clock import today
from wenming.linkage.listing import with_names
from wenming.linkage.models import active
from wenming.linkage.outcomes import Outcome, Outcomes
from wenming.linkage.permissions import linked_to

MOST = 8


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person looks after, the worst first, at most MOST; `more` are not shown."""

    rows: list[Outcome]
    more: int


def mine(user: Person) -> Mine | None:
    """What `user`, by post or by unit, looks after today; None where that is nothing."""
    links = list(with_names(linked_to(user).filter(active(today()))))
    if not links:
        return None
    rows = sorted(Outcomes(user, links).rows(), key=_worst_first)
    return Mine(rows=rows[:MOST], more=len(rows) - len(rows[:MOST]))


def _worst_first(row: Outcome) -> tuple[int, int, float, int]:
    rate = 101.0 if row.rate is None else row.rate
    return (-row.problems.overdue, -row.late, rate, row.link.pk)
