"""To-dos (待办) of every part, collected by the workbench and counted in the navigation."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from wenming.core import marks
from wenming.core.counting import count_each
from wenming.core.lights import URGENCY, Light, LightState
from wenming.core.registry import Registry
from wenming.engine.worktime import CHINA


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
    """How a part tells its to-dos, and how many they are.

    Attributes:
        items: at most so many of them, most urgent first, at a fixed number of queries.
        counted: how many, where that takes more than counting rows.
        waiting: the rows that are to-dos each; all parts' rows are counted in one query.
        step: the part under which they are counted, where it is not named like the source.
    """

    items: Callable[[Any, int], list[Todo]]
    counted: Callable[[Any], int] = lambda user: 0
    waiting: Callable[[Any], list[QuerySet[Any]]] = lambda user: []
    step: str = ""

    def count(self, user: Any) -> int:
        """How many to-dos `user` has here."""
        return self.counted(user) + sum(rows.count() for rows in self.waiting(user))


def of_kind(
    rows: Callable[[Any], QuerySet[Any]],
    tell: Callable[[Any, int], Iterable[Todo]],
    *,
    step: str,
) -> Source:
    """A source of one kind, each of its rows a to-do: a part with many kinds is asked for few."""
    return Source(
        items=lambda user, limit: list(tell(user, limit)),
        waiting=lambda user: [rows(user)],
        step=step,
    )


sources: Registry[Source] = Registry()
MOST = 3_000  # to-dos of one person that are paged through; the steps at the left list all
_UNDATED = URGENCY[LightState.OK] - 0.5
_NO_DEADLINE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """To-dos of one page, and the mark of the next (empty on the last)."""

    rows: list[Todo]
    next_mark: str
    is_first: bool


def end_of(day: date | None) -> datetime | None:
    """The last minute of a day in Shanghai, until which a deadline in days lasts."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time.min, CHINA) - timedelta(minutes=1)


def collect(user: Any, *, limit: int, known: dict[str, int] | None = None) -> list[Todo]:
    """The most urgent to-dos of `user` over all parts: overdue, nearly due, undated, the rest.

    Args:
        known: what `by_source` gave; a source that has nothing is not asked.
    """
    asked = (source for name, source in sources if known is None or known.get(name))
    found = [todo for source in asked for todo in source.items(user, limit)]
    return sorted(found, key=_key)[:limit]


def page(user: Any, *, known: dict[str, int], mark: str = "", size: int = 30) -> Page:
    """The `size` to-dos after `mark`, in the order of `collect`; one call a source.

    The mark holds the key of the last to-do shown, so that nothing comes twice where some were
    done meanwhile, and how many came before it, so that each source tells enough.
    """
    seen = marks.read(mark, of="todo")
    before = seen.pop() if seen else 0
    found = collect(user, limit=before + size + 1, known=known)
    if seen:
        found = [todo for todo in found if _written(todo) > seen]
    next_mark = ""
    if len(found) > size and before + size < MOST:
        next_mark = marks.write([*_written(found[size - 1]), before + size], of="todo")
    return Page(rows=found[:size], next_mark=next_mark, is_first=seen is None)


def by_source(user: Any) -> dict[str, int]:
    """How many to-dos each source has for `user`."""
    found = {name: source.counted(user) for name, source in sources}
    waiting = [(name, rows) for name, source in sources for rows in source.waiting(user)]
    counts = count_each([rows for _name, rows in waiting])
    for (name, _rows), n in zip(waiting, counts, strict=True):
        found[name] += n
    return found


def by_step(known: dict[str, int]) -> Counter[str]:
    """The same by the label of the app that owns the step."""
    found = Counter[str]()
    for name, source in sources:
        found[source.step or name] += known.get(name, 0)
    return found


def counts(user: Any) -> dict[str, int]:
    """How many to-dos `user` has at each step."""
    return by_step(by_source(user))


def _key(todo: Todo) -> tuple[float, datetime, str]:
    rank = float(URGENCY[todo.light.state]) if todo.light else _UNDATED
    return rank, todo.due or _NO_DEADLINE, todo.url


def _written(todo: Todo) -> list[Any]:
    """The key as a mark carries it; it sorts like the key."""
    rank, due, url = _key(todo)
    return [rank, due.astimezone(UTC).isoformat(timespec="microseconds"), url]
