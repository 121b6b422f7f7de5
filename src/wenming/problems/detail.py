"""All that the page of one problem shows, gathered in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wenming.accounts.rights import Person, unit_ids
from wenming.core.lights import Light
from wenming.organization.models import Unit
from wenming.places.models import Place
from wenming.problems import permissions, routes
from wenming.problems.clocks import Phase, days_used, phases
from wenming.problems.deadlines import light_of, may_return
from wenming.problems.failures import failing_places
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

    @property
    def other_photos(self) -> list[ProblemPhoto]:
        """Every photo that is not one of the two compared."""
        shown = {photo.pk for photo in (*self.before[:1], *self.after[:1])}
        return [photo for photo in self.photos if photo.pk not in shown]

    @property
    def no_before(self) -> str:
        """Why there is no photo of the fault."""
        return _("发现时没有拍照")

    @property
    def no_after(self) -> str:
        """Why there is no photo of the rectification."""
        if not self.problem.needs_photo:
            return _("这类问题不要求整改后照片")
        return _("还没有整改照片")

    @cached_property
    def phases(self) -> list[Phase]:
        """How long each hand took."""
        return phases(self.steps, self.at)

    @property
    def days_used(self) -> float:
        """Working days that count against the limit."""
        return days_used(self.phases)

    @cached_property
    def relapse_rank(self) -> int:
        """Which time the same place and item failed within a year; 1 is the first."""
        return self._earlier().count() + 1

    @cached_property
    def relapses(self) -> list[Problem]:
        """The earlier ones that `user` may open, newest first."""
        visible = permissions.visible_to(self.user).values("pk")
        return list(self._earlier().filter(pk__in=visible).order_by("-closed_at")[:5])

    def _earlier(self) -> QuerySet[Problem]:
        """Closed problems of the same place and item in the last year."""
        problem = self.problem
        if problem.place_id is None or problem.item is None:
            return Problem.objects.none()
        return Problem.objects.filter(
            place=problem.place_id,
            item__code=problem.item.code,
            status=Status.CLOSED,
            closed_at__gte=self.at - YEAR,
        ).exclude(pk=problem.pk)

    @cached_property
    def places(self) -> list[Place]:
        """Where behaviour failed in the round, for a problem that stands for all of them."""
        return failing_places(self.problem)

    @property
    def may_see_names(self) -> bool:
        """People of the office are named to those who oversee, to units only as the office."""
        return permissions.oversees(self.user)

    @property
    def last_note(self) -> str:
        """What was said with the newest step."""
        return self.steps[-1].note if self.steps else ""

    @cached_property
    def verbs(self) -> set[str]:
        """What `user` may do with the problem now."""
        return verbs_of(self.problem, self.user, self.at)

    @cached_property
    def acting_unit(self) -> Unit | None:
        """The unit in whose name `user` acts."""
        acts_for = unit_ids(self.user)
        for unit in (self.problem.handler, self.problem.unit):
            if unit is not None and unit.pk in acts_for:
                return unit
        return None

    @property
    def has_office_folds(self) -> bool:
        """Whether the office has a step behind a fold."""
        return bool(self.verbs & {"extend", "recall", "resume", "restore"})

    @property
    def hand_on_words(self) -> str:
        """What handing on is called for the acting unit."""
        is_street = self.acting_unit is not None and self.acting_unit.pk == self.problem.unit_id
        return _("转社区办理") if is_street else _("转交街道")

    @cached_property
    def below(self) -> list[Unit]:
        """To whom the acting unit may hand on."""
        if "hand_on" not in self.verbs or self.acting_unit is None:
            return []
        return routes.handing_on_to(self.problem, self.acting_unit)


def verbs_of(problem: Problem, user: Person, at: datetime) -> set[str]:
    """What `user` may do with a problem in its present state; the services ask again."""
    found: set[str] = set()
    status = problem.status
    if permissions.can_act(user, problem):
        found |= UNIT_VERBS.get(status, set())
        if not problem.is_deferrable:
            found.discard("ask_deferral")
        if not may_return(problem, at):
            found.discard("return")
    if permissions.can_dispatch(user, problem):
        found |= OFFICE_VERBS.get(status, set())
    if problem.remedy != Problem.Remedy.BUILD:
        found.discard("point")
    if status == Status.SUBMITTED and permissions.can_verify(user, problem):
        found |= {"close", "redo"}
    return found


UNIT_VERBS: dict[str, set[str]] = {
    Status.DISPATCHED: {"receive", "submit", "return", "hand_on", "ask_deferral"},
    Status.RECEIVED: {"submit", "return", "hand_on", "ask_deferral"},
    Status.DEFERRING: {"point"},
    Status.DEFERRED: {"submit", "point"},
}
OFFICE_VERBS: dict[str, set[str]] = {
    Status.PROPOSED: {"dispatch"},
    **{status: {"extend", "recall"} for status in RUNNING},
    Status.DEFERRING: {"defer", "decline_deferral", "extend", "recall", "point"},
    Status.DEFERRED: {"resume", "point"},
    Status.DROPPED: {"restore"},
    Status.MERGED: {"restore"},
}
