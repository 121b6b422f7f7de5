"""Sentences that need a decision (需要您关注) and the figures of the workbench, from every part."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from wenming.core.counting import count_each
from wenming.core.lights import Light
from wenming.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its cause and the verb that answers it; praise counts too.

    Attributes:
        subject: what it is about, printed strong, such as 石坊街道.
        text: the rest of the sentence, with the cause.
        url: where to act.
        verb: the word on the button, such as 看丢分.
        weight: how much it matters; the heaviest sentences are shown.
    """

    subject: str | Promise
    text: str | Promise
    url: str
    verb: str | Promise
    weight: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence that is told only where there are rows; those of all parts count in one query.

    Attributes:
        rows: what the sentence is about.
        tell: the sentence about so many of them, at least one.
    """

    rows: QuerySet[Any]
    tell: Callable[[int], Sentence]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the strip: what it counts, the value as written, and what makes it honest.

    Attributes:
        label: with the period, such as 按期整改（本月）.
        value: as written, such as 268/301; – where nothing was measured.
        note: the share, the base or the comparison, such as 89.0%，目标 95%.
        url: the list of the records behind it.
        light: the note as a light instead, where the figure is about deadlines.
    """

    label: str | Promise
    value: str
    note: str | Promise
    url: str
    light: Light | None = None


sentences: Registry[Callable[[Any], Iterable[Sentence | Counted]]] = Registry()
figures: Registry[Callable[[Any], list[Figure]]] = Registry()


def collect(user: Any, *, limit: int) -> list[Sentence]:
    """The `limit` weightiest sentences for `user` over all parts."""
    found = told([sentence for _app, tell in sentences for sentence in tell(user)])
    return sorted(found, key=lambda sentence: -sentence.weight)[:limit]


def told(found: Iterable[Sentence | Counted]) -> list[Sentence]:
    """The sentences, in their order; what has to be counted first in one query."""
    found = list(found)
    counts = iter(count_each([one.rows for one in found if isinstance(one, Counted)]))
    said = []
    for one in found:
        if isinstance(one, Sentence):
            said.append(one)
        elif n := next(counts):
            said.append(one.tell(n))
    return said


def collect_figures(user: Any) -> list[Figure]:
    """The figures for `user` in the order of the parts."""
    return [figure for _app, tell in figures for figure in tell(user)]
