"""The search box of the top bar: every part looks through its own records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise

from wenming.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: its kind (问题, 点位, 指标, 文件), title, a note and its page."""

    kind: str | Promise
    title: str
    note: str | Promise
    url: str


# (user, words, limit) -> hits that this user may see, best first, at most `limit`.
finders: Registry[Callable[[Any, str, int], list[Hit]]] = Registry()


def holding(words: str, *fields: str) -> Q:
    """Rows of which one of `fields` holds `words`, whatever their case.

    Words without case, as Chinese ones, are looked for as they stand: to ignore case PostgreSQL
    puts the text of every row into capitals first, which takes as long again.
    """
    lookup = "contains" if words.upper() == words.lower() else "icontains"
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__{lookup}": words})
    return found


def find(user: Any, words: str, *, limit: int = 10) -> list[Hit]:
    """Hits of every part for `words`, `limit` a part; none for empty words."""
    words = words.strip()[:100]
    return [hit for _app, look in finders for hit in look(user, words, limit)] if words else []
