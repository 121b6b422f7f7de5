"""The list of places as sheets and maps show it (点位清单)."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from wenming.accounts.rights import Person
from wenming.core.crypto import mask_phone
from wenming.organization.models import Area, Level
from wenming.organization.selectors import TREE_LEVELS, names_of_areas
from wenming.places import facts, selectors
from wenming.places.models import Place

# The columns of the list of places and of linkage (点位清单 / 包联表); see LATER for the last ones.
HEADERS = [
    "序号",
    "点位编号",
    "类别",
    "名称",
    "地址",
    "经纬度",
    "区/街道/社区/网格",
    "主管(责任)单位",
    "点位长/责任人",
    "电话",
    "包联领导",
    "包联单位",
    "测评标准条数",
]
# Columns that later apps fill, as `facts.Fact.cells`; empty where nothing is known.
LATER = ["最近检查", "得分", "未销号问题"]
BATCH = 500
MAP_MOST = 5_000  # dots on one map; more are told, not drawn
OUTLINED = (Level.CITY, Level.DISTRICT, Level.STREET)


def sheet_rows(user: Person, places: QuerySet[Place]) -> Iterator[list[Any]]:
    """One row a place in the order of HEADERS and LATER; phone numbers stay masked."""
    types, items = selectors.type_names(), selectors.item_counts()
    areas = names_of_areas(Area.objects.all())
    number = 0
    for batch in _batches(selectors.listed(places)):
        known = facts.of(user, [place.pk for place in batch])
        for place in batch:
            number += 1
            cells = {k: v for fact in known[place.pk].values() for k, v in fact.cells.items()}
            row = _row(place, types, areas)
            count = items.get(place.type_code)
            yield [number, *row, "", "", count, *(cells.get(column) for column in LATER)]


def _batches(places: QuerySet[Place]) -> Iterator[Sequence[Place]]:
    batch: list[Place] = []
    for place in places.order_by("code").iterator(chunk_size=BATCH):
        batch.append(place)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _row(place: Place, types: dict[str, str], areas: dict[str, str]) -> list[Any]:
    """From the code to the phone number."""
    where = [place.longitude, place.latitude]
    units = [place.holder, place.sector]
    return [
        place.code,
        types.get(place.type_code, place.type_code),
        place.name,
        place.address,
        "，".join(str(degrees) for degrees in where if degrees is not None),
        full_area(place.area, areas),
        "、".join(unit.name for unit in units if unit is not None),
        str(place.chief or ""),
        mask_phone(place.chief.phone) if place.chief else "",
    ]


def full_area(area: Area, names: dict[str, str]) -> str:
    """District, street, community and grid in one line, from what `names_of_areas` read."""
    if area.level in TREE_LEVELS:
        return names.get(area.path, area.name)
    community = area.path[: area.steplen * len(TREE_LEVELS)]
    return f"{names.get(community, '')} {area.name}".strip()


def map_data(user: Person, places: QuerySet[Place], *, by: str) -> dict[str, Any]:
    """What the map draws: outlines of areas, and a dot a place, coloured by the app `by`.

    Places without coordinates are counted in `missing`; dots beyond the limit in `left_out`.
    """
    placed = places.exclude(longitude=None).exclude(latitude=None)
    total, here = places.count(), placed.count()
    shown = list(placed.order_by("code").select_related("holder")[:MAP_MOST])
    known = facts.of(user, [place.pk for place in shown])
    types = selectors.type_names()
    return {
        "areas": list(_outlines()),
        "places": [_dot(place, types, known[place.pk], by) for place in shown],
        "missing": total - here,
        "left_out": here - len(shown),
    }


def _outlines() -> Iterator[dict[str, Any]]:
    areas = Area.objects.filter(valid_until=None, outline__isnull=False, level__in=OUTLINED)
    for area in areas.order_by("path"):
        yield {"name": area.name, "level": area.level, "outline": area.outline}


def _dot(
    place: Place, types: dict[str, str], known: dict[str, facts.Fact], by: str
) -> dict[str, Any]:
    words = [types.get(place.type_code, place.type_code), place.holder.name]
    words += [f"{fact.label} {fact.written}" for fact in known.values()]
    return {
        "name": place.name,
        "note": " · ".join(words),
        "url": reverse("places:detail", args=[place.code]),
        "lat": float(place.latitude or 0),
        "lon": float(place.longitude or 0),
        "look": (known[by].look if by in known else "") or "none",
    }
