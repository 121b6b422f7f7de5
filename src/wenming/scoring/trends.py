"""Figures over comparable rounds (走势): the total, dimensions, indicators, areas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from wenming.engine import scoring as engine
from wenming.framework.words import in_language
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus
from wenming.organization.models import Area
from wenming.scoring import areas, pages, selectors
from wenming.scoring.models import Publication
from wenming.scoring.selectors import Scored

MOST = 12
LEFT, RIGHT, TOP, BOTTOM = 40.0, 680.0, 16.0, 164.0  # of the drawing, in its own units
Value = Fraction | float | None


@dataclass(frozen=True, slots=True)
class Point:
    """One round of the line: its rate, and where it stands in the drawing."""

    round: Round
    rate: Value
    is_same_edition: bool
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One figure over the rounds, in their order; None where a round did not measure it.

    `code` is of a dimension, an indicator or an area; empty for the total.
    """

    code: str
    name: str
    values: tuple[Value, ...]

    @property
    def change(self) -> float | None:
        """Points between the two newest rounds that measured it."""
        known = [float(value) for value in self.values if value is not None]
        return known[-1] - known[-2] if len(known) > 1 else None


@dataclass(frozen=True, slots=True)
class Trend:
    """Rounds from old to new, and the axis: it is cut, so both ends are written.

    `points` draw the chosen line, `behind` the total where another line is chosen; `lines` are
    the rows of the table.
    """

    points: list[Point]
    low: int
    high: int
    behind: str = ""
    lines: tuple[Line, ...] = ()
    chosen: Line | None = None

    @property
    def line(self) -> str:
        """The points of the line as SVG writes them."""
        return " ".join(f"{p.x:.1f},{p.y:.1f}" for p in self.points if p.rate is not None)


def trend(round_: Round, *, of: str = "", line: str = "", area: Area | None = None) -> Trend:
    """`round_` and the comparable rounds before it, at most MOST.

    Args:
        of: dimension, indicator or area; empty for the total alone.
        line: the code of the line that is drawn; empty for the total.
        area: whose areas below are compared; the owner's when left out.
    """
    rounds = comparable(round_)
    results = _scored(rounds)
    total = Line("", "", tuple(scored.field_rate for scored in results))
    rows = LINES[of](rounds, results, area or round_.owner) if of in LINES else []
    chosen = next((row for row in rows if row.code == line), None)
    return _drawn(round_, rounds, total, chosen, tuple(rows))


def comparable(round_: Round) -> list[Round]:
    """Rounds of the same owner, purpose and framework that are over, up to `round_`, old first."""
    earlier = (
        Round.objects.filter(
            owner=round_.owner_id,
            purpose=round_.purpose,
            edition__code=round_.edition.code,
            starts_on__lte=round_.starts_on,
            status__in=[RoundStatus.CLOSED, RoundStatus.PUBLISHED],
        )
        .exclude(pk=round_.pk)
        .select_related("edition", "owner")
        .defer("edition__data", "owner__outline")
        .order_by("-starts_on", "-pk")[: MOST - 1]
    )
    return [*reversed(earlier), round_]


def _scored(rounds: Sequence[Round]) -> list[Scored]:
    """Each round as scored; published ones out of what their runs kept, in one query."""
    rows = Publication.objects.filter(round__in=rounds, published_at__isnull=False)
    kept = {row.round_id: row.run.inputs for row in rows.select_related("run").defer("run__result")}
    return [
        selectors.from_inputs(selectors.base_framework(found.edition), kept[found.pk])
        if kept.get(found.pk)
        else selectors.scored(found, "first")
        for found in rounds
    ]


def _of_dimensions(_rounds: Sequence[Round], results: Sequence[Scored], _area: Area) -> list[Line]:
    found = [{row.dimension.code: row for row in pages.dimensions(one)} for one in results]
    rows = []
    for code, dimension in results[-1].framework.dimensions.items():
        shares = [one[code].share if code in one else None for one in found]
        values = tuple(None if share is None else 100 * share for share in shares)
        rows.append(Line(code, in_language(dimension), values))
    return [row for row in rows if any(value is not None for value in row.values)]


def _of_indicators(_rounds: Sequence[Round], results: Sequence[Scored], _area: Area) -> list[Line]:
    found = [{row.code: row.value for row in one.result.indicators} for one in results]
    rows = [
        Line(code, in_language(indicator), tuple(one.get(code) for one in found))
        for code, indicator in results[-1].framework.indicators.items()
        if indicator.counts_as == "field"
    ]
    return [row for row in rows if any(value is not None for value in row.values)]


def _of_areas(rounds: Sequence[Round], results: Sequence[Scored], area: Area) -> list[Line]:
    """The areas below `area`, after itself; a round costs three queries or so."""
    found: list[dict[str, Value]] = []
    for round_, scored in zip(rounds, results, strict=True):
        sums, _places = areas.sums_below(round_, area, scored.carried)
        rates: dict[str, Value] = {
            path: engine.field_rate(scored.framework, rows) for path, rows in sums.items()
        }
        everything = [row for rows in sums.values() for row in rows]
        rates[area.path] = engine.field_rate(scored.framework, everything)
        found.append(rates)
    paths = {path for rates in found for path in rates}
    rows = Area.objects.filter(path__in=paths).defer("outline").order_by("depth", "code")
    return [Line(row.code, row.name, tuple(one.get(row.path) for one in found)) for row in rows]


LINES: dict[str, Callable[[Sequence[Round], Sequence[Scored], Area], list[Line]]] = {
    "dimension": _of_dimensions,
    "indicator": _of_indicators,
    "area": _of_areas,
}


def _drawn(
    round_: Round, rounds: Sequence[Round], total: Line, chosen: Line | None, rows: tuple[Line, ...]
) -> Trend:
    drawn = [total, chosen] if chosen else [total]
    rates = [float(v) for line in drawn for v in line.values if v is not None]
    low = max(0, int(min(rates, default=0.0) // 5 * 5) - 5)
    high = max(min(100, int(-(-max(rates, default=100.0) // 5) * 5)), low + 5)
    points = [
        Point(found, value, found.edition_id == round_.edition_id)
        for found, value in zip(rounds, (chosen or total).values, strict=True)
    ]
    made = Trend(_placed(points, low, high), low, high, lines=rows, chosen=chosen)
    if chosen is None:
        return made
    behind = [replace(point, rate=value) for point, value in zip(points, total.values, strict=True)]
    return replace(made, behind=Trend(_placed(behind, low, high), low, high).line)


def _placed(points: Sequence[Point], low: int, high: int) -> list[Point]:
    """The points at their places in the drawing."""
    step = (RIGHT - LEFT) / max(1, len(points) - 1)
    found = []
    for index, point in enumerate(points):
        share = ((low if point.rate is None else float(point.rate)) - low) / (high - low)
        x = LEFT + index * step if len(points) > 1 else (LEFT + RIGHT) / 2
        found.append(replace(point, x=x, y=BOTTOM - share * (BOTTOM - TOP)))
    return found
