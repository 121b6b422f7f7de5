"""Field results of areas (区域得分): the city, its districts, their streets, their communities."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Sum
from django.db.models.functions import Substr

from wenming.engine import scoring as engine
from wenming.engine.framework.model import Named
from wenming.engine.scoring.interval import FEWEST_PLACES
from wenming.inspections.models import Round
from wenming.inspections.selectors import counted_visits
from wenming.organization.models import Area
from wenming.scoring import selectors
from wenming.scoring.models import VisitSum
from wenming.scoring.pages import DimensionRow, dimensions
from wenming.scoring.selectors import Scored


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area: how many places were seen, its field rate, and each dimension.

    `cells` follows the columns of the table; None where nothing was measured.
    """

    area: Area
    places: int
    scored: Scored
    cells: list[DimensionRow | None]

    @property
    def is_small(self) -> bool:
        """Too few places to compare."""
        return self.places < FEWEST_PLACES


@dataclass(frozen=True, slots=True)
class Matrix:
    """An area and the areas below it, by dimension."""

    columns: list[Named]
    above: AreaRow
    below: list[AreaRow]

    @property
    def rows(self) -> list[AreaRow]:
        """The area itself, then those below it by code."""
        return [self.above, *self.below]


def matrix(round_: Round, area: Area) -> Matrix:
    """`area` and its children as a round measured them; a fixed number of queries."""
    framework = selectors.base_framework(round_.edition)
    length = len(area.path) + Area.steplen
    sums, places = _by_path(round_, area, length)
    below = Area.objects.filter(path__in=sums).exclude(pk=area.pk).defer("outline").order_by("code")
    everything = tuple(row for rows in sums.values() for row in rows)
    whole = selectors.scored_from(framework, everything)
    columns = [row.dimension for row in dimensions(whole) if row.measured_weight]
    return Matrix(
        columns=columns,
        above=_row(area, sum(places.values()), whole, columns),
        below=[
            _row(
                child,
                places.get(child.path, 0),
                selectors.scored_from(framework, tuple(sums[child.path])),
                columns,
            )
            for child in below
        ],
    )


def scored_in(round_: Round, area: Area) -> Scored:
    """A round as the places of one area make it: a field result only."""
    visits = counted_visits(round_, "first").filter(
        frame_place__place__area__path__startswith=area.path
    )
    return selectors.scored_from(
        selectors.base_framework(round_.edition), selectors.field_sums(visits)
    )


def _by_path(
    round_: Round, area: Area, length: int
) -> tuple[Mapping[str, list[engine.FieldSums]], Mapping[str, int]]:
    """Sums by indicator, and the number of places, by the path of the area below `area`."""
    visits = counted_visits(round_, "first").filter(
        frame_place__place__area__path__startswith=area.path
    )
    rows = (
        VisitSum.objects.filter(visit__in=visits, local_only=False)
        .annotate(path=Substr("visit__frame_place__place__area__path", 1, length))
        .values_list("path", "indicator__code")
        .annotate(Sum("n"), Sum("earned"), Sum("full"))
        .order_by("path", "indicator__code")
    )
    sums: dict[str, list[engine.FieldSums]] = {}
    for path, indicator, n, earned, full in rows:
        sums.setdefault(path, []).append(engine.FieldSums(indicator, "", n, earned, full))
    counts = (
        visits.annotate(path=Substr("frame_place__place__area__path", 1, length))
        .values_list("path")
        .annotate(Count("pk"))
        .order_by()
    )
    return sums, dict(counts)


def _row(area: Area, places: int, scored: Scored, columns: list[Named]) -> AreaRow:
    found = {row.dimension.code: row for row in dimensions(scored) if row.measured_weight}
    return AreaRow(area, places, scored, [found.get(column.code) for column in columns])


def heat(share: float | Fraction | None) -> str:
    """The look of a cell of the matrix: blue for a high share, brown for a low one."""
    if share is None:
        return "none"
    steps = ((0.9, "a"), (0.75, "b"), (0.6, "c"))
    return next((look for least, look in steps if share >= least), "d")
