"""Jobs by the clock: each due moment once; a failure stops nobody and is tried again."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.management import call_command

from wenming.core import schedule
from wenming.core.clock import at
from wenming.core.models import ScheduledRun
from wenming.core.registry import Registry
from wenming.core.schedule import Job

pytestmark = pytest.mark.django_db

SIX = time(6, 0)


def shanghai(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def ran(monkeypatch):
    """Moments at which the one job `test.daily`, due at six, ran."""
    moments = []
    jobs = Registry()
    jobs.add("test", [Job("test.daily", moments.append, daily_at=SIX)])
    monkeypatch.setattr(schedule, "jobs", jobs)
    return moments


@pytest.mark.parametrize(
    ("job", "now", "due"),
    [
        (Job("d", print, daily_at=SIX), shanghai(20, 6), shanghai(20, 6)),
        (Job("d", print, daily_at=SIX), shanghai(20, 23, 59), shanghai(20, 6)),
        (Job("d", print, daily_at=SIX), shanghai(20, 5, 59), shanghai(19, 6)),
        (Job("e", print, every=timedelta(minutes=15)), shanghai(20, 0, 14), shanghai(20, 0)),
        (Job("e", print, every=timedelta(minutes=15)), shanghai(20, 9, 46), shanghai(20, 9, 45)),
    ],
)
def test_the_last_due_moment_is_by_the_clock_of_shanghai(job, now, due):
    assert job.last_due(now) == due


def test_a_job_runs_once_a_day_however_often_one_looks(ran):
    for moment in (shanghai(20, 6), shanghai(20, 6, 1), shanghai(20, 18), shanghai(21, 7)):
        with at(moment):
            schedule.run_due()

    assert ran == [shanghai(20, 6), shanghai(21, 6)]
    assert ScheduledRun.objects.filter(failed=False, ended_at__isnull=False).count() == 2


def test_days_without_a_server_are_not_made_up_one_by_one(ran):
    with at(shanghai(10, 7)):
        schedule.run_due()
    with at(shanghai(20, 7)):
        schedule.run_due()

    assert ran == [shanghai(10, 6), shanghai(20, 6)]


def test_a_run_that_another_server_has_in_hand_is_left_alone(ran):
    ScheduledRun.objects.create(
        name="test.daily", due_at=shanghai(20, 6), started_at=shanghai(20, 6)
    )

    with at(shanghai(20, 6, 30)):
        assert schedule.run_due() == []

    assert ran == []


def test_a_run_whose_server_died_is_taken_over_after_two_hours(ran):
    ScheduledRun.objects.create(
        name="test.daily", due_at=shanghai(20, 6), started_at=shanghai(20, 6)
    )

    with at(shanghai(20, 8, 1)):
        schedule.run_due()

    assert ran == [shanghai(20, 6)]
    assert ScheduledRun.objects.get().ended_at == shanghai(20, 8, 1)


def test_a_failure_is_noted_stops_nobody_and_is_tried_again(monkeypatch, caplog):
    tries, others = [], []
    jobs = Registry()

    def fail(due_at):
        tries.append(due_at)
        if len(tries) == 1:
            raise ValueError("no")

    jobs.add(
        "test", [Job("test.a", fail, daily_at=SIX), Job("test.b", others.append, daily_at=SIX)]
    )
    monkeypatch.setattr(schedule, "jobs", jobs)

    with at(shanghai(20, 6)):
        first = schedule.run_due()
    with at(shanghai(20, 6, 5)):
        assert schedule.run_due() == []
    with at(shanghai(20, 6, 11)):
        again = schedule.run_due()

    assert [run.failed for run in first] == [True, False]
    assert "test.a failed" in caplog.text
    assert [(run.name, run.failed) for run in again] == [("test.a", False)]
    assert (len(tries), len(others)) == (2, 1)


def test_the_command_prints_what_ran(ran, capsys):
    with at(shanghai(20, 7)):
        call_command("run_schedule")

    assert capsys.readouterr().out == "test.daily 2026-11-20 06:00:00 完成\n"


def test_every_job_of_the_product_has_one_time_and_a_name_of_its_own():
    from wenming.core.schedule import jobs

    listed = [job for _app, some in jobs for job in some]
    names = [job.name for job in listed]

    assert "organization.forget_sheets" in names
    assert len(set(names)) == len(names)
    assert all((job.daily_at is None) != (job.every is None) for job in listed)
