"""The counting query in real databases against the sums of single visits."""

import json
import os
import sqlite3
from collections.abc import Callable
from random import Random
from typing import Any

import duckdb
import psycopg
import pytest

from tests.engine import cases
from tests.engine.comparing import results
from tests.needs import lacking
from wenming.engine.framework import VerdictTable, load, verdict_table
from wenming.engine.scoring import (
    FieldSums,
    Observation,
    RoundSums,
    attribute,
    rollup,
    visit_sums,
)
from wenming.engine.scoring.counting import (
    GRAINS,
    QUOTES,
    VERDICT_COLUMNS,
    caps,
    counting_query,
    judging_query,
    verdict_rows,
)
from wenming.engine.scoring.report import as_json

COLUMNS = {
    "observations": ["city", "round", "place", "item", "visit", "outcome", "count"],
    "places": ["city", "place", "place_type", "unit"],
    "owners": ["city", "place", "item", "unit"],
}
Run = Callable[[str], list[tuple[Any, ...]]]


def rows_of(name: str, tables: cases.Tables) -> list[tuple[Any, ...]]:
    """The rows of a table; places and owners of every city written out for each."""
    rows = []
    for row in tables[name]:
        for city in [row["city"]] if row["city"] else cases.CITIES:
            values = {**row, "city": city}
            values["count"] = int(row["count"]) if row.get("count") else None
            rows.append(tuple(values[column] for column in COLUMNS[name]))
    return rows


def sqlite(table: VerdictTable, tables: cases.Tables) -> Run:
    database = sqlite3.connect(":memory:")
    _fill(
        lambda sql, rows: database.executemany(sql, rows) and None, database.execute, table, tables
    )
    return lambda sql: database.execute(sql).fetchall()


def duck(table: VerdictTable, tables: cases.Tables) -> Run:
    database = duckdb.connect()
    _fill(
        lambda sql, rows: database.executemany(sql, rows) and None, database.execute, table, tables
    )
    return lambda sql: database.execute(sql).fetchall()


def postgresql(table: VerdictTable, tables: cases.Tables) -> Run:
    url = os.environ.get("WENMING_TEST_POSTGRES") or lacking("WENMING_TEST_POSTGRES")
    database = psycopg.connect(str(url))
    cursor = database.cursor()

    def many(sql: str, rows: list[tuple[Any, ...]]) -> None:
        cursor.executemany(sql.replace("?", "%s"), rows)

    def execute(sql: str) -> Any:
        return cursor.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE"))

    _fill(many, execute, table, tables)
    return lambda sql: cursor.execute(sql).fetchall()


def _fill(
    many: Callable[[str, list[tuple[Any, ...]]], None],
    execute: Callable[[str], Any],
    table: VerdictTable,
    tables: cases.Tables,
) -> None:
    execute(f"CREATE TABLE verdicts ({', '.join(f'{c} {t}' for c, t in VERDICT_COLUMNS)})")
    many(f"INSERT INTO verdicts VALUES ({marks(len(VERDICT_COLUMNS))})", list(verdict_rows(table)))
    for name, columns in COLUMNS.items():
        types = [f'"{c}" {"BIGINT" if c == "count" else "TEXT"}' for c in columns]
        execute(f"CREATE TABLE {name} ({', '.join(types)})")
        rows = rows_of(name, tables)
        if rows:
            many(f"INSERT INTO {name} VALUES ({marks(len(columns))})", rows)


def marks(count: int) -> str:
    return ", ".join("?" * count)


def by_hand(
    table: VerdictTable, tables: cases.Tables
) -> dict[str, dict[tuple[Any, ...], list[Any]]]:
    """The sums of every grain from single visits; a visit also with its lowest cap."""
    grains: dict[str, dict[tuple[Any, ...], list[Any]]] = {name: {} for name in GRAINS}
    places = {row[:2]: row[2:] for row in rows_of("places", tables)}
    owners = {row[:3]: row[3] for row in rows_of("owners", tables)}
    visits: dict[tuple[str, ...], list[Observation]] = {}
    for city, round_, place, item, visit, outcome, count in rows_of("observations", tables):
        row = Observation(item, outcome, count)
        visits.setdefault((city, round_, place, visit), []).append(row)
    for (city, round_, place, visit), rows in visits.items():
        place_type, unit = places[city, place]
        held = {r.item: owners.get((city, place, r.item), unit) for r in rows}
        sums = visit_sums(table, rows, place_type=place_type, owners=held)
        grains["visit"][city, round_, place, visit] = [
            sums.n,
            sums.earned,
            sums.full,
            sums.cap_item,
        ]
        for row in rows:
            one = visit_sums(table, [row], place_type=place_type)
            indicator = one.indicators[0].indicator if one.indicators else ""
            for grain, key in (
                ("item", (city, round_, row.item)),
                ("indicator", (city, round_, held[row.item], indicator)),
            ):
                cell = grains[grain].setdefault(key, [0, 0, 0])
                grains[grain][key] = [
                    a + b for a, b in zip(cell, (one.n, one.earned, one.full), strict=True)
                ]
    return grains


@pytest.mark.parametrize(
    ("database", "dialect"),
    [
        (sqlite, "sqlite"),
        (duck, "duckdb"),
        pytest.param(postgresql, "postgresql", marks=pytest.mark.postgres),
    ],
)
@pytest.mark.parametrize("seed", range(6))
def test_every_grain_adds_up_as_visits_do(database: Callable[..., Run], dialect: str, seed: int):
    random = Random(seed)
    data = cases.framework(random)
    tables = cases.tables(random, data)
    table = verdict_table(load(data))
    run = database(table, tables)
    ranked = [cap.item for cap in caps(table)]
    expected = by_hand(table, tables)

    for grain, columns in GRAINS.items():
        rows = run(counting_query(dialect, grain, owners="owners"))

        width = len(columns)
        assert not any(row[width + 3] for row in rows), "nothing is refused"
        found = {row[:width]: list(row[width : width + 3]) for row in rows}
        if grain == "visit":
            for row in rows:
                found[row[:width]].append(None if row[-1] is None else ranked[row[-1]])
        assert found == expected[grain]


@pytest.mark.parametrize("seed", range(4))
def test_judging_each_observation_adds_up_to_the_same(seed: int):
    random = Random(seed)
    data = cases.framework(random)
    tables = cases.tables(random, data)
    table = verdict_table(load(data))
    run = duck(table, tables)
    # As its relations are described: no nulls, counts up to the last of the item, n given.
    tops = "SELECT item, nullif(max(low), -1) AS top FROM verdicts GROUP BY item"
    query = judging_query(
        "duckdb",
        observations=f"""(SELECT * REPLACE (coalesce(outcome, '') AS outcome,
            least(coalesce(count, -1), top) AS count) FROM observations JOIN ({tops}) USING (item))""",
        verdicts="(SELECT *, CASE WHEN possible > 0 THEN 1 ELSE 0 END AS n FROM verdicts)",
        places="places",
        owners="owners",
    )

    rows = run(f"SELECT city, round, unit, indicator, sum(n), sum(earned), sum(possible)"
               f" FROM ({query}) GROUP BY ALL")  # fmt: skip

    found = {row[:4]: list(row[4:]) for row in rows}
    assert found == by_hand(table, tables)["indicator"]


@pytest.mark.parametrize(
    ("database", "dialect"),
    [
        (sqlite, "sqlite"),
        (duck, "duckdb"),
        pytest.param(postgresql, "postgresql", marks=pytest.mark.postgres),
    ],
)
def test_every_database_gives_the_same_bytes(database: Callable[..., Run], dialect: str):
    for seed in (7, 8):
        random = Random(seed)
        data = cases.framework(random)
        given = cases.tables(random, data)
        tables = {name: given[name] for name in ("observations", "places", "owners", "leads")}
        framework = load(data)
        rows = database(verdict_table(framework), tables)(
            counting_query(dialect, "indicator", owners="owners")
        )
        rounds: dict[tuple[str, str], list[FieldSums]] = {}
        for city, round_, unit, indicator, n, earned, full, _ in rows:
            sums = rounds.setdefault((city, round_), [])
            if indicator:
                sums.append(FieldSums(indicator, unit, n, earned, full))
        leads: dict[str, list[str]] = {}
        for row in tables["leads"]:
            leads.setdefault(row["indicator"], []).append(row["unit"])

        found = []
        for (city, round_), sums in sorted(rounds.items()):
            result = rollup(framework, RoundSums(field=tuple(sums)))
            found.append(as_json(city, round_, result, attribute(framework, result, sums, leads)))

        assert json.dumps(found) == json.dumps(results(framework, tables))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE observations SET item = 'X'",
        "UPDATE observations SET outcome = 'great'",
        'UPDATE observations SET "count" = -1 WHERE "count" IS NOT NULL',
        "UPDATE places SET place_type = 'X'",
        "DELETE FROM places",
    ],
)
def test_what_matches_no_verdict_is_counted_as_refused(change: str):
    random = Random(3)
    data = cases.framework(random)
    tables = cases.tables(random, data)
    database = sqlite(verdict_table(load(data)), tables)
    database(change)

    rows = database(counting_query("sqlite", "item"))

    assert sum(row[-1] for row in rows) > 0


def test_places_and_owners_may_be_unknown():
    random = Random(3)
    data = cases.framework(random)
    tables = cases.tables(random, data)
    database = sqlite(verdict_table(load(data)), tables)

    without = database(counting_query("sqlite", "indicator", places=None))
    owners_only = database(counting_query("sqlite", "indicator", places=None, owners="owners"))

    assert {row[2] for row in without} == {""}
    assert {row[2] for row in owners_only} > {""}
    assert sum(row[5] for row in without) == sum(row[5] for row in owners_only) > 0


@pytest.mark.parametrize("dialect", QUOTES)
def test_names_of_functions_are_quoted(dialect: str):
    quote = QUOTES[dialect]

    query = counting_query(dialect, "visit", observations="(SELECT ~1)", owners="w")

    assert f"o.{quote}count{quote}" in query
    assert f"AS {quote}round{quote}" in query
    assert "(SELECT ~1) o" in query
