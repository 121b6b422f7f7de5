"""Counts of many parts in one query: what waits, what was done, what needs a word."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, Value


def count_each(querysets: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each queryset has, in their order; one query, none where all are empty."""
    found = [0] * len(querysets)
    arms = [_counted(rows, place) for place, rows in enumerate(querysets)]
    if not arms:
        return found
    united = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
    for place, n in united:
        found[place] = n
    return found


def _counted(rows: QuerySet[Any], place: int) -> QuerySet[Any, tuple[int, int]]:
    """The place and the count as one row, or as none."""
    if rows.query.group_by is not None:  # rows that count something themselves
        rows = rows.model._default_manager.filter(pk__in=rows.values("pk"))
    placed = rows.order_by().annotate(_place=Value(place)).values("_place")
    counted: QuerySet[Any, tuple[int, int]] = placed.annotate(
        _n=Count("pk", distinct=True)
    ).values_list("_place", "_n")
    return counted
