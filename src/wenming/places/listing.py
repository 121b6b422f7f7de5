"""The list of places as sheets show it (点位清单)."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from wenming.accounts.rights import Person
from wenming.core.crypto import mask_phone
from wenming.organization.models import Area
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
# Columns in the middle and at the end that later apps fill, as `facts.Fact.cells`; empty where nothing is known.
LINKED = ["包联领导", "包联单位"]
LATER = ["最近检查", "得分", "未销号问题"]
BATCH = 500


def sheet_rows(user: Person, places: QuerySet[Place]) -> Iterator[list[Any]]:
    """One row a place in the order of HEADERS and LATER; phone numbers stay masked."""
    types, items = selectors.sheet_type_names(), selectors.item_counts()
    areas = names_of_areas(Area.objects.all())
    number = 0
    for batch in _batches(selectors.listed(places)):
        known = facts.of(user, [place.pk for place in batch])
        for place in batch:
            number += 1
            cells = {k: v for fact in known[place.pk].values() for k, v in fact.cells.items()}
            row = _row(place, types, areas)
            count = items.get(place.type_code)
            linked = (cells.get(column, "") for column in LINKED)
            yield [number, *row, *linked, count, *(cells.get(column) for column in LATER)]


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
