"""Correcting a published result (公布后更正): the old run stays, a new one takes its place."""

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.evidence import EvidenceFile
from wenming.core.moves import locked
from wenming.inspections.models import Observation, Round
from wenming.inspections.services import correct_observation
from wenming.scoring.errors import NotPublished, SamePerson
from wenming.scoring.models import Amendment, Publication
from wenming.scoring.services.counting import count_visit
from wenming.scoring.services.publishing import approval
from wenming.scoring.services.runs import score_round
from wenming.scoring.workflow import Status


@audit.audited
def amend_published(
    *,
    observation_id: int,
    by: User,
    reason: str,
    approver: str,
    scan: EvidenceFile | None,
    outcome: str = "",
    count: int | None = None,
) -> Amendment:
    """Correct one verdict of a published round and publish the corrected result in its place.

    Raises:
        NotPublished: the round is not published; correct it the ordinary way.
        ApproverMissing: no name of a leader, or no scan.
        SamePerson: by who planned the round, an inspector, or who handed the record in.
        CorrectionRefused: the verdict does not fit the item, or is the one that stands.
    """
    observation = Observation.objects.select_related("visit__round__owner").get(pk=observation_id)
    round_ = observation.visit.round
    publication = _published(round_, by)
    approver, paper = approval(approver, scan, by)
    correction = correct_observation(
        observation_id=observation_id,
        by=by,
        outcome=outcome,
        count=count,
        reason=reason,
        is_published=True,
    )
    count_visit(visit_id=observation.visit_id)
    old = publication.run
    why = correction.reason
    publication.run = score_round(
        round_id=round_.pk, which="first", by=by, corrects=old, reason=why
    )
    publication.last_run = score_round(
        round_id=round_.pk, which="last", by=by, corrects=publication.last_run, reason=why
    )
    publication.save(update_fields=["run", "last_run"])
    amendment = Amendment.objects.create(
        publication=publication,
        correction=correction,
        old=old,
        new=publication.run,
        approver=approver,
        scan=paper,
        by=by,
    )
    audit.record(
        "results.amended",
        publication,
        by=by,
        old=old.result_digest,
        new=publication.run.result_digest,
        scan=amendment.scan.digest,
    )
    return amendment


def _published(round_: Round, by: User) -> Publication:
    """The publication of a round, locked, for somebody who may correct it."""
    rights.require(by, Ability.ACCEPT_VISITS, area=round_.owner)
    found = Publication.objects.filter(round=round_, status=Status.PUBLISHED).first()
    if found is None:
        raise NotPublished(round=round_.title)
    if round_.by_id == by.pk:
        raise SamePerson(round=round_.title)
    return locked(Publication.objects.select_related("run", "last_run"), found.pk)
