"""A table of steps: which action leads from which states to which (流程表). Free of Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Steps(Generic[S]):
    """The steps of one kind of thing.

    Attributes:
        table: action -> (states it may start from, state it leads to).
    """

    table: Mapping[str, tuple[frozenset[S], S]]

    def target(self, now: S, action: str) -> S | None:
        """The state that `action` leads to from `now`, or None when it is not allowed."""
        sources, to = self.table[action]
        return to if now in sources else None

    def allowed(self, now: S) -> list[str]:
        """The actions possible from `now`, in the order of the table."""
        return [action for action, (sources, _to) in self.table.items() if now in sources]
