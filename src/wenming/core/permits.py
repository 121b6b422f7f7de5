"""Asks who may do what on behalf of the apps that stand before accounts; accounts answers.

Later apps ask `accounts.rights` itself. Nothing is allowed before accounts has taken its place.
"""

from typing import Any, Protocol


class Decider(Protocol):
    """What accounts brings: the same two questions as in `accounts.rights`."""

    def can(self, user: Any, ability: str, *, area: Any = None, unit: Any = None) -> bool:
        """Whether `user` may do `ability`, at `area` and for `unit` where they are named."""
        ...

    def require(self, user: Any, ability: str, *, area: Any = None, unit: Any = None) -> None:
        """Refuse with NotAllowed where `can` says no."""
        ...


_deciders: list[Decider] = []


def decide_by(decider: Decider) -> None:
    """Let `decider` answer from now on; called once, when accounts is ready."""
    _deciders[:] = [decider]


def can(user: Any, ability: str, *, area: Any = None, unit: Any = None) -> bool:
    """Whether `user` may do `ability` (a value of `accounts.rights.Ability`)."""
    return bool(_deciders) and _deciders[0].can(user, ability, area=area, unit=unit)


def require(user: Any, ability: str, *, area: Any = None, unit: Any = None) -> None:
    """Refuse where the person lacks the right.

    Raises:
        NotAllowed: the person lacks the right here.
        RuntimeError: accounts is not ready.
    """
    if not _deciders:
        raise RuntimeError("permits.require() before accounts is ready")
    _deciders[0].require(user, ability, area=area, unit=unit)
