"""Results of a round (得分): sums of the visits that count, rolled up by the engine."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from wenming.duties.selectors import leads_of
from wenming.engine import scoring as engine
from wenming.engine.framework import Framework
from wenming.engine.scoring.report import as_json
from wenming.framework.models import Edition, Indicator
from wenming.framework.selectors import engine_framework, local_edition_over
from wenming.inspections.models import Round, Visit
from wenming.inspections.selectors import Which, counted_visits
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.scoring import carrying
from wenming.scoring.carrying import Brought
from wenming.scoring.models import PlaceScore, Publication, Run, VisitSum

KEPT = 8
AFTER_ALL = 101.0  # above every score


@dataclass(frozen=True, slots=True)
class Scored:
    """One round as the engine scores it from the visits that count.

    Attributes:
        field: sums by indicator and unit, what `result` was rolled up from.
        carried: indicators whose sums another round measured (指标对照), and where.
        field_rate: 实地考察得分率, 0..100, exact; None while nothing counts.
        field_weight, measured_weight: marks of the base scheme's field indicators, and of those
            that were measured.
        leads: codes of the lead units by indicator as they were when the result was frozen; None
            for those of today.
    """

    framework: Framework
    field: tuple[engine.FieldSums, ...]
    result: engine.RoundResult
    field_rate: Fraction | None
    leads: Mapping[str, Sequence[str]] | None = None
    carried: Mapping[str, Brought] = dataclasses.field(default_factory=dict)

    @property
    def measured_weight(self) -> float:
        """Weight of everything measured in the base scheme (已测权重)."""
        base = self.framework.base
        rows = [d for d in self.result.dimensions if d.code in base.dimensions]
        return sum(row.measured_weight for row in rows)


def scored(round_: Round, which: Which) -> Scored:
    """Score a round from its stored sums: whole numbers, added up by the database.

    A published round is scored from what its run was made from, which never changes.
    """
    framework = base_framework(round_.edition)
    run = published_run(round_, which)
    if run is not None and run.inputs:
        return from_inputs(framework, run.inputs)
    own = field_sums(counted_visits(round_, which))
    carried = carrying.into(round_, own)
    return scored_from(framework, (*own, *carried.sums), carried=carried.sources)


def base_framework(edition: Edition) -> Framework:
    """The framework whose figures are official: of a local standard the one it stands on."""
    if edition.base_id is None:
        return engine_framework(edition)
    return engine_framework(Edition.objects.defer("data", "overlay").get(pk=edition.base_id))


def published_run(round_: Round, which: Which = "first") -> Run | None:
    """The run that a published round shows; None for any other round."""
    if round_.status != RoundStatus.PUBLISHED:
        return None
    role = "run" if which == "first" else "last_run"
    found = Publication.objects.filter(round=round_.pk).select_related(role)
    publication = found.defer(f"{role}__result").first()
    run: Run | None = getattr(publication, role, None)
    return run


def inputs_of(round_: Round, which: Which) -> dict[str, Any]:
    """What a result is rolled up from, as plain data: sums by indicator and unit, and the leads."""
    leads = leads_of(round_.edition)
    visits = counted_visits(round_, which)
    local = local_edition(round_)
    field = field_sums(visits)
    own = {"local_field": rows_of(field_sums(visits, local=True))} if round_.edition.base_id else {}
    return {
        "field": rows_of(field),
        "local": local.digest if local else "",
        **own,
        **carrying.into(round_, field).as_inputs(),
        "leads": {code: sorted(u.code for u in units) for code, units in sorted(leads.items())},
    }


def rows_of(sums: Iterable[engine.FieldSums]) -> list[list[Any]]:
    """Sums as plain data."""
    return [list(row) for row in sums]


def local_edition(round_: Round) -> Edition | None:
    """The local standard that a round is also scored by: its own, or the one in force over it."""
    edition: Edition = round_.edition
    return edition if edition.base_id else local_edition_over(edition)


def local_result(round_: Round, scored_: Scored) -> engine.RoundResult | None:
    """The result by our own standard (本地加严标准), beside `scored_`; None where there is none.

    Of a published round by the local standard of that day.
    """
    run = published_run(round_, "first")
    if run is not None and run.inputs:
        return _local_from(run.inputs, scored_)
    local = local_edition(round_)
    if local is None:
        return None
    field = scored_.field
    if round_.edition.base_id:
        own = field_sums(counted_visits(round_, "first"), local=True)
        field = (*own, *(row for row in scored_.field if row.indicator in scored_.carried))
    return engine.local_rollup(
        engine_framework(local), engine.RoundSums(field=field), scored_.result
    )


def _local_from(inputs: Mapping[str, Any], scored_: Scored) -> engine.RoundResult | None:
    digest_ = inputs.get("local", "")
    local = Edition.objects.defer("data", "overlay").filter(digest=digest_).first()
    if not digest_ or local is None:
        return None
    rows = [*inputs.get("local_field", inputs["field"]), *inputs.get("carried_field", ())]
    field = tuple(engine.FieldSums(*row) for row in rows)
    return engine.local_rollup(
        engine_framework(local), engine.RoundSums(field=field), scored_.result
    )


def from_inputs(framework: Framework, inputs: Mapping[str, Any]) -> Scored:
    """Score what a run was made from; a query only where other rounds brought something."""
    carried = carrying.of_inputs(inputs)
    own = (engine.FieldSums(*row) for row in inputs["field"])
    field = (*own, *carried.sums)
    return scored_from(framework, field, inputs["leads"], carried=carried.sources)


def scored_from(
    framework: Framework,
    field: tuple[engine.FieldSums, ...],
    leads: Mapping[str, Sequence[str]] | None = None,
    *,
    carried: Mapping[str, Brought] = MappingProxyType({}),
) -> Scored:
    """Roll sums up; no query."""
    return Scored(
        framework=framework,
        field=field,
        result=engine.rollup(framework, engine.RoundSums(field=field)),
        field_rate=engine.field_rate(framework, field),
        leads=leads,
        carried=carried,
    )


def field_sums(visits: QuerySet[Visit], *, local: bool = False) -> tuple[engine.FieldSums, ...]:
    """Sums of `visits` by indicator and unit, added up in the database.

    Args:
        local: with the items that only a local standard has.
    """
    sums = VisitSum.objects.filter(visit__in=visits)
    rows = (
        (sums if local else sums.filter(local_only=False))
        .values_list("indicator__code", "unit__code")
        .annotate(Sum("n"), Sum("earned"), Sum("full"))
        .order_by("indicator__code", "unit__code")
    )
    return tuple(engine.FieldSums(*row) for row in rows)


def carried_into(round_: Round) -> Mapping[str, Brought]:
    """Indicators whose values other rounds bring to one, and whence."""
    return scored(round_, "first").carried


def rate_by_area(round_: Round) -> dict[str, Fraction | None]:
    """Field rate of each area of the round's level, by area code; first visits."""
    framework = base_framework(round_.edition)
    areas: dict[str, list[engine.FieldSums]] = {}
    for part in carrying.parts(round_, carried_into(round_)):
        if part.round != round_ and part.round.area_level != round_.area_level:
            continue
        rows = part.sums.values_list("visit__frame_place__area_code", "indicator__code").annotate(
            Sum("n"), Sum("earned"), Sum("full")
        )
        for area, indicator, *sums in rows:
            for code in part.called(indicator):
                areas.setdefault(area, []).append(engine.FieldSums(code, "", *sums))
    return {area: engine.field_rate(framework, sums) for area, sums in sorted(areas.items())}


def last_comparable(round_: Round) -> Round | None:
    """The newest earlier round of the same owner, purpose and edition that is over."""
    return (
        Round.objects.filter(
            owner=round_.owner_id,
            purpose=round_.purpose,
            edition=round_.edition_id,
            starts_on__lt=round_.starts_on,
            status__in=[RoundStatus.CLOSED, RoundStatus.PUBLISHED],
        )
        .select_related("edition")
        .order_by("-starts_on", "-pk")
        .first()
    )


def report_from(round_: Round, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The result of what a run kept, as plain data; `local` by our own standard where there is one."""
    scored_ = from_inputs(base_framework(round_.edition), inputs)
    local = _local_from(inputs, scored_)
    report = report_of(round_, scored_)
    if local is not None:
        report["local"] = as_json(round_.owner.code, round_.number, local, ())
    return report


def report_of(round_: Round, scored_: Scored) -> dict[str, Any]:
    """The result as plain data, R of engine.md section 8."""
    return as_json(round_.owner.code, round_.number, scored_.result, losses_of(round_, scored_))


def losses_of(round_: Round, scored_: Scored) -> tuple[engine.UnitLoss, ...]:
    """Marks that each unit can win back (可争取的分), by unit code."""
    leads = lead_codes(round_, scored_)
    return engine.attribute(scored_.framework, scored_.result, scored_.field, leads)


def lead_codes(round_: Round, scored_: Scored) -> Mapping[str, Sequence[str]]:
    """Codes of the lead units by indicator: of the day a result was frozen, else of today."""
    if scored_.leads is not None:
        return scored_.leads
    return {code: [unit.code for unit in units] for code, units in leads_of(round_.edition).items()}


def indicator_keys(edition: Edition) -> dict[str, int]:
    """Primary keys of an edition's indicators by code; kept by key and digest."""
    return _indicator_keys(edition.pk, edition.digest)


@lru_cache(maxsize=KEPT)
def _indicator_keys(edition_id: int, _digest: str) -> dict[str, int]:
    return dict(Indicator.objects.filter(edition=edition_id).values_list("code", "pk"))


def place_scores(round_: Round, which: Which = "first") -> QuerySet[PlaceScore]:
    """Scores of the places of a round; `standing` orders them lowest first, without a score last."""
    return (
        PlaceScore.objects.filter(visit__in=counted_visits(round_, which))
        .select_related("visit__frame_place__place", "visit__frame_place__holder", "cap_item")
        .annotate(standing=Coalesce("score", AFTER_ALL))
    )


def improved_places(round_: Round, before: Round) -> QuerySet[PlaceScore]:
    """Places that both rounds measured, with `gain`: points since the earlier one."""
    earlier = PlaceScore.objects.filter(
        visit__in=counted_visits(before, "first"),
        visit__frame_place__place=OuterRef("visit__frame_place__place"),
        score__isnull=False,
    )
    return (
        place_scores(round_)
        .filter(score__isnull=False)
        .annotate(gain=F("score") - Subquery(earlier.values("score")[:1]))
        .filter(gain__isnull=False)
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: places drawn, visited (with a result), waiting, and not measured.

    `unmeasured` names why: (label of the result, places).
    """

    drawn: int
    measured: int
    waiting: int
    unmeasured: list[tuple[str, int]]

    @property
    def visited(self) -> int:
        """Places whose visit was accepted, judged or not."""
        return self.measured + sum(number for _label, number in self.unmeasured)


def progress(round_: Round) -> Progress:
    """Drawn places of a round by what became of them; named places are not among them."""
    drawn = round_.frame.filter(order__isnull=False)
    visits = round_.visits.filter(frame_place__is_named=False, purpose=Visit.Purpose.OFFICIAL)
    counts = dict(
        visits.filter(status=VisitStatus.ACCEPTED)
        .values_list("result")
        .annotate(Count("frame_place", distinct=True))
        .order_by()
    )
    labels = dict(Visit.Result.choices)
    return Progress(
        drawn=drawn.count(),
        measured=counts.pop(Visit.Result.DONE, 0),
        waiting=visits.filter(status=VisitStatus.SUBMITTED).count(),
        unmeasured=[(str(labels[result]), number) for result, number in sorted(counts.items())],
    )


# Rounds that draw from all types of places; a weekly or special round says little of the whole.
WHOLE = (Round.Purpose.MOCK, Round.Purpose.QUARTERLY)


def telling(rounds: QuerySet[Round]) -> Round | None:
    """The newest whole round that is over, of the widest area; else the newest of any kind."""
    over = [RoundStatus.CLOSED, RoundStatus.PUBLISHED]
    is_whole_and_over = Case(When(purpose__in=WHOLE, status__in=over, then=0), default=1)
    return rounds.order_by(is_whole_and_over, "owner__depth", "-ends_on", "-pk").first()


def latest_round(*, owner_path: str) -> Round | None:
    """The newest published round of the areas under `owner_path`."""
    return (
        Round.objects.filter(owner__path__startswith=owner_path, status=RoundStatus.PUBLISHED)
        .select_related("edition", "owner")
        .defer("edition__data")
        .order_by("-ends_on", "-pk")
        .first()
    )
