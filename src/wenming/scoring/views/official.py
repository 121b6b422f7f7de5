"""Pages of official results, aims and the cycle; internal, for the office and leaders."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core.paging import page_by_key
from wenming.framework.models import Cycle
from wenming.framework.selectors import current_edition
from wenming.organization.models import Area, Level
from wenming.scoring import official as reading
from wenming.scoring import permissions, selectors, services
from wenming.scoring.models import OfficialFinding, Triage


@require_safe
@login_required
def official(request: SignedIn) -> HttpResponse:
    """Totals and ranks beside other cities; the feedback lists in their own tab."""
    _internal(request)
    page = None
    if request.GET.get("tab") == "findings":
        rows = OfficialFinding.objects.all()
        page = page_by_key(rows, keys=["-year", "-pk"], mark=request.GET.get("mark", ""))
    context = {
        "tests": reading.tests() if page is None else [],
        "page": page,
        "can_manage": permissions.manages_official(request.user),
    }
    return render(request, "scoring/official.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def aims(request: SignedIn) -> HttpResponse:
    """特色, 普通 or 薄弱, indicator by indicator, with what each can still win."""
    _internal(request)
    edition = current_edition()
    city = Area.objects.filter(level=Level.CITY).first()
    latest = reading.latest_round(edition, city) if edition and city else None
    scored = selectors.scored(latest, "first") if latest else None
    rows = reading.aims(edition, scored) if edition else []
    if request.method == "POST":
        known = {*Triage.Aim.values, ""}
        sent = {row.key: request.POST.get(f"aim_{row.key}", row.aim) for row in rows}
        wanted = {key: aim for key, aim in sent.items() if aim in known}
        n = services.set_aims(edition=edition, aims=wanted, by=request.user) if edition else 0
        messages.success(request, ngettext("已改 %(n)d 项。", "已改 %(n)d 项。", n) % {"n": n})
        return redirect("scoring:aims")
    sums = {
        label: sum(row.to_win for row in rows if row.aim == aim)
        for aim, label in [*Triage.Aim.choices, ("", _("未分类"))]
    }
    context = {
        "edition": edition,
        "round": latest,
        "rows": rows,
        "sums": sums,
        "choices": Triage.Aim.choices,
        "can_manage": permissions.manages_official(request.user),
    }
    return render(request, "scoring/aims.html", context)


@require_safe
@login_required
def cycle(request: SignedIn) -> HttpResponse:
    """The yearly totals of the cycle by their weights; only what is known."""
    _internal(request)
    found, edition = Cycle.objects.select_related("owner").first(), current_edition()
    view = reading.cycle_view(found, edition) if found and edition else None
    return render(request, "scoring/cycle.html", {"view": view})


def _internal(request: SignedIn) -> None:
    if not permissions.sees_official(request.user):
        raise PermissionDenied
