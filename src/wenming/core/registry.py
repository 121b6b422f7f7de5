"""Lets a later page collect from earlier apps without importing them: each app adds a function.

An app adds in `AppConfig.ready`, once; adding again under the same name replaces.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

F = TypeVar("F")


class Registry(Generic[F]):
    """Functions by the name of the app that gave them, in the order they were added."""

    def __init__(self) -> None:
        self._by_app: dict[str, F] = {}

    def add(self, app: str, function: F) -> None:
        """Add the function of `app` (its label, for example "problems")."""
        self._by_app[app] = function

    def __iter__(self) -> Iterator[tuple[str, F]]:
        return iter(self._by_app.items())
