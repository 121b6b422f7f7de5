"""A second person accepts, sends back, voids and corrects; what was measured is kept."""

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import AuditEntry
from wenming.inspections import selectors, services
from wenming.inspections.errors import (
    CorrectionRefused,
    ReasonMissing,
    RoundNotOpen,
    RoundNotReviewable,
    SamePerson,
)
from wenming.inspections.models import Correction, Observation

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return make.user(Role.VERIFIER)


@pytest.fixture
def visit():
    return make.submitted_visit(L01_03=make.failed("L01-03"))


def grant_review(person):
    person.grants.create(role=Role.VERIFIER, area=make.city())
    return type(person).objects.get(pk=person.pk)


def test_a_second_person_accepts(visit, reviewer):
    services.accept_visit(visit_id=visit.pk, by=reviewer)

    visit.refresh_from_db()
    assert (visit.status, visit.accepted_by) == ("accepted", reviewer)
    assert visit.accepted_at is not None
    assert visit.steps.last().action == "accept"
    entry = AuditEntry.objects.get(action="visit.accepted")
    assert entry.data == {"old": "submitted", "new": "accepted"}


@pytest.mark.parametrize("action", ["accept", "send_back", "void", "correct"])
def test_neither_an_inspector_nor_who_typed_it_in_judges_the_record(visit, action, reviewer):
    def act(person):
        if action == "accept":
            services.accept_visit(visit_id=visit.pk, by=person)
        elif action == "correct":
            services.correct_observation(
                observation_id=visit.observations.get(item__code="L01-03").pk,
                by=person,
                outcome="met",
                reason="照片显示已公示",
            )
        else:
            step = {"send_back": services.send_back_visit, "void": services.void_visit}[action]
            step(visit_id=visit.pk, by=person, reason="照片不清")

    for inspector in visit.inspectors.all():
        with pytest.raises(SamePerson):
            act(grant_review(inspector))
    office = make.office()
    type(visit).objects.filter(pk=visit.pk).update(submitted_by=office)
    with pytest.raises(SamePerson):
        act(office)
    with pytest.raises(NotAllowed):
        act(make.user(Role.DEPARTMENT, unit=make.unit()))
    with pytest.raises(NotAllowed):
        act(make.user(Role.VERIFIER, area=make.area()))

    act(reviewer)


def test_a_record_is_reviewed_once(visit, reviewer):
    services.accept_visit(visit_id=visit.pk, by=reviewer)

    with pytest.raises(TransitionRefused):
        services.accept_visit(visit_id=visit.pk, by=reviewer)
    with pytest.raises(TransitionRefused):
        services.send_back_visit(visit_id=visit.pk, by=reviewer, reason="照片不清")


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_sending_back_and_voiding_say_why(visit, reviewer, reason):
    for step in (services.send_back_visit, services.void_visit):
        with pytest.raises(ReasonMissing):
            step(visit_id=visit.pk, by=reviewer, reason=reason)

    visit.refresh_from_db()
    assert visit.status == "submitted"


def test_a_void_visit_keeps_its_record_and_does_not_count(visit, reviewer):
    services.accept_visit(visit_id=visit.pk, by=reviewer)
    assert selectors.counted_visits(visit.round, "first").get() == visit

    services.void_visit(visit_id=visit.pk, by=reviewer, reason="走错了门店")

    visit.refresh_from_db()
    assert (visit.status, visit.remark) == ("void", "走错了门店")
    assert visit.observations.count() == 7
    assert not selectors.counted_visits(visit.round, "first").exists()


def test_after_publication_nothing_changes(visit, reviewer):
    services.accept_visit(visit_id=visit.pk, by=reviewer)
    office = make.office()
    services.close_round(round_id=visit.round_id, by=office)
    observation = visit.observations.get(item__code="L01-03")
    change = {"observation_id": observation.pk, "by": reviewer, "outcome": "met", "reason": "误判"}
    services.correct_observation(**change)  # closed, not yet published
    services.publish_round(round_id=visit.round_id, by=office)

    with pytest.raises(RoundNotReviewable):
        services.correct_observation(**{**change, "outcome": "not_met"})
    with pytest.raises(RoundNotReviewable):
        services.void_visit(visit_id=visit.pk, by=reviewer, reason="走错了门店")


def test_after_closing_a_record_is_not_sent_back_for_nobody_could_hand_it_in(visit, reviewer):
    services.close_round(round_id=visit.round_id, by=make.office())

    with pytest.raises(RoundNotOpen):
        services.send_back_visit(visit_id=visit.pk, by=reviewer, reason="照片不清")

    services.accept_visit(visit_id=visit.pk, by=reviewer)


def test_a_correction_stands_over_the_original_which_is_kept(visit, reviewer):
    observation = visit.observations.get(item__code="L01-03")
    before = visit.changed_at

    for outcome, reason in [("met", "照片显示已公示"), ("not_applicable", "该市场无需公示")]:
        services.correct_observation(
            observation_id=observation.pk, by=reviewer, outcome=outcome, reason=reason
        )

    observation.refresh_from_db()
    assert observation.outcome == "not_met"
    row = selectors.effective(Observation.objects.filter(pk=observation.pk)).get()
    assert (row.final_outcome, row.is_corrected) == ("not_applicable", True)
    visit.refresh_from_db()
    assert visit.changed_at > before
    entry = AuditEntry.objects.filter(action="observation.corrected").last()
    assert "公示" not in str(entry.data)


def test_a_count_is_corrected_to_a_count_or_to_not_applicable(visit, reviewer):
    observation = visit.observations.get(item__code="L01-01")

    services.correct_observation(
        observation_id=observation.pk, by=reviewer, count=2, reason="照片里有两处"
    )
    row = selectors.effective(visit.observations.filter(pk=observation.pk)).get()
    assert (row.final_outcome, row.final_count, row.count) == ("", 2, 0)

    services.correct_observation(
        observation_id=observation.pk, by=reviewer, outcome="not_applicable", reason="早市时段"
    )
    row = selectors.effective(visit.observations.filter(pk=observation.pk)).get()
    assert (row.final_outcome, row.final_count) == ("not_applicable", None)


@pytest.mark.parametrize(
    ("code", "verdict", "words"),
    [
        ("L01-03", {"outcome": "not_met"}, "和现在的判定一样"),
        ("L01-03", {"outcome": "good"}, "还没有判定"),
        ("L01-03", {"count": 1}, "还没有判定"),
        ("L01-01", {"outcome": "met"}, "只计数量"),
        ("L01-01", {"count": -1}, "0 到"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(visit, reviewer, code, verdict, words):
    observation = visit.observations.get(item__code=code)

    with pytest.raises(CorrectionRefused, match=words):
        services.correct_observation(
            observation_id=observation.pk, by=reviewer, reason="误判", **verdict
        )

    assert not Correction.objects.exists()


def test_what_was_sent_back_is_not_corrected(visit, reviewer):
    observation = visit.observations.get(item__code="L01-03")
    services.send_back_visit(visit_id=visit.pk, by=reviewer, reason="照片不清")

    with pytest.raises(CorrectionRefused, match="没有提交或已经作废"):
        services.correct_observation(
            observation_id=observation.pk, by=reviewer, outcome="met", reason="误判"
        )
