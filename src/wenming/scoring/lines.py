"""A unit's own lines of a round (本单位的丢分): what lost marks, and where the unit answers for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from wenming.duties.models import IndicatorLead
from wenming.inspections.models import Observation, Round, Visit
from wenming.inspections.selectors import counted_visits
from wenming.organization.models import Unit
from wenming.places.selectors import answering_unit, overrides_by_place
from wenming.scoring.explaining import Judged, judged, recorded
from wenming.scoring.models import Confirmation, Dispute, Publication, VisitSum


@dataclass(frozen=True, slots=True)
class Line:
    """One verdict that lost marks, the unit that answers, and its dispute where there is one.

    `leads` says that the unit leads the indicator rather than holds the place.
    """

    row: Judged
    unit: Unit
    leads: bool
    dispute: Dispute | None


@dataclass(frozen=True, slots=True)
class PlaceLines:
    """The lines of one visit."""

    visit: Visit
    lines: list[Line]


def visits_with_lines(round_: Round, units: Collection[int]) -> QuerySet[Visit]:
    """Counted visits at which marks were lost that one of `units` answers for or leads."""
    own = Q(unit__in=units) | Q(indicator__in=led_by(round_, units))
    lost = VisitSum.objects.filter(own, earned__lt=F("full"))
    return counted_visits(round_, "first").filter(pk__in=lost.values("visit"))


def led_by(round_: Round, units: Collection[int]) -> QuerySet[IndicatorLead]:
    """Keys of the indicators that one of `units` leads."""
    rows = IndicatorLead.objects.filter(edition=round_.edition_id, unit__in=units)
    return rows.values("indicator")  # type: ignore[return-value]


def lines_at(round_: Round, visits: Iterable[Visit], units: Collection[int]) -> list[PlaceLines]:
    """The lines of `units` at `visits`, in their order; a fixed number of queries."""
    visits = list(visits)
    places = [visit.frame_place.place_id for visit in visits]
    overrides = overrides_by_place(places)
    led = dict(_led_units(round_, units))
    disputes = {
        (d.observation_id, d.unit_id): d
        for d in Dispute.objects.filter(observation__visit__in=visits, unit__in=units)
    }
    found: dict[object, list[Line]] = {visit.pk: [] for visit in visits}
    observations = recorded(
        Observation.objects.filter(visit__in=visits)
        .select_related("visit__frame_place__sector")
        .order_by("item__code")
    )
    for row in judged(round_, observations):
        if not row.missing or not row.verdict.indicator:
            continue
        unit, leads = _own(row, overrides, led, units)
        if unit is not None:
            dispute = disputes.get((row.observation.pk, unit.pk))
            found[row.observation.visit_id].append(Line(row, unit, leads, dispute))
    return [PlaceLines(visit, found[visit.pk]) for visit in visits if found[visit.pk]]


def answers_for(observation: Observation, unit: Unit) -> bool:
    """Whether `unit` answers for this verdict or leads its indicator."""
    frame_place = observation.visit.frame_place
    overrides = overrides_by_place([frame_place.place_id]).get(frame_place.place_id, {})
    if answering_unit(frame_place, observation.item, overrides).pk == unit.pk:
        return True
    return IndicatorLead.objects.filter(
        edition=observation.visit.round.edition_id, indicator=observation.item.indicator, unit=unit
    ).exists()


def loses_marks(observation: Observation) -> bool:
    """Whether a verdict, after corrections, lost marks of a field indicator."""
    rows = recorded(Observation.objects.filter(pk=observation.pk))
    row = judged(observation.visit.round, rows)[0]
    return bool(row.verdict.indicator and row.missing)


def unanswered(publication: Publication, units: Collection[int]) -> bool:
    """Whether one of `units` has lines and has neither confirmed nor disputed any."""
    said = set(
        Confirmation.objects.filter(publication=publication, unit__in=units).values_list(
            "unit", flat=True
        )
    )
    said |= set(publication.disputes.filter(unit__in=units).values_list("unit", flat=True))
    silent = set(units) - said
    return bool(silent) and visits_with_lines(publication.round, silent).exists()


def _led_units(round_: Round, units: Collection[int]) -> Iterable[tuple[int, Unit]]:
    rows = IndicatorLead.objects.filter(edition=round_.edition_id, unit__in=units)
    return ((row.indicator_id, row.unit) for row in rows.select_related("unit"))


def _own(
    row: Judged,
    overrides: dict[int, dict[str, Unit]],
    led: dict[int, Unit],
    units: Collection[int],
) -> tuple[Unit | None, bool]:
    frame_place = row.observation.visit.frame_place
    named = overrides.get(frame_place.place_id, {})
    unit = answering_unit(frame_place, row.observation.item, named)
    if unit.pk in units:
        return unit, False
    return led.get(row.observation.item.indicator_id), True
