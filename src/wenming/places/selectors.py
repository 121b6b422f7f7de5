"""Reading places: who answers for what at one (谁来答), lists, names of types."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils import translation

from wenming.framework.models import CheckItem, PlaceType
from wenming.framework.selectors import current_edition
from wenming.framework.words import in_language
from wenming.organization.models import Unit
from wenming.places.models import Place, PlaceOwner

SECTOR = "sector"


class Held(Protocol):
    """A place, or a place as a round froze it."""

    holder: Unit
    sector: Unit | None


def overrides_of(place_id: int) -> dict[str, Unit]:
    """Units that the office named for single items of a place, by item code."""
    return overrides_by_place([place_id]).get(place_id, {})


def overrides_by_place(place_ids: Collection[int]) -> dict[int, dict[str, Unit]]:
    """As `overrides_of` for many places, in one query; places without any are left out."""
    found: dict[int, dict[str, Unit]] = {}
    for row in PlaceOwner.objects.filter(place__in=place_ids).select_related("unit"):
        found.setdefault(row.place_id, {})[row.item_code] = row.unit
    return found


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


@dataclass(frozen=True, slots=True)
class Answer:
    """An item of a place, who answers for it, and whether the office named the unit."""

    item: CheckItem
    unit: Unit
    is_named: bool


def answers(place: Place) -> list[Answer]:
    """Every item of the place's type in the edition in force, with who answers; three queries."""
    items = CheckItem.objects.filter(
        edition=current_edition(), place_type__code=place.type_code
    ).select_related("indicator")
    overrides = overrides_of(place.pk)
    return [
        Answer(item, answering_unit(place, item, overrides), item.code in overrides)
        for item in items.order_by("code")
    ]


def type_names() -> dict[str, str]:
    """Code of a place type → its name in the language of the page, in the edition in force.

    Two queries; empty before there is an edition.
    """
    rows = PlaceType.objects.filter(edition=current_edition()).order_by("code")
    return {row.code: in_language(row) for row in rows}


def sheet_type_names() -> dict[str, str]:
    """As `type_names`, as sheets write them: in Chinese, whoever asks."""
    with translation.override("zh-hans"):
        return type_names()


def item_counts() -> dict[str, int]:
    """Code of a place type → how many check items it has in the edition in force."""
    counts: dict[str, int] = {}
    items = CheckItem.objects.filter(edition=current_edition())
    for code in items.values_list("place_type__code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    return counts


def matching(places: QuerySet[Place], words: str) -> QuerySet[Place]:
    """Places whose name, code, address or operator contains `words`."""
    found = Q(name__icontains=words) | Q(code__icontains=words)
    return places.filter(found | Q(address__icontains=words) | Q(operator__icontains=words))


def listed(places: QuerySet[Place]) -> QuerySet[Place]:
    """Places with what a list shows."""
    return places.select_related("area", "holder", "sector", "chief__unit").defer("area__outline")
