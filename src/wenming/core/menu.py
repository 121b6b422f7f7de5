"""Sub-pages of the steps: each app says which pages stand under its step, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from wenming.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Entry:
    """One page under a step: its name, the name of its route, and who sees it.

    `shown` runs for every page of the step's visitors, so it must not cost a query of its own.
    """

    label: str | Promise
    route: str
    shown: Callable[[Any], bool] = lambda user: True


entries: Registry[list[Entry]] = Registry()


def of(app: str, user: Any) -> list[Entry]:
    """The pages that `user` sees under the step of `app`."""
    return [e for name, listed in entries if name == app for e in listed if e.shown(user)]
