"""Publishing a round takes people: a draft, the units' feedback, a leader, a second person."""

from datetime import timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.evidence import EvidenceFile
from wenming.inspections import services as inspections
from wenming.inspections.errors import RoundNotReviewable
from wenming.inspections.workflow import RoundStatus
from wenming.scoring import errors, services
from wenming.scoring.models import Publication, Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed():
    """A closed round with one accepted visit, and the second clerk of the office."""
    visit = make.accepted_visit(L01_01=make.failed("L01-01", "北门", "南门", outcome=""))
    services.count_visit(visit_id=visit.pk)
    round_ = visit.round
    inspections.close_round(round_id=round_.pk, by=round_.by)
    return round_, make.user(Role.OFFICE, unit=make.unit("督查科"))


def test_publishes_what_was_approved_and_keeps_both_runs(closed):
    round_, second = closed
    make.approved_results(round_)

    publication = services.publish_round(round_id=round_.pk, by=second)

    round_.refresh_from_db()
    assert round_.status == RoundStatus.PUBLISHED
    assert publication.run.which == "first"
    assert publication.last_run.which == "last"


def test_not_by_who_planned_the_round(closed):
    round_, _second = closed
    make.approved_results(round_)

    with pytest.raises(services.SamePerson, match="另一位同事"):
        services.publish_round(round_id=round_.pk, by=round_.by)

    round_.refresh_from_db()
    assert round_.status == RoundStatus.CLOSED


def test_not_before_it_was_approved(closed):
    round_, second = closed
    make.results_in_feedback(round_)

    with pytest.raises(errors.NotApproved, match="还没有审定"):
        services.publish_round(round_id=round_.pk, by=second)


def test_not_when_a_record_changed_after_approval(closed):
    round_, second = closed
    make.approved_results(round_)
    visit = round_.visits.get()
    observation = visit.observations.get(item__code="L01-01")
    inspections.correct_observation(
        observation_id=observation.pk, by=second, count=1, reason="一处在线内"
    )
    services.count_visit(visit_id=visit.pk)

    with pytest.raises(errors.Changed, match="又有变化"):
        services.publish_round(round_id=round_.pk, by=second)

    services.send_back_results(publication_id=round_.publication.pk, by=round_.by)
    assert Publication.objects.get().status == "feedback"
    assert Publication.objects.get().approver == ""


def test_no_draft_while_visits_wait_to_be_accepted():
    visit = make.submitted_visit()
    round_ = visit.round
    inspections.close_round(round_id=round_.pk, by=round_.by)

    with pytest.raises(services.NotClosed, match="1 个到访没有审核"):
        services.draft_results(round_id=round_.pk, by=round_.by)


def test_no_draft_while_somebody_is_out():
    round_ = make.accepted_visit().round

    with pytest.raises(errors.RoundStillRuns, match="先结束测评"):
        services.draft_results(round_id=round_.pk, by=round_.by)


def test_a_draft_may_be_made_again_until_it_is_sent_out(closed):
    round_, _second = closed
    first = services.draft_results(round_id=round_.pk, by=round_.by)
    again = services.draft_results(round_id=round_.pk, by=round_.by)
    assert again.pk == first.pk
    assert again.draft_id != first.draft_id

    services.open_feedback(publication_id=again.pk, by=round_.by)
    with pytest.raises(TransitionRefused, match="不能重新计算"):
        services.draft_results(round_id=round_.pk, by=round_.by)


def test_feedback_ends_at_the_close_of_the_second_working_day(closed):
    round_, _second = closed
    friday = clock.now().replace(year=2026, month=11, day=13, hour=2)

    with clock.at(friday):
        publication = make.results_in_feedback(round_)

    assert f"{publication.due_at:%Y-%m-%d %H:%M %Z}" == "2026-11-17 18:00 Asia/Shanghai"
    with clock.at(publication.due_at), pytest.raises(TransitionRefused):
        services.open_feedback(publication_id=publication.pk, by=round_.by)


def test_feedback_does_not_end_before_its_time(closed):
    round_, _second = closed
    publication = make.results_in_feedback(round_)

    with pytest.raises(errors.FeedbackOpen, match="才截止"):
        services.end_feedback(publication_id=publication.pk, by=round_.by)
    with clock.at(publication.due_at):
        services.end_feedback(publication_id=publication.pk, by=round_.by)

    publication.refresh_from_db()
    assert publication.status == "checked"


@pytest.fixture
def checked(closed):
    """A round whose feedback is over."""
    round_, _second = closed
    publication = make.results_in_feedback(round_)
    with clock.at(publication.due_at + timedelta(minutes=1)):
        return services.end_feedback(publication_id=publication.pk, by=round_.by)


def test_the_office_records_an_approval_on_paper(checked):
    by = checked.round.by
    scan = EvidenceFile("签字.pdf", b"%PDF-1.7 signed")

    services.record_approval(publication_id=checked.pk, by=by, approver="王指挥长", scan=scan)

    checked.refresh_from_db()
    assert (checked.status, checked.approver) == ("approved", "王指挥长")
    assert checked.scan.name == "签字.pdf"


@pytest.mark.parametrize(
    ("approver", "scan"),
    [("", EvidenceFile("签字.pdf", b"%PDF-1.7")), ("王指挥长", None)],
)
def test_an_approval_on_paper_needs_name_and_scan(checked, approver, scan):
    with pytest.raises(errors.ApproverMissing):
        services.record_approval(
            publication_id=checked.pk, by=checked.round.by, approver=approver, scan=scan
        )


def test_the_office_does_not_approve_in_the_leaders_place(checked):
    with pytest.raises(NotAllowed, match="审定得分"):
        services.approve_results(publication_id=checked.pk, by=checked.round.by)


def test_an_accepted_visit_can_no_longer_be_corrected(closed):
    round_, second = closed
    make.approved_results(round_)
    services.publish_round(round_id=round_.pk, by=second)
    observation = round_.visits.get().observations.get(item__code="L01-01")

    with pytest.raises(RoundNotReviewable):
        inspections.correct_observation(
            observation_id=observation.pk, by=second, count=1, reason="再想想"
        )


def test_a_run_is_never_changed(closed):
    round_, _second = closed
    run = services.score_round(round_id=round_.pk, which="first", by=None)
    run.reason = "改一改"

    with pytest.raises(TypeError):
        run.save()
    with pytest.raises(TypeError):
        run.delete()
    assert Run.objects.get().reason == ""
