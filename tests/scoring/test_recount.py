"""The one query in the product's database agrees with the stored sums, and finds what does not."""

import pytest
from django.core.management import CommandError, call_command

from tests import make
from wenming.accounts.models import Role
from wenming.inspections import services as inspections
from wenming.inspections.selectors import counted_visits
from wenming.places.models import PlaceOwner
from wenming.scoring import recount, selectors, services
from wenming.scoring.models import VisitSum

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    """A counted visit with findings, a failed critical item, a correction and a named unit."""
    place = make.place("L01")
    PlaceOwner.objects.create(place=place, item_code="L01-03", unit=make.unit())
    found = make.visit(make.released_round(sizes={"L01": 1}))
    answers = make.answers(
        found,
        L01_01=make.failed("L01-01", "北门", "南门", outcome=""),
        L01_02=make.failed("L01-02"),
        L01_05=inspections.Answer("L01-05", outcome="not_applicable"),
    )
    by = found.inspectors.first()
    inspections.submit_visit(visit_id=found.pk, by=by, answers=answers)
    verifier = make.user(Role.VERIFIER)
    inspections.accept_visit(visit_id=found.pk, by=verifier)
    observation = found.observations.get(item__code="L01-01")
    inspections.correct_observation(
        observation_id=observation.pk, by=verifier, count=1, reason="一处在线内"
    )
    services.count_visit(visit_id=found.pk)
    return found


def test_the_database_counts_the_same(visit):
    stored = selectors.field_sums(counted_visits(visit.round, "first"))

    assert recount.field_sums(visit.round, "first") == stored
    assert recount.differences(visit.round) == []


def test_a_changed_sum_is_found(visit, capsys):
    call_command("verify_scores")
    assert "一致" in capsys.readouterr().out
    VisitSum.objects.filter(visit=visit, indicator__code="D01-02").update(earned=1)

    with pytest.raises(CommandError, match="D01-02"):
        call_command("verify_scores")
