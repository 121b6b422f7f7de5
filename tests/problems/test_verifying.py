"""A verifier of another unit closes or sends back; the unit is not late by the wait."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import AuditEntry
from wenming.engine.worktime import CHINA
from wenming.problems import deadlines, services
from wenming.problems.errors import OwnSubmission, OwnUnit, ReasonMissing
from wenming.problems.models import Problem
from wenming.problems.selectors import is_overdue
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of November 2026; the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


@pytest.fixture
def verifier():
    return make.user(Role.VERIFIER)


def test_closes_and_leaves_a_trail(verifier):
    problem = make.rectified()

    services.close(problem_id=problem.pk, by=verifier, note="现场已改到位")

    problem.refresh_from_db()
    assert (problem.status, problem.closed_by) == (Status.CLOSED, verifier)
    assert problem.closed_at is not None
    entry = AuditEntry.objects.get(action="problem.closed")
    assert entry.data == {"old": "submitted", "new": "closed"}


def test_closes_once(verifier):
    problem = make.rectified()
    services.close(problem_id=problem.pk, by=verifier)

    with pytest.raises(TransitionRefused, match="已销号"):
        services.close(problem_id=problem.pk, by=verifier)


def test_not_before_it_is_rectified(verifier):
    problem = make.dispatched()

    with pytest.raises(TransitionRefused, match="已交办"):
        services.close(problem_id=problem.pk, by=verifier)


@pytest.mark.parametrize("verb", ["close", "redo"])
def test_nobody_verifies_their_own_unit(verifier, verb):
    problem = make.rectified()
    colleague = make.clerk(problem.unit)
    colleague.grants.create(role=Role.VERIFIER, area=make.city())

    def act(by):
        if verb == "close":
            services.close(problem_id=problem.pk, by=by)
        else:
            services.redo(problem_id=problem.pk, why="照片看不出", by=by)

    with pytest.raises(OwnUnit):
        act(colleague)
    with pytest.raises(NotAllowed):
        act(make.clerk(problem.unit))
    with pytest.raises(NotAllowed):
        act(make.user(Role.VERIFIER, area=make.area()))

    act(verifier)


def test_nobody_verifies_what_they_handed_in_themselves(verifier):
    problem = make.rectified()
    problem.steps.filter(action="submit").update(by=verifier)

    with pytest.raises(OwnSubmission):
        services.close(problem_id=problem.pk, by=verifier)


def test_sending_back_needs_a_reason(verifier):
    problem = make.rectified()

    with pytest.raises(ReasonMissing):
        services.redo(problem_id=problem.pk, why="", by=verifier)
    services.redo(problem_id=problem.pk, why="照片看不出", by=verifier)

    problem.refresh_from_db()
    assert (problem.status, problem.submitted_at) == (Status.RECEIVED, None)
    assert problem.steps.last().note == "照片看不出"


def rectify_and_send_back(verifier, *, submitted: datetime, back: datetime) -> Problem:
    """Dispatched on the 16th with three working days, so due on the 19th at 17:30."""
    with clock.at(at(16)):
        problem = make.dispatched(allowed_days=3)
    with clock.at(submitted):
        services.submit_rectification(
            problem_id=problem.pk, measure="已清理", by=make.clerk(problem.unit)
        )
    with clock.at(back):
        return services.redo(problem_id=problem.pk, why="仍有残留", by=verifier)


def test_days_of_waiting_are_given_back(verifier):
    problem = rectify_and_send_back(verifier, submitted=at(17), back=at(20))

    assert timezone.localtime(problem.due_at) == at(24, 17, 30)  # 19th and three working days


def test_who_was_in_time_has_at_least_until_the_next_working_day(verifier):
    problem = rectify_and_send_back(verifier, submitted=at(19, 15), back=at(19, 17))

    assert timezone.localtime(problem.due_at) == at(20, 17, 30)


def test_who_was_late_stays_late_by_as_much(verifier):
    problem = rectify_and_send_back(verifier, submitted=at(23), back=at(25))

    assert deadlines.days_over(problem, at(25)) == 2
    assert timezone.localtime(problem.due_at) == at(23, 17, 30)


def test_what_waits_for_the_verifier_is_not_overdue(verifier):
    with clock.at(at(2)):
        problem = make.rectified()

    assert not Problem.objects.filter(is_overdue(at(30)), pk=problem.pk).exists()
    services.redo(problem_id=problem.pk, why="仍有残留", by=verifier)
    late = clock.now() + timedelta(days=60)
    assert Problem.objects.filter(is_overdue(late), pk=problem.pk).exists()
