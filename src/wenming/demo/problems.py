"""What becomes of the problems: dispatched each morning, rectified, verified, some astray (问题整改)."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from wenming.accounts.models import Grant, User
from wenming.accounts.rights import ROLE_ABILITIES, Ability
from wenming.core import clock
from wenming.demo.ground import Ground
from wenming.demo.hours import in_office, is_workday, moment
from wenming.demo.timeline import Timeline
from wenming.engine.worktime import CHINA
from wenming.inspections.models import Round
from wenming.organization.models import Unit
from wenming.problems import services
from wenming.problems.models import Problem
from wenming.problems.routes import handing_on_to
from wenming.problems.services import PhotoFile, Proposal
from wenming.problems.workflow import OPEN, Status

SOON = timedelta(hours=30)  # within the days for returning, whatever the calendar
UNDECIDED = timedelta(days=12)  # the office has not decided yet on what was asked since
NEEDS_BUILDING = {"D06-01", "D06-15", "D06-07"}  # indicators whose faults may need money
LATE_DISTRICT = 2  # the district that lags behind, in the order of areas.yaml


@dataclass
class Problems:
    """Lives the daily work of the office, the units and the verifier."""

    ground: Ground
    people: dict[str, User]
    timeline: Timeline
    rng: random.Random
    words: Mapping[str, list[str]]
    after_photo: Callable[[Problem], PhotoFile]
    hands: dict[int, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.office = self.people["demo-office-2"]
        self.verifiers = [self.people["demo-verifier"], self.people["demo-verifier-2"]]
        grants = Grant.objects.filter(unit__isnull=False).order_by("pk").select_related("user")
        for grant in grants:
            if Ability.RECTIFY in ROLE_ABILITIES[grant.role]:
                self.hands.setdefault(grant.unit_id or 0, grant.user)

    def plan(self, first: date, last: date) -> None:
        """A look every evening, a dispatch every working morning."""
        day = first
        while day <= last:
            self.timeline.at(moment(day, 22), lambda at: self._propose(at))
            if is_workday(day):
                self.timeline.at(moment(day, 10), self._dispatch)
            day += timedelta(days=1)

    def _propose(self, at: datetime) -> None:
        services.propose_due(on=at.astimezone(CHINA).date())
        services.resume_due(on=at.astimezone(CHINA).date())

    def _dispatch(self, now: datetime) -> None:
        """What has waited a night goes out; the rest the office still has to look at."""
        waiting = Problem.objects.filter(status=Status.PROPOSED).select_related(
            "round", "indicator", "unit", "support", "visit"
        )
        found = list(waiting.exclude(found_at__gt=now - timedelta(hours=20)).order_by("pk"))
        for problem in found:
            if problem.unit is None and problem.support and self.rng.random() < 0.6:
                self._give_to(problem, problem.support)
        ready = [p for p in found if p.unit_id and not self._held_back(p)]
        ready = [p for p in ready if not self._merged(p)]
        dropped = [p for p in ready if self.rng.random() < 0.01]
        if dropped:
            why = self.rng.choice(self.words["drops"])
            services.drop(problem_ids=[p.pk for p in dropped], why=why, by=self.office)
        batch = [p for p in ready if p not in dropped]
        for problem in batch:
            self._maybe_build(problem)
        if not batch:
            return
        for order in services.release(problem_ids=[p.pk for p in batch], by=self.office):
            for problem in order.problems.all():
                self._plan_life(problem)

    def _merged(self, problem: Problem) -> bool:
        """Found again at the second visit while the first case is still open: it becomes part of that."""
        if problem.visit is None or problem.visit.number == 1 or problem.place_id is None:
            return False
        same = Problem.objects.filter(place=problem.place_id, item=problem.item_id, status__in=OPEN)
        into = same.order_by("pk").first()
        if into is None:
            return False
        services.merge(problem_ids=[problem.pk], into=into.pk, by=self.office)
        return True

    def _maybe_build(self, problem: Problem) -> None:
        """The office sees that a repair needs money and time (建设类)."""
        code = problem.indicator.code if problem.indicator else ""
        if code not in NEEDS_BUILDING or self.rng.random() > 0.2:
            return
        self._correct(problem, remedy=Problem.Remedy.BUILD, allowed_days=15, is_deferrable=True)

    def _give_to(self, problem: Problem, unit: Unit) -> None:
        """A returned problem goes to the department of the trade (改派)."""
        self._correct(problem, unit=unit)
        problem.unit = unit

    def _correct(self, problem: Problem, **changed: Any) -> None:
        kept = {name: getattr(problem, name) for name in Proposal.__dataclass_fields__}
        proposal = Proposal(**{**kept, **changed})
        services.correct_proposal(problem_id=problem.pk, proposal=proposal, by=self.office)

    def _held_back(self, problem: Problem) -> bool:
        """While a mock assessment runs, only critical items go out."""
        round_ = problem.round
        if round_ is None or round_.purpose != Round.Purpose.MOCK:
            return False
        return round_.closed_at is None and not problem.is_critical

    def _plan_life(self, problem: Problem) -> None:
        received = clock.now() + timedelta(hours=self.rng.choice([1, 2, 4, 22, 26, 70]))
        key = problem.pk
        self.timeline.at(in_office(received), lambda at: self._receive(key, at))

    def _hand(self, problem: Problem) -> User:
        return self.hands[problem.handler_id or problem.unit_id or 0]

    def _receive(self, key: int, now: datetime) -> None:
        problem = Problem.objects.get(pk=key)
        if problem.status != Status.DISPATCHED:
            return
        is_soon = problem.dispatched_at is not None and now - problem.dispatched_at < SOON
        if is_soon and self.rng.random() < 0.025:
            why = self.rng.choice(self.words["returns"])
            services.return_problem(problem_id=key, why=why, by=self._hand(problem))
            return
        problem = services.receive(problem_id=key, by=self._hand(problem))
        if problem.is_deferrable and self.rng.random() < 0.6:
            self._ask_deferral(problem, now)
            return
        if self.rng.random() < 0.2:
            problem = self._hand_on(problem)
        self._plan_answer(problem, now)

    def _hand_on(self, problem: Problem) -> Problem:
        below = handing_on_to(problem, problem.handler) if problem.handler else []
        if not below:
            return problem
        return services.hand_on(problem_id=problem.pk, to=below[0], by=self._hand(problem))

    def _ask_deferral(self, problem: Problem, now: datetime) -> None:
        until = now.astimezone(CHINA).date() + timedelta(days=220)
        why = self.rng.choice(self.words["defer"])
        services.ask_deferral(problem_id=problem.pk, until=until, why=why, by=self._hand(problem))
        if self.timeline.end - now < UNDECIDED:
            return
        later = in_office(now + timedelta(hours=30))
        self.timeline.at(later, lambda _m: self._defer(problem.pk))

    def _defer(self, key: int) -> None:
        services.defer(problem_id=key, by=self.office)

    def _plan_answer(self, problem: Problem, now: datetime) -> None:
        """Most are in time; the lagging district is late, and some never answer by today."""
        is_late = problem.area.path.startswith(self.ground.districts[LATE_DISTRICT].path)
        is_recent = self.timeline.end - now < timedelta(days=24)
        if is_recent and self.rng.random() < (0.6 if is_late else 0.025):
            return
        limit = max(1, problem.allowed_days)
        share = self.rng.uniform(0.3, 1.6) if is_late else self.rng.uniform(0.1, 0.85)
        answered = now + timedelta(hours=24 * limit * share * 1.2 + self.rng.randint(1, 8))
        key = problem.pk
        self.timeline.at(in_office(answered), lambda at: self._answer(key, at))

    def _answer(self, key: int, now: datetime) -> None:
        problem = Problem.objects.select_related("indicator").get(pk=key)
        if problem.status not in {Status.DISPATCHED, Status.RECEIVED}:
            return
        photos = [self.after_photo(problem)] if problem.needs_photo else []
        services.submit_rectification(
            problem_id=key,
            measure=self.rng.choice(self.words["measures"]),
            photos=photos,
            by=self._hand(problem),
        )
        looked = now + timedelta(hours=self.rng.choice([20, 26, 44, 70, 90]))
        self.timeline.at(in_office(looked), lambda at: self._verify(key, at))

    def _verify(self, key: int, now: datetime) -> None:
        problem = Problem.objects.get(pk=key)
        if problem.status != Status.SUBMITTED:
            return
        by = self.verifiers[problem.unit_id == self.ground.units["市创城办"].pk]
        if self.rng.random() < 0.06:
            services.redo(problem_id=key, by=by, why=self.rng.choice(self.words["redo"]))
            self._plan_answer(problem, now)
        else:
            services.close(problem_id=key, by=by)
