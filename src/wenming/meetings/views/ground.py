"""What the pages of meetings share: which meeting, who may change it, back to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from wenming.accounts.requests import SignedIn
from wenming.meetings import permissions
from wenming.meetings.models import Meeting


def seen(request: SignedIn, pk: int) -> Meeting:
    """A meeting that this person may open."""
    visible = permissions.visible_to(request.user).select_related("owner", "minutes")
    return get_object_or_404(visible, pk=pk)


def kept(request: SignedIn, pk: int) -> Meeting:
    """A meeting that this person arranges.

    Raises:
        PermissionDenied: somebody else does.
    """
    meeting = seen(request, pk)
    if not permissions.can_hold(request.user, meeting):
        raise PermissionDenied
    return meeting


def page_of(meeting: Meeting) -> str:
    """Its address."""
    return reverse("meetings:list_one", args=[meeting.pk])


def done(request: SignedIn, meeting: Meeting, words: str) -> HttpResponse:
    """Back to the meeting with what was done at the top."""
    messages.success(request, words)
    return redirect(page_of(meeting))
