"""Who answers for the marks that one indicator lost (谁丢分谁负责), as far as a reader is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import Sum

from wenming.accounts.rights import Person, unit_ids
from wenming.engine import scoring as engine
from wenming.inspections.models import Round
from wenming.organization.models import Area, Unit
from wenming.scoring import carrying, permissions
from wenming.scoring.selectors import Scored, lead_codes


@dataclass(frozen=True, slots=True)
class Part:
    """Marks that one unit answers for; `unit` is None where nobody does."""

    unit: Unit | None
    lost: float
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Answering:
    """The parts of a loss by name, and what lies with units that the reader is not told."""

    parts: list[Part]
    others: float
    holder_share: Fraction

    @property
    def lead_share(self) -> Fraction:
        """What the leads answer for of a loss at a place that somebody holds."""
        return 1 - self.holder_share


def of_indicator(
    user: Person,
    round_: Round,
    scored: Scored,
    result: engine.IndicatorResult,
    *,
    area: Area | None = None,
) -> Answering:
    """How the loss `result` of an indicator is split between holders and leads.

    Args:
        scored: the whole round.
        result: the indicator in the round, or as the places of `area` make it.
    """
    leads = lead_codes(round_, scored).get(result.code, [])
    losses = engine.attribute(
        scored.framework,
        replace(scored.result, indicators=(result,)),
        list(_field(round_, scored, result.code, area)),
        {result.code: leads},
    )
    parts = _parts(user, round_, {loss.unit: loss.lost for loss in losses}, leads)
    others = sum(loss.lost for loss in losses) - sum(part.lost for part in parts)
    is_told_all = len(parts) == len(losses)
    return Answering(parts, 0.0 if is_told_all else others, scored.framework.holder_share)


def _field(
    round_: Round, scored: Scored, code: str, area: Area | None
) -> Iterator[engine.FieldSums]:
    """Sums of one indicator by unit."""
    if area is None:
        yield from (row for row in scored.field if row.indicator == code)
        return
    for part in carrying.parts(round_, scored.carried, under=area.path):
        rows = part.sums.values_list("indicator__code", "unit__code").annotate(
            Sum("n"), Sum("earned"), Sum("full")
        )
        for indicator, *sums in rows.order_by("indicator__code", "unit__code"):
            if code in part.called(indicator):
                yield engine.FieldSums(code, *sums)


def _parts(
    user: Person, round_: Round, losses: dict[str, float], leads: Sequence[str]
) -> list[Part]:
    found = Unit.objects.filter(code__in=losses)
    sees_all = permissions.sees_all_units(user, round_)
    if not sees_all:
        found = found.filter(pk__in=unit_ids(user))
    parts = [Part(unit, losses[unit.code], unit.code in leads) for unit in found.order_by("pinyin")]
    if sees_all and engine.UNASSIGNED in losses:
        parts.append(Part(None, losses[engine.UNASSIGNED]))
    return parts
