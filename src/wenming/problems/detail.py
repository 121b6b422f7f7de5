"""All that the page of one problem shows, gathered in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from wenming.accounts.rights import Person, unit_ids
from wenming.core.lights import Light
from wenming.organization.models import Unit
from wenming.problems import permissions, routes
from wenming.problems.clocks import Phase, days_used, phases
from wenming.problems.deadlines import light_of
from wenming.problems.models import Problem, ProblemPhoto, Step
from wenming.problems.workflow import RUNNING, Status

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Case:
    """One problem as `user` sees it at `at`."""

    problem: Problem
    user: Person
    at: datetime
    steps: list[Step] = field(init=False)

    def __post_init__(self) -> None:
        rows = self.problem.steps.select_related("unit", "to", "by", "order__unit")
        object.__setattr__(self, "steps", list(rows.prefetch_related("photos__upload")))

    @property
    def light(self) -> Light:
        """The light of the whole case."""
        return light_of(self.problem, self.at)

    @property
    def timeline(self) -> list[Step]:
        """The steps, newest first."""
        return self.steps[::-1]

    @cached_property
    def photos(self) -> list[ProblemPhoto]:
        """All photos, oldest first."""
        return list(self.problem.photos.select_related("upload"))

    @property
    def before(self) -> list[ProblemPhoto]:
        """Photos of the fault."""
        return [photo for photo in self.photos if photo.moment == ProblemPhoto.Moment.BEFORE]

    @property
    def after(self) -> list[ProblemPhoto]:
        """Photos of the latest rectification; earlier ones stand in the timeline."""
        last = max((step.pk for step in self.steps if step.action == "submit"), default=None)
        return [
            photo
            for photo in self.photos
            if photo.moment == ProblemPhoto.Moment.AFTER and photo.step_id == last
        ]

    @cached_property
    def phases(self) -> list[Phase]:
        """How long each hand took."""
        return phases(self.steps, self.at)

    @property
    def days_used(self) -> float:
        """Working days that count against the limit."""
        return days_used(self.phases)

    @cached_property
    def relapses(self) -> list[Problem]:
        """Closed problems of the same place and item in the last year, newest first."""
        problem = self.problem
        if problem.place_id is None or problem.item is None:
            return []
        rows = Problem.objects.filter(
            place=problem.place_id,
            item__code=problem.item.code,
            status=Status.CLOSED,
            closed_at__gte=self.at - YEAR,
        ).exclude(pk=problem.pk)
        return list(rows.order_by("-closed_at")[:5])

    @cached_property
    def verbs(self) -> set[str]:
        """What `user` may do with the problem now."""
        return verbs_of(self.problem, self.user)

    @cached_property
    def acting_unit(self) -> Unit | None:
        """The unit in whose name `user` acts."""
        acts_for = unit_ids(self.user)
        for unit in (self.problem.handler, self.problem.unit):
            if unit is not None and unit.pk in acts_for:
                return unit
        return None

    @cached_property
    def below(self) -> list[Unit]:
        """To whom the acting unit may hand on."""
        if "hand_on" not in self.verbs or self.acting_unit is None:
            return []
        return routes.handing_on_to(self.problem, self.acting_unit)


def verbs_of(problem: Problem, user: Person) -> set[str]:
    """What `user` may do with a problem in its present state; the services ask again."""
    found: set[str] = set()
    status = problem.status
    if permissions.can_act(user, problem):
        found |= UNIT_VERBS.get(status, set())
        if not problem.is_deferrable:
            found.discard("ask_deferral")
    if permissions.can_dispatch(user, problem):
        found |= OFFICE_VERBS.get(status, set())
    if status == Status.SUBMITTED and permissions.can_verify(user, problem):
        found |= {"close", "redo"}
    return found


UNIT_VERBS: dict[str, set[str]] = {
    Status.DISPATCHED: {"receive", "submit", "return", "hand_on", "ask_deferral"},
    Status.RECEIVED: {"submit", "return", "hand_on", "ask_deferral"},
    Status.DEFERRED: {"submit"},
}
OFFICE_VERBS: dict[str, set[str]] = {
    **{status: {"extend", "recall"} for status in RUNNING},
    Status.DEFERRING: {"defer", "decline_deferral", "extend", "recall"},
    Status.DEFERRED: {"resume"},
    Status.DROPPED: {"restore"},
    Status.MERGED: {"restore"},
}
