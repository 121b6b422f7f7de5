"""Where the campaign stands (创建周期): rounds planned, running, over, and the next day that is set.

Only what is in the register of rounds; a day that nobody entered is not shown.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.core import clock
from wenming.core.workdays import calendar
from wenming.inspections import permissions
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus

BEFORE = (RoundStatus.PLANNED, RoundStatus.SEALED, RoundStatus.DRAWN)

WHOLE = (Ability.PLAN_ROUNDS, Ability.ACCEPT_VISITS, Ability.SEE_ALL)


@dataclass(frozen=True, slots=True)
class Cycle:
    """Rounds of this year that a person sees, and the nearest day ahead.

    Attributes:
        next_round: the running round that ends first, else the planned one that begins first.
        next_on: that day; `days` and `workdays` from today to it.
    """

    year: int
    planned: int
    running: int
    closed: int
    published: int
    next_round: Round | None
    next_on: date | None
    days: int
    workdays: int

    @property
    def is_running(self) -> bool:
        """Whether the day is the end of a round that is going on."""
        return self.next_round is not None and self.next_round.status == RoundStatus.RELEASED


def cycle(user: Person) -> Cycle | None:
    """The rounds of this year, for those who plan, judge or oversee them; three queries at most.

    Others know of a round when its result is out: to tell them of no round would be untrue.
    """
    if not any(rights.can(user, ability) for ability in WHOLE):
        return None
    today = clock.today()
    rounds = Round.objects.filter(pk__in=permissions.visible_to(user).values("pk"))
    first = date(today.year, 1, 1)
    counted = rounds.filter(ends_on__gte=first).aggregate(
        planned=Count("pk", filter=Q(status__in=BEFORE)),
        running=Count("pk", filter=Q(status=RoundStatus.RELEASED)),
        closed=Count("pk", filter=Q(status=RoundStatus.CLOSED)),
        published=Count("pk", filter=Q(status=RoundStatus.PUBLISHED)),
    )
    if not any(counted.values()):
        return None
    found = _ending(rounds, today) or _beginning(rounds, today)
    on = None if found is None else _day_of(found)
    return Cycle(
        year=today.year,
        **counted,
        next_round=found,
        next_on=on,
        days=(on - today).days if on else 0,
        workdays=calendar().days_between(today, on) if on else 0,
    )


def _ending(rounds: QuerySet[Round], today: date) -> Round | None:
    running = rounds.filter(status=RoundStatus.RELEASED, ends_on__gte=today)
    return running.order_by("ends_on", "pk").first()


def _beginning(rounds: QuerySet[Round], today: date) -> Round | None:
    planned = rounds.filter(status__in=BEFORE, starts_on__gte=today)
    return planned.order_by("starts_on", "pk").first()


def _day_of(found: Round) -> date:
    return found.ends_on if found.status == RoundStatus.RELEASED else found.starts_on
