"""What serves an indicator in later apps (tasks, policies, projects, themes, leaders), for its page.

A later app hands in its own part in `AppConfig.ready`; nothing here knows what it means.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from wenming.core.registry import Registry

M = TypeVar("M", bound=Model)
SHOWN = 5  # of each part; its list shows the rest


@dataclass(frozen=True, slots=True)
class Served:
    """One thing that serves an indicator: what it is, who answers and how far it is, where it stands."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """The things of one kind.

    Attributes:
        label: what they are, such as 任务.
        rows: the first SHOWN of them.
        count: how many there are.
        url: the list of them, "" where none can be narrowed to the indicator.
    """

    label: str | Promise
    rows: Sequence[Served]
    count: int
    url: str = ""


def part_of(
    label: str | Promise, rows: QuerySet[M], tell: Callable[[M], Served], url: str = ""
) -> Part:
    """A part of the first SHOWN of `rows`; counted only where there are more."""
    first = list(rows[: SHOWN + 1])
    count = len(first) if len(first) <= SHOWN else rows.count()
    return Part(label, [tell(row) for row in first[:SHOWN]], count, url)


# (user, code of the indicator) → what the user may see; the code is the same in every edition.
serving: Registry[Callable[[Any, str], list[Part]]] = Registry()


def of(user: Any, code: str) -> list[Part]:
    """The parts of every app that knows of the indicator, empty ones left out."""
    found = [part for _app, tell in serving for part in tell(user, code)]
    return [part for part in found if part.count]
