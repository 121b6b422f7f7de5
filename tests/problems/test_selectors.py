"""Figures of the register: what counts, in how many queries."""

from datetime import datetime, timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.engine.worktime import CHINA
from wenming.organization.models import Area
from wenming.problems import selectors, services
from wenming.problems.models import Problem

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=CHINA)


@pytest.fixture
def register():
    """Two streets: one overdue and one closed late; one fresh, one deferred; and a proposal."""
    behind, good = make.street("甲街道"), make.street("乙街道")
    verifier = make.user(Role.VERIFIER)
    with clock.at(MONDAY):
        overdue = make.dispatched(behind, allowed_days=1)
        late = make.dispatched(behind, allowed_days=1)
        fresh = make.dispatched(good, allowed_days=15)
        make.proposal(good)
    with clock.at(MONDAY + timedelta(days=3)):
        services.submit_rectification(problem_id=late.pk, measure="已清理", by=make.clerk(behind))
        services.close(problem_id=late.pk, by=verifier)
    return {"overdue": overdue, "late": late, "fresh": fresh, "behind": behind, "good": good}


AT = MONDAY + timedelta(days=4)


def test_tally_counts_what_is_out(register, django_assert_num_queries):
    with django_assert_num_queries(1):
        counted = selectors.tally(Problem.objects.all(), at=AT)

    assert counted == selectors.Tally(dispatched=3, closed=1, open=2, overdue=1)


def test_tally_by_unit_puts_the_most_overdue_first(register, django_assert_num_queries):
    with django_assert_num_queries(2):
        pairs = selectors.tally_by_unit(Problem.objects.all(), at=AT)

    assert pairs == [
        (register["behind"], selectors.Tally(2, 1, 1, 1)),
        (register["good"], selectors.Tally(1, 0, 1, 0)),
    ]


def test_tally_by_area_knows_areas_without_problems(register, django_assert_num_queries):
    empty = make.area()
    district = Area.objects.get_parent(register["behind"].area)

    with django_assert_num_queries(1):
        found = selectors.tally_by_area(Problem.objects.all(), [district, empty], at=AT)

    assert found == {district.code: selectors.Tally(2, 1, 1, 1), empty.code: selectors.NOTHING}
    assert selectors.tally_by_area(Problem.objects.all(), [], at=AT) == {}


def test_on_time_is_by_the_day_of_rectification(register):
    on_time = make.rectified()
    services.close(problem_id=on_time.pk, by=make.user(Role.VERIFIER))
    last = max(clock.today(), AT.date())

    found = selectors.on_time_between(Problem.objects.all(), MONDAY.date(), last)

    assert found == selectors.OnTime(on_time=1, closed=2)


def test_dispatched_between_counts_days_of_dispatch(register):
    day = MONDAY.date()
    problems = Problem.objects.all()

    assert selectors.dispatched_between(problems, day, day) == 3
    assert selectors.dispatched_between(problems, day - timedelta(7), day - timedelta(1)) == 0


def test_longest_overdue(register, django_assert_num_queries):
    with django_assert_num_queries(1):
        (found,) = selectors.longest_overdue(Problem.objects.all(), at=AT, limit=3)
        assert (found, found.unit) == (register["overdue"], register["behind"])


def test_out_is_what_was_dispatched_in_an_area(register):
    district = Area.objects.get_parent(register["good"].area)

    assert list(selectors.out(district)) == [register["fresh"]]


def test_pairs_of_photos_are_of_closed_cases(register):
    photo = services.PhotoFile(make.photo_bytes(), "after.jpg")
    problem = make.dispatched(needs_photo=True)
    problem.photos.create(moment="before", upload=make_upload())
    services.submit_rectification(
        problem_id=problem.pk, measure="已清理", photos=[photo], by=make.clerk(problem.unit)
    )
    problems = Problem.objects.all()
    assert selectors.before_and_after(problems, limit=5) == []

    services.close(problem_id=problem.pk, by=make.user(Role.VERIFIER))

    assert selectors.before_and_after(problems, limit=5) == [problem]


def make_upload():
    from wenming.core import uploads

    return uploads.store_photo(make.photo_bytes(), name="before.jpg", by=None)


def test_relapses_are_open_cases(register):
    Problem.objects.filter(pk=register["fresh"].pk).update(relapse_of=register["late"])

    assert selectors.most_relapsed(Problem.objects.all(), limit=5) == [register["fresh"]]


def test_closed_by_unit_counts_closings_of_a_period(register):
    (pair,) = selectors.closed_by_unit(Problem.objects.all(), MONDAY.date(), AT.date())

    assert pair == (register["behind"], 1)
    day = MONDAY.date()
    assert selectors.closed_by_unit(Problem.objects.all(), day, day) == []
