"""After one visit a round is up to date by a fixed number of statements; at night it is compared."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import attention, schedule
from wenming.inspections import services as inspections
from wenming.scoring import recount, selectors, services, work
from wenming.scoring.models import ScoreCheck, VisitSum

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 12


def statements(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def done(round_):
    visit = make.visit(round_)
    inspections.submit_visit(
        visit_id=visit.pk,
        by=visit.inspectors.first(),
        answers=make.answers(visit, L01_01=make.failed("L01-01", "北门", outcome="")),
    )
    inspections.accept_visit(visit_id=visit.pk, by=make.user(Role.VERIFIER))
    return visit


@pytest.fixture
def round_():
    for _n in range(6):
        make.place("L01")
    return make.released_round(sizes={"L01": 6})


def test_a_round_is_scored_in_twelve_statements_at_any_size(round_):
    costs = []
    for _n in range(3):
        services.count_visit(visit_id=done(round_).pk)
        stored = statements(lambda: selectors.scored(round_, "first"))
        counted = statements(lambda: recount.scored(round_, "first"))
        costs.append((stored, counted))

    assert costs[1] == costs[2]  # the first call also fills the caches
    assert max(costs[0]) <= MOST_STATEMENTS


def test_one_more_visit_costs_the_same_however_many_there_are(round_):
    costs = []
    for _n in range(4):
        visit = done(round_)
        costs.append(statements(lambda: services.count_visit(visit_id=visit.pk)))  # noqa: B023
        assert recount.field_sums(round_, "first") == selectors.scored(round_, "first").field

    assert costs[1] == costs[2] == costs[3] <= MOST_STATEMENTS


def test_the_page_of_a_running_round_is_up_to_date_after_a_visit(client, round_):
    client.force_login(make.office())
    url = reverse("scoring:round", args=[round_.number])
    costs = []
    for n in range(1, 4):
        services.count_visit(visit_id=done(round_).pk)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url)
        costs.append(len(queries))
        assert page.context["progress"].measured == n

    assert costs[1] == costs[2]


def run_at_night():
    job = next(job for job in work.JOBS if job.name == "scoring.check")
    assert job.daily_at == time(2, 30)
    assert job in dict(schedule.jobs)["scoring"]
    job.run(None)


def test_the_night_finds_nothing_where_all_is_well(client, round_):
    done(round_)  # not counted yet: the night makes up for it

    run_at_night()

    assert ScoreCheck.objects.get().faults == []
    office = make.office()
    assert [s for s in attention.collect(office, limit=9) if "核对" in str(s.subject)] == []
    assert VisitSum.objects.exists()


def test_the_night_says_what_differs_until_it_is_mended(client, round_):
    visit = done(round_)
    services.count_visit(visit_id=visit.pk)
    VisitSum.objects.filter(indicator__code="D01-02").update(earned=1)
    office = make.office()

    run_at_night()

    said = [s for s in attention.collect(office, limit=9) if "核对" in str(s.subject)]
    assert "2 处与原始记录不一致" in str(said[0].text)  # by first and by last visits
    client.force_login(office)
    assert "D01-02" in client.get(said[0].url).content.decode()
    client.force_login(make.user(Role.STREET, unit=visit.frame_place.holder))
    assert client.get(said[0].url).status_code == 403

    services.count_visit(visit_id=visit.pk)
    run_at_night()
    assert [s for s in attention.collect(office, limit=9) if "核对" in str(s.subject)] == []
