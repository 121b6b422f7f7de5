"""责任覆盖: who answers for which indicator, and every gap, one click from being closed."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.duties import permissions
from wenming.duties.coverage import LEADS, Coverage
from wenming.framework.selectors import current_edition
from wenming.framework.words import in_language

SHOWN = 60  # gaps of one kind on the page; the export has them all


@require_safe
@login_required
def coverage(request: SignedIn) -> HttpResponse:
    """The matrix indicator × unit and the gaps around it."""
    if not permissions.sees_all(request.user):
        raise PermissionDenied
    edition = current_edition()
    if edition is None:
        return render(request, "duties/coverage.html", {"edition": None})
    dimension = request.GET.get("dimension", "")
    found = Coverage(edition, dimension=dimension)
    if "export" in request.GET:
        return _export(found)
    kind = request.GET.get("gap", "")
    chosen = next((gaps for gaps in found.gaps if gaps.key == kind), None)
    context = {
        "edition": edition,
        "coverage": found,
        "chips": [
            {
                "label": gaps.label,
                "count": len(gaps.rows),
                "url": "?" if gaps == chosen else f"?gap={gaps.key}",
                "is_current": gaps == chosen,
            }
            for gaps in found.gaps
        ],
        "chosen": chosen,
        "shown": chosen.rows[:SHOWN] if chosen else [],
        "dimensions": [
            (code, in_language(row)) for code, row in found.framework.dimensions.items()
        ],
        "dimension": dimension,
    }
    return render(request, "duties/coverage.html", context)


def _export(found: Coverage) -> HttpResponse:
    header = ["指标", "名称", *[unit.name for unit in found.units]]
    signs = {LEADS: "牵头", "duty": "有任务", "": ""}
    rows = (
        [row.indicator.code, row.indicator.name_zh, *[signs[cell] for cell in row.cells]]
        for row in found.rows
    )
    return tables.xlsx_response("责任覆盖", tables.write_xlsx(header, rows, title="责任覆盖"))
