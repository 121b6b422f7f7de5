"""责任覆盖: who answers for what, and every gap, one click from being closed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core import tables
from wenming.core.errors import DomainError
from wenming.core.returning import back_to
from wenming.duties import permissions, services
from wenming.duties.coverage.answers import vacant_posts, without_liaison
from wenming.duties.coverage.closing import Gap, PlaceGap, RowGap
from wenming.duties.coverage.matrix import GAPS
from wenming.duties.coverage.page import PEOPLE, VIEWS, CoveragePage, sheet_of
from wenming.duties.forms.duty import DutyForm
from wenming.duties.forms.lists import LeadForm
from wenming.duties.selectors import type_leads_of
from wenming.framework import words
from wenming.framework.models import PlaceType
from wenming.framework.selectors import current_edition


@require_safe
@login_required
def coverage(request: SignedIn) -> HttpResponse:
    """One matrix and the gaps around it."""
    if not permissions.sees_all(request.user):
        raise PermissionDenied
    edition = current_edition()
    if edition is None:
        return render(request, "duties/coverage.html", {"edition": None})
    page = CoveragePage(edition, request.GET, request.get_full_path())
    counted = {"mute": without_liaison().count(), "vacant": vacant_posts().count()}
    context = {
        "edition": edition,
        "page": page,
        "tabs": _tabs(request.GET, str(page.view), sum(counted.values())),
        "may_close": permissions.office_area(request.user) is not None,
    }
    if page.view == PEOPLE:
        people = {"mute": without_liaison(), "vacant": vacant_posts()}
        return render(request, "duties/coverage_people.html", context | people)
    if "export" in request.GET:
        name = f"责任覆盖-{VIEWS[str(page.view)]}"
        return tables.xlsx_response(name, sheet_of(page, name))
    return render(request, "duties/coverage.html", context | {"chips": _chips(request.GET, page)})


def _tabs(query: QueryDict, view: str, lacking: int) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": f"?view={key}",
            "is_current": key == view,
            "count": lacking if key == PEOPLE else None,
        }
        for key, label in VIEWS.items()
    ]


def _chips(query: QueryDict, page: CoveragePage) -> list[dict[str, Any]]:
    """A filter for each kind of gap; the chosen one takes itself back."""
    found = []
    for key in page.gap_keys:
        asked = query.copy()
        is_current = page.gap == key
        asked["gap"] = "" if is_current else key
        found.append(
            {
                "label": GAPS[key].label,
                "url": f"?{asked.urlencode()}",
                "is_current": is_current,
                "count": page.counts[key],
            }
        )
    return found


@require_http_methods(["GET", "POST"])
@login_required
def close_gap(request: SignedIn) -> HttpResponse:
    """The duty that closes a gap, filled in as far as the records go; then back to the matrix."""
    owner = permissions.office_area(request.user)
    edition = current_edition()
    if owner is None:
        raise PermissionDenied
    if edition is None:
        raise Http404
    gap: Gap | None = RowGap.of(owner, edition, request.GET) or PlaceGap.of(owner, request.GET)
    if gap is None:
        raise Http404
    back = back_to(request, reverse("duties:coverage"))
    form = DutyForm(request.POST or None, initial=gap.initial(), is_row=gap.is_row)
    if request.method == "POST" and form.is_valid():
        try:
            made = gap.close(form.task(), request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            words = {"title": made.task_list.quoted}
            messages.success(request, _("已存进%(title)s，印发以后这处空白就补上了。") % words)
            return redirect(back)
    context = {"form": form, "gap": gap, "back": back, "opens": form.opens_rest()}
    return render(request, "duties/close_gap.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def type_lead(request: SignedIn, code: str) -> HttpResponse:
    """Who answers for all places of a type, then back to the matrix."""
    edition = current_edition()
    if edition is None:
        raise Http404
    row = get_object_or_404(PlaceType, edition=edition, code=code)
    if not rights.can(request.user, Ability.SET_LEADS, area=edition.owner):
        raise PermissionDenied
    back = back_to(request, reverse("duties:coverage") + "?view=types")
    form = LeadForm(request.POST or None, initial={"units": type_leads_of(edition).get(code, [])})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_type_lead(
                place_type_id=row.pk, units=form.cleaned_data["units"], by=request.user
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("%(type)s由谁负责已改好。") % {"type": words.in_language(row)}
            )
            return redirect(back)
    context = {"form": form, "place_type": row, "back": back}
    return render(request, "duties/type_lead.html", context, status=422 if form.is_bound else 200)
