"""Accepted visits propose problems: once, when the round says, with the unit and days of the rule."""

from datetime import timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.duties.models import IndicatorLead
from wenming.framework.models import Indicator
from wenming.inspections import services as inspections
from wenming.inspections.models import Round, Visit
from wenming.organization.models import UnitKind
from wenming.places.models import Place, PlaceOwner
from wenming.problems import services
from wenming.problems.models import Problem
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db
SMOKING = inspections.Answer("L01-05", count=2, watched_seconds=300)


def accepted(proposing=Round.Proposing.AT_ONCE, **answers) -> Visit:
    """An accepted visit to a market, of a round that proposes as told."""
    visit = make.accepted_visit(**answers)
    Round.objects.filter(pk=visit.round_id).update(proposing=proposing)
    return visit


def propose(visit: Visit) -> list[Problem]:
    return services.propose_from_visit(visit_id=visit.pk, by=make.office())


def test_each_finding_is_one_problem():
    visit = accepted(L01_01=make.failed("L01-01", "3 号摊", "5 号摊", outcome=""))

    made = propose(visit)

    assert [problem.spot for problem in made] == ["3 号摊", "5 号摊"]
    assert {problem.status for problem in made} == {Status.PROPOSED}
    first = made[0]
    assert (first.place, first.item.code) == (visit.frame_place.place, "L01-01")
    assert (first.allowed_days, first.needs_photo) == (3, True)
    assert first.number == f"WT-{clock.today().year}-00001"
    assert first.text == "不符合“摊位不出线经营”"


def test_nothing_is_proposed_twice():
    visit = accepted(L01_01=make.failed("L01-01", "3 号摊", outcome=""))
    propose(visit)

    assert propose(visit) == []
    assert services.propose_due(on=clock.today()) == 0


def test_a_place_without_faults_proposes_nothing():
    assert propose(accepted()) == []


def test_what_was_put_right_on_the_spot_is_no_problem():
    visit = make.visit()
    by = visit.inspectors.first()
    photo = inspections.add_photo(
        visit_id=visit.pk, by=by, content=make.photo_bytes(), name="after.jpg"
    )
    fixed = inspections.FindingInput("3 号摊", is_fixed_on_spot=True, after_photo_id=photo.pk)
    left = inspections.FindingInput("5 号摊", phrase="货箱占道", photo_id=photo.pk)
    stalls = inspections.Answer("L01-01", findings=(fixed, left))
    inspections.submit_visit(visit_id=visit.pk, by=by, answers=make.answers(visit, L01_01=stalls))
    inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
    Round.objects.update(proposing=Round.Proposing.AT_ONCE)

    (problem,) = propose(visit)

    assert problem.text == "货箱占道"
    assert problem.photos.get().upload == photo.upload


def test_an_item_judged_as_a_whole_is_one_problem():
    visit = accepted(
        L01_04=inspections.Answer("L01-04", outcome="poor"),
        L01_06=inspections.Answer("L01-06", count=1),
    )

    assert [problem.item.code for problem in propose(visit)] == ["L01-04", "L01-06"]


def test_what_does_not_apply_is_no_problem():
    visit = accepted(L01_03=inspections.Answer("L01-03", outcome="not_applicable"))

    assert propose(visit) == []


def test_corrections_count():
    visit = make.submitted_visit(L01_03=make.failed("L01-03"), L01_07=make.failed("L01-07"))
    observation = visit.observations.get(item__code="L01-03")
    reviewer = make.user(Role.VERIFIER)
    inspections.correct_observation(
        observation_id=observation.pk, by=reviewer, outcome="met", reason="照片显示已公示"
    )
    inspections.accept_visit(visit_id=visit.pk, by=reviewer)
    Round.objects.update(proposing=Round.Proposing.AT_ONCE)

    assert [problem.item.code for problem in propose(visit)] == ["L01-07"]


def test_a_later_correction_drops_what_is_not_out():
    visit = accepted(L01_03=make.failed("L01-03"))
    (problem,) = propose(visit)
    inspections.correct_observation(
        observation_id=problem.observation_id,
        by=make.user(Role.VERIFIER),
        outcome="met",
        reason="照片显示已公示",
    )

    propose(visit)

    problem.refresh_from_db()
    assert problem.status == Status.DROPPED
    assert problem.steps.last().by is None


def test_a_void_visit_takes_its_proposals_with_it():
    visit = accepted(L01_03=make.failed("L01-03"), L01_07=make.failed("L01-07"))
    first, second = propose(visit)
    services.release(problem_ids=[first.pk], by=make.office())
    inspections.void_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER), reason="走错地方")

    services.propose_due(on=clock.today())

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.DISPATCHED, Status.DROPPED)


class TestWhen:
    """At once, with the daily job, after the round; critical items always at once."""

    faults = {"L01_01": make.failed("L01-01", outcome=""), "L01_02": make.failed("L01-02")}

    def test_at_once(self):
        assert len(propose(accepted(Round.Proposing.AT_ONCE, **self.faults))) == 2

    def test_critical_items_wait_for_nothing(self):
        visit = accepted(Round.Proposing.AFTER_ROUND, **self.faults)

        (problem,) = propose(visit)

        assert (problem.is_critical, problem.item.code) == (True, "L01-02")

    def test_daily(self):
        visit = accepted(Round.Proposing.DAILY, **self.faults)
        propose(visit)

        assert services.propose_due(on=clock.today() - timedelta(days=1)) == 0
        assert services.propose_due(on=clock.today()) == 1
        assert services.propose_due(on=clock.today()) == 0

    def test_after_the_round(self):
        visit = accepted(Round.Proposing.AFTER_ROUND, **self.faults)
        propose(visit)
        assert services.propose_due(on=clock.today()) == 0

        Round.objects.filter(pk=visit.round_id).update(status="closed")

        assert services.propose_due(on=clock.today()) == 1

    def test_a_visit_nobody_has_accepted_proposes_nothing(self):
        visit = make.submitted_visit(**self.faults)
        Round.objects.update(proposing=Round.Proposing.AT_ONCE)

        assert propose(visit) == []
        assert services.propose_due(on=clock.today()) == 0


class TestWho:
    """The unit that answers, lifted to its street; the leads of grouped behaviour."""

    def test_the_holder(self):
        visit = accepted(L01_01=make.failed("L01-01", outcome=""))

        assert propose(visit)[0].unit == visit.frame_place.holder

    def test_the_department_of_the_trade_where_the_item_says_so(self):
        sector = make.unit("市市场监管局")
        make.place(sector=sector)
        round_ = make.released_round(sizes={"L01": 1})
        visit = make.visit(round_)
        inspections.submit_visit(
            visit_id=visit.pk,
            by=visit.inspectors.first(),
            answers=make.answers(visit, L01_03=make.failed("L01-03"), L01_07=make.failed("L01-07")),
        )
        inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
        Round.objects.update(proposing=Round.Proposing.AT_ONCE)

        declared, phone = propose(visit)

        assert (declared.unit, declared.support) == (sector, None)
        assert (phone.unit, phone.support) == (visit.frame_place.holder, sector)

    def test_whom_the_office_named_for_this_item(self):
        visit = accepted(L01_01=make.failed("L01-01", outcome=""))
        named = make.unit()
        PlaceOwner.objects.create(place=visit.frame_place.place, item_code="L01-01", unit=named)

        assert propose(visit)[0].unit == named

    def test_a_community_that_holds_is_lifted_to_its_street(self):
        visit = accepted(L01_01=make.failed("L01-01", outcome=""))
        place: Place = visit.frame_place.place
        community = make.unit(kind=UnitKind.COMMUNITY, area=place.area)
        street = visit.frame_place.holder
        visit.frame_place.holder = community
        visit.frame_place.save()

        assert propose(visit)[0].unit == street

    def test_behaviour_is_one_problem_for_each_lead_and_round(self):
        visit = accepted(L01_05=SMOKING)
        edition = visit.round.edition
        indicator = Indicator.objects.get(edition=edition, code="D01-01")
        leads = {make.unit(), make.unit()}
        for unit in leads:
            IndicatorLead.objects.create(edition=edition, indicator=indicator, unit=unit)

        made = propose(visit)

        assert {problem.unit for problem in made} == leads
        assert {problem.place for problem in made} == {None}
        assert {problem.needs_photo for problem in made} == {False}
        again = second_visit(visit, L01_05=SMOKING)
        assert propose(again) == []

    def test_behaviour_without_a_lead_is_the_holders(self):
        visit = accepted(L01_05=SMOKING)

        assert propose(visit)[0].unit == visit.frame_place.holder


def second_visit(visit: Visit, **answers) -> Visit:
    """Another accepted visit of the same place and round."""
    later = Visit.objects.create(
        round=visit.round, frame_place=visit.frame_place, number=visit.number + 1
    )
    later.inspectors.set(make.inspectors())
    inspections.submit_visit(
        visit_id=later.pk, by=later.inspectors.first(), answers=make.answers(later, **answers)
    )
    inspections.accept_visit(visit_id=later.pk, by=make.user(Role.VERIFIER))
    return later


def test_what_was_closed_before_is_a_relapse():
    visit = accepted(L01_01=make.failed("L01-01", outcome=""))
    (first,) = propose(visit)
    Problem.objects.filter(pk=first.pk).update(
        status=Status.CLOSED, due_at=clock.now(), closed_at=clock.now()
    )

    again = second_visit(
        visit, L01_01=make.failed("L01-01", outcome=""), L01_03=make.failed("L01-03")
    )
    stalls, declared = propose(again)

    assert stalls.relapse_of == first
    assert declared.relapse_of is None


def test_double_visits_check_visits_and_propose_nothing():
    visit = accepted(L01_01=make.failed("L01-01", outcome=""))
    Visit.objects.filter(pk=visit.pk).update(purpose=Visit.Purpose.DOUBLE)

    assert propose(visit) == []
