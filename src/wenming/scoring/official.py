"""Reading official results, what each indicator can still win, and the cycle (官方成绩、周期)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from wenming.engine import scoring as engine
from wenming.engine.framework import Framework, Indicator
from wenming.framework.models import Cycle, Edition
from wenming.framework.models import Indicator as IndicatorRow
from wenming.framework.words import scheme as scheme_name
from wenming.inspections.models import Round
from wenming.inspections.workflow import RoundStatus
from wenming.organization.models import Area
from wenming.scoring import selectors
from wenming.scoring.models import OfficialResult, Source, Triage
from wenming.scoring.selectors import Scored

YEARLY = (Round.Purpose.QUARTERLY, Round.Purpose.MOCK)


@dataclass(frozen=True, slots=True)
class Compared:
    """One test: our own result, and other cities beside it, best first.

    `before` is our own result in the test of the same kind before.
    """

    source: Source
    year: int
    period: str
    rows: list[OfficialResult]
    before: OfficialResult | None = None

    @property
    def told_on(self) -> date:
        """When it was told; the end of its year where nobody wrote that down."""
        days = [row.published_on for row in self.rows if row.published_on is not None]
        return max(days, default=date(self.year, 12, 31))

    @property
    def change(self) -> Decimal | None:
        """Marks of our own city since the test of this kind before; None where either is missing."""
        if self.own is None or self.before is None:
            return None
        if self.own.total is None or self.before.total is None:
            return None
        return self.own.total - self.before.total

    @property
    def own(self) -> OfficialResult | None:
        """Our own city."""
        return next((row for row in self.rows if row.is_own), None)

    @property
    def highest(self) -> Decimal:
        """The best total among those told, for the length of the bars."""
        return max((row.total for row in self.rows if row.total is not None), default=Decimal(1))


def tests() -> list[Compared]:
    """Every test that was entered, newest first; one query."""
    groups: dict[tuple[int, str, str], list[OfficialResult]] = {}
    for row in OfficialResult.objects.all():
        groups.setdefault((row.year, row.source, row.period), []).append(row)
    found = [
        Compared(Source(source), year, period, sorted(rows, key=_standing))
        for (year, source, period), rows in groups.items()
    ]
    found.sort(key=lambda test: (test.told_on, test.year, test.source))
    last: dict[Source, OfficialResult | None] = {}
    told = []
    for test in found:
        told.append(replace(test, before=last.get(test.source)))
        last[test.source] = test.own
    return told[::-1]


def _standing(row: OfficialResult) -> tuple[bool, int, Decimal, str]:
    return row.rank is None, row.rank or 0, -(row.total or Decimal(0)), row.city


@dataclass(frozen=True, slots=True)
class AimRow:
    """An indicator with its aim and what it can still win: lost marks, or its weight unmeasured."""

    key: int
    indicator: Indicator
    aim: str
    result: engine.IndicatorResult | None

    @property
    def to_win(self) -> float:
        """Marks between what was measured last and full marks; all of it where nothing was.

        By the weight of today: the last result may be one of the version before.
        """
        if self.result is None or self.result.share is None:
            return float(self.indicator.weight)
        return float(self.indicator.weight) * (1 - self.result.share)


def aims(edition: Edition, latest: Scored | None) -> list[AimRow]:
    """Indicators of the base scheme, most to win first; two queries."""
    framework = selectors.base_framework(edition)
    known: Mapping[str, engine.IndicatorResult] = (
        {row.code: row for row in latest.result.indicators if row.measured} if latest else {}
    )
    chosen = chosen_aims(edition)
    keys = dict(IndicatorRow.objects.filter(edition=edition).values_list("code", "pk"))
    rows = [
        AimRow(keys[code], indicator, chosen.get(code, ""), known.get(code))
        for code, indicator in framework.indicators.items()
        if indicator.dimension in framework.base.dimensions and code in keys
    ]
    return sorted(rows, key=lambda row: (-row.to_win, row.indicator.code))


def chosen_aims(edition: Edition, *, own: bool = True) -> dict[str, str]:
    """The aims by indicator code; those of the versions before hold until an edition says otherwise.

    Args:
        own: without it only what the versions before say.
    """
    newest = edition.version if own else edition.version - 1
    rows = Triage.objects.filter(
        indicator__edition__code=edition.code, indicator__edition__version__lte=newest
    )
    in_order = rows.order_by("indicator__edition__version")
    return dict(in_order.values_list("indicator__code", "aim"))


def latest_round(edition: Edition, owner: Area) -> Round | None:
    """The newest published mock or quarterly round of the whole city by any version of an edition."""
    return (
        Round.objects.filter(
            owner=owner,
            edition__code=edition.code,
            status=RoundStatus.PUBLISHED,
            purpose__in=YEARLY,
        )
        .select_related("edition", "owner")
        .defer("edition__data")
        .order_by("-ends_on", "-pk")
        .first()
    )


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of a cycle: its weight, the official total, and what we measured ourselves."""

    year: int
    code: str
    weight: Decimal
    official: OfficialResult | None
    round: Round | None
    scored: Scored | None

    @property
    def total(self) -> Decimal | None:
        """The official total of the year; never one that was only measured by ourselves."""
        return self.official.total if self.official else None

    @property
    def part(self) -> Decimal | None:
        """What the year brings to the cycle."""
        return None if self.total is None else self.weight * self.total


@dataclass(frozen=True, slots=True)
class CycleView:
    """A cycle: its years, and the minors' scheme as last measured. Nothing is forecast."""

    cycle: Cycle
    years: list[YearRow]
    minors: list[tuple[str, engine.SchemeResult, Decimal | None, Decimal | None]]

    @property
    def known_weight(self) -> Decimal:
        """Weight of the years whose official total is known."""
        return sum((row.weight for row in self.years if row.total is not None), Decimal(0))

    @property
    def earned(self) -> Decimal:
        """Marks of the cycle that are certain: the known years by their weights."""
        return sum((row.part or Decimal(0) for row in self.years), Decimal(0))

    @property
    def is_complete(self) -> bool:
        """Whether every year is known."""
        return all(row.total is not None for row in self.years)


def cycle_view(cycle: Cycle, edition: Edition) -> CycleView:
    """Yearly totals by the edition's weights."""
    framework = selectors.base_framework(edition)
    years = [
        _year(cycle, edition, framework, cycle.first_year + index, code)
        for index, code in enumerate(sorted(framework.year_weights))
    ]
    newest = next((row.scored for row in reversed(years) if row.scored), None)
    return CycleView(cycle, years, _gated(newest) if newest else [])


def _year(cycle: Cycle, edition: Edition, framework: Framework, year: int, code: str) -> YearRow:
    official = OfficialResult.objects.filter(
        source=Source.NATIONAL, year=year, is_own=True, total_millimarks__isnull=False
    ).order_by("-published_on", "-pk")
    measured = (
        Round.objects.filter(
            owner=cycle.owner,
            edition__code=edition.code,
            status=RoundStatus.PUBLISHED,
            purpose__in=YEARLY,
            ends_on__year=year,
        )
        .select_related("edition", "owner")
        .defer("edition__data")
        .order_by("-ends_on", "-pk")
        .first()
    )
    return YearRow(
        year=year,
        code=code,
        weight=framework.year_weights[code],
        official=official.first(),
        round=measured,
        scored=selectors.scored(measured, "first") if measured else None,
    )


def _gated(
    scored: Scored,
) -> list[tuple[str, engine.SchemeResult, Decimal | None, Decimal | None]]:
    """Schemes with a gate or a share in the total: name, result, gate, share."""
    framework = scored.framework
    return [
        (scheme_name(code, framework), scored.result.scheme(code), scheme.gate_score, scheme.share)
        for code, scheme in framework.schemes.items()
        if scheme.share is not None or scheme.gate_score is not None
    ]
