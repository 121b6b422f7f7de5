"""The request of a page behind sign-in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wenming.accounts.models import User


class SignedIn(HttpRequest):
    """A request whose user is a person; annotate views under `@login_required` with it."""

    user: User
    htmx: HtmxDetails
