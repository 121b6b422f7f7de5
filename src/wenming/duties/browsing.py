"""What the page of a framework shows: its dimensions, indicators with their leads, one in detail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wenming.engine.framework import CheckItem, Framework, Indicator, PlaceType
from wenming.engine.framework.model import Entry
from wenming.framework import words
from wenming.framework.selectors import matching
from wenming.organization.models import Unit

Leads = Mapping[str, Sequence[Unit]]


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A dimension with the number and the weight of its indicators, in marks."""

    code: str
    name: str
    count: int
    weight: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as the list shows it; without leads it says so."""

    code: str
    name: str
    method: str
    weight: Decimal
    leads: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What is looked at in one type of place, in words."""

    place_type: PlaceType
    text: str
    rule: str
    full: Decimal
    notes: list[str]
    is_critical: bool


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of the negative list or a bonus: what happens, what it does, where it acts."""

    code: str
    name: str
    effect: str
    schemes: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The indicators of the middle column and why these."""

    title: str
    rows: list[IndicatorRow]


def dimension_groups(framework: Framework) -> list[list[DimensionRow]]:
    """The dimensions of the base scheme, then those of the others."""
    base = [framework.dimensions[code] for code in framework.base.dimensions]
    others = [row for code, row in framework.dimensions.items() if row not in base]
    return [
        [_dimension_row(framework, dimension.code) for dimension in group]
        for group in (base, others)
        if group
    ]


def base_totals(framework: Framework) -> DimensionRow:
    """Number and weight of the indicators of the base scheme; the others count for themselves."""
    inside = [r for r in framework.indicators.values() if r.dimension in framework.base.dimensions]
    weight = sum((row.weight for row in inside), Decimal(0))
    return DimensionRow(framework.base.code, "", len(inside), weight)


def _dimension_row(framework: Framework, code: str) -> DimensionRow:
    inside = [row for row in framework.indicators.values() if row.dimension == code]
    return DimensionRow(
        code=code,
        name=words.in_language(framework.dimensions[code]),
        count=len(inside),
        weight=sum((row.weight for row in inside), Decimal(0)),
    )


def in_dimension(framework: Framework, leads: Leads, code: str) -> Listing:
    """The indicators of one dimension."""
    rows = [row for row in framework.indicators.values() if row.dimension == code]
    return Listing(words.in_language(framework.dimensions[code]), indicator_rows(rows, leads))


def searched(framework: Framework, leads: Leads, text: str) -> list[Indicator]:
    """Indicators of the whole framework whose name, items or lead units contain `text`."""
    found = matching(framework, text)
    wanted = text.strip()
    found |= {code for code, units in leads.items() if any(wanted in u.name for u in units)}
    return [row for code, row in framework.indicators.items() if code in found]


def without_lead(framework: Framework, leads: Leads) -> list[Indicator]:
    """Indicators that nobody leads."""
    return [row for code, row in framework.indicators.items() if not leads.get(code)]


def indicator_rows(indicators: Iterable[Indicator], leads: Leads) -> list[IndicatorRow]:
    """`indicators` as the list shows them."""
    return [
        IndicatorRow(
            code=row.code,
            name=words.in_language(row),
            method=str(words.METHOD_LABELS[row.counts_as]),
            weight=row.weight,
            leads="、".join(unit.name for unit in leads.get(row.code, ())),
        )
        for row in indicators
    ]


def item_rows(framework: Framework, indicator: Indicator) -> list[ItemRow]:
    """The items of an indicator, one a row, in the order of the framework."""
    return [
        ItemRow(
            place_type=framework.place_types[item.place_type],
            text=words.in_language(item, "text"),
            rule=words.rule(item.scoring, framework),
            full=item.scoring.max,
            notes=_notes(framework, item),
            is_critical=item.scoring.type == "critical",
        )
        for item in framework.items.values()
        if item.indicator == indicator.code
    ]


def _notes(framework: Framework, item: CheckItem) -> list[str]:
    """Who answers, what a failure asks for, and what is no fault."""
    owner = str(words.OWNER_LABELS.get(item.owner, item.owner))
    notes = [words.answers(owner), words.remedy(item.remedy, framework)]
    exemption = words.in_language(item, "exemption")
    if exemption:
        notes.append(words.exempt(exemption))
    return [note for note in notes if note]


def entry_rows(framework: Framework, entries: Iterable[Entry]) -> list[EntryRow]:
    """Entries of the negative list, or bonuses, in words."""
    return [
        EntryRow(
            code=entry.code,
            name=words.in_language(entry),
            effect=words.effect(entry),
            schemes="、".join(words.scheme(code, framework) for code in entry.schemes),
        )
        for entry in entries
    ]


def sample_size(framework: Framework, rows: Iterable[ItemRow]) -> int:
    """How many places are drawn that the items look at."""
    types = {row.place_type.code for row in rows}
    return sum(framework.place_types[code].sample_count for code in types)
