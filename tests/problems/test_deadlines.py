"""Lights with words, and the working time of each hand."""

from datetime import datetime, timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.lights import LightState
from wenming.engine.worktime import CHINA
from wenming.problems import clocks, deadlines, services
from wenming.problems.models import Problem
from wenming.problems.selectors import is_near, is_overdue

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of November 2026; the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        (at(16, 11), LightState.OK, "剩 5 天"),
        (at(19, 11), LightState.OK, "剩 2 天"),
        (at(20, 11), LightState.OK, "剩 1 天"),
        (at(20, 17), LightState.WARN, "剩 1 天"),
        (at(23, 11), LightState.WARN, "剩 5 小时"),
        (at(23, 17, 31), LightState.BAD, "超期 1 小时"),
        (at(25, 9), LightState.BAD, "超期 2 天"),
    ],
)
def test_a_running_clock_says_how_long(now, state, words):
    with clock.at(at(16)):
        problem = make.dispatched(allowed_days=5)

    light = deadlines.light_of(problem, now)

    assert (light.state, light.words) == (state, words)
    found = {
        LightState.BAD: Problem.objects.filter(is_overdue(now)).exists(),
        LightState.WARN: Problem.objects.filter(is_near(now)).exists(),
    }
    assert found == {kind: kind is state for kind in found}, "lists agree with the light"


def test_clocks_that_do_not_run_say_why():
    proposal, submitted = make.proposal(), make.rectified()
    closed = services.close(problem_id=make.rectified().pk, by=make.user(Role.VERIFIER))
    services.drop(problem_ids=[proposal.pk], why="重复", by=make.office())
    proposal.refresh_from_db()

    lights = [deadlines.light_of(p, clock.now()) for p in (proposal, submitted, closed)]

    assert [light.state for light in lights] == [
        LightState.DONE,
        LightState.PAUSED,
        LightState.DONE,
    ]
    assert deadlines.light_of(make.proposal(), clock.now()).state is LightState.WAITING


def test_days_over_stop_when_it_is_handed_in():
    with clock.at(at(16)):
        problem = make.dispatched(allowed_days=1)
    assert deadlines.days_over(problem, at(17)) == 0
    assert deadlines.days_over(problem, at(20)) == 3
    with clock.at(at(20)):
        services.submit_rectification(
            problem_id=problem.pk, measure="已清理", by=make.clerk(problem.unit)
        )
    problem.refresh_from_db()

    assert deadlines.days_over(problem, at(30)) == 3
    assert deadlines.days_over(make.proposal(), at(30)) == 0


def test_each_hand_has_its_own_time():
    with clock.at(at(16, 9)):
        problem = make.proposal()
    with clock.at(at(17, 9)):
        services.release(problem_ids=[problem.pk], by=make.office())
    clerk, verifier = make.clerk(problem.unit), make.user(Role.VERIFIER)
    with clock.at(at(17, 12)):
        services.receive(problem_id=problem.pk, by=clerk)
    with clock.at(at(19, 12)):
        services.submit_rectification(problem_id=problem.pk, measure="已清理", by=clerk)

    steps = problem.steps.select_related("to")
    found = clocks.phases(steps, at(20, 12))

    assert [(phase.unit, str(phase.words)) for phase in found] == [
        (None, "派单"),
        (problem.unit, "签收"),
        (problem.unit, "整改"),
        (None, "复核"),
    ]
    hours = [round(phase.days, 2) for phase in found]
    assert hours == [1.0, 0.43, 2.0, 1.0]
    assert round(clocks.days_used(found), 2) == 2.43
    assert [phase.is_now for phase in found] == [False, False, False, True]
    with clock.at(at(20, 12)):
        services.close(problem_id=problem.pk, by=verifier)
    assert len(clocks.phases(problem.steps.select_related("to"), at(25))) == 4


def test_warning_never_comes_after_the_deadline():
    for days in range(1, 20):
        start = at(16, 17, 0)
        due = deadlines.due_after(start, days)
        assert start - timedelta(days=1) <= deadlines.warn_from(start, due) <= due
