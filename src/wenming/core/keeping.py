"""Figures of every page that are kept as long as nothing is recorded, instead of counted each time."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from django.core.cache import cache

from wenming.core.models import AuditHead

T = TypeVar("T")
SECONDS = 60


class Keeper:
    """What is kept for one person, for the time of one request.

    Whatever changes a to-do leaves an audit entry in its own transaction, so the head of that
    trail is the age of the figures; what only time brings (a day, a deadline) comes a minute late
    at most. The head is asked for once.
    """

    def __init__(self, user: Any) -> None:
        self._user = user

    @cached_property
    def _head(self) -> str | None:
        return AuditHead.objects.values_list("digest", flat=True).first()

    def kept(self, name: str, reckon: Callable[[], T]) -> T:
        """What `reckon` gives: anew once the audit trail has grown, and every minute.

        Args:
            name: of the figures, unique, such as `todo`; with the language where it holds words.
        """
        key = f"{name}:{self._user.pk}:{self._head}"
        found: T | None = cache.get(key)
        if found is None:
            found = reckon()
            cache.set(key, found, SECONDS)
        return found
