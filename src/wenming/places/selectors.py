"""Reading places: who answers for what at one (谁来答), lists, names of types."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db.models import Count, QuerySet
from django.utils import translation

from wenming.core.search import holding
from wenming.duties.selectors import type_leads_of
from wenming.framework.models import CheckItem, PlaceType
from wenming.framework.selectors import current_edition, in_force
from wenming.framework.words import in_language
from wenming.organization.models import Unit
from wenming.places.models import Place, PlaceOwner

SECTOR = "sector"
V = TypeVar("V")


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


def sectors_by_type() -> dict[str, Unit]:
    """Who answers for a type of place by the responsibility table; types that several share left out."""
    edition = current_edition()
    leads = type_leads_of(edition) if edition else {}
    return {code: units[0] for code, units in leads.items() if len(units) == 1}


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
    """Every item of the place's type in force, with who answers; four queries."""
    overrides = overrides_of(place.pk)
    return [
        Answer(item, answering_unit(place, item, overrides), item.code in overrides)
        for item in items_of(place).select_related("indicator").order_by("code")
    ]


def items_of(place: Place) -> QuerySet[CheckItem]:
    """The items of the place's type, of the first framework in force that knows the type."""
    order = _in_force()
    rows = PlaceType.objects.filter(edition__in=order, code=place.type_code)
    found = min(rows, key=lambda row: order.index(row.edition_id), default=None)
    return CheckItem.objects.filter(place_type=found)


def type_names() -> dict[str, str]:
    """Code of a place type → its name in the language of the page, of all frameworks in force.

    The same code is the same kind of place in all of them; the name in the first stands. Two
    queries; empty before there is an edition.
    """
    order = _in_force()
    rows = PlaceType.objects.filter(edition__in=order)
    return _first(((row.edition_id, row.code, in_language(row)) for row in rows), order)


def sheet_type_names() -> dict[str, str]:
    """As `type_names`, as sheets write them: in Chinese, whoever asks."""
    with translation.override("zh-hans"):
        return type_names()


def item_counts() -> dict[str, int]:
    """Code of a place type → how many check items it has in force, as `type_names`."""
    order = _in_force()
    items = CheckItem.objects.filter(edition__in=order)
    counted = items.values_list("edition", "place_type__code").annotate(Count("pk")).order_by()
    return _first(counted, order)


def _in_force() -> list[int]:
    """Keys of the frameworks in force, the one that places follow first; without local standards."""
    return [edition.pk for edition in in_force().filter(base=None)]


def _first(rows: Iterable[tuple[int, str, V]], order: list[int]) -> dict[str, V]:
    """By code, sorted: the value of the first framework that has it."""
    found: dict[str, V] = {}
    for _edition, code, value in sorted(rows, key=lambda row: order.index(row[0])):
        found.setdefault(code, value)
    return dict(sorted(found.items()))


def matching(places: QuerySet[Place], words: str) -> QuerySet[Place]:
    """Places whose name, code, address or operator contains `words`."""
    return places.filter(holding(words, "name", "code", "address", "operator"))


def listed(places: QuerySet[Place]) -> QuerySet[Place]:
    """Places with what a list shows."""
    return places.select_related("area", "holder", "sector", "chief__unit").defer("area__outline")
