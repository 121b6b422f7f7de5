"""What pages of the register share: save a form through a service, end a thing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from wenming.core.errors import DomainError


class SignedIn(HttpRequest):
    """The request of a person; its class belongs to accounts, which stands after this app."""

    user: Any


def saved_by(form: forms.Form, save: Callable[[], Any]) -> Any:
    """What `save` gives for a valid form; None with the refusal in the form."""
    if not form.is_valid():
        return None
    try:
        return save()
    except DomainError as error:
        form.add_error(None, str(error))
        return None


def form_page(
    request: HttpRequest, form: forms.Form, *, title: str | Promise, back: str, **context: Any
) -> HttpResponse:
    """A page that is one form.

    Args:
        title: the heading.
        back: address of the page it came from.
        context: `verb` (words of the button), `note` (a sentence above the form).
    """
    context |= {"form": form, "title": title, "back": back}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "organization/form.html", context, status=status)


def done(request: HttpRequest, words: str, to: str) -> HttpResponse:
    """On to `to`, with what was done at the top."""
    messages.success(request, words)
    return redirect(to)
