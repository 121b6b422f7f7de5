"""Publishing a round takes a second person and nothing that waits."""

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.inspections import services as inspections
from wenming.inspections.errors import RoundNotReviewable
from wenming.inspections.workflow import RoundStatus
from wenming.scoring import services
from wenming.scoring.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed():
    """A closed round with one accepted visit, and the second clerk of the office."""
    visit = make.accepted_visit()
    services.count_visit(visit_id=visit.pk)
    round_ = visit.round
    inspections.close_round(round_id=round_.pk, by=round_.by)
    return round_, make.user(Role.OFFICE, unit=make.unit("督查科"))


def test_publishes_and_keeps_both_runs(closed):
    round_, second = closed

    services.publish_round(round_id=round_.pk, by=second)

    round_.refresh_from_db()
    assert round_.status == RoundStatus.PUBLISHED
    assert set(round_.runs.values_list("which", flat=True)) == {"first", "last"}


def test_not_by_who_planned_the_round(closed):
    round_, _second = closed

    with pytest.raises(services.SamePerson, match="另一位同事"):
        services.publish_round(round_id=round_.pk, by=round_.by)

    assert not Run.objects.exists()


def test_not_while_visits_wait_to_be_accepted():
    visit = make.submitted_visit()
    round_ = visit.round
    inspections.close_round(round_id=round_.pk, by=round_.by)
    second = make.user(Role.OFFICE, unit=make.unit("督查科"))

    with pytest.raises(services.NotClosed, match="1 个到访没有审核"):
        services.publish_round(round_id=round_.pk, by=second)


def test_an_accepted_visit_can_no_longer_be_corrected(closed):
    round_, second = closed
    services.publish_round(round_id=round_.pk, by=second)
    observation = round_.visits.get().observations.get(item__code="L01-01")

    with pytest.raises(RoundNotReviewable):
        inspections.correct_observation(
            observation_id=observation.pk, by=second, count=1, reason="再想想"
        )
