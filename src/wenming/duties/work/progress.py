"""How much of a tree of work is done: leaves done of leaves asked (进度汇总). Free of the database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wenming.duties.workflow import Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Share:
    """Leaves done of leaves asked; what was cancelled is asked of nobody."""

    done: int
    asked: int

    def __add__(self, other: "Share") -> "Share":
        return Share(self.done + other.done, self.asked + other.asked)


def rolled_up(node: T, *, status: Callable[[T], str], parts: Callable[[T], Sequence[T]]) -> Share:
    """The share of a node: of its parts where it has any that count, else its own.

    Args:
        status: of a node, a value of `Progress`.
        parts: what was handed down from a node.
    """
    if status(node) == Progress.CANCELLED:
        return Share(0, 0)
    below = total(rolled_up(part, status=status, parts=parts) for part in parts(node))
    return below if below.asked else Share(int(status(node) == Progress.DONE), 1)


def total(shares: Iterable[Share]) -> Share:
    """The sum of shares."""
    return sum(shares, Share(0, 0))
