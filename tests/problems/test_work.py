"""What waits for whom: to-dos, figures, sentences and search of the register."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import attention, clock, schedule, search, todo
from wenming.problems import services, work
from wenming.problems.models import Problem
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


def verbs(user):
    return [str(item.verb) for item in work.todos(user, 10)]


def test_a_unit_has_to_receive_then_to_rectify():
    problem = make.dispatched()
    clerk = make.clerk(problem.unit)
    assert (verbs(clerk), work.SOURCE.count(clerk)) == (["签收"], 1)

    services.receive(problem_id=problem.pk, by=clerk)
    assert verbs(clerk) == ["整改"]

    services.submit_rectification(problem_id=problem.pk, measure="已清理", by=clerk)
    assert (verbs(clerk), work.SOURCE.count(clerk)) == ([], 0)


def test_what_was_handed_on_is_the_communitys():
    problem = make.dispatched()
    clerk = make.clerk(problem.unit)
    below = make.area("community", parent=problem.unit.area)
    community = make.unit(kind="community", area=below)
    services.hand_on(problem_id=problem.pk, to=community, by=clerk)

    assert verbs(clerk) == []
    assert verbs(make.clerk(community, Role.COMMUNITY)) == ["整改"]


def test_a_verifier_has_to_verify():
    make.rectified()
    verifier = make.user(Role.VERIFIER)

    assert (verbs(verifier), work.SOURCE.count(verifier)) == (["复核"], 1)


def test_the_office_has_one_for_all_that_waits_for_dispatch():
    make.proposal()
    make.proposal()
    office = make.office()

    assert (verbs(office), work.SOURCE.count(office)) == (["派单"], 1)


def test_the_office_decides_on_requests():
    problem = make.dispatched(is_deferrable=True)
    services.ask_deferral(
        problem_id=problem.pk,
        until=clock.today() + timedelta(days=30),
        why="需招标",
        by=make.clerk(problem.unit),
    )

    assert verbs(make.office()) == ["批挂账"]


def test_inspectors_have_nothing_here():
    make.dispatched()
    inspector = make.user(Role.INSPECTOR)

    assert (verbs(inspector), work.SOURCE.count(inspector)) == ([], 0)
    assert work.figures(inspector) == []
    assert work.sentences(inspector) == []


def test_the_workbench_collects_them():
    problem = make.dispatched()
    clerk = make.clerk(problem.unit)

    assert todo.counts(clerk)["problems"] == 1
    assert todo.collect(clerk, limit=5)[0].url == reverse("problems:detail", args=[problem.number])


def test_sentences_name_the_unit_behind_and_the_longest_case():
    street = make.street("石坊街道")
    problems = [make.dispatched(street) for _ in range(2)]
    Problem.objects.filter(pk__in=[p.pk for p in problems]).update(
        due_at=clock.now() - timedelta(days=20)
    )

    told = attention.collect(make.office(), limit=9)

    text = "".join(f"{sentence.subject}{sentence.text}" for sentence in told)
    assert "石坊街道：未销号 2 件，其中超期 2 件" in text
    assert "已超期" in text


def test_praise_counts_too():
    street = make.street("东门街道")
    verifier = make.user(Role.VERIFIER)
    for _ in range(10):
        services.close(problem_id=make.rectified(street).pk, by=verifier)

    (sentence,) = attention.told(work.sentences(make.office()))
    assert "可以表扬" in str(sentence.text)


def test_figures_carry_their_base():
    closed = make.rectified()
    services.close(problem_id=closed.pk, by=make.user(Role.VERIFIER))
    make.dispatched()

    unclosed, on_time = work.figures(make.office())

    assert unclosed.value == "1"
    assert (on_time.value, on_time.note) == ("1/1", "100.0%")


def test_the_search_finds_what_one_may_see():
    problem = make.dispatched(text="窨井盖松动")

    def found(user):
        return [hit.url for hit in search.find(user, "窨井盖")]

    assert found(make.office()) == [reverse("problems:detail", args=[problem.number])]
    assert found(make.clerk(make.street())) == []


def test_the_daily_job_proposes_and_resumes():
    problem = make.dispatched()
    Problem.objects.filter(pk=problem.pk).update(
        status=Status.DEFERRED, deferred_until=clock.today()
    )

    tomorrow = clock.now() + timedelta(days=1)
    with clock.at(tomorrow):
        schedule.run_due()

    problem.refresh_from_db()
    assert problem.status == Status.RECEIVED
