"""A second person accepts a visit, sends it back or makes it void (审核)."""

from uuid import UUID

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock
from wenming.core.moves import locked
from wenming.inspections import permissions
from wenming.inspections.errors import (
    CorrectionRefused,
    ReasonMissing,
    RoundNotOpen,
    RoundNotReviewable,
    SamePerson,
)
from wenming.inspections.models import VISIT_ACTION_LABELS, Correction, Visit, VisitStep
from wenming.inspections.services.visits import step
from wenming.inspections.workflow import RoundStatus

REASON_LENGTH = 200


@audit.audited
def accept_visit(*, visit_id: UUID, by: User) -> Visit:
    """The record holds (审核通过): from now on it counts.

    Raises:
        SamePerson: by an inspector of the visit, or who handed it in.
        RoundNotReviewable: the round is published.
        TransitionRefused: not handed in, or reviewed already.
    """
    visit = _reviewed(visit_id, by, "accept")
    old = step(visit, "accept")
    visit.accepted_at, visit.accepted_by = clock.now(), by
    _save(visit, "accept", by=by, note="")
    audit.record("visit.accepted", visit, by=by, old=old, new=visit.status)
    return visit


@audit.audited
def send_back_visit(*, visit_id: UUID, by: User, reason: str) -> Visit:
    """The inspectors fill it in anew (退回重填); what was handed in stays in the visit's steps.

    Raises:
        CorrectionRefused: a verdict was corrected, which a new submission would leave hanging.
    """
    visit = _reviewed(visit_id, by, "send_back")
    if visit.round.status != RoundStatus.RELEASED:
        raise RoundNotOpen(round=visit.round, now=visit.round.get_status_display())
    if Correction.objects.filter(observation__visit=visit).exists():
        raise CorrectionRefused(
            what=_(
                "“%(place)s”已经更正过，退回重填会丢掉更正的记录，不能退回。"
                "请接着更正，或作废后安排再次到访。"
            )
            % {"place": visit.frame_place.place}
        )
    old = step(visit, "send_back")
    visit.remark = reason_of(reason, "send_back")
    _save(visit, "send_back", by=by, note=visit.remark)
    audit.record("visit.sent_back", visit, by=by, old=old, new=visit.status)
    return visit


@audit.audited
def void_visit(*, visit_id: UUID, by: User, reason: str) -> Visit:
    """The visit does not count (作废), for a reason; its record stays."""
    visit = _reviewed(visit_id, by, "void")
    old = step(visit, "void")
    visit.remark = reason_of(reason, "void")
    _save(visit, "void", by=by, note=visit.remark)
    audit.record("visit.voided", visit, by=by, old=old, new=visit.status)
    return visit


def reason_of(reason: str, action: str) -> str:
    """The reason without spaces around it.

    Raises:
        ReasonMissing: empty or too long.
    """
    reason = reason.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise ReasonMissing(action=VISIT_ACTION_LABELS.get(action, _("更正")))
    return reason


def second_person(visit: Visit, by: User, action: str, *, is_published: bool = False) -> None:
    """Refuse whoever may not judge this record.

    Args:
        is_published: the round is out and this is a correction of what was published.

    Raises:
        NotAllowed, SamePerson, RoundNotReviewable.
    """
    rights.require(by, Ability.ACCEPT_VISITS, area=visit.round.owner)
    if not permissions.is_second_person(by, visit):
        raise SamePerson(action=VISIT_ACTION_LABELS.get(action, _("更正")))
    states = {RoundStatus.PUBLISHED} if is_published else permissions.REVIEWABLE
    if visit.round.status not in states:
        raise RoundNotReviewable(round=visit.round, now=visit.round.get_status_display())


def _reviewed(visit_id: UUID, by: User, action: str) -> Visit:
    visit = locked(Visit.objects.select_related("round__owner", "frame_place__place"), visit_id)
    second_person(visit, by, action)
    return visit


def _save(visit: Visit, action: str, *, by: User, note: str) -> None:
    visit.changed_at = clock.now()
    visit.save(update_fields=["status", "remark", "accepted_at", "accepted_by", "changed_at"])
    VisitStep.objects.create(visit=visit, action=action, by=by, note=note)
