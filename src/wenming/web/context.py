"""What every page knows: the city, the office, and for people signed in the navigation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from wenming.web.nav import shell_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Names of the city and its office, and the `shell`; None for strangers, at no query."""
    user = getattr(request, "user", None)
    return {
        "city_name": settings.CITY_NAME,
        "office_name": settings.OFFICE_NAME,
        "is_demo": settings.DEMO,
        "shell": shell_of(request) if user is not None and user.is_authenticated else None,
    }
