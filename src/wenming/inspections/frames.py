"""The frame of a round (样本框): which places could be drawn, read before it is frozen."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet

from wenming.engine import sampling
from wenming.inspections.models import FramePlace, Round
from wenming.inspections.selectors import last_visited
from wenming.organization.models import Area
from wenming.places.models import Place


def candidates(round_: Round) -> list[Place]:
    """Places that the plan of a round lets into its frame, by code.

    Open places of the types that the round draws, in the owner's area; of the earlier round's
    drawn places where the round takes these; without those visited in the last `exclude_days`.
    """
    places = _open_places(round_).filter(type_code__in=round_.types.values("type_code"))
    if round_.earlier_id:
        drawn = FramePlace.objects.filter(round=round_.earlier_id, order__isnull=False)
        places = places.filter(pk__in=drawn.values("place"))
    found = list(places.select_related("area").order_by("code"))
    if not round_.exclude_days:
        return found
    since = round_.starts_on - timedelta(days=round_.exclude_days)
    recent = last_visited([place.pk for place in found], since=since)
    return [place for place in found if place.pk not in recent]


def counts_by_type(places: Iterable[Place]) -> Counter[str]:
    """How many places of each type."""
    return Counter(place.type_code for place in places)


def as_frame_place(round_: Round, place: Place, areas: "AreaCodes") -> FramePlace:
    """The row that freezes a place with its type, area and who answers for it."""
    return FramePlace(
        round=round_,
        place=place,
        type_code=place.type_code,
        area_code=areas.of(place.area),
        holder_id=place.holder_id,
        sector_id=place.sector_id,
        operator=place.operator,
    )


class AreaCodes:
    """Codes of areas at one level, for any area below it."""

    def __init__(self, level: str) -> None:
        rows = Area.objects.filter(level=level).values_list("path", "code")
        self._by_path = dict(rows)
        self._length = {len(path) for path in self._by_path}

    def of(self, area: Area) -> str:
        """The code of `area` at the level; its own where it lies above that level."""
        for length in self._length:
            code = self._by_path.get(area.path[:length])
            if code is not None:
                return str(code)
        return str(area.code)


def engine_rows(frame: Iterable[FramePlace]) -> list[sampling.FramePlace]:
    """Frozen places as the engine draws them; needs `place`."""
    return [sampling.FramePlace(row.type_code, row.area_code, row.place.code) for row in frame]


def drawable(round_: Round) -> QuerySet[FramePlace]:
    """The frozen frame: every place that may be drawn, without the named ones."""
    return round_.frame.filter(is_named=False).select_related("place")


def sizes(round_: Round) -> dict[str, int]:
    """How many places of each type the round draws."""
    return dict(round_.types.values_list("type_code", "sample_count"))


def _open_places(round_: Round) -> QuerySet[Place]:
    return Place.objects.filter(
        status=Place.Status.OPEN,
        valid_until__isnull=True,
        area__path__startswith=round_.owner.path,
    )
