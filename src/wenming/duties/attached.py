"""What later apps know of a piece of work, as sentences on its page (已列入会议议程).

A later app hands in its part in `AppConfig.ready`; nothing here knows what it means.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wenming.core.registry import Registry
from wenming.duties.models import Undertaking


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence; `url` leads to what it tells of, empty for who may not open it."""

    text: str
    url: str = ""


# (user, work) → sentences for that user; each app at a fixed number of queries.
notes: Registry[Callable[[Any, Undertaking], list[Note]]] = Registry()


def of(user: Any, row: Undertaking) -> list[Note]:
    """What every app has to say of `row`."""
    return [note for _app, tell in notes for note in tell(user, row)]
