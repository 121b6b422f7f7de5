"""Projects as a list, as a sheet, and one project."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.chips import chips
from wenming.core.clock import now
from wenming.core.paging import page_by_key
from wenming.organization.selectors import around, names_of_areas
from wenming.projects import listing, permissions
from wenming.projects.lights import light_of
from wenming.projects.listing import ProjectList
from wenming.projects.views.page import page_of, seen


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """项目清单, the nearest planned day first."""
    found = ProjectList(request.user, request.GET)
    page = page_by_key(found.rows(), keys=listing.KEYS, mark=request.GET.get("mark", ""))
    areas = names_of_areas(around(project.area for project in page.rows))
    at = now()
    context = {
        "found": found,
        "chips": chips(
            request.GET,
            {tab.key: tab.label for tab in listing.TABS},
            current=found.tab.key,
            counts=found.counts,
        ),
        "page": page,
        "total": found.counts[found.tab.key],
        "rows": [
            (project, light_of(project, at), areas.get(project.area.path) or project.area.name)
            for project in page.rows
        ],
        "may_propose": permissions.can_propose(request.user),
        "may_import": permissions.can_manage(request.user),
    }
    return render(request, "projects/list.html", context)


@require_safe
@login_required
def exported(request: SignedIn) -> HttpResponse:
    """The projects that the list shows."""
    found = ProjectList(request.user, request.GET)
    content = tables.write_xlsx(listing.HEADERS, listing.sheet_rows(found.rows()), title="项目清单")
    return tables.xlsx_response("项目清单", content)


@require_safe
@login_required
def detail(request: SignedIn, number: str) -> HttpResponse:
    """One project: how far it is, what it serves, its history, the steps that are due."""
    return page_of(request, seen(request.user, number))
