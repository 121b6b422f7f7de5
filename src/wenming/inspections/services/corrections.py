"""Correcting a verdict before publication (更正): the original stays and is shown beside it."""

from django.utils.translation import gettext as _

from wenming.accounts.models import User
from wenming.core import audit, clock
from wenming.core.moves import locked
from wenming.inspections.answers import fault_of_verdict
from wenming.inspections.errors import CorrectionRefused
from wenming.inspections.models import Correction, Observation, Visit
from wenming.inspections.services.acceptance import reason_of, second_person
from wenming.inspections.workflow import VisitStatus

CORRECTABLE = frozenset({VisitStatus.SUBMITTED, VisitStatus.ACCEPTED})


@audit.audited
def correct_observation(
    *,
    observation_id: int,
    by: User,
    outcome: str = "",
    count: int | None = None,
    reason: str,
    is_published: bool = False,
) -> Correction:
    """Put another verdict over what was measured, with a reason; the newest one counts.

    Args:
        outcome, count: as engine.md section 2; the count of a deduct item need not be the
            number of findings any more, the reason says why.
        is_published: the round is out; whoever calls publishes a corrected result with it.

    Raises:
        CorrectionRefused: the verdict does not fit the item, or says what stands already.
        SamePerson, RoundNotReviewable, ReasonMissing, NotAllowed.
    """
    observation = Observation.objects.select_related("item").get(pk=observation_id)
    visit = locked(Visit.objects.select_related("round__owner"), observation.visit_id)
    second_person(visit, by, "correct", is_published=is_published)
    if visit.status not in CORRECTABLE:
        raise CorrectionRefused(what=_("这次到访没有提交或已经作废，不能更正。"))
    _check(observation, outcome, count)
    correction = Correction.objects.create(
        observation=observation,
        outcome=outcome,
        count=count,
        reason=reason_of(reason, "correct"),
        by=by,
    )
    visit.changed_at = clock.now()
    visit.save(update_fields=["changed_at"])
    audit.record(
        "observation.corrected",
        observation,
        by=by,
        visit=str(visit.pk),
        old=[observation.outcome, observation.count],
        new=[outcome, count],
    )
    return correction


def _check(observation: Observation, outcome: str, count: int | None) -> None:
    fault = fault_of_verdict(observation.item.scoring, outcome, count)
    if fault:
        raise CorrectionRefused(what=fault)
    newest = observation.corrections.last()
    stands = newest or observation
    if (stands.outcome, stands.count) == (outcome, count):
        raise CorrectionRefused(what=_("和现在的判定一样，不用更正。"))
