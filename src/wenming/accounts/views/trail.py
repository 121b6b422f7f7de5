"""The audit trail as a list (审计记录)."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wenming.accounts import audit_words, listing, permissions
from wenming.accounts.forms import AuditFilter
from wenming.accounts.requests import SignedIn
from wenming.core.paging import page_by_key


@require_safe
@login_required
def audit(request: SignedIn) -> HttpResponse:
    """Who did what to what, newest first."""
    if not permissions.can_see_audit(request.user):
        raise PermissionDenied
    form = AuditFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = listing.audit_entries(permissions.audit_visible_to(request.user), wanted)
    page = page_by_key(found, keys=["-id"], mark=request.GET.get("mark", ""))
    rows = [(entry, *audit_words.of(entry)) for entry in page.rows]
    context = {"page": page, "rows": rows, "search": form}
    return render(request, "accounts/audit.html", context)
