"""Small helps for the pages of rounds."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from wenming.inspections.models import Visit
from wenming.inspections.workflow import RoundStatus

register = template.Library()
_LOOKS: dict[str, str] = {
    RoundStatus.SEALED: "active",
    RoundStatus.DRAWN: "active",
    RoundStatus.RELEASED: "active",
    RoundStatus.CLOSED: "active",
    RoundStatus.PUBLISHED: "done",
}


@register.filter
def at(table: Mapping[Any, Any], key: Any) -> Any:
    """What stands at `key`, None where nothing does."""
    return table.get(key)


@register.filter
def look(status: str) -> str:
    """How the tag of a round looks: over, under way or on paper."""
    return _LOOKS.get(status, "plain")


@register.filter
def newest(visits: Iterable[Visit]) -> Visit | None:
    """The last visit to a place, of those that are loaded."""
    return max(visits, key=lambda visit: visit.number, default=None)
