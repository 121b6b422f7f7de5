"""What may be done with the places that somebody picked (框选): a later app hands in its own verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from wenming.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Use:
    """A page that takes the picked places over.

    Attributes:
        label: the word on the button.
        url: its address; the filters of the map are appended.
        most: how many places it takes at once.
    """

    label: str | Promise
    url: str
    most: int


# (user) → the use, or None where the person has no right to it.
uses: Registry[Callable[[Any], Use | None]] = Registry()


def uses_for(user: Any, count: int) -> list[Use]:
    """What `user` may do with `count` picked places."""
    found = (give(user) for _app, give in uses)
    return [use for use in found if use is not None and 0 < count <= use.most]
