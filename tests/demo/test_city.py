"""The demonstration city, built once: what a visitor is to see in it, the unhappy parts among them."""

from collections import Counter
from datetime import datetime
from itertools import pairwise

import pytest
from django.conf import settings as configured
from django.db import transaction

from wenming.commitments.models import Plan
from wenming.commitments.plan_paper import sections_of, settlements_of
from wenming.commitments.vacancies import vacancies
from wenming.core import audit, clock, uploads
from wenming.demo import build, pictures
from wenming.demo.hours import is_workday
from wenming.duties.models import (
    Claim,
    IndicatorLead,
    Offer,
    Opinion,
    Restatement,
    Undertaking,
    UndertakingStep,
)
from wenming.duties.workflow import RUNNING as DUTY_RUNS
from wenming.duties.workflow import Progress
from wenming.engine.worktime import CHINA
from wenming.framework.models import Edition, Event, Stage
from wenming.inspections.models import Round, Visit
from wenming.instructions.models import Instruction
from wenming.instructions.workflow import Status as Instructed
from wenming.linkage.models import Link, vacant
from wenming.meetings.agenda import Agenda
from wenming.meetings.models import Meeting
from wenming.organization.models import Area, Level, Post, Unit
from wenming.places.models import Place
from wenming.policies.models import Policy
from wenming.policies.workflow import Status as Made
from wenming.practices.models import Practice
from wenming.problems.models import Problem, ProblemPhoto, Step
from wenming.problems.workflow import RUNNING, Status
from wenming.projects import workflow as projects
from wenming.projects.listing import is_late
from wenming.projects.models import Project
from wenming.publicity.models import Item
from wenming.scoring import selectors
from wenming.scoring.models import OfficialResult, Run, Triage

pytestmark = [pytest.mark.long, pytest.mark.django_db]
TODAY = datetime(2026, 11, 20, 11, 30, tzinfo=CHINA)  # a Friday


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, tmp_path_factory):
    """The city on a day, for all tests of this file; rolled back after them."""
    kept, configured.MEDIA_ROOT = configured.MEDIA_ROOT, tmp_path_factory.mktemp("uploads")
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(TODAY):
        build.build(tell=lambda _stage: None)
        yield configured.MEDIA_ROOT
        transaction.set_rollback(True)
    configured.MEDIA_ROOT = kept


@pytest.fixture(autouse=True)
def in_the_city(city, settings):
    """Each test looks at the pictures of the city."""
    settings.MEDIA_ROOT = city


def rate(round_: Round, which: str) -> float:
    """The field rate of a published round, as it was kept."""
    run = Run.objects.filter(round=round_, which=which).order_by("pk").last()
    return float(run.result["schemes"]["city"]["on_measured"])


def published() -> list[Round]:
    """Published rounds of the city by the national framework."""
    rounds = Round.objects.filter(status="published", edition__kind="national")
    return list(rounds.filter(owner__level=Level.CITY).order_by("starts_on"))


def test_is_as_large_as_a_city():
    levels = Counter(Area.objects.values_list("level", flat=True))

    assert (levels[Level.DISTRICT], levels[Level.STREET], levels[Level.COMMUNITY]) == (4, 20, 120)
    assert Unit.objects.exclude(kind="community").count() == 118
    assert Place.objects.count() == 1200
    assert Place.objects.values("type_code").distinct().count() == 40
    assert Round.objects.filter(edition__kind="national", owner__level=Level.CITY).count() == 6
    assert Round.objects.count() == 8
    assert 800 < Problem.objects.count() < 1100


def test_problems_stand_in_every_state():
    assert set(Problem.objects.values_list("status", flat=True)) == set(Status)


def test_the_trend_rises_but_for_one_fall():
    rates = [rate(round_, "first") for round_ in published()]

    falls = sum(later < earlier for earlier, later in pairwise(rates))
    assert len(rates) >= 4
    assert falls == 1
    assert rates[0] < max(rates)


@pytest.mark.parametrize("purpose", [Round.Purpose.QUARTERLY, Round.Purpose.WEEKLY])
def test_second_visits_are_better_than_the_first(purpose):
    for round_ in [found for found in published() if found.purpose == purpose]:
        first = dict(round_.visits.filter(number=1).values_list("frame_place", "accepted_at"))
        second = dict(round_.visits.filter(number=2).values_list("frame_place", "started_at"))

        assert 0.1 < len(second) / len(first) < 0.5
        assert all(first[place] < started for place, started in second.items())
        assert rate(round_, "first") < rate(round_, "last") < 99


def test_a_mock_assessment_is_not_mended_while_it_is_measured():
    assert not Visit.objects.filter(round__purpose=Round.Purpose.MOCK, number__gt=1).exists()


def test_what_went_wrong_is_there():
    returned = Step.objects.filter(action="return").values("problem")
    elsewhere = Problem.objects.filter(pk__in=returned).exclude(unit=None)

    assert elsewhere.exists()  # 退回 by a wrong owner, given to another
    assert Problem.objects.filter(relapse_of__isnull=False).exists()
    assert Problem.objects.filter(status=Status.DEFERRED).exists()
    assert Visit.objects.filter(status="accepted").exclude(result__in=["", "done"]).exists()
    corrected = Visit.objects.filter(observations__corrections__isnull=False)
    assert set(corrected.values_list("round__purpose", flat=True)) == {Round.Purpose.QUARTERLY}


def test_one_district_is_red():
    late = {
        area.name: Problem.objects.filter(
            area__path__startswith=area.path, status__in=RUNNING, due_at__lt=clock.now()
        ).count()
        for area in Area.objects.filter(level=Level.DISTRICT)
    }
    worst = max(late, key=late.__getitem__)

    assert late[worst] > 2 * sum(n for name, n in late.items() if name != worst) > 0


def test_about_a_third_of_the_indicators_is_below_standard():
    shares = []
    for round_ in published():
        measured = [
            row for row in selectors.scored(round_, "first").result.indicators if row.measured
        ]
        shares.append(sum(row.below_standard for row in measured) / len(measured))

    assert 0.25 < sum(shares) / len(shares) < 0.5


def test_photos_stand_in_drawn_pairs():
    before, after = (
        dict(ProblemPhoto.objects.filter(moment=moment).values_list("problem", "upload__digest"))
        for moment in ("before", "after")
    )
    pairs = [pictures.pair(scene, n) for scene in pictures.SCENES for n in range(7)]
    drawn = {uploads.digest_of(a): uploads.digest_of(b) for a, b in pairs}
    shown = {before[key]: after[key] for key in before.keys() & after.keys()}

    assert len(shown) >= 38
    assert shown.items() <= drawn.items()


def test_what_was_seen_on_the_way_has_pictures_too():
    seen = Problem.objects.exclude(source=Problem.Source.INSPECTION)
    closed = seen.filter(status=Status.CLOSED)

    assert set(seen.values_list("source", flat=True)) == {"patrol", "leader"}
    assert seen.count() >= 30
    assert not seen.exclude(photos__moment="before").exists()
    assert closed.filter(needs_photo=True).exists()
    assert not closed.filter(needs_photo=True).exclude(photos__moment="after").exists()


def test_nothing_lies_in_the_future_and_offices_act_on_working_days():
    assert not Step.objects.filter(at__gt=TODAY).exists()
    people = Step.objects.filter(action__in=["receive", "submit", "close"])
    days = {at.astimezone(CHINA).date() for at in people.values_list("at", flat=True)}
    assert all(is_workday(day) for day in days)


def test_the_chain_of_the_audit_trail_holds():
    assert audit.first_fault() is None


def test_duties_are_done_stuck_and_late():
    work = Undertaking.objects.all()

    assert set(work.values_list("status", flat=True)) >= {
        Progress.NOT_STARTED,
        Progress.UNDERWAY,
        Progress.STUCK,
        Progress.SUSPENDED,
        Progress.DONE,
    }
    assert work.filter(status__in=DUTY_RUNS, due_key__lt=clock.today()).exists()
    assert work.filter(parent__unit__kind="district", unit__kind="street").exists()


def test_objections_were_taken_and_one_declined():
    verdicts = Counter(Opinion.objects.exclude(text="").values_list("verdict", flat=True))

    assert verdicts == {Opinion.Verdict.DECLINED: 1, Opinion.Verdict.TAKEN: 2}


def test_one_instruction_is_closed_and_one_on_its_way():
    found = Instruction.objects.values_list("status", flat=True)

    assert sorted(found) == [Instructed.ASSIGNED, Instructed.CLOSED]


def test_two_meetings_decided_and_one_has_its_agenda():
    held = list(Meeting.objects.filter(status="held").order_by("on"))
    coming = Meeting.objects.get(status="planned")
    lines = Agenda(coming).lines

    assert [len(Agenda(meeting).decided) for meeting in held] == [2, 2]
    assert held[0].minutes is not None
    assert held[1].items.filter(put_off_to=coming).count() == 1
    assert {line.work is None for line in lines} == {True, False}
    assert len(lines) >= 3
    assert UndertakingStep.objects.filter(action="answer_help").count() >= 3


def test_frameworks_stand_side_by_side_and_serve_each_other():
    province = Edition.objects.get(kind="provincial")
    round_ = Round.objects.get(edition=province)
    scored = selectors.scored(round_, "first")
    own = {row.indicator for row in scored.field} - set(scored.carried)

    assert round_.status == "published"
    assert len(own) > 10
    assert len(scored.carried) > 10
    assert {brought.round.edition.kind for brought in scored.carried.values()} == {"national"}
    assert IndicatorLead.objects.filter(edition=province).count() > 40
    by_ours = selectors.local_result(published()[-1], selectors.scored(published()[-1], "first"))
    assert by_ours is not None


def test_a_district_runs_its_own_round_with_as_many_in_each_street():
    round_ = Round.objects.get(owner__level=Level.DISTRICT)
    streets = Counter(round_.frame.filter(order__isnull=False).values_list("area_code", flat=True))

    assert round_.status == "published"
    assert round_.is_per_area
    assert set(streets.values()) <= {1, 2}


def test_what_is_internal_is_there():
    statuses = Counter(Event.objects.values_list("status", flat=True))

    assert statuses == {"reported": 1, "confirmed": 3, "declined": 1}
    assert Event.objects.filter(withdraws__isnull=False).count() == 1
    assert OfficialResult.objects.filter(is_own=True).count() == 6
    assert set(Triage.objects.values_list("aim", flat=True)) == {"bonus", "full", "weak"}
    assert Stage.objects.exclude(done_on=None).count() == 3


def test_projects_links_policies_and_publicity_are_in_every_state():
    late = Project.objects.filter(is_late(clock.today())).count()

    assert set(Project.objects.values_list("stage", flat=True)) == set(projects.Stage)
    assert 0 < late < Project.objects.count() / 2
    assert Problem.objects.filter(project__isnull=False).exists()
    assert Link.objects.filter(post__isnull=False, area__level=Level.DISTRICT).count() == 4
    assert Link.objects.exclude(until=None).count() == 1
    assert set(Policy.objects.values_list("status", flat=True)) == set(Made)
    assert set(Practice.objects.values_list("status", flat=True)) == {"proposed", "forwarded"}
    assert Offer.objects.filter(unit__isnull=False).count() == 1
    assert Claim.objects.filter(verdict=Claim.Verdict.OPEN).count() == 2
    assert set(Item.objects.values_list("channel", flat=True)) == set(Item.Channel.values)
    assert Item.objects.filter(channel="display").exclude(removed_on=None).count() == 1


def test_a_line_that_was_ordered_before_is_linked_and_a_post_has_left_its_links():
    assert Restatement.objects.get().duty.undertakings.exclude(status=Progress.DONE).exists()
    assert Link.objects.filter(vacant(clock.today())).count() == 2


def test_most_posts_are_held_and_a_plan_that_names_an_empty_one_says_so():
    empty = Post.objects.filter(holder="")
    plans = Plan.objects.select_related("unit", "collection")
    remarks = {
        plan.unit_id: vacancies(plan.unit, settlements_of(plan), sections_of(plan))
        for plan in plans
    }

    assert 0 < empty.count() <= 5
    assert (
        {unit for unit, told in remarks.items() if told}
        == {plan.unit_id for plan in plans.filter(unit__in=empty.values("unit"))}
        != set()
    )
