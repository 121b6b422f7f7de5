"""Codes in place of texts (编码): what DuckDB joins fast and keeps in little memory.

A city, a round or an item becomes a value of an ENUM, which reads, compares and sorts as its text
does and is a small whole number inside. Parquet hands texts over as dictionaries, so looking them
up costs next to nothing, while joins and groups by text took most of the time of a scoring.
"""
# ruff: noqa: S608 - names in the SQL are our own, values are parameters

from wenming.engine.scoring.counting import judging_query

from .session import Session
from .tables import Table

INT_MAX = 2**31 - 1
NOBODY = "CAST('' AS unit_code)"
KINDS = {
    "city": "SELECT city FROM {observations}",
    "round": "SELECT round FROM {observations}",
    "item": "SELECT code FROM known_items",
    "type": "SELECT code FROM known_types",
    "indicator": "SELECT code FROM known_indicators",
    "outcome": "SELECT code FROM known_outcomes",
}
"""Kind of code → a SELECT of its texts. Units and places depend on what is given."""

ENUM = "CREATE TYPE {kind}_code AS ENUM (SELECT '' UNION {texts} ORDER BY 1)"
LOOKUP = """\
CREATE TABLE {kind}_codes AS
SELECT text, CAST(text AS {kind}_code) AS code FROM (SELECT DISTINCT * FROM ({texts}) t(text))
WHERE text <> ''"""
EMPTY = "INSERT INTO outcome_codes VALUES ('', ''), (NULL, '')"
PLACES = """\
CREATE TABLE place_codes AS
SELECT place AS text, CAST(row_number() OVER () AS INTEGER) AS code
FROM (SELECT DISTINCT place FROM ({texts}))"""
HOLDERS = """\
CREATE TABLE {relation}_coded AS
SELECT c.code AS city, s.code AS place, CAST({column} AS {kind}_code) AS {column},
    CAST(unit AS unit_code) AS unit
FROM {relation} JOIN city_codes c ON c.text = city JOIN place_codes s ON s.text = place"""
VERDICTS = """\
CREATE TABLE {relation}_coded AS
SELECT CAST(item AS item_code) AS item, CAST(place_type AS type_code) AS place_type,
    CAST(indicator AS indicator_code) AS indicator, CAST(outcome AS outcome_code) AS outcome,
    low, CAST(possible > 0 AS UTINYINT) AS n,
    CAST(earned AS {whole}) AS earned, CAST(possible AS {whole}) AS possible
FROM {relation}"""
ITEMS = """\
CREATE TABLE {relation}_items AS
SELECT item AS text, CAST(item AS item_code) AS code, nullif(max(low), -1) AS top
FROM {relation} GROUP BY item"""
OBSERVATIONS = """\
(SELECT c.code AS city, r.code AS round, s.code AS place, u.code AS outcome,
    CASE WHEN c.code IS NOT NULL AND r.code IS NOT NULL AND u.code IS NOT NULL
        AND {place} <> '' AND {visit} >= 0 THEN i.code END AS item,
    least(coalesce({count}, -1), i.top) AS count
FROM {scan}
LEFT JOIN city_codes c ON c.text = {city}
LEFT JOIN round_codes r ON r.text = {round}
LEFT JOIN place_codes s ON s.text = {place}
LEFT JOIN {verdicts}_items i ON i.text = {item}
LEFT JOIN outcome_codes u ON u.text IS NOT DISTINCT FROM {outcome})"""
"""A row whose key is not whole, or whose outcome is unknown, has no item, so no verdict."""


class Codes:
    """The codes of one session, made when they are first needed."""

    def __init__(self, session: Session, table: Table) -> None:
        self.session = session
        self.table = table
        self.made: set[str] = set()

    def judged(self, *, verdicts: str, places: str | None, owners: str | None) -> str:
        """A SELECT of the verdicts on all observations (`judging_query`), in codes."""
        if not self.made:
            self._make_kinds(places, owners)
        self._make_verdicts(verdicts)
        return judging_query(
            "duckdb",
            observations=self._observations(verdicts),
            verdicts=f"{verdicts}_coded",
            places=places and f"{places}_coded",
            owners=owners and f"{owners}_coded",
            nobody=NOBODY,
        )

    def _make_kinds(self, places: str | None, owners: str | None) -> None:
        """The types, the tables to look up, and who holds what."""
        run = self.session.run
        for kind, texts in KINDS.items():
            texts = texts.format(observations=self.table.name)
            run(ENUM.format(kind=kind, texts=texts))
            run(LOOKUP.format(kind=kind, texts=texts))
        run(EMPTY)
        held = [name for name in (places, owners) if name]
        units = " UNION ".join(f"SELECT unit FROM {name}" for name in held) or "SELECT ''"
        run(ENUM.format(kind="unit", texts=units))
        spots = " UNION ".join(f"SELECT place FROM {name}" for name in held) or "SELECT '' AS place"
        run(PLACES.format(texts=spots))
        if places:
            run(HOLDERS.format(relation=places, column="place_type", kind="type"))
        if owners:
            run(HOLDERS.format(relation=owners, column="item", kind="item"))
        self.made.add("kinds")

    def _make_verdicts(self, verdicts: str) -> None:
        """The verdicts of a standard in codes, and the count from which more changes nothing."""
        if verdicts in self.made:
            return
        largest = self.session.rows(f"SELECT max(possible) FROM {verdicts}")[0][0]
        whole = "INTEGER" if (largest or 0) <= INT_MAX else "BIGINT"
        self.session.run(VERDICTS.format(relation=verdicts, whole=whole))
        self.session.run(ITEMS.format(relation=verdicts))
        self.made.add(verdicts)

    def _observations(self, verdicts: str) -> str:
        session, table = self.session, self.table
        texts = {c: session.text(table, c) for c in ("city", "round", "place", "item", "outcome")}
        whole = {c: session.typed(table, c) for c in ("visit", "count")}
        scan = session.sources[table.name].scan
        return OBSERVATIONS.format(scan=scan, verdicts=verdicts, **texts, **whole)
