"""Small helps for the pages of rounds."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from wenming.inspections.models import Visit

register = template.Library()


@register.filter
def at(table: Mapping[Any, Any], key: Any) -> Any:
    """What stands at `key`, None where nothing does."""
    return table.get(key)


@register.filter
def newest(visits: Iterable[Visit]) -> Visit | None:
    """The last visit to a place, of those that are loaded."""
    return max(visits, key=lambda visit: visit.number, default=None)
