"""消息: what was told to one's unit, the newest first; opening the page reads it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.core import outbox
from wenming.core.paging import page_by_key
from wenming.organization.models import Unit


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """The messages of the units for which the person acts."""
    units = Unit.objects.filter(pk__in=rights.unit_ids(request.user))
    names = dict(units.values_list("code", "name"))
    found = outbox.of_units(names)
    page = page_by_key(found, keys=["-pk"], mark=request.GET.get("mark", ""))
    context = {
        "page": page,
        "rows": [(row, names[row.unit_code]) for row in page.rows],
        "shows_units": len(names) > 1,
    }
    answer = render(request, "web/messages.html", context)
    outbox.read(found.filter(pk__in=[row.pk for row in page.rows]))
    return answer
