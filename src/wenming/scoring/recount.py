"""Counting a round anew out of its records, by one query in the product's database (重新计数).

The stored sums of the visits must come out the same; `differences` says where they do not.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import F

from wenming.engine.scoring import FieldSums
from wenming.engine.scoring.counting import VERDICT_COLUMNS, counting_query, verdict_rows
from wenming.inspections.models import Observation, Round
from wenming.inspections.selectors import Which, counted_visits, effective
from wenming.inspections.workflow import RoundStatus
from wenming.places.selectors import answering_unit, overrides_by_place
from wenming.scoring import counting, selectors

CITY = ""
WHICH: tuple[Which, ...] = ("first", "last")
PLACES = (("city", "text"), ("place", "text"), ("place_type", "text"), ("unit", "text"))
OWNERS = (("city", "text"), ("place", "text"), ("item", "text"), ("unit", "text"))
ROWS_A_STATEMENT = 90  # SQLite takes 999 values in one statement in old versions


def field_sums(round_: Round, which: Which) -> tuple[FieldSums, ...]:
    """Sums by indicator and unit as the database counts them from the observations.

    Returns:
        rows sorted by indicator and unit, as `selectors.field_sums` gives the stored ones.
    """
    records, values = _observations(round_, which)
    with (
        _table("verdicts_now", VERDICT_COLUMNS, verdict_rows(counting.table_of(round_.edition))),
        _table("places_now", PLACES, _places(round_, which)),
        _table("owners_now", OWNERS, _owners(round_, which)),
        connection.cursor() as cursor,
    ):
        query = counting_query(
            connection.vendor,
            "indicator",
            observations=f"({records})",
            verdicts="verdicts_now",
            places="places_now",
            owners="owners_now",
        )
        cursor.execute(query, values)
        rows = cursor.fetchall()
    return tuple(
        sorted(
            (
                FieldSums(indicator, unit, n, earned, possible)
                for _city, _round, unit, indicator, n, earned, possible, *_rest in rows
                if indicator
            ),
            key=lambda row: (row.indicator, row.unit),
        )
    )


def differences(round_: Round) -> list[str]:
    """Where the stored sums of a round differ from its records; empty when all is well.

    Of a published round the sums of all units together are compared: a unit that is named for
    an item later changes nothing of what was published.
    """
    found = []
    together = round_.status == RoundStatus.PUBLISHED
    for which in WHICH:
        stored = by_key(
            selectors.field_sums(counted_visits(round_, which), local=True), together=together
        )
        counted = by_key(field_sums(round_, which), together=together)
        for key in sorted(stored.keys() | counted.keys()):
            if stored.get(key) != counted.get(key):
                found.append(
                    f"{round_.number} {which} {' '.join(key)}：存的是 {stored.get(key)}，"
                    f"重算是 {counted.get(key)}。"
                )
    return found


def by_key(
    sums: Iterable[FieldSums], *, together: bool
) -> dict[tuple[str, ...], tuple[int, int, int]]:
    """n, earned and full by indicator and unit, or of all units together by indicator."""
    found: dict[tuple[str, ...], tuple[int, int, int]] = {}
    for row in sums:
        key = (row.indicator,) if together else (row.indicator, row.unit)
        n, earned, full = found.get(key, (0, 0, 0))
        found[key] = (n + row.n, earned + row.earned, full + row.full)
    return found


def _observations(round_: Round, which: Which) -> tuple[str, Sequence[Any]]:
    """The observations that count, with the columns that counting reads, as a subselect."""
    rows = effective(Observation.objects.filter(visit__in=counted_visits(round_, which)))
    chosen = rows.values_list(
        F("visit__frame_place__place__code"),
        F("item__code"),
        F("visit__number"),
        "final_outcome",
        "final_count",
    )
    inner, values = chosen.query.sql_with_params()
    columns = 'place, item, visit, outcome, "count"'
    query = (
        f"WITH chosen({columns}) AS ({inner}) "  # noqa: S608 - made by the ORM, values apart
        f"SELECT '{CITY}' AS city, '' AS \"round\", {columns} FROM chosen"
    )
    return query, values


def _places(round_: Round, which: Which) -> Iterator[tuple[str, ...]]:
    rows = counted_visits(round_, which).values_list(
        "frame_place__place__code", "frame_place__type_code", "frame_place__holder__code"
    )
    for place, type_code, unit in rows:
        yield CITY, place, type_code, unit


def _owners(round_: Round, which: Which) -> Iterator[tuple[str, ...]]:
    """The unit that answers for each item of each place."""
    items: dict[str, list[Any]] = {}
    for item in counting.items_of(round_.edition_id).values():
        items.setdefault(item.place_type.code, []).append(item)
    visits = counted_visits(round_, which).select_related(
        "frame_place__place", "frame_place__holder", "frame_place__sector"
    )
    named = overrides_by_place({visit.frame_place.place_id for visit in visits})
    for visit in visits:
        overrides = named.get(visit.frame_place.place_id, {})
        for item in items.get(visit.frame_place.type_code, []):
            unit = answering_unit(visit.frame_place, item, overrides)
            yield CITY, visit.frame_place.place.code, item.code, unit.code


@contextmanager
def _table(
    name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]
) -> Iterator[None]:
    """A temporary table with `rows`, dropped afterwards."""
    names = ", ".join(column for column, _kind in columns)
    spec = ", ".join(f"{column} {kind}" for column, kind in columns)
    mark = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({spec})")
        try:
            for lot in _lots(list(rows)):
                marks = ", ".join([mark] * len(lot))
                values = [value for row in lot for value in row]
                cursor.execute(f"INSERT INTO {name} ({names}) VALUES {marks}", values)  # noqa: S608 - fixed names
            yield
        finally:
            cursor.execute(f"DROP TABLE {name}")


def _lots(rows: list[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        yield rows[start : start + ROWS_A_STATEMENT]
