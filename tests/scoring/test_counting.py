"""Counting visits: sums follow the verdicts, corrections and voids included."""

from fractions import Fraction

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.engine.scoring.freezing import digest
from wenming.inspections import services as inspections
from wenming.places.models import PlaceOwner
from wenming.scoring import counting, selectors, services
from wenming.scoring.models import PlaceScore, Run, VisitSum

pytestmark = pytest.mark.django_db


def counted(**changed):
    visit = make.accepted_visit(**changed)
    services.count_visit(visit_id=visit.pk)
    visit.refresh_from_db()
    return visit


def test_a_place_that_meets_everything_scores_a_hundred():
    visit = counted()

    assert visit.place_score.score == 100.0
    assert selectors.scored(visit.round, "first").field_rate == Fraction(100)


def test_findings_cost_marks_by_the_rule_of_the_item():
    visit = counted(L01_01=make.failed("L01-01", "北门", "南门", outcome=""))

    rows = VisitSum.objects.filter(visit=visit, indicator__code="D01-01")
    denominator = counting.table_of(visit.round.edition).denominator
    lost = sum(row.full - row.earned for row in rows)
    assert Fraction(lost, denominator) == 2


def test_a_failed_critical_item_caps_the_place():
    visit = counted(L01_02=make.failed("L01-02"))

    score = PlaceScore.objects.get(visit=visit)
    assert score.score == 60.0
    assert score.cap_item.code == "L01-02"


def test_the_unit_that_the_office_named_answers_for_its_item():
    place = make.place("L01")
    other = make.unit("市市场监管局")
    PlaceOwner.objects.create(place=place, item_code="L01-01", unit=other)
    visit = make.visit(make.released_round(sizes={"L01": 1}))
    by = visit.inspectors.first()
    inspections.submit_visit(visit_id=visit.pk, by=by, answers=make.answers(visit))
    inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))

    services.count_visit(visit_id=visit.pk)

    units = set(VisitSum.objects.filter(visit=visit).values_list("unit__code", flat=True))
    assert units == {other.code, place.holder.code}


def test_a_correction_is_counted_when_caught_up_and_the_original_stays():
    visit = counted(L01_01=make.failed("L01-01", "北门", outcome=""))
    before = PlaceScore.objects.get(visit=visit).score
    observation = visit.observations.get(item__code="L01-01")
    inspections.correct_observation(
        observation_id=observation.pk, by=make.user(Role.VERIFIER), count=0, reason="在停车线内"
    )

    assert services.catch_up(visit.round) == 1

    observation.refresh_from_db()
    assert observation.count == 1
    assert PlaceScore.objects.get(visit=visit).score > before
    assert services.catch_up(visit.round) == 0


def test_a_void_visit_leaves_nothing_behind():
    visit = counted()
    inspections.void_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER), reason="走错了地方")

    services.catch_up(visit.round)

    assert not VisitSum.objects.exists()
    assert selectors.scored(visit.round, "first").field_rate is None


def test_a_submitted_visit_does_not_count():
    visit = make.submitted_visit()

    assert services.count_visit(visit_id=visit.pk) is None
    assert not PlaceScore.objects.exists()


def test_what_was_not_measured_is_no_zero():
    visit = counted()

    result = selectors.scored(visit.round, "first").result.indicator("D01-03")
    assert (result.value, result.marks, result.lost) == (None, None, None)
    assert selectors.scored(visit.round, "first").measured_weight == 60.0


def test_a_run_keeps_what_it_was_made_from_and_comes_out_the_same_again():
    visit = counted(L01_01=make.failed("L01-01", "北门", outcome=""))

    first = services.score_round(round_id=visit.round_id, which="first", by=None)
    again = services.score_round(round_id=visit.round_id, which="first", by=None)

    assert first.result_digest == again.result_digest == digest(first.result)
    assert first.inputs_digest == again.inputs_digest
    assert first.edition_digest == visit.round.edition.digest
    assert Run.objects.count() == 2
