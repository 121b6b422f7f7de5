"""Figures of every page that are kept as long as nothing is recorded, instead of counted each time."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache

from wenming.core.models import AuditHead

T = TypeVar("T")
SECONDS = 60


def kept(name: str, user: Any, reckon: Callable[[], T]) -> T:
    """What `reckon` gives for `user`: anew once the audit trail has grown, and every minute.

    Whatever changes a to-do leaves an audit entry in its own transaction, so the head of that
    trail is the age of the figures; what only time brings (a day, a deadline) comes a minute late
    at most.

    Args:
        name: of the figures, unique, such as `todo`.
    """
    head = AuditHead.objects.values_list("digest", flat=True).first()
    key = f"{name}:{user.pk}:{head}"
    found: T | None = cache.get(key)
    if found is None:
        found = reckon()
        cache.set(key, found, SECONDS)
    return found
