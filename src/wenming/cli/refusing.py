"""Refusing bad tables by file, row, column, value and what was expected (拒收)."""
# ruff: noqa: S608 - names in the SQL are our own, values are parameters

from typing import Any, NoReturn

from wenming.engine.framework import VerdictTable
from wenming.engine.framework.verdicts import NO_COUNT
from wenming.engine.wording import said

from .failing import Faulty, at_row
from .session import Session
from .tables import KINDS, Table

ROW = "row_"
WORD = 62  # bits that fit into a BIGINT


def numbered(session: Session, table: Table) -> str:
    """A subselect: the columns as read, the raw text as `raw_…`, and the row number.

    Rows count as a spreadsheet counts them: the header of a CSV is row 1. Only used when
    something is wrong, so that reading a good file stays fast.
    """
    source = session.sources[table.name]
    columns = ", ".join(
        f"{session.typed(table, column)} AS {column}, {session.raw(table, column)} AS raw_{column}"
        for column in table.columns
    )
    return f"(SELECT row_number() OVER () + {source.offset} AS {ROW}, {columns} FROM {source.scan})"


def check_cells(session: Session, table: Table) -> None:
    """Refuse the first row that has a cell that its column cannot hold."""
    bad = {c: KINDS[kind].bad.replace("{c}", c) for c, kind in table.columns.items()}
    anywhere = " OR ".join(f"({test})" for test in bad.values())
    if not session.rows(f"SELECT 1 FROM {table.name} WHERE {anywhere} LIMIT 1"):
        return
    tests = ", ".join(f"({test}), raw_{column}" for column, test in bad.items())
    row, *cells = session.rows(
        f"SELECT {ROW}, {tests} FROM {numbered(session, table)} WHERE {anywhere}"
        f" ORDER BY {ROW} LIMIT 1"
    )[0]
    tested = zip(bad, cells[::2], cells[1::2], strict=True)
    column, value = next((column, value) for column, is_bad, value in tested if is_bad)
    path = str(session.sources[table.name].path)
    raise at_row(path, row, column, value, KINDS[table.columns[column]].expected)


def check_known(session: Session, table: Table, column: str, known: str, expected: str) -> None:
    """Refuse the first row whose `column` is not among `known`, a SELECT of one column."""
    unknown = f"{column} NOT IN ({known})"
    if not session.rows(f"SELECT 1 FROM {table.name} WHERE {unknown} LIMIT 1"):
        return
    row, value = session.rows(
        f"SELECT {ROW}, raw_{column} FROM {numbered(session, table)} WHERE {unknown}"
        f" ORDER BY {ROW} LIMIT 1"
    )[0]
    raise at_row(str(session.sources[table.name].path), row, column, value, expected)


def check_unique(session: Session, table: Table) -> None:
    """Refuse a key that stands twice; a row for every city clashes with one for a single city."""
    if not table.key:
        return
    keys = ", ".join(table.key)
    if table.every_city:
        found = session.rows(
            f"SELECT {keys} FROM (SELECT {keys}, city, count(*) AS n FROM {table.name}"
            f" GROUP BY ALL) GROUP BY ALL"
            f" HAVING max(n) > 1 OR (count(*) > 1 AND bool_or(city = '')) LIMIT 1"
        )
    else:
        found = session.rows(
            f"SELECT {keys} FROM {table.name} GROUP BY ALL HAVING count(*) > 1 LIMIT 1"
        )
    if found:
        _refuse_twice(session, table, found[0])


def _refuse_twice(session: Session, table: Table, key: tuple[Any, ...]) -> NoReturn:
    tests = " AND ".join(f"{column} = ${n + 1}" for n, column in enumerate(table.key))
    city = "city" if table.every_city else "''"
    rows = session.rows(
        f"SELECT {ROW}, {city} FROM {numbered(session, table)} WHERE {tests} ORDER BY {ROW}",
        list(key),
    )
    for position, (row, row_city) in enumerate(rows):
        for before, before_city in rows[:position]:
            if row_city == before_city or "" in (row_city, before_city):
                raise Faulty(
                    said(
                        "%(path)s 第 %(row)s 行 %(columns)s 列：“%(values)s”与第 %(before)s 行重复，"
                        "同一键只能有一行。",
                        path=session.sources[table.name].path,
                        row=row,
                        columns=list(table.key),
                        values=list(key),
                        before=before,
                    )
                )
    raise AssertionError("a key found twice stands in two rows")


def check_observations_unique(session: Session, table: Table, verdicts: VerdictTable) -> None:
    """Refuse a second verdict on one item in one visit.

    Visits are told apart by a hash, so two visits may meet in one group and look like duplicates;
    then, and only then, the keys are compared. This takes a tenth of the memory of grouping by the
    key.
    """
    rows = fill_slots(session, verdicts)
    if session.rows(suspicious_visits("hash", rows)):
        check_unique(session, table)


def fill_slots(session: Session, verdicts: VerdictTable) -> int:
    """Make the table `slots`: each item as one bit of a word; returns how many words there are."""
    slots = slots_of(verdicts)
    rows = [(item, slot // WORD, 1 << slot % WORD) for item, slot in slots.items()]
    session.fill("slots", (("item", "VARCHAR"), ("word", "INTEGER"), ("bit", "BIGINT")), rows)
    return max(slots.values(), default=0) // WORD + 1


def suspicious_visits(hashing: str, words: int) -> str:
    """The query that finds a visit with more rows than different items; DuckDB's or Spark's.

    The items of a place type are numbered, and the numbers of one visit are collected as bits: a
    verdict too many shows as more rows than bits.

    Args:
        hashing: the database's function of several columns.
    """
    bits = " + ".join(
        f"bit_count(bit_or(CASE WHEN word = {word} THEN bit ELSE 0 END))" for word in range(words)
    )
    return (
        f"SELECT {hashing}(city, round, place, visit) FROM observations JOIN slots USING (item)"
        f" GROUP BY 1 HAVING count(*) > {bits} LIMIT 1"
    )


def slots_of(verdicts: VerdictTable) -> dict[str, int]:
    """A number for each item, from 0 within its place type."""
    slots: dict[str, int] = {}
    used: dict[str, int] = {}
    for item, rows in verdicts.items.items():
        place_type = rows[0].place_type
        slots[item] = used.get(place_type, 0)
        used[place_type] = slots[item] + 1
    return slots


def refuse_observation(
    session: Session, table: Table, verdicts: VerdictTable, *, has_places: bool
) -> NoReturn:
    """Say what is wrong with the first observation that matches no verdict."""
    check_cells(session, table)
    places = "LEFT JOIN holders p ON p.city = o.city AND p.place = o.place" if has_places else ""
    on_type = "AND v.place_type = p.place_type" if has_places else ""
    place_type = "p.place_type" if has_places else "''"
    row, place, found_type, item, outcome, count = session.rows(
        f"SELECT o.{ROW}, o.place, {place_type}, o.item, o.outcome, o.count"
        f" FROM {numbered(session, table)} o {places}"
        f" LEFT JOIN verdicts v ON v.item = o.item {on_type} AND v.outcome = o.outcome"
        f" AND coalesce(o.count, {NO_COUNT}) BETWEEN v.low AND v.high"
        f" WHERE v.item IS NULL ORDER BY {ROW} LIMIT 1"
    )[0]
    column, value, expected = what_is_wrong(verdicts, place, found_type, item, outcome, count)
    raise at_row(str(session.sources[table.name].path), row, column, value, expected)


def what_is_wrong(
    verdicts: VerdictTable,
    place: str,
    place_type: str | None,
    item: str,
    outcome: str,
    count: int | None,
) -> tuple[str, object, str]:
    """Column, value and what was expected there."""
    if place_type is None:
        return "place", place, said("应为点位表中该城市的点位编码")
    rows = verdicts.items.get(item)
    if rows is None:
        return "item", item, said("应为测评体系中的细项编码")
    if place_type and rows[0].place_type != place_type:
        return "item", item, said("这个点位的类型是 %(type)s，应为该类型的细项", type=place_type)
    expected = said("细项 %(item)s 的%(expected)s", item=item, expected=verdicts.expected(item))
    if outcome and (item, outcome) not in verdicts.by_outcome:
        return "outcome", outcome, expected
    takes_count = rows[0].low != NO_COUNT
    if outcome or takes_count:
        return "count", count, expected
    return "outcome", outcome, expected
