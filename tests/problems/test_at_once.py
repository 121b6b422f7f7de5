"""Two people at once on PostgreSQL: one wins, the other is told."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import DomainError
from wenming.core.models import AuditEntry
from wenming.problems import services
from wenming.problems.models import DispatchOrder, Problem

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _postgres():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer; the run on PostgreSQL is what counts")


def together(*calls):
    """Run calls at the same moment, each on its own connection; what each raised, or None."""
    barrier, found = Barrier(len(calls)), [None] * len(calls)

    def run(index, call):
        barrier.wait()
        try:
            call()
        except DomainError as error:
            found[index] = error.code
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_two_who_close_one_wins():
    problem = make.rectified()
    verifiers = [make.user(Role.VERIFIER), make.user(Role.VERIFIER)]

    outcomes = together(
        *[lambda by=by: services.close(problem_id=problem.pk, by=by) for by in verifiers]
    )

    assert sorted(map(str, outcomes)) == ["None", "core.transition_refused"]
    assert AuditEntry.objects.filter(action="problem.closed").count() == 1


def test_two_batches_with_the_same_problem_go_out_once():
    shared, first, second = make.proposal(), make.proposal(), make.proposal()
    office = make.office()
    lots = [[shared.pk, first.pk], [second.pk, shared.pk]]

    outcomes = together(
        *[lambda lot=lot: services.release(problem_ids=lot, by=office) for lot in lots]
    )

    assert sorted(map(str, outcomes)) == ["None", "problems.batch_refused"]
    assert Problem.objects.filter(status="dispatched").count() == 2
    assert DispatchOrder.objects.count() == 2


def test_two_looks_at_a_visit_propose_once():
    visit = make.accepted_visit(L01_02=make.failed("L01-02"))

    together(*[lambda: services.propose_from_visit(visit_id=visit.pk, by=None)] * 2)

    assert Problem.objects.count() == 1
