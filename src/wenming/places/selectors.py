"""Who answers for what at a place (谁来答)."""

from collections.abc import Mapping
from typing import Protocol

from wenming.framework.models import CheckItem
from wenming.organization.models import Unit
from wenming.places.models import PlaceOwner

SECTOR = "sector"


class Held(Protocol):
    """A place, or a place as a round froze it."""

    holder: Unit
    sector: Unit | None


def overrides_of(place_id: int) -> dict[str, Unit]:
    """Units that the office named for single items of a place, by item code."""
    rows = PlaceOwner.objects.filter(place=place_id).select_related("unit")
    return {row.item_code: row.unit for row in rows}


def answering_unit(held: Held, item: CheckItem, overrides: Mapping[str, Unit]) -> Unit:
    """The unit that answers for an item at a place: as the office named, else by the item's rule.

    The operator has no account, and a place may lack a sector department: then the holder
    answers (属地).
    """
    if item.code in overrides:
        return overrides[item.code]
    if item.owner == SECTOR and held.sector is not None:
        return held.sector
    return held.holder
