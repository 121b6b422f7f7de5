"""Six rounds of the demonstration, lived through the product's own services (督查测评)."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from wenming.accounts.models import Grant, Role, User
from wenming.demo.beside import VISITED
from wenming.demo.ground import Ground
from wenming.demo.hours import moment, next_morning, next_workday
from wenming.demo.quality import Quality
from wenming.demo.timeline import Timeline
from wenming.framework.models import CheckItem, Edition, PlaceType
from wenming.inspections import services
from wenming.inspections.models import FramePlace, Observation, Round, Visit
from wenming.inspections.selectors import counted_visits
from wenming.inspections.workflow import VisitStatus
from wenming.organization.models import Level
from wenming.problems.services import propose_from_visit
from wenming.scoring import counting
from wenming.scoring import services as scoring
from wenming.scoring.lines import answers_for
from wenming.scoring.models import Publication

PARKING = "D06-04"  # the indicator whose verdict is disputed
AGAIN = 0.35  # of the places with faults are visited again after rectification


@dataclass(frozen=True, slots=True)
class Plan:
    """One round: when it began, what for, how good the city was, and how many places.

    Attributes:
        before: days before the day of the demonstration on which it began.
        lift: what the weeks before added to the chance that an item is met.
        share: of the full sample that is drawn.
        days: how long the first visits take.
        again_after: days between the last first visit and the second ones (复测); 0 for none. A
            mock assessment has none: nothing is mended while it is measured.
        edition: code of the framework; empty for the national one.
        sizes: how many of each type where it is no share of the full sample.
        district: whether a district runs it in its own streets, so many of each type in each.
    """

    before: int
    title: str
    purpose: str
    lift: float
    share: float = 1.0
    days: int = 9
    again_after: int = 0
    edition: str = ""
    sizes: tuple[tuple[str, int], ...] = ()
    district: bool = False


# A rise with one fall: after the summer the market and parking faults came back. The last one is
# under way on the day of the demonstration.
PLANS = [
    Plan(171, "第一轮季度测评", Round.Purpose.QUARTERLY, -0.10, share=0.8, again_after=11),
    Plan(136, "第一次模拟测评", Round.Purpose.MOCK, -0.045, share=0.7),
    Plan(101, "第二轮季度测评", Round.Purpose.QUARTERLY, 0.0, again_after=10),
    Plan(59, "第二次模拟测评", Round.Purpose.MOCK, -0.075, share=0.7),
    Plan(15, "窗口与市场周督查", Round.Purpose.WEEKLY, 0.0, share=0.5, days=5, again_after=4),
    Plan(8, "迎检模拟测评", Round.Purpose.MOCK, 0.02, days=12),
]
# Beside them: by the framework of the province, and what a district runs in its own streets.
BESIDE = [
    Plan(
        40,
        "省测体系自测",
        Round.Purpose.SELF_TEST,
        -0.01,
        days=3,
        edition="province-cn-2026",
        sizes=tuple(VISITED.items()),
    ),
    Plan(
        26,
        "澜西区街巷市场周督查",
        Round.Purpose.WEEKLY,
        0.0,
        days=3,
        sizes=(("L03", 1), ("L07", 1)),
        district=True,
    ),
]


@dataclass
class Rounds:
    """Plans the six rounds on a timeline.

    Attributes:
        photos: gives the findings of a visit their photos.
        groups: place type -> group, which names the spots.
        items: place type -> its check items.
    """

    ground: Ground
    people: dict[str, User]
    edition: Edition
    quality: Quality
    timeline: Timeline
    rng: random.Random
    photos: Callable[[Visit, User, list[services.Answer]], list[services.Answer]]
    groups: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[CheckItem]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        types = PlaceType.objects.filter(edition=self.edition)
        self.groups = dict(types.values_list("code", "group"))
        self.sizes = dict(types.values_list("code", "sample_count"))
        for item in CheckItem.objects.filter(edition=self.edition).select_related(
            "indicator", "place_type"
        ):
            self.items.setdefault(item.place_type.code, []).append(item)
        self.office = self.people["demo-office"]
        self.second = self.people["demo-office-2"]
        inspectors = Grant.objects.filter(role=Role.INSPECTOR).order_by("pk").select_related("user")
        people = [grant.user for grant in inspectors]
        self.teams = list(zip(people[::2], people[1::2], strict=True))

    def plan(self, today: date, plans: Sequence[Plan] = PLANS) -> None:
        """Put the rounds on the timeline."""
        for plan in plans:
            start = today - timedelta(days=plan.before)
            self.timeline.at(moment(start - timedelta(days=4), 9), self._open(plan, start))

    def _open(self, plan: Plan, start: date) -> Callable[[datetime], None]:
        def event(now: datetime) -> None:
            end = start + timedelta(days=plan.days - 1)
            by = self._organiser(plan)
            round_ = services.plan_round(plan=self._plan_of(plan, start, end), by=by)
            self.timeline.at(now + timedelta(hours=2), lambda _m: self._seal(round_))
            self.timeline.at(now + timedelta(hours=6), lambda _m: self._witness(round_))
            self.timeline.at(now + timedelta(days=1), lambda _m: self._draw(round_))
            self.timeline.at(moment(start, 8), lambda _m: self._release(plan, round_))
            last = end
            if plan.again_after:
                last = next_workday(end + timedelta(days=plan.again_after - 1))
                self.timeline.at(moment(last, 8), lambda _m: self._again(plan, round_, last))
            closes = next_workday(last)
            # The last visits are read in the morning of that day.
            self.timeline.at(moment(closes, 14), lambda _m: self._close(round_))
            self.timeline.at(moment(closes, 15), lambda _m: self._feedback(round_))

        return event

    def _organiser(self, plan: Plan) -> User:
        return self.people["demo-district"] if plan.district else self.office

    def _plan_of(self, plan: Plan, start: date, end: date) -> services.RoundPlan:
        sizes = {code: max(1, round(n * plan.share)) for code, n in self.sizes.items()}
        owner = self.ground.units["澜西区"].area if plan.district else self.ground.city
        return services.RoundPlan(
            title=f"{start.year} 年{plan.title}",
            purpose=plan.purpose,
            manner=Round.Manner.COVERT,
            basis="年度督查计划，市委督查备案",
            plan_number=f"云督备〔{start.year}〕{start.isocalendar().week} 号",
            edition=self._edition(plan),
            owner=owner,
            starts_on=start,
            ends_on=end,
            sizes=dict(plan.sizes) or sizes,
            area_level=Level.STREET if plan.district else Level.DISTRICT,
            is_per_area=plan.district,
            invited=(self.ground.units["市纪委监委机关"],),
        )

    def _second(self, round_: Round) -> User:
        """Who accepts and publishes: another than who organises."""
        is_citywide = round_.by_id == self.office.pk
        return self.second if is_citywide else self.people["demo-district-2"]

    def _edition(self, plan: Plan) -> Edition:
        if not plan.edition:
            return self.edition
        found: Edition = Edition.objects.defer("data").get(code=plan.edition)
        return found

    def _seal(self, round_: Round) -> None:
        round_.refresh_from_db()
        if round_.is_sealed_draw:
            services.seal_round(round_id=round_.pk, by=self.office)

    def _witness(self, round_: Round) -> None:
        if round_.is_sealed_draw:
            text = self.rng.choice(self.quality.words["texts"]["witness"])
            services.add_witness(
                round_id=round_.pk,
                by=self.people["demo-witness"],
                unit=self.ground.units["市纪委监委机关"],
                text=text,
            )

    def _draw(self, round_: Round) -> None:
        draw = services.draw_round if round_.is_sealed_draw else services.draw_simple
        draw(round_id=round_.pk, by=round_.by)

    def _release(self, plan: Plan, round_: Round) -> None:
        services.release_round(round_id=round_.pk, by=round_.by)
        services.assign_inspectors(round_id=round_.pk, by=round_.by, teams=self.teams)
        visits = list(
            round_.visits.select_related("frame_place__place__area")
            .prefetch_related("inspectors")
            .order_by("planned_on", "frame_place__place__code")
        )
        self._set_out(plan, round_, visits)

    def _again(self, plan: Plan, round_: Round, on: date) -> None:
        """Some places where faults were found are visited once more (复测), by another team."""
        done = round_.visits.filter(status=VisitStatus.ACCEPTED, result=Visit.Result.DONE)
        faulty = done.filter(problems__place__isnull=False).distinct()
        first = list(faulty.order_by("pk").values_list("frame_place", flat=True))
        places = FramePlace.objects.filter(
            pk__in=self.rng.sample(sorted(first), round(AGAIN * len(first)))
        )
        visits = [
            services.plan_visit(
                frame_place_id=place.pk,
                by=round_.by,
                team=self.teams[number % len(self.teams)],
                planned_on=on,
            )
            for number, place in enumerate(places.order_by("pk"))
        ]
        again = Visit.objects.filter(pk__in=[visit.pk for visit in visits])
        self._set_out(
            plan,
            round_,
            again.select_related("frame_place__place__area")
            .prefetch_related("inspectors")
            .order_by("frame_place__place__code"),
        )

    def _set_out(self, plan: Plan, round_: Round, visits: Iterable[Visit]) -> None:
        """Each team goes from place to place on its day."""
        taken: dict[tuple[int, date], int] = {}
        for visit in visits:
            team = sorted(person.pk for person in visit.inspectors.all())
            on = visit.planned_on or round_.starts_on
            turn = taken[(team[0], on)] = taken.get((team[0], on), -1) + 1
            begins = moment(on, 8, 30) + timedelta(minutes=95 * turn + self.rng.randint(0, 20))
            self.timeline.at(begins, self._visit(plan, visit))

    def _visit(self, plan: Plan, visit: Visit) -> Callable[[datetime], None]:
        def event(now: datetime) -> None:
            by = min(visit.inspectors.all(), key=lambda person: person.pk)
            services.start_visit(visit_id=visit.pk, by=by)
            hand_in = now + timedelta(minutes=25 + self.rng.randint(0, 30))
            self.timeline.at(hand_in, lambda at: self._hand_in(plan, visit, by, at))

        return event

    def _hand_in(self, plan: Plan, visit: Visit, by: User, now: datetime) -> None:
        unmeasured = self._unmeasured()
        if unmeasured:
            result, reason = unmeasured
            services.submit_visit(visit_id=visit.pk, by=by, result=result, result_reason=reason)
        else:
            answers = self.photos(visit, by, self._answers(plan, visit))
            services.submit_visit(visit_id=visit.pk, by=by, answers=answers)
        self.timeline.at(self._review_time(now), lambda _m: self._accept(visit))

    def _answers(self, plan: Plan, visit: Visit) -> list[services.Answer]:
        place = visit.frame_place.place
        known = counting.items_of(visit.round.edition)
        items = [item for item in self.items[place.type_code] if item.code in known]
        if visit.number == 1:
            return self.quality.answers(place, items, self.groups, plan.lift, f"{plan.title}:1")
        return self.quality.again(place, items, self.groups, plan.lift, plan.title)

    def _review_time(self, now: datetime) -> datetime:
        """The next working morning: what came in after the last one still waits."""
        return next_morning(now) + timedelta(minutes=self.rng.randint(0, 90))

    def _unmeasured(self) -> tuple[str, str] | None:
        if self.rng.random() > 0.012:
            return None
        results: dict[str, str] = self.quality.words["texts"]["unmeasured"]
        return self.rng.choice(list(results.items()))

    def _accept(self, visit: Visit) -> None:
        by = self._second(visit.round)
        services.accept_visit(visit_id=visit.pk, by=by)
        scoring.count_visit(visit_id=visit.pk)
        propose_from_visit(visit_id=visit.pk, by=by)

    def _close(self, round_: Round) -> None:
        services.close_round(round_id=round_.pk, by=round_.by)

    def _feedback(self, round_: Round) -> None:
        """The draft goes to the units; quarterly, one of them disputes a line and is upheld."""
        drafted = scoring.draft_results(round_id=round_.pk, by=round_.by)
        publication = scoring.open_feedback(publication_id=drafted.pk, by=round_.by)
        assert publication.due_at is not None
        if round_.purpose == Round.Purpose.QUARTERLY:
            self._dispute(publication)
        over = publication.due_at + timedelta(minutes=30)
        self.timeline.at(over, lambda _m: self._publish(publication))

    def _publish(self, publication: Publication) -> None:
        scoring.end_feedback(publication_id=publication.pk, by=publication.round.by)
        leader = self.people["demo-leader"]
        scoring.approve_results(publication_id=publication.pk, by=leader)
        scoring.publish_round(round_id=publication.round_id, by=self._second(publication.round))

    def _dispute(self, publication: Publication) -> None:
        found = (
            Observation.objects.filter(
                visit__in=counted_visits(publication.round, "first"), count__gt=0
            )
            .filter(item__scoring__type="deduct", item__indicator__code=PARKING)
            .select_related("item", "visit__round", "visit__frame_place__holder")
            .order_by("pk")
        )
        for line in found[:20]:
            unit = line.visit.frame_place.holder
            clerk = User.objects.filter(grants__unit=unit).order_by("pk").first()
            if clerk is None or not answers_for(line, unit):
                continue
            dispute = scoring.file_dispute(
                publication_id=publication.pk,
                observation_id=line.pk,
                unit=unit,
                by=clerk,
                text="其中一处在市政划定的停车线内，不应计入。",
            )
            scoring.uphold_dispute(
                dispute_id=dispute.pk,
                by=self.second,
                count=max(0, (line.count or 1) - 1),
                reason="属地申诉成立：其中一处在市政划定的停车线内，不算问题",
            )
            return
