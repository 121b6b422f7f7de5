"""Field results of areas (区域得分): the city, its districts, their streets, their communities."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Substr

from wenming.engine import scoring as engine
from wenming.engine.framework.model import Named
from wenming.engine.scoring.interval import FEWEST_PLACES, Interval
from wenming.inspections.models import Round
from wenming.organization.models import Area
from wenming.scoring import carrying, intervals, selectors
from wenming.scoring.carrying import Sources
from wenming.scoring.pages import DimensionRow, dimensions
from wenming.scoring.selectors import Scored


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area: how many places were seen, its field rate, and each dimension.

    `cells` follows the columns of the table; None where nothing was measured. `interval` is the
    sampling error of the rate, None while visits go on.
    """

    area: Area
    places: int
    scored: Scored
    cells: list[DimensionRow | None]
    interval: Interval | None = None

    @property
    def is_small(self) -> bool:
        """Too few places to compare; those that another round saw for this one count, too."""
        return (self.interval.places if self.interval else self.places) < FEWEST_PLACES


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


def matrix(round_: Round, area: Area, carried: Sources) -> Matrix:
    """`area` and its children as a round measured them; a fixed number of queries.

    Args:
        carried: what other rounds brought, as `Scored` says it; so everywhere here.
    """
    framework = selectors.base_framework(round_.edition)
    sums, places = sums_below(round_, area, carried)
    below = Area.objects.filter(path__in=sums).exclude(pk=area.pk).defer("outline").order_by("code")
    everything = tuple(row for rows in sums.values() for row in rows)
    whole = selectors.scored_from(framework, everything)
    columns = [row.dimension for row in dimensions(whole) if row.measured_weight]
    found = intervals.below(round_, area, carried)
    return Matrix(
        columns=columns,
        above=_row(area, sum(places.values()), whole, columns, found),
        below=[
            _row(
                child,
                places.get(child.path, 0),
                selectors.scored_from(framework, tuple(sums[child.path])),
                columns,
                found,
            )
            for child in below
        ],
    )


def scored_in(round_: Round, area: Area, carried: Sources) -> Scored:
    """A round as the places of one area make it: a field result only."""
    sums, _places = sums_below(round_, area, carried)
    everything = tuple(row for rows in sums.values() for row in rows)
    return selectors.scored_from(
        selectors.base_framework(round_.edition), everything, carried=carried
    )


def sums_below(
    round_: Round, area: Area, carried: Sources
) -> tuple[Mapping[str, list[engine.FieldSums]], Mapping[str, int]]:
    """Sums by indicator, and the number of places of the round, by the path of the area below
    `area`; what another round measured there for this one is among the sums."""
    length = len(area.path) + Area.steplen
    parts = carrying.parts(round_, carried, under=area.path)
    sums: dict[str, list[engine.FieldSums]] = {}
    for part in parts:
        rows = (
            part.sums.annotate(path=Substr("visit__frame_place__place__area__path", 1, length))
            .values_list("path", "indicator__code")
            .annotate(Sum("n"), Sum("earned"), Sum("full"))
            .order_by("path", "indicator__code")
        )
        for path, indicator, n, earned, full in rows:
            for code in part.called(indicator):
                sums.setdefault(path, []).append(engine.FieldSums(code, "", n, earned, full))
    counts = (
        parts[0]
        .visits.annotate(path=Substr("frame_place__place__area__path", 1, length))
        .values_list("path")
        .annotate(Count("pk"))
        .order_by()
    )
    return sums, dict(counts)


def _row(
    area: Area,
    places: int,
    scored: Scored,
    columns: list[Named],
    found: Mapping[str, Interval],
) -> AreaRow:
    seen = {row.dimension.code: row for row in dimensions(scored) if row.measured_weight}
    cells = [seen.get(column.code) for column in columns]
    return AreaRow(area, places, scored, cells, found.get(area.path))


def within(round_: Round) -> QuerySet[Area]:
    """Areas that a round may speak of: its owner's and those below."""
    found: QuerySet[Area] = Area.objects.filter(path__startswith=round_.owner.path)
    return found.defer("outline")


def heat(share: float | Fraction | None) -> str:
    """The look of a cell of the matrix: blue for a high share, brown for a low one."""
    if share is None:
        return "none"
    steps = ((0.9, "a"), (0.75, "b"), (0.6, "c"))
    return next((look for least, look in steps if share >= least), "d")
