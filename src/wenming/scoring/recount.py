"""Counting a round anew out of its records, by one query in the product's database (重新计数).

The stored sums of the visits must come out the same; `differences` says where they do not.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection
from django.db.models import F

from wenming.engine.scoring import FieldSums
from wenming.engine.scoring.counting import VERDICT_COLUMNS, counting_query, verdict_rows
from wenming.engine.wording import Said, said
from wenming.inspections.models import Observation, Round
from wenming.inspections.selectors import Which, counted_visits, effective
from wenming.inspections.workflow import RoundStatus
from wenming.places.selectors import answering_unit, overrides_by_place
from wenming.scoring import counting, selectors

CITY = ""
WHICH: tuple[Which, ...] = ("first", "last")
PLACES = (("city", "text"), ("place", "text"), ("place_type", "text"), ("unit", "text"))
OWNERS = (("city", "text"), ("place", "text"), ("item", "text"), ("unit", "text"))


def scored(round_: Round, which: Which) -> selectors.Scored:
    """A round scored out of its observations, without any stored sum."""
    framework = selectors.base_framework(round_.edition)
    return selectors.scored_from(framework, field_sums(round_, which))


def field_sums(round_: Round, which: Which) -> tuple[FieldSums, ...]:
    """Sums by indicator and unit as the database counts them from the observations.

    Returns:
        rows sorted by indicator and unit, as `selectors.field_sums` gives the stored ones.
    """
    records, values = _observations(round_, which)
    places, owners = _holding(round_, which)
    relations = [
        ("verdicts_now", VERDICT_COLUMNS, verdict_rows(counting.table_of(round_.edition))),
        ("places_now", PLACES, places),
        ("owners_now", OWNERS, owners),
    ]
    query = counting_query(
        connection.vendor,
        "indicator",
        observations=f"({records})",
        verdicts="verdicts_now",
        places="places_now",
        owners="owners_now",
    )
    with ExitStack() as tables, connection.cursor() as cursor:
        for relation in relations:
            tables.enter_context(_table(*relation))
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


def differences(round_: Round) -> list[Said]:
    """Where the stored sums of a round differ from its records; empty when all is well.

    Of a published round the sums of all units together are compared: a unit that is named for
    an item later changes nothing of what was published.
    """
    found: list[Said] = []
    together = round_.status == RoundStatus.PUBLISHED
    for which in WHICH:
        stored = by_key(
            selectors.field_sums(counted_visits(round_, which), local=True), together=together
        )
        counted = by_key(field_sums(round_, which), together=together)
        for key in sorted(stored.keys() | counted.keys()):
            if stored.get(key) != counted.get(key):
                sums = said(
                    "%(at)s：存的 %(old)s，重算 %(new)s。",
                    at=" ".join((round_.number, which, *key)),
                    old=str(stored.get(key)),
                    new=str(counted.get(key)),
                )
                found.append(sums)
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


def _holding(round_: Round, which: Which) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Places with their holder, and the items for which another unit answers; two queries."""
    items: dict[str, list[Any]] = {}
    for item in counting.items_of(round_.edition).values():
        items.setdefault(item.place_type.code, []).append(item)
    visits = counted_visits(round_, which).select_related(
        "frame_place__place", "frame_place__holder", "frame_place__sector"
    )
    named = overrides_by_place({visit.frame_place.place_id for visit in visits})
    places: list[tuple[str, ...]] = []
    owners: list[tuple[str, ...]] = []
    for visit in visits:
        held = visit.frame_place
        place, holder = held.place.code, held.holder.code
        places.append((CITY, place, held.type_code, holder))
        overrides = named.get(held.place_id, {})
        for item in items.get(held.type_code, []):
            unit = answering_unit(held, item, overrides).code
            if unit != holder:
                owners.append((CITY, place, item.code, unit))
    return places, owners


@contextmanager
def _table(
    name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]
) -> Iterator[None]:
    """A temporary table, its rows handed over as one value of JSON; dropped afterwards.

    A table and not a subselect: SQLite makes an index for a join with a table only.
    """
    if connection.vendor == "postgresql":
        cells, source = "(value ->> {})::{}", "jsonb_array_elements(%s::jsonb)"
    else:
        cells, source = "CAST(json_extract(value, '$[{}]') AS {})", "json_each(%s)"
    parts = ", ".join(
        f"{cells.format(index, kind)} AS {column}" for index, (column, kind) in enumerate(columns)
    )
    with connection.cursor() as cursor:
        made = f"CREATE TEMPORARY TABLE {name} AS SELECT {parts} FROM {source}"  # noqa: S608 - fixed names
        cursor.execute(made, [json.dumps(list(rows))])
        try:
            yield
        finally:
            cursor.execute(f"DROP TABLE {name}")
