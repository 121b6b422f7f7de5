"""What the result pages show, made ready for their templates (得分页面的数据)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from wenming.accounts.rights import Person, unit_ids
from wenming.duties.selectors import leads_of
from wenming.engine import scoring as engine
from wenming.engine.framework import Framework, Indicator
from wenming.engine.framework.model import METHODS, Named
from wenming.engine.scoring.interval import Interval
from wenming.framework.words import in_language
from wenming.inspections.models import Round
from wenming.organization.models import Unit
from wenming.scoring import permissions, selectors
from wenming.scoring.carrying import Brought
from wenming.scoring.selectors import Scored

GRADE_STEPS = {"D": "C", "C": "B", "B": "A"}


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A dimension: measured marks of measured weight, and the share that was earned.

    `has_field` says that some of its indicators are field indicators, drawn in this round or not.
    """

    dimension: Named
    marks: float
    measured_weight: float
    weight: float
    has_field: bool

    @property
    def share(self) -> float | None:
        """0..1 of what was measured; None where nothing was."""
        return self.marks / self.measured_weight if self.measured_weight else None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A field indicator of a round with its leads and the way to the next grade.

    `interval` is its sampling error, `local` the same indicator by our own stricter standard,
    `brought` the round that measured it where this one did not.
    """

    indicator: Indicator
    result: engine.IndicatorResult
    leads: list[Unit]
    interval: Interval | None = None
    local: engine.IndicatorResult | None = None
    brought: Brought | None = None

    @property
    def next_grade(self) -> str | None:
        """The next better grade; None at the top or when not measured."""
        return GRADE_STEPS.get(self.result.grade or "")

    @property
    def gap(self) -> float | None:
        """What is missing to the next grade, in the unit of the grades."""
        if self.next_grade is None or self.result.gaps is None:
            return None
        return self.result.gaps[self.next_grade]

    @property
    def weight(self) -> float:
        """Marks that the indicator is worth."""
        return float(self.indicator.weight)


@dataclass(frozen=True, slots=True)
class Headline:
    """The first card of a round: the field rate and what makes it honest.

    `brought` of the `measured` indicators were measured by other rounds (指标对照).
    """

    rate: Fraction | None
    before: Fraction | None
    before_round: Round | None
    marks: float
    measured_weight: float
    weight: float
    below_standard: int
    measured: int
    brought: int = 0

    @property
    def change(self) -> Fraction | None:
        """Points since the last comparable round."""
        if self.rate is None or self.before is None:
            return None
        return self.rate - self.before


def headline(round_: Round, scored: Scored) -> Headline:
    """Field rate, its change since the last comparable round, and coverage of the base scheme."""
    before = selectors.last_comparable(round_)
    earlier = selectors.scored(before, "first") if before else None
    return replace(
        headline_of(round_, scored),
        before=earlier.field_rate if earlier else None,
        before_round=before,
    )


def headline_of(round_: Round, scored: Scored) -> Headline:
    """As `headline`, without the round before."""
    field = _field_results(scored, scored.framework.base.dimensions)
    return Headline(
        rate=scored.field_rate,
        before=None,
        before_round=None,
        marks=sum(result.marks or 0.0 for result in field),
        measured_weight=scored.measured_weight,
        weight=float(scored.framework.base.full_score),
        below_standard=sum(bool(result.below_standard) for result in field),
        measured=sum(result.measured for result in field),
        brought=len(scored.carried),
    )


def local_rate(scored: Scored, local: engine.RoundResult | None) -> Fraction | None:
    """The field rate by our own stricter standard, 0..100; None without one."""
    if local is None:
        return None
    by_code = {row.code: row for row in local.indicators}
    marks, weight = Fraction(0), Fraction(0)
    for row in _field_results(scored, scored.framework.base.dimensions):
        share = by_code[row.code].exact_share if row.code in by_code else None
        if share is not None:
            worth = Fraction(scored.framework.indicators[row.code].weight)
            marks, weight = marks + worth * share, weight + worth
    return 100 * marks / weight if weight else None


def local_below(scored: Scored, local: engine.RoundResult | None) -> int:
    """Measured field indicators of the base scheme that our own standard says are below it."""
    if local is None:
        return 0
    wanted = {row.code for row in _field_results(scored, scored.framework.base.dimensions)}
    return sum(bool(row.below_standard) for row in local.indicators if row.code in wanted)


def _field_results(scored: Scored, dimensions: Iterable[str]) -> list[engine.IndicatorResult]:
    wanted = set(dimensions)
    return [
        result
        for result in scored.result.indicators
        if scored.framework.indicators[result.code].counts_as == "field"
        and scored.framework.indicators[result.code].dimension in wanted
    ]


def dimensions(scored: Scored) -> list[DimensionRow]:
    """Every dimension in the order of its code."""
    field = {
        row.dimension for row in scored.framework.indicators.values() if row.counts_as == "field"
    }
    return [
        DimensionRow(
            dimension=scored.framework.dimensions[row.code],
            marks=row.marks,
            measured_weight=row.measured_weight,
            weight=row.weight,
            has_field=row.code in field,
        )
        for row in scored.result.dimensions
    ]


def indicators(
    round_: Round,
    scored: Scored,
    dimension: str = "",
    *,
    intervals: Mapping[str, Interval] | None = None,
    local: engine.RoundResult | None = None,
) -> list[IndicatorRow]:
    """Field indicators, most lost first, not measured ones last; of one dimension where named,
    else of the base scheme, whose marks can be compared."""
    leads = leads_of(round_.edition)
    stricter = {row.code: row for row in local.indicators} if local else {}
    base = scored.framework.base.dimensions
    wanted = [dimension] if dimension in scored.framework.dimensions else base
    rows = [
        IndicatorRow(
            scored.framework.indicators[r.code],
            r,
            leads.get(r.code, []),
            (intervals or {}).get(r.code),
            stricter.get(r.code),
            scored.carried.get(r.code),
        )
        for r in _field_results(scored, wanted)
    ]
    return sorted(rows, key=lambda row: (-(row.result.lost or -1.0), row.indicator.code))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Marks that a unit can win back; rows stand by name, never by rank."""

    unit: Unit | None
    lost: float


def units(user: Person, round_: Round, scored: Scored) -> list[UnitRow]:
    """What each unit can win back; a unit's own people see their unit only."""
    losses = {loss.unit: loss.lost for loss in selectors.losses_of(round_, scored)}
    found = Unit.objects.filter(code__in=losses)
    if not permissions.sees_all_units(user, round_):
        found = found.filter(pk__in=unit_ids(user))
    rows = [UnitRow(unit, losses[unit.code]) for unit in found.order_by("pinyin")]
    nobody = losses.get(engine.UNASSIGNED)
    if nobody and permissions.sees_all_units(user, round_):
        rows.append(UnitRow(None, nobody))
    return rows


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator at the first and at the last visit (初测、复测)."""

    indicator: Indicator
    first: engine.IndicatorResult
    last: engine.IndicatorResult

    @property
    def change(self) -> float | None:
        """Points between the two; None where either is missing."""
        if self.first.value is None or self.last.value is None:
            return None
        return self.last.value - self.first.value


def compared(first: Scored, last: Scored) -> list[Compared]:
    """Field indicators that the round measured at either visit, in the order of their codes."""
    pairs = zip(
        _field_results(first, first.framework.dimensions),
        _field_results(last, last.framework.dimensions),
        strict=True,
    )
    return [
        Compared(first.framework.indicators[a.code], a, b)
        for a, b in pairs
        if (a.measured or b.measured) and a.code not in first.carried
    ]


def scheme_name(framework: Framework, code: str) -> str:
    """The name of a scheme: 主体系 for the base scheme, else of its first dimension."""
    if code == framework.base.code:
        return _("主体系")
    return in_language(framework.dimensions[framework.schemes[code].dimensions[0]])


@dataclass(frozen=True, slots=True)
class MethodRow:
    """How much of the base scheme one method has measured."""

    method: str
    weight: float
    measured_weight: float
    marks: float


def methods(scored: Scored) -> list[MethodRow]:
    """The four methods with their weight, what of it is measured, and its marks."""
    rows = []
    for method in METHODS:
        inside = [
            (indicator, scored.result.indicator(code))
            for code, indicator in scored.framework.indicators.items()
            if indicator.counts_as == method
            and indicator.dimension in scored.framework.base.dimensions
        ]
        measured = [(i, r) for i, r in inside if r.measured]
        rows.append(
            MethodRow(
                method=method,
                weight=float(sum(i.weight for i, _r in inside)),
                measured_weight=float(sum(i.weight for i, _r in measured)),
                marks=sum(r.marks or 0.0 for _i, r in measured),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class Scale:
    """The band of an indicator on a page: the grades' shares of the axis and where the value is.

    The axis runs from `low` to 100, cut below the lowest threshold; both ends are written.
    """

    low: float
    high: float
    steps: list[tuple[str, float, float]]  # grade, share of the axis, its lower end
    at: float | None


def scale(indicator: Indicator, result: engine.IndicatorResult) -> Scale | None:
    """The band for a rate where more is better; None for another unit or direction."""
    grades = indicator.grades
    if grades.op != ">=" or grades.unit not in {"score_rate", "pct", "items_met_pct"}:
        return None
    ends = [float(grades.at[grade]) for grade in "CBA"]
    lowest = min([ends[0], result.value if result.value is not None else ends[0]])
    low = max(0.0, 10 * (lowest // 10) - 10)
    edges = [low, *ends, 100.0]
    span = 100.0 - low
    steps = [
        (grade, (upper - lower) / span, lower)
        for grade, lower, upper in zip("DCBA", edges, edges[1:], strict=False)
    ]
    at = None if result.value is None else (result.value - low) / span
    return Scale(low=low, high=100.0, steps=steps, at=at)
