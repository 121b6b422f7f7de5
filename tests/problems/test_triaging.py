"""Before dispatch the office corrects, merges, drops and restores; afterwards not."""

import pytest

from tests import make
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import AuditEntry
from wenming.problems import services
from wenming.problems.errors import BatchRefused, MergeRefused, ReasonMissing
from wenming.problems.services import Proposal
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


def as_is(problem, **changes):
    names = [
        "text",
        "spot",
        "unit",
        "support",
        "remedy",
        "allowed_days",
        "needs_photo",
        "is_deferrable",
    ]
    return Proposal(**{name: getattr(problem, name) for name in names} | changes)


def test_corrects_who_answers_and_until_when():
    problem, department = make.proposal(), make.unit()
    wanted = as_is(problem, unit=department, allowed_days=5, text="盲道被占")

    services.correct_proposal(problem_id=problem.pk, proposal=wanted, by=make.office())

    problem.refresh_from_db()
    assert (problem.unit, problem.allowed_days, problem.text) == (department, 5, "盲道被占")
    entry = AuditEntry.objects.get(action="problem.corrected")
    assert entry.data == {"fields": ["text", "unit", "allowed_days"], "unit": department.code}


def test_what_is_out_is_not_corrected():
    problem = make.dispatched()

    with pytest.raises(TransitionRefused, match="撤回"):
        services.correct_proposal(problem_id=problem.pk, proposal=as_is(problem), by=make.office())


def test_saving_nothing_new_leaves_no_trail():
    problem = make.proposal()

    services.correct_proposal(problem_id=problem.pk, proposal=as_is(problem), by=make.office())

    assert not AuditEntry.objects.filter(action="problem.corrected").exists()


def test_drops_with_a_reason_and_restores():
    problem, office = make.proposal(), make.office()

    with pytest.raises(ReasonMissing):
        services.drop(problem_ids=[problem.pk], why="", by=office)
    services.drop(problem_ids=[problem.pk], why="早市时段不算", by=office)
    problem.refresh_from_db()
    assert problem.status == Status.DROPPED

    services.restore(problem_id=problem.pk, by=office)
    problem.refresh_from_db()
    assert problem.status == Status.PROPOSED


def test_merges_duplicates_into_one():
    first, second, third = make.proposal(), make.proposal(), make.proposal()
    ids = [first.pk, second.pk, third.pk]

    done = services.merge(problem_ids=ids, into=first.pk, by=make.office())

    assert done == 2
    assert set(first.merged.all()) == {second, third}
    second.refresh_from_db()
    assert second.status == Status.MERGED


def test_merges_into_what_is_out_but_not_into_what_is_over():
    office, duplicate = make.office(), make.proposal()
    over = make.rectified()
    services.close(problem_id=over.pk, by=make.user("verifier"))

    with pytest.raises(MergeRefused, match="已销号"):
        services.merge(problem_ids=[duplicate.pk], into=over.pk, by=office)
    services.merge(problem_ids=[duplicate.pk], into=make.dispatched().pk, by=office)


def test_one_that_is_out_stops_the_whole_batch():
    office, proposal, out = make.office(), make.proposal(), make.dispatched()

    with pytest.raises(BatchRefused, match=out.number):
        services.drop(problem_ids=[proposal.pk, out.pk], why="重复", by=office)

    proposal.refresh_from_db()
    assert proposal.status == Status.PROPOSED


@pytest.mark.parametrize("step", ["correct", "drop", "merge", "restore"])
def test_units_do_not_triage(step):
    problem, other = make.proposal(), make.proposal()
    clerk, office = make.clerk(problem.unit), make.office()
    if step == "restore":
        services.drop(problem_ids=[problem.pk], why="重复", by=office)

    def act(by):
        if step == "correct":
            services.correct_proposal(problem_id=problem.pk, proposal=as_is(problem), by=by)
        elif step == "drop":
            services.drop(problem_ids=[problem.pk], why="重复", by=by)
        elif step == "merge":
            services.merge(problem_ids=[problem.pk], into=other.pk, by=by)
        else:
            services.restore(problem_id=problem.pk, by=by)

    with pytest.raises((NotAllowed, BatchRefused), match="权限"):
        act(clerk)

    act(office)
