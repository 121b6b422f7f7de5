"""What hangs on a unit or an area in later apps (places, leads, problems), as counts with links."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from wenming.core.registry import Registry
from wenming.organization.models import Area, Unit


@dataclass(frozen=True, slots=True)
class Panel:
    """One count with its list.

    Attributes:
        label: what is counted, such as 点位.
        count: how many.
        url: the list of them.
        is_open: they must go to another unit before this one ends.
    """

    label: str | Promise
    count: int
    url: str
    is_open: bool = False


panels: Registry[Callable[[Unit | Area], list[Panel]]] = Registry()


def of(thing: Unit | Area) -> list[Panel]:
    """The counts of every app that knows of `thing`; each app at a fixed number of queries."""
    return [panel for _app, tell in panels for panel in tell(thing)]
