"""Small helps for the pages of rounds."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(table: Mapping[Any, Any], key: Any) -> Any:
    """What stands at `key`, None where nothing does."""
    return table.get(key)
