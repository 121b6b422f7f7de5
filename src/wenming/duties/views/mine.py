"""我单位的事项: all that is asked of one's unit, out of every document, the most urgent first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core import tables
from wenming.core.chips import chips
from wenming.duties.asked import GROUPS, AskedList

HEADERS = [
    "事项", "种类", "单位", "谁交办", "完成时限", "时限情况", "状态", "最新进展", "出自",
]  # fmt: skip


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """What is asked of my unit; who signs for no unit is shown the lists."""
    units = rights.unit_ids(request.user, Ability.SIGN_FOR_UNIT)
    if not units:
        return redirect("duties:lists")
    found = AskedList(request.user, units, request.GET)
    if "export" in request.GET:
        return _export(found)
    context = {
        "found": found,
        "chips": _chips(request, found),
        "rows": found.shown,
        "shows_units": len(units) > 1,
    }
    return render(request, "duties/mine.html", context)


def _chips(request: SignedIn, found: AskedList) -> list[dict[str, Any]]:
    query = request.GET.copy()
    query.pop("from", None)
    labels = {"": _("全部"), **GROUPS}
    counts = {"": found.counts.total(), **{key: found.counts[key] for key in GROUPS}}
    return chips(query, labels, current=found.group, counts=counts, name="group")


def _export(found: AskedList) -> HttpResponse:
    rows = (
        [
            row.title, row.part, row.unit, row.from_whom, row.when,
            row.light.words if row.light else "", row.state, row.line, row.source,
        ]
        for row in found.rows
    )  # fmt: skip
    content = tables.write_xlsx(HEADERS, rows, title="本单位事项")
    return tables.xlsx_response(_("我单位的事项"), content)
