"""What becomes of the problems: dispatched each morning, rectified, verified, some astray (问题整改)."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wenming.accounts.models import Grant, User
from wenming.accounts.rights import ROLE_ABILITIES, Ability
from wenming.core import clock
from wenming.demo.ground import Ground
from wenming.demo.timeline import Timeline
from wenming.inspections.models import Round
from wenming.organization.models import Unit
from wenming.problems import services
from wenming.problems.models import Problem
from wenming.problems.routes import handing_on_to
from wenming.problems.services import PhotoFile, Proposal
from wenming.problems.services.reporting import Sighting
from wenming.problems.workflow import Status

SHANGHAI = ZoneInfo("Asia/Shanghai")
SOON = timedelta(hours=30)  # within the days for returning, whatever the calendar
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
        """A look every evening, a dispatch every working morning but the last."""
        day = first
        while day <= last:
            self.timeline.at(_moment(day, 22), lambda moment: self._propose(moment))
            if day.weekday() < 5 and day < last:
                self.timeline.at(_moment(day, 10), lambda _m: self._dispatch())
                self.timeline.at(_moment(day, 11), lambda _m: self._see())
            day += timedelta(days=1)

    def _propose(self, moment: datetime) -> None:
        services.propose_due(on=moment.astimezone(SHANGHAI).date())
        services.resume_due(on=moment.astimezone(SHANGHAI).date())

    def _see(self) -> None:
        """Somebody of the office sees something on the way, now and then."""
        if self.rng.random() > 0.12:
            return
        area = self.rng.choice(self.ground.communities)
        source = self.rng.choice(
            [Problem.Source.PATROL, Problem.Source.PATROL, Problem.Source.LEADER]
        )
        sighting = Sighting(
            key=str(self.rng.random()),
            text=self.rng.choice(self.words["patrol"]),
            spot=f"{area.name}主路口",
            area=area,
            source=source,
        )
        services.report(sighting=sighting, by=self.office)

    def _dispatch(self) -> None:
        waiting = Problem.objects.filter(status=Status.PROPOSED).select_related(
            "round", "indicator", "unit", "support"
        )
        found = list(waiting.order_by("pk"))
        for problem in found:
            if problem.unit is None and problem.support and self.rng.random() < 0.6:
                self._give_to(problem, problem.support)
        ready = [p for p in found if p.unit_id and not self._held_back(p)]
        dropped = [p for p in ready if self.rng.random() < 0.015]
        if dropped:
            why = "与已交办的问题为同一处"
            services.drop(problem_ids=[p.pk for p in dropped], why=why, by=self.office)
        batch = [p for p in ready if p not in dropped]
        for problem in batch:
            self._maybe_build(problem)
        if not batch:
            return
        for order in services.release(problem_ids=[p.pk for p in batch], by=self.office):
            for problem in order.problems.all():
                self._plan_life(problem)

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
        self.timeline.at(received, lambda moment: self._receive(problem.pk, moment))

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
        services.receive(problem_id=key, by=self._hand(problem))
        self._maybe_hand_on(problem)
        if problem.is_deferrable and self.rng.random() < 0.5:
            self._ask_deferral(problem, now)
            return
        self._plan_answer(problem, now)

    def _maybe_hand_on(self, problem: Problem) -> None:
        problem.refresh_from_db()
        below = list(handing_on_to(problem, problem.handler)) if problem.handler else []
        if below and self.rng.random() < 0.15:
            services.hand_on(problem_id=problem.pk, to=below[0], by=self._hand(problem))

    def _ask_deferral(self, problem: Problem, now: datetime) -> None:
        until = now.astimezone(SHANGHAI).date() + timedelta(days=220)
        why = self.rng.choice(self.words["defer"])
        services.ask_deferral(problem_id=problem.pk, until=until, why=why, by=self._hand(problem))
        later = now + timedelta(hours=30)
        self.timeline.at(later, lambda _m: self._defer(problem.pk))

    def _defer(self, key: int) -> None:
        services.defer(problem_id=key, by=self.office)

    def _plan_answer(self, problem: Problem, now: datetime) -> None:
        """Most are in time; the lagging district is late, and some never answer by today."""
        is_late = problem.area.path.startswith(self.ground.districts[LATE_DISTRICT].path)
        is_recent = self.timeline.end - now < timedelta(days=24)
        if is_recent and self.rng.random() < (0.4 if is_late else 0.05):
            return
        limit = max(1, problem.allowed_days)
        share = self.rng.uniform(0.3, 1.6) if is_late else self.rng.uniform(0.1, 0.85)
        answered = now + timedelta(hours=24 * limit * share * 1.2 + self.rng.randint(1, 8))
        self.timeline.at(answered, lambda moment: self._answer(problem.pk, moment))

    def _answer(self, key: int, now: datetime) -> None:
        problem = Problem.objects.select_related("item__indicator").get(pk=key)
        if problem.status not in {Status.DISPATCHED, Status.RECEIVED}:
            return
        photos = [self.after_photo(problem)] if problem.needs_photo else []
        services.submit_rectification(
            problem_id=key,
            measure=self.rng.choice(self.words["measures"]),
            photos=photos,
            by=self._hand(problem),
        )
        looked = now + timedelta(hours=self.rng.choice([3, 20, 26, 44, 70]))
        self.timeline.at(looked, lambda moment: self._verify(key, moment))

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


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=SHANGHAI)
