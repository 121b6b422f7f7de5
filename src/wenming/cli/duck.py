"""Counting with DuckDB and rolling up, round by round (用 DuckDB 计分)."""
# ruff: noqa: S608 - names in the SQL are our own, values are parameters

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from wenming.engine.framework import Framework, VerdictTable, verdict_table
from wenming.engine.scoring import (
    FieldSums,
    MaterialSums,
    RoundResult,
    RoundSums,
    Statistic,
    SurveySums,
    UnitLoss,
    rollup,
)
from wenming.engine.scoring.attribution import groups_of, losses_of, shares
from wenming.engine.scoring.counting import VERDICT_COLUMNS, caps, counting_query, verdict_rows
from wenming.engine.scoring.sums import NO_UNIT

from .failing import Unreadable, at_row
from .refusing import (
    ROW,
    check_cells,
    check_known,
    check_observations_unique,
    check_unique,
    numbered,
    refuse_observation,
)
from .session import Session
from .tables import TABLES, Table

ROUNDS_AT_ONCE = 500  # rounds whose losses are split in one query
METHODS = {"survey": "survey", "materials": "material", "statistics": "statistic"}
"""Tables of the other methods and the method that their indicators have."""

WHOLE_KEYS = """\
(SELECT * REPLACE (CASE WHEN city <> '' AND round <> '' AND place <> '' AND visit >= 0
    THEN item END AS item) FROM observations)"""
"""Observations; a row whose key is not whole has no item and is refused with the others."""

HOLDERS = """\
CREATE TABLE holders AS
SELECT city, place, place_type, unit FROM places WHERE city <> ''
UNION ALL
SELECT c.city, place, place_type, unit FROM places p, cities c WHERE p.city = ''"""
ANSWERING = """\
CREATE TABLE answering AS
SELECT city, place, item, unit FROM owners WHERE city <> ''
UNION ALL
SELECT c.city, place, item, unit FROM owners w, cities c WHERE w.city = ''"""
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
SELECT city, round, indicator, sum(n), sum(earned), sum(possible),
    sum(CASE WHEN unit = '' THEN possible - earned ELSE 0 END)
FROM sums WHERE indicator <> '' GROUP BY ALL ORDER BY ALL"""
RATE_COLUMNS = (
    ("city", "VARCHAR"),
    ("round", "VARCHAR"),
    ("indicator", "VARCHAR"),
    ("schemes", "INTEGER"),
    ("holder", "HUGEINT"),
)
HELD_LOSSES = """\
SELECT s.city, s.round, s.unit, r.schemes, CAST(sum((possible - earned) * r.holder) AS HUGEINT)
FROM sums s JOIN rates r ON r.city = s.city AND r.round = s.round AND r.indicator = s.indicator
WHERE s.unit <> '' GROUP BY ALL"""
EVENTS = "SELECT city, round, code FROM events ORDER BY ALL"

Round = tuple[str, str]
Leads = Mapping[str, Mapping[str, list[str]]]
LossPart = tuple[str, tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Scored:
    """One round of one city with its figures."""

    city: str
    round: str
    result: RoundResult
    losses: tuple[UnitLoss, ...]


@dataclass(frozen=True, slots=True)
class Rolled:
    """One round before its losses are split.

    `lost` holds Σ (full − earned) of each field indicator, and the part that nobody holds.
    """

    city: str
    round: str
    result: RoundResult
    lost: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Job:
    """The tables of one session and the framework that they are scored by."""

    session: Session
    framework: Framework
    verdicts: VerdictTable
    given: frozenset[str]

    @property
    def places(self) -> str | None:
        return "holders" if "places" in self.given else None

    @property
    def owners(self) -> str | None:
        return "answering" if "owners" in self.given else None


def read_tables(
    session: Session, framework: Framework, paths: Mapping[str, Path], *, unique: bool = True
) -> Job:
    """Read and check every table, count the observations.

    Args:
        paths: table name → file; observations must be among them.
        unique: whether to look for a second verdict on one item in one visit.

    Raises:
        Failure: a file cannot be read, or a row is wrong.
    """
    job = Job(session, framework, verdict_table(framework), frozenset(paths))
    for name, path in paths.items():
        session.read(TABLES[name], path)
    _fill(job)
    for name in ("places", "leads", "owners", "survey", "materials", "statistics", "events"):
        if name in job.given:
            check_cells(session, TABLES[name])
            check_unique(session, TABLES[name])
            _check_codes(job, TABLES[name])
    session.run("CREATE TABLE cities AS SELECT DISTINCT city FROM observations")
    for name, text in (("places", HOLDERS), ("owners", ANSWERING)):
        if name in job.given:
            session.run(text)
    _count(job)
    if unique:
        check_observations_unique(session, TABLES["observations"], job.verdicts)
    _check_events(job)
    return job


def _fill(job: Job) -> None:
    """Tables of the verdicts and of the codes that the framework knows."""
    code = ("code", "VARCHAR")
    framework = job.framework
    job.session.fill("verdicts", VERDICT_COLUMNS, list(verdict_rows(job.verdicts)))
    for name, known in (
        ("known_items", framework.items),
        ("known_types", framework.place_types),
        ("known_entries", framework.entries),
    ):
        job.session.fill(name, [code], [(c,) for c in known])
    methods = [(c, indicator.counts_as) for c, indicator in framework.indicators.items()]
    job.session.fill("known_indicators", [code, ("method", "VARCHAR")], methods)


def _check_codes(job: Job, table: Table) -> None:
    """Refuse codes that the framework or the places table does not know."""
    session, name = job.session, table.name
    if name == "places":
        known = "SELECT code FROM known_types"
        check_known(session, table, "place_type", known, "应为测评体系中的点位类型编码")
    if "indicator" in table.columns:
        method = f" WHERE method = '{METHODS[name]}'" if name in METHODS else ""
        of_method = f"测评方法归入 {METHODS[name]} " if name in METHODS else ""
        known = f"SELECT code FROM known_indicators{method}"
        check_known(session, table, "indicator", known, f"应为测评体系中{of_method}的指标编码")
    if name == "owners":
        known = "SELECT code FROM known_items"
        check_known(session, table, "item", known, "应为测评体系中的细项编码")
        if job.places:
            known = "SELECT place FROM places"
            check_known(session, table, "place", known, "应为点位表中的点位编码")
    if name == "events":
        known = "SELECT code FROM known_entries"
        check_known(session, table, "code", known, "应为加分项或负面清单的编码")


def _count(job: Job) -> None:
    """The sums of all observations as the table `sums`."""
    query = counting_query(
        "duckdb", "indicator", observations=WHOLE_KEYS, places=job.places, owners=job.owners
    )
    job.session.run(f"CREATE TABLE sums AS {query}")
    if job.session.rows("SELECT 1 FROM sums WHERE refused > 0 LIMIT 1"):
        table = TABLES["observations"]
        refuse_observation(job.session, table, job.verdicts, has_places=bool(job.places))


def _rounds(job: Job) -> str:
    """A SELECT of every (city, round) with any data, sorted."""
    tables = ["sums", *(name for name in METHODS if name in job.given)]
    return " UNION ".join(f"SELECT DISTINCT city, round FROM {name}" for name in tables)


def _check_events(job: Job) -> None:
    """An event of a round that has no data is refused: most likely the round is mistyped."""
    if "events" not in job.given:
        return
    table = TABLES["events"]
    found = job.session.rows(
        f"SELECT {ROW}, city, round FROM {numbered(job.session, table)} e"
        f" WHERE NOT EXISTS (SELECT 1 FROM ({_rounds(job)}) r"
        f" WHERE r.city = e.city AND r.round = e.round) ORDER BY {ROW} LIMIT 1"
    )
    if found:
        row, city, round_ = found[0]
        path = str(job.session.sources["events"].path)
        raise at_row(path, row, "city、round", f"{city}、{round_}", "应为有数据的城市和轮次")


# --- Rolling up ------------------------------------------------------------------------------


def scored_rounds(job: Job) -> Iterator[Scored]:
    """Every round of every city, sorted by city and round.

    Units are many and indicators few, so the database splits the losses over the units: it is
    handed what one lost unit costs its holder, and adds up whole numbers.
    """
    leads = _leads(job)
    results = _results(job)
    while batch := list(islice(results, ROUNDS_AT_ONCE)):
        yield from _attributed(job, batch, leads)


def _results(job: Job) -> Iterator[Rolled]:
    """Roll up each round from the sums of its indicators."""
    surveys = _grouped(job, "survey", SURVEY)
    materials = _grouped(job, "materials", MATERIALS)
    statistics = _grouped(job, "statistics", STATISTICS)
    events = _grouped(job, "events", EVENTS)
    totals = _grouped(job, "observations", TOTALS)
    for key in job.session.rows(f"{_rounds(job)} ORDER BY ALL"):
        rows = totals.get(key, [])
        sums = RoundSums(
            field=tuple(FieldSums(code, NO_UNIT, *row) for code, *row, _ in rows),
            materials=tuple(MaterialSums(*row) for row in materials.get(key, ())),
            surveys=tuple(SurveySums(*row) for row in surveys.get(key, ())),
            statistics=tuple(Statistic(i, Fraction(v)) for i, v in statistics.get(key, ())),
            events=tuple(code for (code,) in events.get(key, ())),
        )
        lost = {row[0]: (row[3] - row[2], row[4]) for row in rows}
        yield Rolled(key[0], key[1], rollup(job.framework, sums), lost)


def _attributed(job: Job, batch: list[Rolled], leads: Leads) -> Iterator[Scored]:
    """Split the losses of some rounds over the units."""
    groups = groups_of(job.framework)
    numbers = {group: n for n, group in enumerate(dict.fromkeys(groups.values()))}
    parts: dict[Round, list[LossPart]] = {}
    rates: list[tuple[str, str, str, int, int]] = []
    for rolled in batch:
        heads = _leads_in(leads, rolled.city)
        mine = parts.setdefault((rolled.city, rolled.round), [])
        for row in rolled.result.indicators:
            group = groups[row.code]
            lost = rolled.lost.get(row.code, (0, 0))
            split = shares(job.framework, row, *lost, heads.get(row.code, ()))
            mine += [(unit, group, amount) for unit, amount in split.units.items()]
            if split.holder:
                rates.append((rolled.city, rolled.round, row.code, numbers[group], split.holder))
    job.session.fill("rates", RATE_COLUMNS, rates)
    of_number = list(numbers)
    for city, round_, unit, number, amount in job.session.rows(HELD_LOSSES):
        parts[city, round_].append((unit, of_number[number], amount))
    for rolled in batch:
        losses = losses_of(parts[rolled.city, rolled.round])
        yield Scored(rolled.city, rolled.round, rolled.result, losses)


def _grouped(job: Job, name: str, query: str) -> dict[Round, list[tuple[Any, ...]]]:
    """Rows of a small table by (city, round), without these two columns."""
    grouped: dict[Round, list[tuple[Any, ...]]] = {}
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


# --- Place scores ----------------------------------------------------------------------------

PLACE_SCORES = """\
COPY (
    SELECT s.city, s.round, s.place, s.visit,
        s.earned / {denominator}::DOUBLE AS earned, s.possible / {denominator}::DOUBLE AS max,
        CASE WHEN s.possible = 0 THEN NULL
            WHEN c.cap IS NOT NULL AND 100 * s.earned::HUGEINT * {caps} > c.units * s.possible THEN c.cap
            ELSE 100 * s.earned / s.possible::DOUBLE END AS score,
        c.item AS cap_item
    FROM ({query}) s LEFT JOIN caps c ON c.rank = s.cap_rank
    ORDER BY s.city, s.round, s.place, s.visit
) TO '{target}' ({options})"""


def write_place_scores(job: Job, path: Path) -> None:
    """Write the place score of every visit to a CSV or Parquet file, all of it or nothing.

    Columns: city, round, place, visit, earned and max in marks, score 0..100 (empty when nothing
    was applicable), cap_item (the failed critical item with the smallest cap, empty when none).
    """
    units = job.verdicts.cap_denominator
    job.session.fill(
        "caps",
        (("rank", "BIGINT"), ("item", "VARCHAR"), ("units", "HUGEINT"), ("cap", "DOUBLE")),
        [(n, c.item, int(c.cap * units), float(c.cap)) for n, c in enumerate(caps(job.verdicts))],
    )
    query = counting_query("duckdb", "visit", places=job.places)
    parquet = path.suffix.lower() == ".parquet"
    written = job.session.folder / ("place_scores.parquet" if parquet else "place_scores.csv")
    job.session.run(
        PLACE_SCORES.format(
            denominator=job.verdicts.denominator,
            caps=units,
            query=query,
            target=written,
            options="FORMAT PARQUET" if parquet else "FORMAT CSV, HEADER",
        )
    )
    beside = path.with_name(f".{path.name}.part")
    try:
        shutil.copyfile(written, beside)
        beside.replace(path)
    except OSError as error:
        raise Unreadable(f"{path}：无法写入（{error.strerror}）。") from error
