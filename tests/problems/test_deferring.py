"""Putting on the books: building matters only, asked by the unit, agreed by the office."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from tests import make
from wenming.core import clock
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.lights import LightState
from wenming.engine.worktime import CHINA
from wenming.problems import deadlines, services
from wenming.problems.errors import DayNotAhead, NotDeferrable, NotInHand, ReasonMissing
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A building matter whose unit asks to wait for a month."""
    problem = make.dispatched(is_deferrable=True, remedy="build")
    until = clock.today() + timedelta(days=30)
    services.ask_deferral(
        problem_id=problem.pk, until=until, why="待汛期后施工", by=make.clerk(problem.unit)
    )
    problem.refresh_from_db()
    return problem, until


def test_asking_lets_the_clock_run_on(asked):
    problem, until = asked

    assert (problem.status, problem.deferred_until) == (Status.DEFERRING, until)
    assert deadlines.light_of(problem, clock.now()).state is not LightState.PAUSED


def test_only_what_needs_building():
    problem = make.dispatched()
    until = clock.today() + timedelta(days=30)

    with pytest.raises(NotDeferrable):
        services.ask_deferral(
            problem_id=problem.pk, until=until, why="困难", by=make.clerk(problem.unit)
        )


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"until": date(2020, 1, 1)}, DayNotAhead),
        ({"why": " "}, ReasonMissing),
        ({"by": "stranger"}, NotInHand),
    ],
)
def test_a_request_is_complete(change, error):
    problem = make.dispatched(is_deferrable=True)
    request = {
        "until": clock.today() + timedelta(days=30),
        "why": "需招标",
        "by": make.clerk(problem.unit),
    }
    if change.get("by") == "stranger":
        change = {"by": make.clerk(make.street())}

    with pytest.raises(error):
        services.ask_deferral(problem_id=problem.pk, **{**request, **change})

    services.ask_deferral(problem_id=problem.pk, **request)


def test_the_office_agrees_and_the_clock_is_paused(asked):
    problem, until = asked

    with pytest.raises(NotAllowed):
        services.defer(problem_id=problem.pk, by=make.clerk(problem.unit))
    services.defer(problem_id=problem.pk, by=make.office())

    problem.refresh_from_db()
    assert problem.status == Status.DEFERRED
    assert timezone.localdate(problem.due_at) == until
    light = deadlines.light_of(problem, clock.now())
    assert (light.state, f"{until:%m-%d}" in light.words) == (LightState.PAUSED, True)


def test_the_office_may_name_another_day(asked):
    problem, _until = asked
    sooner = clock.today() + timedelta(days=10)

    with pytest.raises(DayNotAhead):
        services.defer(problem_id=problem.pk, until=clock.today(), by=make.office())
    services.defer(problem_id=problem.pk, until=sooner, by=make.office())

    problem.refresh_from_db()
    assert problem.deferred_until == sooner


def test_the_office_declines_with_a_reason(asked):
    problem, _until = asked
    due = problem.due_at

    with pytest.raises(ReasonMissing):
        services.decline_deferral(problem_id=problem.pk, why="", by=make.office())
    services.decline_deferral(problem_id=problem.pk, why="不需施工", by=make.office())

    problem.refresh_from_db()
    assert (problem.status, problem.due_at, problem.deferred_until) == (
        Status.RECEIVED,
        due,
        None,
    )


@pytest.fixture
def deferred(asked):
    problem, until = asked
    return services.defer(problem_id=problem.pk, by=make.office()), until


def test_what_is_done_early_is_handed_in_from_the_books(deferred):
    problem, _until = deferred

    services.submit_rectification(
        problem_id=problem.pk, measure="已修复", by=make.clerk(problem.unit)
    )

    problem.refresh_from_db()
    assert problem.status == Status.SUBMITTED


def test_the_daily_job_takes_off_the_books_on_the_day(deferred):
    problem, until = deferred

    assert services.resume_due(on=until - timedelta(days=1)) == 0
    with clock.at(datetime.combine(until, time.min, CHINA)):
        assert services.resume_due(on=until) == 1
        assert services.resume_due(on=until) == 0

    problem.refresh_from_db()
    assert problem.status == Status.RECEIVED
    assert timezone.localdate(problem.due_at) == until


def test_the_office_resumes_early_with_the_allowed_days(deferred):
    problem, _until = deferred

    services.resume(problem_id=problem.pk, why="资金已到位", by=make.office())

    problem.refresh_from_db()
    due = deadlines.due_after(clock.now(), problem.allowed_days)
    assert (problem.status, problem.due_at) == (Status.RECEIVED, due)
    with pytest.raises(TransitionRefused):
        services.resume(problem_id=problem.pk, why="再来", by=make.office())
