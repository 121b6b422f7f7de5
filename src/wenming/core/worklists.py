"""已办, 我发起的, 抄送我的: what a person did, began, or was copied, newest first, over all parts.

Each part hands in shelves; a page by key walks all of them at one query a shelf.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from wenming.core import marks
from wenming.core.counting import count_each
from wenming.core.registry import Registry

SIZE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, of which kind, where it is; `note` says with whom or how it stands now."""

    title: str | Promise
    kind: str | Promise
    url: str
    note: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rows of one kind.

    Attributes:
        name: unique and lasting, such as `problems.steps`; part of the mark of a page.
        rows: the rows of a person that they may still open.
        at: the field that says when; never null in `rows`.
        line: a row as a line.
    """

    name: str
    rows: Callable[[Any], QuerySet[Any]]
    at: str
    line: Callable[[Any], Line]


done: Registry[list[Shelf]] = Registry()
begun: Registry[list[Shelf]] = Registry()
copied: Registry[list[Shelf]] = Registry()


@dataclass(frozen=True, slots=True)
class Page:
    """Lines with their moments, and the mark of the next page (empty on the last)."""

    rows: list[tuple[datetime, Line]]
    next_mark: str
    is_first: bool


def counts(user: Any, *registries: Registry[list[Shelf]]) -> list[int]:
    """How many lines each list has; one query for all of them."""
    asked = [
        (place, shelf.rows(user))
        for place, registry in enumerate(registries)
        for shelf in _shelves(registry)
    ]
    found = [0] * len(registries)
    for (place, _rows), n in zip(asked, count_each([rows for _place, rows in asked]), strict=True):
        found[place] += n
    return found


def page(registry: Registry[list[Shelf]], user: Any, *, mark: str = "", size: int = SIZE) -> Page:
    """The `size` lines after `mark`, newest first; one query a shelf."""
    after = marks.read(mark, of="worklist")
    streams = [_stream(shelf, user, after, size + 1) for shelf in _shelves(registry)]
    merged = heapq.merge(*streams, key=lambda found: (-found[0].timestamp(), found[1].name))
    shown = [found for found, _n in zip(merged, range(size + 1), strict=False)]
    rows = [(at, shelf.line(row)) for at, shelf, row in shown[:size]]
    next_mark = ""
    if len(shown) > size:
        at, shelf, row = shown[size - 1]
        next_mark = marks.write([at.isoformat(), shelf.name, str(row.pk)], of="worklist")
    return Page(rows=rows, next_mark=next_mark, is_first=after is None)


def _shelves(registry: Registry[list[Shelf]]) -> Iterator[Shelf]:
    for _app, shelves in registry:
        yield from shelves


def _stream(
    shelf: Shelf, user: Any, after: list[str] | None, limit: int
) -> list[tuple[datetime, Shelf, Model]]:
    """The first rows of a shelf after the mark, newest first, in the order of all shelves."""
    rows = shelf.rows(user)
    if after is not None:
        at, name, pk = datetime.fromisoformat(after[0]), after[1], after[2]
        later = Q(**{f"{shelf.at}__lt": at})
        if shelf.name > name:
            later |= Q(**{shelf.at: at})
        elif shelf.name == name:
            later |= Q(**{shelf.at: at, "pk__lt": pk})
        rows = rows.filter(later)
    found = rows.order_by(f"-{shelf.at}", "-pk")[:limit]
    return [(getattr(row, shelf.at), shelf, row) for row in found]
