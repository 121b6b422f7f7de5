"""A unit in a round: its lines behind what it lost; ranks among peers as a workbook."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.paging import page_by_key
from wenming.framework.selectors import engine_framework
from wenming.inspections.workflow import RoundStatus
from wenming.organization.models import Unit
from wenming.scoring import lines, permissions, ranks
from wenming.scoring.views.results import found_round

PAGE_SIZE = 20


@require_safe
@login_required
def unit(request: SignedIn, number: str, code: str) -> HttpResponse:
    """The lines that a unit lost, place by place: of any unit to the organiser, else of one's own."""
    found = found_round(request, number)
    asked = get_object_or_404(Unit, code=code)
    if not permissions.opens_unit(request.user, found, asked):
        raise PermissionDenied
    visits = lines.visits_with_lines(found, [asked.pk]).select_related(
        "frame_place__place", "frame_place__holder", "frame_place__sector"
    )
    page = page_by_key(
        visits,
        keys=["frame_place__place__code", "number"],
        mark=request.GET.get("mark", ""),
        size=PAGE_SIZE,
    )
    context = {
        "round": found,
        "unit": asked,
        "page": page,
        "places": lines.lines_at(found, page.rows, [asked.pk]),
        "framework": engine_framework(found.edition),
        "names_people": permissions.names_people(request.user, found),
    }
    return render(request, "scoring/unit.html", context)


@require_safe
@login_required
def ranks_sheet(request: SignedIn, number: str) -> HttpResponse:
    """Ranks of a published round as a workbook."""
    found = found_round(request, number)
    if found.status != RoundStatus.PUBLISHED:
        raise Http404
    rows = [
        [group.kind.label, row.unit.name, row.rank or _("样本不足"), row.rate, row.places]
        for group in ranks.peers(found)
        for row in group.rows
    ]
    headers = [_("类别"), _("单位"), _("名次"), _("得分率 %"), _("点位数")]
    title = _("%(round)s同类单位排名") % {"round": found.title}
    return tables.xlsx_response(
        f"{title}.xlsx", tables.write_xlsx(headers, rows, title=title, is_ruled=True)
    )
