"""Turns an error of the field that no view caught into a page with its sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import reswap, retarget

from wenming.core.errors import DomainError


class DomainErrorMiddleware:
    """Shows `DomainError` with its own status instead of a server error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django for an exception out of a view."""
        if not isinstance(error, DomainError):
            return None
        if getattr(request, "htmx", False):  # into the messages of the page that asked
            answer = render(request, "core/_error.html", {"error": error}, status=error.status)
            return retarget(reswap(answer, "innerHTML"), "#messages")
        return render(request, "core/error.html", {"error": error}, status=error.status)
