"""Pages of areas: city, districts, streets, communities."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.engine.scoring.interval import FEWEST_PLACES
from wenming.framework.words import in_language
from wenming.inspections.models import Round
from wenming.organization.models import Area
from wenming.scoring import areas, pages, selectors
from wenming.scoring.views.results import found_round


@require_safe
@login_required
def area(request: SignedIn, number: str, code: str) -> HttpResponse:
    """One area of a round: the areas below it, and its indicators beside the whole round's."""
    found = found_round(request, number)
    here = get_object_or_404(areas.within(found), code=code)
    whole = selectors.scored(found, "first")
    matrix = areas.matrix(found, here, whole.carried)
    if "export" in request.GET:
        return _matrix_sheet(found, matrix)
    dimension = request.GET.get("dimension", "")
    known = {row.code: row for row in whole.result.indicators}
    rows = pages.indicators(found, matrix.above.scored, dimension)
    context = {
        "round": found,
        "area": here,
        "crumbs": areas.within(found).filter(path__in=_above(here, found)).order_by("path"),
        "matrix": matrix,
        "dimension": whole.framework.dimensions.get(dimension),
        "indicators": [(row, known[row.indicator.code]) for row in rows if row.result.measured],
        "headline": pages.headline_of(found, matrix.above.scored),
        "few": FEWEST_PLACES,
    }
    return render(request, "scoring/area.html", context)


def _matrix_sheet(found: Round, matrix: areas.Matrix) -> HttpResponse:
    columns = [in_language(column) for column in matrix.columns]
    rows = [
        [
            row.area.name,
            row.places,
            row.scored.field_rate,
            *(100 * cell.share if cell and cell.share is not None else None for cell in row.cells),
        ]
        for row in matrix.rows
    ]
    title = _("%(round)s区域得分率") % {"round": found.title}
    headers = [_("区域"), _("点位数"), _("得分率 %"), *columns]
    return tables.xlsx_response(
        f"{title}.xlsx", tables.write_xlsx(headers, rows, title=title, is_ruled=True)
    )


def _above(here: Area, found: Round) -> list[str]:
    """Paths from the owner of the round down to `here`, itself left out."""
    first = len(found.owner.path)
    return [here.path[:end] for end in range(first, len(here.path), Area.steplen)]
