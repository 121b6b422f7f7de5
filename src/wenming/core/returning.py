"""Back to where somebody came from (返回), so that a gap is closed without losing the place."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

BACK = "back"


def back_to(request: HttpRequest, default: str) -> str:
    """The address of this site that the page's own address names as `back`, else `default`."""
    wanted = request.GET.get(BACK, "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else default


def with_back(url: str, back: str, **query: str) -> str:
    """`url` with a query that leads back."""
    return f"{url}?{urlencode({**query, BACK: back})}"
