"""Counting visits (计数): whole-number sums of each accepted visit, kept so that rounds add up fast."""

from uuid import UUID

from django.db.models import F, Q

from wenming.core import audit
from wenming.inspections.models import Round, Visit
from wenming.inspections.workflow import VisitStatus
from wenming.organization.models import Unit
from wenming.scoring import counting, selectors
from wenming.scoring.models import PlaceScore, VisitSum


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
    sums, local = counting.sums_of(visit)
    rows = [*((row, False) for row in sums.indicators), *((row, True) for row in local)]
    codes = {row.unit for row, _local in rows}
    units = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    indicators = selectors.indicator_keys(visit.round.edition)
    VisitSum.objects.bulk_create(
        VisitSum(
            visit=visit,
            indicator_id=indicators[row.indicator],
            unit_id=units[row.unit],
            n=row.n,
            earned=row.earned,
            full=row.full,
            local_only=is_local,
        )
        for row, is_local in rows
    )
    items = counting.items_of(visit.round.edition)
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
