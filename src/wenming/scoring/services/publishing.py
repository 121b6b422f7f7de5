"""The way of a result to those whom it concerns (公布): draft, feedback, approval, publication."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, clock
from wenming.core.evidence import EvidenceFile, check_files, keep
from wenming.core.models import Upload
from wenming.core.moves import locked, move
from wenming.core.workdays import calendar
from wenming.engine.scoring.freezing import digest
from wenming.engine.worktime import CHINA
from wenming.inspections.models import Round
from wenming.inspections.services import publish_round as publish_places
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.scoring import selectors
from wenming.scoring.errors import (
    ApproverMissing,
    Changed,
    FeedbackOpen,
    NotApproved,
    NotClosed,
    RoundStillRuns,
    SamePerson,
)
from wenming.scoring.models import ACTION_LABELS, STATUS_LABELS, Publication
from wenming.scoring.services.runs import score_round
from wenming.scoring.workflow import STEPS, DisputeStatus, Status

NAME_LENGTH = 40


@audit.audited
def draft_results(*, round_id: int, by: User) -> Publication:
    """Score a closed round as a draft (计算稿); again as often as needed until it is sent out.

    Raises:
        RoundStillRuns, NotClosed: somebody is still out, or visits wait for acceptance.
        NotAllowed, TransitionRefused.
    """
    round_ = locked(Round.objects.select_related("owner"), round_id)
    rights.require(by, Ability.PLAN_ROUNDS, area=round_.owner)
    _check_ready(round_)
    known = Publication.objects.filter(round=round_).first()
    if known is not None:
        publication = _taken(known.pk)
        _step(publication, "recalculate")
    run = score_round(round_id=round_id, which="first", by=by)
    if known is None:
        publication = Publication.objects.create(round=round_, draft=run, run=run, drafted_by=by)
    else:
        publication.draft = publication.run = run
        publication.save(update_fields=["draft", "run"])
    audit.record("results.drafted", publication, by=by, run=run.pk)
    return publication


@audit.audited
def open_feedback(*, publication_id: int, by: User) -> Publication:
    """Show every unit its own lines; it may dispute them until the deadline (发单位核实)."""
    publication = _taken(publication_id)
    rights.require(by, Ability.PLAN_ROUNDS, area=publication.round.owner)
    old = _step(publication, "open")
    run = score_round(round_id=publication.round_id, which="first", by=by)
    publication.draft = publication.run = run
    publication.opened_at = clock.now()
    publication.due_at = feedback_due(publication.opened_at)
    publication.save(update_fields=["status", "draft", "run", "opened_at", "due_at"])
    audit.record("results.opened", publication, by=by, old=old, new=publication.status)
    return publication


@audit.audited
def end_feedback(*, publication_id: int, by: User) -> Publication:
    """Every dispute is decided: score anew, the difference to the draft is shown (结束核实).

    Raises:
        FeedbackOpen: units still have time, or a dispute is open.
    """
    publication = _taken(publication_id)
    rights.require(by, Ability.PLAN_ROUNDS, area=publication.round.owner)
    _check_over(publication)
    old = _step(publication, "check")
    publication.run = score_round(round_id=publication.round_id, which="first", by=by)
    publication.checked_at = clock.now()
    publication.save(update_fields=["status", "run", "checked_at"])
    audit.record("results.checked", publication, by=by, old=old, new=publication.status)
    return publication


@audit.audited
def approve_results(*, publication_id: int, by: User) -> Publication:
    """A leader approves in person (领导审定)."""
    publication = _taken(publication_id)
    rights.require(by, Ability.APPROVE_RESULTS, area=publication.round.owner)
    return _approved(publication, approver=by.display_name or by.username, by=by)


@audit.audited
def record_approval(
    *, publication_id: int, by: User, approver: str, scan: EvidenceFile | None
) -> Publication:
    """A leader approved on paper: the office records the name with a scan (领导审定).

    Raises:
        ApproverMissing: no name, or no scan.
    """
    publication = _taken(publication_id)
    rights.require(by, Ability.PLAN_ROUNDS, area=publication.round.owner)
    approver, publication.scan = approval(approver, scan, by)
    return _approved(publication, approver=approver, by=by)


@audit.audited
def send_back_results(*, publication_id: int, by: User) -> Publication:
    """Back to feedback (退回核实): units have time again, an approval is void."""
    publication = _taken(publication_id)
    owner = publication.round.owner
    if not rights.can(by, Ability.APPROVE_RESULTS, area=owner):
        rights.require(by, Ability.PLAN_ROUNDS, area=owner)
    old = _step(publication, "send_back")
    publication.approver, publication.scan = "", None
    publication.approved_by = publication.approved_at = publication.checked_at = None
    publication.due_at = feedback_due(clock.now())
    publication.save()
    audit.record("results.sent_back", publication, by=by, old=old, new=publication.status)
    return publication


def _own(inputs: Mapping[str, Any]) -> str:
    """The digest of what a round measured itself: what others bring to it stays as approved."""
    return digest({name: value for name, value in inputs.items() if "carried" not in name})


@audit.audited
def publish_round(*, round_id: int, by: User) -> Publication:
    """Publish what was approved (公布本轮); by another than who planned the round.

    Raises:
        SamePerson: the person who planned the round.
        NotApproved: there is no approved result.
        Changed: the records are not those that were approved.
        NotAllowed, TransitionRefused.
    """
    round_ = locked(Round.objects.select_related("owner", "edition"), round_id)
    rights.require(by, Ability.ACCEPT_VISITS, area=round_.owner)
    if round_.by_id == by.pk:
        raise SamePerson(round=round_.title)
    found = Publication.objects.filter(round=round_).first()
    if found is None or found.status not in {Status.APPROVED, Status.PUBLISHED}:
        raise NotApproved(round=round_.title)
    publication = _taken(found.pk)
    old = _step(publication, "publish")
    if _own(selectors.inputs_of(round_, "first")) != _own(publication.run.inputs):
        raise Changed(round=round_.title)
    publication.last_run = score_round(round_id=round_id, which="last", by=by)
    publication.published_by, publication.published_at = by, clock.now()
    publication.save(update_fields=["status", "last_run", "published_by", "published_at"])
    publish_places(round_id=round_id, by=by)
    audit.record("results.published", publication, by=by, old=old, new=publication.status)
    return publication


def approval(approver: str, scan: EvidenceFile | None, by: User) -> tuple[str, Upload]:
    """Who approved on paper, and the stored scan that shows it.

    Raises:
        ApproverMissing: no name, or no scan.
    """
    approver = approver.strip()
    if not 0 < len(approver) <= NAME_LENGTH or scan is None:
        raise ApproverMissing()
    check_files([scan])
    return approver, keep(scan, by=by)


def feedback_due(start: datetime) -> datetime:
    """When the feedback ends: the close of the FEEDBACK_DAYS-th working day after `start`."""
    day = start.astimezone(CHINA).date()
    return calendar().end_of(calendar().add_days(day, settings.FEEDBACK_DAYS))


def _check_ready(round_: Round) -> None:
    if round_.status != RoundStatus.CLOSED:
        raise RoundStillRuns(round=round_.title, now=round_.get_status_display())
    waiting = round_.visits.filter(status=VisitStatus.SUBMITTED).count()
    if waiting:
        raise NotClosed(round=round_.title, waiting=waiting)


def _check_over(publication: Publication) -> None:
    if publication.status != Status.FEEDBACK:
        return  # the step says what is wrong
    due = publication.due_at
    if due is not None and clock.now() < due:
        until = f"{due.astimezone(CHINA):%m-%d %H:%M}"
        raise FeedbackOpen(what=_("单位核实到 %s 才截止，现在还不能结束。") % until)
    waiting = publication.disputes.filter(status=DisputeStatus.OPEN).count()
    if waiting:
        raise FeedbackOpen(what=_("还有 %d 件申诉没有裁定，不能结束核实。请先裁定。") % waiting)


def _approved(publication: Publication, *, approver: str, by: User) -> Publication:
    old = _step(publication, "approve")
    publication.approver, publication.approved_by = approver, by
    publication.approved_at = clock.now()
    publication.save(update_fields=["status", "approver", "scan", "approved_by", "approved_at"])
    audit.record(
        "results.approved",
        publication,
        by=by,
        old=old,
        new=publication.status,
        scan=publication.scan.digest if publication.scan else "",
    )
    return publication


def _taken(publication_id: int) -> Publication:
    rows = Publication.objects.select_related("round__owner", "run", "scan")
    return locked(rows, publication_id)


def _step(publication: Publication, action: str) -> str:
    old: str = move(publication, action, steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    return old
