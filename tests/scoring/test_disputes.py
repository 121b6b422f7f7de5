"""Units dispute their own lines in time; somebody else decides; what was measured is kept."""

from datetime import timedelta

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.errors import Incomplete, NotAllowed, TransitionRefused
from wenming.core.evidence import EvidenceFile
from wenming.duties.models import IndicatorLead
from wenming.framework.models import Indicator
from wenming.inspections import services as inspections
from wenming.inspections.errors import CorrectionRefused, SamePerson
from wenming.scoring import errors, selectors, services
from wenming.scoring.models import Dispute

pytestmark = pytest.mark.django_db


class Case:
    """A round in feedback: two findings at one item, the street that holds the place."""

    def __init__(self):
        visit = make.accepted_visit(L01_01=make.failed("L01-01", "北门", "南门", outcome=""))
        services.count_visit(visit_id=visit.pk)
        self.visit, self.round = visit, visit.round
        inspections.close_round(round_id=self.round.pk, by=self.round.by)
        self.publication = make.results_in_feedback(self.round)
        self.unit = visit.frame_place.holder
        self.clerk = make.user(Role.STREET, unit=self.unit)
        self.second = make.user(Role.OFFICE, unit=make.unit("督查科"))
        self.line = visit.observations.get(item__code="L01-01")

    def dispute(self, **fields):
        """The street disputes the line."""
        given = {
            "publication_id": self.publication.pk,
            "observation_id": self.line.pk,
            "unit": self.unit,
            "text": "一处在市政划定的停车线内",
            "by": self.clerk,
        }
        return services.file_dispute(**{**given, **fields})

    @property
    def rate(self):
        """The field rate as it stands."""
        return selectors.scored(self.round, "first").field_rate


@pytest.fixture
def case():
    return Case()


def test_an_upheld_dispute_corrects_the_line_and_keeps_what_was_measured(case):
    before = case.rate
    dispute = case.dispute(files=[EvidenceFile("图.jpg", make.photo_bytes())])

    services.uphold_dispute(dispute_id=dispute.pk, by=case.second, count=1, reason="一处在线内")

    dispute.refresh_from_db()
    case.line.refresh_from_db()
    assert dispute.status == "corrected"
    assert dispute.correction.count == 1
    assert case.line.count == 2
    assert case.rate > before
    assert dispute.files.get().upload.public_digest  # no metadata on pages


def test_an_upheld_dispute_may_take_the_line_out_of_the_score(case):
    dispute = case.dispute()

    services.uphold_dispute(
        dispute_id=dispute.pk, by=case.second, outcome="not_applicable", reason="不属于本类点位"
    )

    dispute.refresh_from_db()
    assert dispute.status == "voided"


def test_a_rejected_dispute_changes_nothing(case):
    before = case.rate
    dispute = case.dispute()

    services.reject_dispute(dispute_id=dispute.pk, by=case.second, reason="照片清楚")

    dispute.refresh_from_db()
    assert (dispute.status, dispute.reason) == ("rejected", "照片清楚")
    assert case.rate == before
    with pytest.raises(TransitionRefused):
        services.reject_dispute(dispute_id=dispute.pk, by=case.second, reason="再说一次")


def test_who_measured_does_not_decide(case):
    dispute = case.dispute()
    inspector = case.visit.inspectors.first()
    make.Grant.objects.create(user=inspector, role=Role.VERIFIER, area=make.city())

    with pytest.raises(SamePerson):
        services.reject_dispute(dispute_id=dispute.pk, by=inspector, reason="没错")
    with pytest.raises(SamePerson):
        services.uphold_dispute(dispute_id=dispute.pk, by=inspector, count=1, reason="错了")

    assert Dispute.objects.get().status == "open"


def test_the_unit_does_not_decide_its_own_dispute(case):
    dispute = case.dispute()
    both = make.user(Role.VERIFIER)
    make.Grant.objects.create(user=both, role=Role.STREET, area=case.unit.area, unit=case.unit)

    with pytest.raises(errors.DecidedBySame):
        services.reject_dispute(dispute_id=dispute.pk, by=both, reason="没错")


def test_a_street_decides_nothing(case):
    dispute = case.dispute()

    with pytest.raises(NotAllowed):
        services.uphold_dispute(dispute_id=dispute.pk, by=case.clerk, count=0, reason="改掉")


def test_only_own_lines(case):
    other = make.street()
    clerk = make.user(Role.STREET, unit=other)

    with pytest.raises(errors.NotYourLine):
        case.dispute(unit=other, by=clerk)
    with pytest.raises(NotAllowed):
        case.dispute(by=clerk)


def test_the_lead_of_the_indicator_may_dispute_too(case):
    lead = make.unit("市城管执法局")
    indicator = Indicator.objects.get(code="D01-01")
    IndicatorLead.objects.create(edition=case.round.edition, indicator=indicator, unit=lead)

    dispute = case.dispute(unit=lead, by=make.user(Role.DEPARTMENT, unit=lead))

    assert dispute.unit == lead


def test_a_line_that_lost_nothing_is_not_disputed(case):
    met = case.visit.observations.get(item__code="L01-02")

    with pytest.raises(errors.NotYourLine):
        case.dispute(observation_id=met.pk)


def test_once_a_line_and_unit(case):
    case.dispute()

    with pytest.raises(errors.DisputedBefore, match="待裁定"):
        case.dispute()


def test_in_time(case):
    with (
        clock.at(case.publication.due_at + timedelta(minutes=1)),
        pytest.raises(errors.DisputeClosed, match="已经结束"),
    ):
        case.dispute()


@pytest.mark.parametrize("text", ["", "  ", "长" * 401])
def test_a_reason_is_needed(case, text):
    with pytest.raises(errors.DisputeRefused, match="请写明"):
        case.dispute(text=text)


@pytest.mark.parametrize(
    "files",
    [
        [EvidenceFile("病毒.exe", b"MZ...")],
        [EvidenceFile("图.jpg", make.photo_bytes())] * 7,
    ],
)
def test_evidence_is_a_photo_or_a_pdf_and_not_too_much(case, files):
    with pytest.raises(Incomplete):
        case.dispute(files=files)

    assert not Dispute.objects.exists()


def test_an_upheld_dispute_needs_another_verdict(case):
    dispute = case.dispute()

    with pytest.raises(CorrectionRefused, match="和现在的判定一样"):
        services.uphold_dispute(dispute_id=dispute.pk, by=case.second, count=2, reason="对")

    assert Dispute.objects.get().status == "open"


def test_feedback_does_not_end_with_an_open_dispute(case):
    dispute = case.dispute()
    later = case.publication.due_at + timedelta(minutes=1)

    with clock.at(later), pytest.raises(errors.FeedbackOpen, match="1 件申诉"):
        services.end_feedback(publication_id=case.publication.pk, by=case.round.by)
    services.withdraw_dispute(dispute_id=dispute.pk, by=case.clerk)
    with clock.at(later):
        ended = services.end_feedback(publication_id=case.publication.pk, by=case.round.by)

    assert ended.status == "checked"


def test_the_score_is_recomputed_and_the_draft_kept(case):
    dispute = case.dispute()
    services.uphold_dispute(dispute_id=dispute.pk, by=case.second, count=0, reason="两处都在线内")

    with clock.at(case.publication.due_at + timedelta(minutes=1)):
        ended = services.end_feedback(publication_id=case.publication.pk, by=case.round.by)

    assert ended.run.result["combined"]["total"] > ended.draft.result["combined"]["total"]
