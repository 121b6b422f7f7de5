"""Signing in as a role with one click."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from wenming.accounts.models import Grant, Role, User

LANDING = {
    Role.INSPECTOR: "inspections:today",
    Role.LEADER: "web:leader",
    Role.VERIFIER: "problems:verify",
}


@require_POST
def enter(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as a demo account and land where its work waits."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(User, username=username, is_demo=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    grant = Grant.objects.filter(user=user).first()
    return redirect(LANDING.get(Role(grant.role), "web:workbench") if grant else "web:workbench")
