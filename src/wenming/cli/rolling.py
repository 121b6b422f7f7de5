"""Sums → results, round by round (汇总)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any

from wenming.engine.scoring import (
    FieldSums,
    MaterialSums,
    RoundResult,
    RoundSums,
    Statistic,
    SurveySums,
    UnitLoss,
    local_rollup,
    rollup,
)
from wenming.engine.scoring.attribution import groups_of, losses_of, shares
from wenming.engine.scoring.sums import NO_UNIT

from .job import Job, Standard, rounds_of

ROUNDS_AT_ONCE = 2000  # rounds whose losses are split in one query; some 80 MB of results

SURVEY = """\
SELECT city, round, indicator, count(*), sum(weight), sum(weight * favourable),
    sum(weight * weight)
FROM survey WHERE favourable IS NOT NULL GROUP BY ALL ORDER BY ALL"""
MATERIALS = """\
SELECT city, round, indicator, count(*), sum(accepted)
FROM materials GROUP BY ALL ORDER BY ALL"""
STATISTICS = "SELECT city, round, indicator, value FROM statistics ORDER BY ALL"
LEADS = "SELECT city, indicator, unit FROM leads ORDER BY ALL"
TOTALS = """\
SELECT city, round, indicator, sum(n)::BIGINT, sum(earned)::BIGINT, sum(possible)::BIGINT,
    sum(CASE WHEN unit = '' THEN possible - earned ELSE 0 END)::BIGINT
FROM {sums} WHERE indicator <> '' GROUP BY ALL ORDER BY ALL"""
RATES = """\
CREATE OR REPLACE TABLE rates AS
SELECT city, round, indicator, 0 AS schemes, CAST(0 AS HUGEINT) AS holder FROM {sums} LIMIT 0"""
HELD_LOSSES = """\
SELECT s.city, s.round, s.unit, r.schemes, CAST(sum((possible - earned) * r.holder) AS HUGEINT)
FROM {sums} s JOIN rates r ON r.city = s.city AND r.round = s.round AND r.indicator = s.indicator
WHERE s.unit <> '' AND possible > earned GROUP BY ALL"""
EVENTS = "SELECT city, round, code FROM events ORDER BY ALL"

Round = tuple[str, str]
Rows = list[tuple[Any, ...]]
Leads = Mapping[str, Mapping[str, list[str]]]
LossPart = tuple[str, tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Scored:
    """One round of one city with its figures; `local` by the stricter local standard."""

    city: str
    round: str
    result: RoundResult
    losses: tuple[UnitLoss, ...]
    local: "Scored | None" = None


@dataclass(frozen=True, slots=True)
class Rolled:
    """One round before its losses are split.

    `lost` holds Σ (full − earned) of each field indicator, and the part that nobody holds.
    """

    city: str
    round: str
    result: RoundResult
    lost: Mapping[str, tuple[int, int]]


def scored_rounds(job: Job) -> Iterator[Scored]:
    """Every round of every city, sorted by city and round.

    Units are many and indicators few, so the database splits the losses over the units: it is
    handed what one lost unit costs its holder, and adds up whole numbers.
    """
    leads = _leads(job)
    results = _results(job)
    while batch := list(islice(results, ROUNDS_AT_ONCE)):
        base = _attributed(job, job.base, [rolled for rolled, _ in batch], leads)
        if job.local is None:
            yield from base
            continue
        local = _attributed(job, job.local, [rolled for _, rolled in batch if rolled], leads)
        for one, other in zip(base, local, strict=True):
            yield Scored(one.city, one.round, one.result, one.losses, other)


def _results(job: Job) -> Iterator[tuple[Rolled, Rolled | None]]:
    """Roll up each round from the sums of its indicators, by both standards."""
    other = {
        name: _grouped(job, name, query)
        for name, query in (
            ("survey", SURVEY),
            ("materials", MATERIALS),
            ("statistics", STATISTICS),
            ("events", EVENTS),
        )
    }
    base = _grouped(job, "observations", TOTALS.format(sums=job.base.sums))
    local = {}
    if job.local is not None:
        local = _grouped(job, "observations", TOTALS.format(sums=job.local.sums))
    for city, round_ in job.session.rows(f"{rounds_of(job)} ORDER BY ALL"):
        key = city, round_
        rows = base.get(key, [])
        result = rollup(job.base.framework, _sums(rows, key, other))
        rolled = Rolled(city, round_, result, _lost(rows))
        if job.local is None:
            yield rolled, None
            continue
        rows = local.get(key, [])
        result = local_rollup(job.local.framework, _sums(rows, key, other), result)
        yield rolled, Rolled(city, round_, result, _lost(rows))


def _sums(field: Rows, key: Round, other: Mapping[str, Mapping[Round, Rows]]) -> RoundSums:
    """What is known of one round."""
    return RoundSums(
        field=tuple(FieldSums(code, NO_UNIT, *row) for code, *row, _ in field),
        materials=tuple(MaterialSums(*row) for row in other["materials"].get(key, ())),
        surveys=tuple(SurveySums(*row) for row in other["survey"].get(key, ())),
        statistics=tuple(
            Statistic(code, Fraction(value)) for code, value in other["statistics"].get(key, ())
        ),
        events=tuple(code for (code,) in other["events"].get(key, ())),
    )


def _lost(field: Rows) -> dict[str, tuple[int, int]]:
    return {row[0]: (row[3] - row[2], row[4]) for row in field}


def _attributed(
    job: Job, standard: Standard, batch: list[Rolled], leads: Leads
) -> Iterator[Scored]:
    """Split the losses of some rounds over the units."""
    groups = groups_of(standard.framework)
    numbers = {group: n for n, group in enumerate(dict.fromkeys(groups.values()))}
    parts: dict[Round, list[LossPart]] = {}
    rates: list[tuple[str, str, str, int, int]] = []
    for rolled in batch:
        heads = _leads_in(leads, rolled.city)
        mine = parts.setdefault((rolled.city, rolled.round), [])
        for row in rolled.result.indicators:
            if not row.lost:
                continue
            group = groups[row.code]
            lost = rolled.lost.get(row.code, (0, 0))
            split = shares(standard.framework, row, *lost, heads.get(row.code, ()))
            mine += [(unit, group, amount) for unit, amount in split.units.items()]
            if split.holder:
                rates.append((rolled.city, rolled.round, row.code, numbers[group], split.holder))
    job.session.run(RATES.format(sums=standard.sums))
    job.session.insert("rates", rates)
    of_number = list(numbers)
    for city, round_, unit, number, amount in job.session.rows(
        HELD_LOSSES.format(sums=standard.sums)
    ):
        parts[city, round_].append((unit, of_number[number], amount))
    for rolled in batch:
        losses = losses_of(parts[rolled.city, rolled.round])
        yield Scored(rolled.city, rolled.round, rolled.result, losses)


def _grouped(job: Job, name: str, query: str) -> dict[Round, Rows]:
    """Rows of a small table by (city, round), without these two columns."""
    grouped: dict[Round, Rows] = {}
    if name in job.given:
        for city, round_, *row in job.session.rows(query):
            grouped.setdefault((city, round_), []).append(tuple(row))
    return grouped


def _leads(job: Job) -> dict[str, dict[str, list[str]]]:
    """Lead units by city ('' for every city) and indicator."""
    leads: dict[str, dict[str, list[str]]] = {}
    if "leads" in job.given:
        for city, indicator, unit in job.session.rows(LEADS):
            leads.setdefault(city, {}).setdefault(indicator, []).append(unit)
    return leads


def _leads_in(leads: Leads, city: str) -> dict[str, list[str]]:
    """Lead units in one city: those of every city and its own."""
    merged = {indicator: list(units) for indicator, units in leads.get("", {}).items()}
    for indicator, units in leads.get(city, {}).items():
        merged[indicator] = merged.get(indicator, []) + units
    return merged
