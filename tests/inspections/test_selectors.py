"""Which visits count, and what the engine reads of them."""

import pytest

from tests import make
from wenming.engine.scoring import Observation as Verdict
from wenming.inspections import selectors, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.office()


def hand_in(visit, **changed):
    return services.submit_visit(
        visit_id=visit.pk,
        by=visit.inspectors.first(),
        answers=make.answers(visit, **changed),
    )


def again(visit, by, **fields):
    """Another visit to the same place, accepted."""
    second = services.plan_visit(
        frame_place_id=visit.frame_place_id, by=by, team=make.inspectors(), **fields
    )
    hand_in(second)
    return services.accept_visit(visit_id=second.pk, by=by)


def test_first_and_last_accepted_visit_of_each_place(office):
    first = make.accepted_visit()
    last = again(first, office)

    assert selectors.counted_visits(first.round, "first").get() == first
    assert selectors.counted_visits(first.round, "last").get() == last


def test_visits_that_are_not_accepted_never_count(office):
    first = make.accepted_visit()
    second = services.plan_visit(
        frame_place_id=first.frame_place_id, by=office, team=make.inspectors()
    )
    hand_in(second)

    assert selectors.counted_visits(first.round, "last").get() == first


def test_when_the_first_is_void_the_next_one_counts(office):
    first = make.accepted_visit()
    second = again(first, office)

    services.void_visit(visit_id=first.pk, by=office, reason="走错了门店")

    assert selectors.counted_visits(first.round, "first").get() == second


def test_a_double_inspection_does_not_enter_the_figure(office):
    first = make.accepted_visit()
    services.order_doubles(
        round_id=first.round_id, by=office, visit_ids=[first.pk], teams=[make.inspectors()]
    )
    second = first.doubles.get()
    hand_in(second)
    services.accept_visit(visit_id=second.pk, by=office)

    assert selectors.counted_visits(first.round, "last").get() == first


def test_a_place_that_was_shut_is_not_measured_until_somebody_gets_in(office):
    visit = make.visit()
    services.submit_visit(
        visit_id=visit.pk, by=visit.inspectors.first(), result="shut", result_reason="停业"
    )
    services.accept_visit(visit_id=visit.pk, by=office)
    assert not selectors.counted_visits(visit.round, "first").exists()

    second = again(visit, office)

    assert selectors.counted_visits(visit.round, "first").get() == second


def test_named_places_are_never_counted(office):
    named = (services.NamedPlace(make.place("L01"), "市民反映集中"),)
    round_ = make.released_round(office, sizes={}, named=named)
    visit = make.visit(round_)
    hand_in(visit)
    services.accept_visit(visit_id=visit.pk, by=office)

    assert not selectors.counted_visits(round_, "first").exists()


def test_the_engine_reads_verdicts_after_corrections(office, django_assert_num_queries):
    visit = make.submitted_visit(L01_03=make.failed("L01-03"))
    services.correct_observation(
        observation_id=visit.observations.get(item__code="L01-03").pk,
        by=office,
        outcome="met",
        reason="照片显示已公示",
    )

    with django_assert_num_queries(1):
        found = selectors.verdicts([visit])

    assert found[visit.pk][:4] == [
        Verdict("L01-01", None, 0),
        Verdict("L01-02", "met", None),
        Verdict("L01-03", "met", None),
        Verdict("L01-04", "good", None),
    ]


def test_the_last_day_somebody_was_at_a_place(office):
    visit = make.accepted_visit()
    other = make.place("L01")
    place = visit.frame_place.place
    day = visit.submitted_at.date()

    found = selectors.last_visited([place.pk, other.pk], since=visit.round.starts_on)

    assert list(found) == [place.pk]
    assert abs((found[place.pk] - day).days) <= 1
    services.void_visit(visit_id=visit.pk, by=office, reason="走错了门店")
    assert selectors.last_visited([place.pk], since=visit.round.starts_on) == {}
