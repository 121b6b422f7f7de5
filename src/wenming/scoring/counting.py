"""Counting one visit (一次到访的计数): whole numbers of 1/D marks, kept so that rounds add up fast."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from wenming.engine.framework import VerdictTable, verdict_table
from wenming.engine.scoring import FieldSums, Observation, VisitSums, visit_sums
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


def items_of(edition: Edition) -> dict[str, CheckItem]:
    """The check items of an edition by code; kept by key and digest."""
    return _items(edition.pk, edition.digest)


@lru_cache(maxsize=KEPT)
def _items(edition_id: int, _digest: str) -> dict[str, CheckItem]:
    rows = CheckItem.objects.filter(edition=edition_id).select_related("indicator", "place_type")
    return {item.code: item for item in rows}


def local_items(edition: Edition) -> frozenset[str]:
    """Items that only a local standard has, not the edition it stands on; none of any other."""
    return _local(edition.pk, edition.digest) if edition.base_id is not None else frozenset()


@lru_cache(maxsize=KEPT)
def _local(edition_id: int, _digest: str) -> frozenset[str]:
    edition = Edition.objects.defer("data").select_related("base").get(pk=edition_id)
    assert edition.base is not None, "asked of local standards only"
    return frozenset(items_of(edition)) - frozenset(items_of(edition.base))


def sums_of(visit: Visit) -> tuple[VisitSums, tuple[FieldSums, ...]]:
    """Sums of one visit as its verdicts stand, units by their code.

    Args:
        visit: with `round`, `frame_place`, `frame_place__holder`, `frame_place__sector`.

    Returns:
        the sums, and apart from their indicators what only a local standard looks at.
    """
    items = items_of(visit.round.edition)
    frame_place = visit.frame_place
    overrides = overrides_of(frame_place.place_id)
    rows = verdicts([visit])[visit.pk]
    owners = {
        row.item: answering_unit(frame_place, items[row.item], overrides).code for row in rows
    }

    def sums(chosen: Iterable[Observation]) -> VisitSums:
        return visit_sums(
            table_of(visit.round.edition),
            chosen,
            place_type=frame_place.type_code,
            unit=frame_place.holder.code,
            owners=owners,
        )

    everything = sums(rows)
    local = local_items(visit.round.edition)
    if not local:
        return everything, ()
    base = sums(row for row in rows if row.item not in local)
    extra = sums(row for row in rows if row.item in local)
    return replace(everything, indicators=base.indicators), extra.indicators
