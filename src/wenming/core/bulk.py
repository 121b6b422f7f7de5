"""Bulk writes that leave room for others (批量写入)."""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from django.db import connection, models, transaction

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
ROWS_A_TRANSACTION = 250
PAUSE_SECONDS = 0.02
ROWS_A_STATEMENT = 500  # keys that one statement names


def bulk_create(model: type[M], rows: Sequence[M]) -> int:
    """Insert `rows`; on SQLite at most 250 a transaction with a pause between.

    Inside an open transaction everything goes in at once, for the lock is held anyway.
    Measured (reference figures in docs/adr/0004): 2,000-row transactions back to back starve
    readers on SQLite; 250 rows and 20 ms do not.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        model._default_manager.bulk_create(rows, batch_size=2000)
        return len(rows)
    for start in range(0, len(rows), ROWS_A_TRANSACTION):
        with transaction.atomic():
            model._default_manager.bulk_create(rows[start : start + ROWS_A_TRANSACTION])
        time.sleep(PAUSE_SECONDS)
    return len(rows)


def bulk_change(model: type[M], rows: Sequence[M], fields: Collection[str]) -> None:
    """Write `fields` of stored rows, which the caller has locked in a transaction.

    Rows go in under keys that are there, and the database updates instead (upsert): 2,000 rows of
    twelve fields take 0.1 s, where `bulk_update` with its conditions takes 3 s and more.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("bulk_change() outside a transaction: a row that went would come back")
    model._default_manager.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=fields,
    )


def bulk_relate(
    through: type[models.Model], owner: str, other: str, wanted: Mapping[int, Collection[int]]
) -> None:
    """Tie each owner to exactly the wanted rows, as `set()` does for one.

    Args:
        through: the rows of a many-to-many field; `owner` and `other` their columns of keys.
        wanted: keys by the key of the owner; owners left out stay as they are.
    """
    rows = through._default_manager
    for keys in in_batches(sorted(wanted)):
        ties = rows.filter(**{f"{owner}__in": keys}).values_list(owner, other, "pk")
        there = {(mine, its): pk for mine, its, pk in ties}
        asked = {(mine, its) for mine in keys for its in wanted[mine]}
        for gone in in_batches([pk for pair, pk in there.items() if pair not in asked]):
            rows.filter(pk__in=gone).delete()
        fresh = sorted(asked - there.keys())
        bulk_create(through, [through(**{owner: mine, other: its}) for mine, its in fresh])


def in_batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows in parts that one statement may name."""
    return (
        rows[start : start + ROWS_A_STATEMENT] for start in range(0, len(rows), ROWS_A_STATEMENT)
    )
