"""Counting one visit (一次到访的计数): whole numbers of 1/D marks, kept so that rounds add up fast."""

from functools import lru_cache

from wenming.engine.framework import VerdictTable, verdict_table
from wenming.engine.scoring import VisitSums, visit_sums
from wenming.framework.models import CheckItem, Edition
from wenming.framework.selectors import engine_framework
from wenming.inspections.models import Visit
from wenming.inspections.selectors import verdicts
from wenming.places.selectors import answering_unit, overrides_of

KEPT = 8  # verdict tables; one is about 1 MB


def table_of(edition: Edition) -> VerdictTable:
    """The verdict table of an edition; kept by digest."""
    return _table(edition.digest)


@lru_cache(maxsize=KEPT)
def _table(digest: str) -> VerdictTable:
    edition = Edition.objects.defer("data").filter(digest=digest)[0]
    return verdict_table(engine_framework(edition))


@lru_cache(maxsize=KEPT)
def items_of(edition_id: int) -> dict[str, CheckItem]:
    """The check items of an edition by code; editions never change once used."""
    rows = CheckItem.objects.filter(edition=edition_id).select_related("indicator", "place_type")
    return {item.code: item for item in rows}


def sums_of(visit: Visit) -> VisitSums:
    """Sums of one visit as its verdicts stand, units by their code.

    Args:
        visit: with `round`, `frame_place`, `frame_place__holder`, `frame_place__sector`.
    """
    items = items_of(visit.round.edition_id)
    frame_place = visit.frame_place
    overrides = overrides_of(frame_place.place_id)
    rows = verdicts([visit])[visit.pk]
    owners = {
        row.item: answering_unit(frame_place, items[row.item], overrides).code for row in rows
    }
    return visit_sums(
        table_of(visit.round.edition),
        rows,
        place_type=frame_place.type_code,
        unit=frame_place.holder.code,
        owners=owners,
    )
