"""The start page, the workbench, the search and the small routes of every server."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wenming.core import attention, clock
from wenming.core import search as finding
from wenming.linkage.mine import mine
from wenming.scoring import pages
from wenming.web import cycle, nav, overview, working
from wenming.web.start import extra

SENTENCES_SHOWN = 7
LEADER_SENTENCES = 5


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """起始页: what Wenming is, the loop, and the way in. People signed in go on to work."""
    if request.user.is_authenticated and "stay" not in request.GET:
        return redirect("web:workbench")
    part = extra(request)
    context: dict[str, Any] = {"labels": [label for _app, label in nav.STEPS]}
    if part is not None:
        context |= {"extra": part[0], **part[1]}
    return render(request, "web/start.html", context)


@require_safe
@login_required
def workbench(request: HttpRequest) -> HttpResponse:
    """工作台: where we stand, what to do first, what needs a decision."""
    now = overview.standing(request.user)
    shell = nav.shell_of(request)
    listed = working.working(
        request.user,
        keeper=shell.keeper,
        waiting=shell.waiting,
        asked=request.GET.get("tab", ""),
        mark=request.GET.get("mark", ""),
    )
    return render(
        request,
        "web/workbench.html",
        {
            "standing": now,
            "dimensions": pages.dimensions(now.scored) if now else [],
            "now": clock.now(),
            "cycle": cycle.cycle(request.user),
            "mine": mine(request.user),
            **listed,
            **shell.keeper.kept(f"attention:{get_language()}", lambda: _attention(request.user)),
        },
    )


def _attention(user: Any) -> dict[str, Any]:
    """The sentences and figures of the workbench, in the language of the request."""
    return {
        "sentences": attention.collect(user, limit=SENTENCES_SHOWN),
        "figures": attention.collect_figures(user),
    }


@require_safe
@login_required
def leader(request: HttpRequest) -> HttpResponse:
    """领导一屏: one look on a phone; two taps from a figure to its photo."""
    now = overview.standing(request.user)
    context: dict[str, Any] = {
        "now": clock.now(),
        "standing": now,
        "mine": mine(request.user),
        "tally": overview.rectification(request.user),
        "sentences": attention.collect(request.user, limit=LEADER_SENTENCES),
        "problems_url": nav.root_of("problems"),
    }
    if now is not None:
        context["areas"] = overview.lowest_areas(now)
        context["indicators"] = overview.costliest_indicators(now)
        if overview.may_see_places(request.user):
            context["places"] = overview.lowest_places(request.user, now)
    return render(request, "web/leader.html", context)


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """What the search box found, by part."""
    words = request.GET.get("q", "").strip()
    return render(
        request, "web/search.html", {"words": words, "hits": finding.find(request.user, words)}
    )


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For a monitor: whether the server answers and reaches its database."""
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Browsers ask for this address whatever the page says."""
    return HttpResponseRedirect(static("web/logo.svg"))
