"""The field rate over comparable rounds (走势): same owner, purpose and framework."""

from dataclasses import dataclass
from fractions import Fraction

from wenming.engine import scoring as engine
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus
from wenming.scoring import selectors
from wenming.scoring.models import Publication

MOST = 12
LEFT, RIGHT, TOP, BOTTOM = 40.0, 680.0, 16.0, 164.0  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Point:
    """One round of the line: its rate, and where it stands in the drawing."""

    round: Round
    rate: Fraction | None
    is_same_edition: bool
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Trend:
    """Rounds from old to new, and the axis: it is cut, so both ends are written."""

    points: list[Point]
    low: int
    high: int

    @property
    def line(self) -> str:
        """The points of the line as SVG writes them."""
        return " ".join(f"{p.x:.1f},{p.y:.1f}" for p in self.points if p.rate is not None)


def trend(round_: Round) -> Trend:
    """`round_` and the comparable rounds before it, at most MOST; three queries."""
    rounds = list(
        Round.objects.filter(
            owner=round_.owner_id,
            purpose=round_.purpose,
            edition__code=round_.edition.code,
            starts_on__lte=round_.starts_on,
            status__in=[RoundStatus.CLOSED, RoundStatus.PUBLISHED],
        )
        .exclude(pk=round_.pk)
        .select_related("edition")
        .defer("edition__data")
        .order_by("-starts_on", "-pk")[: MOST - 1]
    )
    rates = _published([round_, *rounds])
    points = []
    for found in [*reversed(rounds), round_]:
        rate = rates.get(found.pk)
        if found.pk not in rates:
            rate = selectors.scored(found, "first").field_rate
        points.append(Point(found, rate, found.edition_id == round_.edition_id))
    return _drawn(points)


def _published(rounds: list[Round]) -> dict[int, Fraction | None]:
    """Rates of published rounds out of what their runs kept, in one query."""
    rows = Publication.objects.filter(round__in=rounds, published_at__isnull=False).select_related(
        "run"
    )
    editions = {found.pk: found.edition for found in rounds}
    found = {}
    for row in rows.defer("run__result"):
        if row.run.inputs:
            framework = selectors.base_framework(editions[row.round_id])
            field = [engine.FieldSums(*sums) for sums in row.run.inputs["field"]]
            found[row.round_id] = engine.field_rate(framework, field)
    return found


def _drawn(points: list[Point]) -> Trend:
    rates = [point.rate for point in points if point.rate is not None]
    low = max(0, int(min(rates, default=Fraction(0)) // 5 * 5) - 5)
    high = min(100, int(-(-max(rates, default=Fraction(100)) // 5) * 5))
    high = max(high, low + 5)
    step = (RIGHT - LEFT) / max(1, len(points) - 1)
    placed = []
    for index, point in enumerate(points):
        share = float(((point.rate or Fraction(low)) - low) / (high - low))
        placed.append(
            Point(
                point.round,
                point.rate,
                point.is_same_edition,
                x=LEFT + index * step if len(points) > 1 else (LEFT + RIGHT) / 2,
                y=BOTTOM - share * (BOTTOM - TOP),
            )
        )
    return Trend(placed, low, high)
