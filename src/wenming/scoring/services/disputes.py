"""A unit disputes its own lines; somebody else decides, with a reason (申诉与裁定)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock
from wenming.core.evidence import EvidenceFile, check_files, keep
from wenming.core.moves import locked, move
from wenming.engine.framework.verdicts import NOT_APPLICABLE
from wenming.engine.worktime import CHINA
from wenming.inspections.models import Correction, Observation
from wenming.inspections.selectors import counted_visits, effective
from wenming.inspections.services import correct_observation
from wenming.inspections.services.acceptance import reason_of, second_person
from wenming.organization.models import Unit
from wenming.scoring import lines
from wenming.scoring.errors import (
    DecidedBySame,
    DisputeClosed,
    DisputedBefore,
    DisputeRefused,
    NotYourLine,
)
from wenming.scoring.models import (
    DISPUTE_ACTION_LABELS,
    DISPUTE_STATUS_LABELS,
    Confirmation,
    Dispute,
    DisputeFile,
    Publication,
)
from wenming.scoring.services.counting import count_visit
from wenming.scoring.workflow import DISPUTE_STEPS, Status

TEXT_LENGTH = 400


@audit.audited
def file_dispute(
    *,
    publication_id: int,
    observation_id: int,
    unit: Unit,
    text: str,
    by: User,
    files: Sequence[EvidenceFile] = (),
) -> Dispute:
    """A unit says that a line is wrong, until the deadline and once a line (申诉).

    Raises:
        DisputeClosed, NotYourLine, DisputedBefore, DisputeRefused, NotAllowed.
    """
    publication = _open(publication_id, unit, by)
    check_files(files)
    text = text.strip()
    if not 0 < len(text) <= TEXT_LENGTH:
        raise DisputeRefused(what=_("请写明哪里不对、依据是什么（不超过 %d 字）。") % TEXT_LENGTH)
    observation = _own_line(publication, observation_id, unit)
    known = publication.disputes.filter(observation=observation, unit=unit).first()
    if known is not None:
        raise DisputedBefore(unit=unit, now=known.get_status_display())
    stands = effective(Observation.objects.filter(pk=observation.pk)).get()
    dispute = Dispute.objects.create(
        publication=publication,
        observation=observation,
        unit=unit,
        text=text,
        before=stands.final_outcome or str(stands.final_count),
        by=by,
    )
    for file in files:
        DisputeFile.objects.create(dispute=dispute, upload=keep(file, by=by))
    audit.record("dispute.filed", dispute, by=by, unit=unit.code, files=len(files))
    return dispute


@audit.audited
def withdraw_dispute(*, dispute_id: int, by: User) -> Dispute:
    """The unit takes its dispute back."""
    dispute = _taken(dispute_id)
    rights.require(by, Ability.SIGN_FOR_UNIT, unit=dispute.unit)
    return _decided(dispute, "withdraw", by=by, reason="")


@audit.audited
def uphold_dispute(
    *, dispute_id: int, by: User, reason: str, outcome: str = "", count: int | None = None
) -> Dispute:
    """The unit is right: another verdict is put over the one that was measured (成立).

    `not_applicable` takes the line out of the score (不计分). The score of the visit is counted
    anew at once; what was measured is kept.

    Raises:
        DecidedBySame, SamePerson: by the unit, an inspector, or who handed the record in.
        CorrectionRefused: the verdict does not fit the item, or is the one that stands.
    """
    dispute = _to_decide(dispute_id, by)
    correction: Correction = correct_observation(
        observation_id=dispute.observation_id, by=by, outcome=outcome, count=count, reason=reason
    )
    dispute.correction = correction
    count_visit(visit_id=dispute.observation.visit_id)
    action = "void" if outcome == NOT_APPLICABLE else "correct"
    return _decided(dispute, action, by=by, reason=correction.reason)


@audit.audited
def reject_dispute(*, dispute_id: int, by: User, reason: str) -> Dispute:
    """The line stands (不成立), for a reason that the unit reads."""
    dispute = _to_decide(dispute_id, by)
    second_person(dispute.observation.visit, by, "reject")
    return _decided(dispute, "reject", by=by, reason=reason_of(reason, "reject"))


@audit.audited
def confirm_lines(*, publication_id: int, unit: Unit, by: User) -> Confirmation:
    """The unit has read its lines and has nothing to add (核对无误)."""
    publication = _open(publication_id, unit, by)
    row, is_new = Confirmation.objects.get_or_create(
        publication=publication, unit=unit, defaults={"by": by}
    )
    if is_new:
        audit.record("results.confirmed", publication, by=by, unit=unit.code)
    return row


def _open(publication_id: int, unit: Unit, by: User) -> Publication:
    """The publication while its feedback lasts, for somebody of the unit."""
    publication = locked(Publication.objects.select_related("round"), publication_id)
    rights.require(by, Ability.SIGN_FOR_UNIT, unit=unit)
    due = publication.due_at
    if publication.status != Status.FEEDBACK or due is None or clock.now() > due:
        until = f"{due.astimezone(CHINA):%Y-%m-%d %H:%M}" if due else "–"
        raise DisputeClosed(round=publication.round.title, until=until)
    return publication


def _own_line(publication: Publication, observation_id: int, unit: Unit) -> Observation:
    related = ("visit__frame_place__holder", "visit__frame_place__sector", "visit__round__edition")
    observation = (
        Observation.objects.filter(
            pk=observation_id, visit__in=counted_visits(publication.round, "first")
        )
        .select_related("item__indicator", *related)
        .first()
    )
    if (
        observation is None
        or not lines.answers_for(observation, unit)
        or not lines.loses_marks(observation)
    ):
        raise NotYourLine(unit=unit)
    return observation


def _to_decide(dispute_id: int, by: User) -> Dispute:
    dispute = _taken(dispute_id)
    rights.require(by, Ability.ACCEPT_VISITS, area=dispute.publication.round.owner)
    if dispute.by_id == by.pk or dispute.unit_id in rights.unit_ids(by):
        raise DecidedBySame()
    return dispute


def _taken(dispute_id: int) -> Dispute:
    related = ("publication__round__owner", "observation__visit__round__owner", "unit")
    return locked(Dispute.objects.select_related(*related), dispute_id)


def _decided(dispute: Dispute, action: str, *, by: User, reason: str) -> Dispute:
    old = move(
        dispute,
        action,
        steps=DISPUTE_STEPS,
        states=DISPUTE_STATUS_LABELS,
        actions=DISPUTE_ACTION_LABELS,
    )
    dispute.decided_by, dispute.decided_at = by, clock.now()
    dispute.reason = reason
    dispute.save(update_fields=["status", "decided_by", "decided_at", "reason", "correction"])
    audit.record("dispute.decided", dispute, by=by, old=old, new=dispute.status)
    return dispute
