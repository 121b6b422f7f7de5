"""Pages by key: the next page starts after the last row seen, at any depth the same cost."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

M = TypeVar("M", bound=models.Model)
PAGE_SIZE = 50
MOST_COUNTED = 10_000
"""More is written 10,000 以上: to count a hundred thousand rows costs more than to show fifty."""
MOST_FOUND = 500
"""The same for a search for words, which reads every row until it has found so many."""


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page of rows and the marks of its neighbours (empty where there is none)."""

    rows: list[M]
    next_mark: str
    is_first: bool


def page_by_key(
    queryset: models.QuerySet[M],
    *,
    keys: list[str],
    mark: str = "",
    size: int = PAGE_SIZE,
    shown: models.QuerySet[M] | None = None,
) -> Page[M]:
    """The page of `queryset` after `mark`.

    Args:
        queryset: rows to page; its own order is replaced by `keys`.
        keys: not-null field names, the last one unique, each with `-` for descending.
        mark: `next_mark` of the page before; empty or unreadable gives the first page.
        size: rows a page.
        shown: all rows, with what a line shows; without it those of `queryset`, which filters and
            annotates them a second time.
    """
    signer = _signer(queryset, keys)
    values = _read(mark, signer)
    rows = queryset.order_by(*keys)
    if values is not None:
        rows = rows.filter(_after(keys, values))
    order = list(rows.values_list("pk", flat=True)[: size + 1])
    found = _whole(queryset if shown is None else shown, order)
    has_more = len(found) > size
    found = found[:size]
    next_mark = _write([_value(found[-1], key) for key in keys], signer) if has_more else ""
    return Page(rows=found, next_mark=next_mark, is_first=values is None)


def total_of(queryset: models.QuerySet[M], page: Page[M], *, is_search: bool = False) -> int | str:
    """How many rows there are, as written below the list; no query where the page has them all.

    Args:
        is_search: whether words are searched for, which reads every row.
    """
    if page.is_first and not page.next_mark:
        return len(page.rows)
    most = MOST_FOUND if is_search else MOST_COUNTED
    n = queryset.order_by()[: most + 1].count()
    return n if n <= most else _over(most)


def count_up_to(queryset: models.QuerySet[M]) -> int:
    """How many rows there are; MOST_COUNTED + 1 stands for any more."""
    return queryset.order_by()[: MOST_COUNTED + 1].count()


def counted(n: int) -> int | str:
    """A figure of `count_up_to` as written: 10,000 以上 where it was not counted to the end."""
    return n if n <= MOST_COUNTED else _over(MOST_COUNTED)


def _over(most: int) -> str:
    return _("%(n)s 以上") % {"n": f"{most:,}"}


def _whole(queryset: models.QuerySet[M], order: list[Any]) -> list[M]:
    """The rows with these keys, in this order.

    Keys first, rows after: what a row shows is joined to the page alone, never to all that had to
    be sorted, whatever plan the database makes.
    """
    rows = queryset.in_bulk(order)
    return [rows[key] for key in order if key in rows]


def _after(keys: list[str], values: list[Any]) -> Q:
    """Rows that come after `values` in the order of `keys`.

    The first key bounds them all: so an index is entered at the mark, however deep.
    """
    first = keys[0].lstrip("-")
    bound = "lte" if keys[0].startswith("-") else "gte"
    condition = Q()
    for index, key in enumerate(keys):
        equal = {k.lstrip("-"): v for k, v in zip(keys[:index], values[:index], strict=True)}
        step = "lt" if key.startswith("-") else "gt"
        condition |= Q(**equal, **{f"{key.lstrip('-')}__{step}": values[index]})
    return Q(**{f"{first}__{bound}": values[0]}) & condition


def _value(row: models.Model, key: str) -> Any:
    value: Any = row
    for part in key.lstrip("-").split("__"):
        value = getattr(value, part)
    return value


def _signer(queryset: models.QuerySet[M], keys: list[str]) -> Signer:
    """A mark holds for the list that gave it: a made-up one, or one of another list, is no mark."""
    return Signer(salt=f"page:{queryset.model._meta.label}:{','.join(keys)}")


def _write(values: list[Any], signer: Signer) -> str:
    plain = [value if isinstance(value, str | int | float) else str(value) for value in values]
    return signer.sign_object(plain)


def _read(mark: str, signer: Signer) -> list[Any] | None:
    try:
        found: list[Any] = signer.unsign_object(mark)
    except (BadSignature, ValueError):
        return None
    return found
