"""Counting (计数): the one query, as text, for the database that holds the observations.

It joins each observation to the verdict table and adds up whole numbers; every database gives
the same sums. Whoever owns the data runs it: the product in SQLite or PostgreSQL, the `wenming`
program in DuckDB. The engine only hands out the text and the rows of the verdict relation.

Relations (a table, or a subselect in brackets):
    observations  city, round, place, item, visit, outcome, count (null or '' is empty)
    verdicts      the columns VERDICT_COLUMNS, the rows `verdict_rows`
    places        city, place, place_type, unit
    owners        city, place, item, unit
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..framework.verdicts import VerdictTable

VERDICT_COLUMNS = (
    ("item", "text"),
    ("place_type", "text"),
    ("indicator", "text"),
    ("outcome", "text"),
    ("low", "bigint"),
    ("high", "bigint"),
    ("earned", "bigint"),
    ("possible", "bigint"),
    ("cap_rank", "bigint"),
)
"""Columns of the relation `verdicts`; `possible` is the full mark (FULL is a word of SQL)."""

QUOTES = {"sqlite": '"', "postgresql": '"', "duckdb": '"', "spark": "`"}
"""How a dialect quotes names; ROUND and COUNT are names of functions."""

GRAINS = {
    "indicator": ("city", "round", "unit", "indicator"),
    "item": ("city", "round", "item"),
    "visit": ("city", "round", "place", "visit"),
}
"""What is added up: columns of the result before n, earned, possible, refused."""

NOBODY = "''"
SUMS = """\
    COUNT(NULLIF(v.possible, 0)) AS n,
    CAST(COALESCE(SUM(v.earned), 0) AS BIGINT) AS earned,
    CAST(COALESCE(SUM(v.possible), 0) AS BIGINT) AS possible,
    COUNT(*) - COUNT(v.item) AS refused"""
LOWEST_CAP = ",\n    MIN(v.cap_rank) AS cap_rank"


@dataclass(frozen=True, slots=True)
class Cap:
    """A critical item and its cap in per cent; its rank is its position."""

    item: str
    cap: Fraction


def caps(table: VerdictTable) -> list[Cap]:
    """Critical items by (cap, item): the lowest rank among failed items caps the place."""
    units = table.cap_denominator
    found = [(v.cap, v.item) for v in table.rows() if v.cap is not None]
    return [Cap(item, Fraction(cap, units)) for cap, item in sorted(found)]


def verdict_rows(table: VerdictTable) -> Iterator[tuple[str | int | None, ...]]:
    """Rows of the relation `verdicts`; cap_rank is set where a critical item fails."""
    ranks = {cap.item: rank for rank, cap in enumerate(caps(table))}
    for v in table.rows():
        rank = ranks[v.item] if v.cap is not None else None
        place = (v.item, v.place_type, v.indicator)
        yield (*place, v.outcome, v.low, v.high, v.earned, v.full, rank)


def counting_query(
    dialect: str,
    grain: str,
    *,
    observations: str = "observations",
    verdicts: str = "verdicts",
    places: str | None = "places",
    owners: str | None = None,
) -> str:
    """The query that counts.

    Args:
        dialect: of QUOTES.
        grain: of GRAINS. Items of other methods' indicators come with an empty indicator.
        observations, verdicts, places, owners: relations; without places nobody holds a place
            and the place type is not looked at, without owners nobody holds a single item.

    Returns:
        a SELECT with the columns of the grain, then n (applicable observations), earned and
        possible (1/D marks) and refused (observations that match no verdict; anything but 0 is a
        fault of the data); for visits also cap_rank, the lowest of the failed critical items.
    """
    q = QUOTES[dialect]
    columns = {name: f"o.{q}{name}{q}" for name in GRAINS[grain]}
    columns["indicator"] = "v.indicator"
    columns["unit"] = _unit(places, owners, NOBODY)
    selected = [f"{columns[name]} AS {q}{name}{q}" for name in GRAINS[grain]]
    sums = SUMS + LOWEST_CAP if grain == "visit" else SUMS
    lines = [
        f"SELECT {', '.join(selected)},",
        sums,
        *_held(observations, places, owners),
        *_judged(verdicts, places),
        "    AND v.outcome = COALESCE(o.outcome, '')",
        f"    AND COALESCE(o.{q}count{q}, -1) BETWEEN v.low AND v.high",
        f"GROUP BY {', '.join(str(n + 1) for n in range(len(selected)))}",
    ]
    return "\n".join(lines)


def judging_query(
    dialect: str,
    *,
    observations: str,
    verdicts: str,
    places: str | None,
    owners: str | None,
    nobody: str = NOBODY,
) -> str:
    """The same sums of the grain `indicator`, one row per observation, not yet added up.

    For a database that adds up faster than it groups by millions of units and indicators. Its
    relations may hold codes of any type in place of texts, `nobody` being that of ''. No outcome
    is null, and no count: -1 stands for none, and what is more than the item's last `low` is read
    as that, so that every verdict is met by equality.

    Returns:
        a SELECT with the columns city, round, unit, indicator (null: no verdict matched; a fault
        of the data), n (1 where applicable), earned and possible (1/D marks).
    """
    q = QUOTES[dialect]
    lines = [
        f"SELECT o.city, o.{q}round{q}, {_unit(places, owners, nobody)} AS unit, v.indicator,",
        "    v.n, v.earned, v.possible",
        *_held(observations, places, owners),
        *_judged(verdicts, places),
        f"    AND v.outcome = o.outcome AND v.low = o.{q}count{q}",
    ]
    return "\n".join(lines)


def _held(observations: str, places: str | None, owners: str | None) -> Iterator[str]:
    """Observations with who holds the place, and who the item there."""
    yield f"FROM {observations} o"
    if places:
        yield f"LEFT JOIN {places} p ON p.city = o.city AND p.place = o.place"
    if owners:
        yield f"LEFT JOIN {owners} w"
        yield "    ON w.city = o.city AND w.place = o.place AND w.item = o.item"


def _judged(verdicts: str, places: str | None) -> Iterator[str]:
    """The verdicts of their items, where the place is of the type."""
    yield f"LEFT JOIN {verdicts} v ON v.item = o.item"
    if places:
        yield "    AND v.place_type = p.place_type"


def _unit(places: str | None, owners: str | None, nobody: str) -> str:
    """Who answers: the owner of the item there, else the holder of the place, else nobody."""
    named = ["w.unit"] * bool(owners) + ["p.unit"] * bool(places)
    return f"COALESCE({', '.join([*named, nobody])})" if named else nobody
