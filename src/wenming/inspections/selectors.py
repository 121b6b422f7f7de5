"""Reading visits for others: which count, and what the verdicts are after corrections.

Scoring and problems stand on this; what the pages of rounds show is in `overview.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, TypedDict

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    When,
)

from wenming.engine.scoring import Observation as Verdict
from wenming.inspections.models import Correction, Finding, Observation, Photo, Round, Visit
from wenming.inspections.workflow import VisitStatus

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

Which = Literal["first", "last"]


class Final(TypedDict):
    """What `effective` adds to an observation."""

    is_corrected: bool
    final_outcome: str
    final_count: int | None


def counted_visits(round_: Round, which: Which) -> QuerySet[Visit]:
    """The visits that make a figure of the round: the first (初测) or last (复测) of each place.

    Accepted, official and carried out; named places never count, for they were not drawn.
    """
    candidates = Visit.objects.filter(
        round=round_,
        status=VisitStatus.ACCEPTED,
        purpose=Visit.Purpose.OFFICIAL,
        result=Visit.Result.DONE,
        frame_place__is_named=False,
    )
    edge = (
        candidates.filter(frame_place=OuterRef("frame_place"))
        .order_by("number" if which == "first" else "-number")
        .values("number")[:1]
    )
    return candidates.filter(number=Subquery(edge))


def effective(
    observations: QuerySet[Observation],
) -> "QuerySet[WithAnnotations[Observation, Final]]":
    """`observations` with `final_outcome` and `final_count`: the newest correction, else as measured."""
    newest = Correction.objects.filter(observation=OuterRef("pk")).order_by("-pk")
    is_corrected = Exists(newest)
    return observations.annotate(
        is_corrected=is_corrected,
        final_outcome=Case(
            When(is_corrected=True, then=Subquery(newest.values("outcome")[:1])),
            default=F("outcome"),
            output_field=CharField(),
        ),
        final_count=Case(
            When(is_corrected=True, then=Subquery(newest.values("count")[:1])),
            default=F("count"),
            output_field=IntegerField(),
        ),
    )


def verdicts(visits: Iterable[Visit]) -> dict[object, list[Verdict]]:
    """What the engine reads of visits, by visit: one verdict an item, after corrections.

    One query for all of them.
    """
    visits = list(visits)
    found: dict[object, list[Verdict]] = {visit.pk: [] for visit in visits}
    rows = effective(Observation.objects.filter(visit__in=visits)).values_list(
        "visit_id", "item__code", "final_outcome", "final_count"
    )
    for visit_id, item, outcome, count in rows.order_by("item__code"):
        found[visit_id].append(Verdict(item, outcome or None, count))
    return found


def with_record(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """`visits` with everything that a reader of the record sees, in a fixed number of queries."""
    observations = (
        Observation.objects.select_related("item__indicator")
        .order_by("item__code")
        .prefetch_related(
            Prefetch("findings", Finding.objects.select_related("photo", "after_photo")),
            Prefetch("corrections", Correction.objects.select_related("by")),
        )
    )
    related = (
        "round__owner",
        "round__edition",
        "frame_place__place__area",
        "frame_place__holder",
        "frame_place__sector",
        "submitted_by",
        "accepted_by",
    )
    return (
        visits.select_related(*related)
        .defer("round__edition__data")
        .prefetch_related(
            "inspectors",
            Prefetch("observations", observations),
            Prefetch("photos", Photo.objects.order_by("taken_at", "pk")),
            "steps__by",
        )
    )


def last_visited(
    place_ids: Iterable[int], *, since: date, apart_from: Round | None = None
) -> Mapping[int, date]:
    """The last day on which somebody handed in a visit to a place, by place, from `since` on."""
    visits = Visit.objects.filter(
        frame_place__place__in=place_ids, submitted_at__date__gte=since
    ).exclude(status=VisitStatus.VOID)
    if apart_from is not None:
        visits = visits.exclude(round=apart_from)
    rows = visits.values_list("frame_place__place").annotate(Max("submitted_at__date")).order_by()
    return dict(rows)
