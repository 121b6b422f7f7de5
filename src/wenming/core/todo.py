"""To-dos (待办) of every part, collected by the workbench and counted in the navigation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.functional import Promise

from wenming.core.lights import URGENCY, Light
from wenming.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits for a person, with the one verb that moves it on.

    Attributes:
        light: where its clock stands; None for a thing without a deadline.
        title: what to do with what, such as 复核整改：石坊农贸市场摊位出线.
        kind: the step, in one word, such as 复核.
        from_whom: the unit that it came from.
        due: the deadline, or None.
        url: where it is done.
        verb: the word on the button, such as 复核.
    """

    light: Light | None
    title: str | Promise
    kind: str | Promise
    from_whom: str | Promise
    due: datetime | None
    url: str
    verb: str | Promise


@dataclass(frozen=True, slots=True)
class Source:
    """How a part tells its to-dos: at most `limit` of them, most urgent first, and how many in all.

    Each function costs a fixed number of queries.
    """

    items: Callable[[Any, int], list[Todo]]
    count: Callable[[Any], int]


sources: Registry[Source] = Registry()
_NO_DEADLINE = datetime.max.replace(tzinfo=UTC)


def collect(user: Any, *, limit: int) -> list[Todo]:
    """The most urgent to-dos of `user` over all parts, overdue first, then by deadline."""
    found = [todo for _app, source in sources for todo in source.items(user, limit)]
    return sorted(found, key=_urgency)[:limit]


def counts(user: Any) -> dict[str, int]:
    """How many to-dos `user` has in each part, by app label."""
    return {app: source.count(user) for app, source in sources}


def _urgency(todo: Todo) -> tuple[int, datetime]:
    rank = URGENCY[todo.light.state] if todo.light else len(URGENCY)
    return rank, todo.due or _NO_DEADLINE
