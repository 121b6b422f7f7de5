"""Counting visits and scoring rounds (计数与计分)."""

from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.errors import DomainError
from wenming.core.moves import locked
from wenming.engine import VERSION
from wenming.inspections.models import Round, Visit
from wenming.inspections.selectors import Which
from wenming.inspections.services import publish_round as publish
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.organization.models import Unit
from wenming.scoring import counting, selectors
from wenming.scoring.models import PlaceScore, Run, VisitSum


class NotClosed(DomainError):
    """A round is scored for good only after it is closed and nothing waits."""

    code = "scoring.not_closed"
    message = _("%(round)s还有 %(waiting)d 个到访没有审核，不能公布。请先审核或作废。")


class SamePerson(DomainError):
    """Nothing is published by one person."""

    code = "scoring.same_person"
    message = _("%(round)s是您组织的，得分要由另一位同事公布。")


@audit.audited
def count_visit(*, visit_id: UUID) -> PlaceScore | None:
    """Store the sums of an accepted visit anew; those of any other visit are removed.

    Returns:
        the place's score, or None where the visit does not count.
    """
    related = ("round__edition", "frame_place__holder", "frame_place__sector")
    visit = Visit.objects.select_related(*related).defer("round__edition__data").get(pk=visit_id)
    VisitSum.objects.filter(visit=visit).delete()
    PlaceScore.objects.filter(visit=visit).delete()
    if visit.status != VisitStatus.ACCEPTED or visit.result != Visit.Result.DONE:
        return None
    sums = counting.sums_of(visit)
    codes = {row.unit for row in sums.indicators}
    units = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    indicators = selectors.indicator_keys(visit.round.edition_id)
    VisitSum.objects.bulk_create(
        VisitSum(
            visit=visit,
            indicator_id=indicators[row.indicator],
            unit_id=units[row.unit],
            n=row.n,
            earned=row.earned,
            full=row.full,
        )
        for row in sums.indicators
    )
    items = counting.items_of(visit.round.edition_id)
    return PlaceScore.objects.create(
        visit=visit,
        earned=sums.earned,
        full=sums.full,
        cap_item=items[sums.cap_item] if sums.cap_item else None,
        score=float(sums.score) if sums.score is not None else None,
        counted_at=visit.changed_at,
    )


def catch_up(round_: Round) -> int:
    """Count what changed in a round since it was counted; returns how many visits were counted."""
    accepted = Q(status=VisitStatus.ACCEPTED, result=Visit.Result.DONE)
    stale = accepted & (Q(place_score=None) | Q(place_score__counted_at__lt=F("changed_at")))
    gone = ~accepted & Q(place_score__isnull=False)
    waiting = list(round_.visits.filter(stale | gone).values_list("pk", flat=True))
    for visit_id in waiting:
        count_visit(visit_id=visit_id)
    return len(waiting)


@audit.audited
def score_round(*, round_id: int, which: Which, by: User | None) -> Run:
    """Score a round out of its records and keep the run with what it was made from (计算)."""
    round_ = Round.objects.select_related("edition", "owner").get(pk=round_id)
    catch_up(round_)
    scored = selectors.scored(round_, which)
    report = selectors.report_of(round_, scored)
    run = Run.objects.create(
        round=round_,
        which=which,
        engine_version=VERSION,
        edition_digest=round_.edition.digest,
        inputs_digest=selectors.inputs_digest(scored),
        result_digest=selectors.digest_of(report),
        result=report,
        by=by,
    )
    audit.record("run.scored", run, by=by, round=round_.number, digest=run.result_digest)
    return run


@audit.audited
def publish_round(*, round_id: int, by: User) -> Run:
    """Score a closed round for good and publish it (公布本轮); by another than who planned it.

    Raises:
        NotClosed: visits still wait for acceptance.
        SamePerson: the person who planned the round.
        TransitionRefused: the round is not closed, or published already.
    """
    round_ = locked(Round.objects.select_related("owner"), round_id)
    rights.require(by, Ability.ACCEPT_VISITS, area=round_.owner)
    if round_.by_id == by.pk:
        raise SamePerson(round=round_.title)
    waiting = round_.visits.filter(status=VisitStatus.SUBMITTED).count()
    if round_.status == RoundStatus.CLOSED and waiting:
        raise NotClosed(round=round_.title, waiting=waiting)
    run = score_round(round_id=round_id, which="first", by=by)
    score_round(round_id=round_id, which="last", by=by)
    publish(round_id=round_id, by=by)
    return run
