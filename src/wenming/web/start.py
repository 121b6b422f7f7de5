"""What stands below the loop on the start page: a later app hands in its own part."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from wenming.core.registry import Registry

# (request) -> (template, context), or None to show nothing; the demo adds its role cards here.
extras: Registry[Callable[[HttpRequest], tuple[str, dict[str, Any]] | None]] = Registry()


def extra(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The first part that an app has for this request."""
    return next((part for _app, give in extras if (part := give(request))), None)
