"""月目标: what each unit puts first in a month, and what came of it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.commitments import notices
from wenming.commitments.forms import PickForm
from wenming.commitments.models import MonthlyGoal
from wenming.commitments.months import KEYS, TABS, MonthList, month_of, outcomes, with_line
from wenming.commitments.services import months as services
from wenming.core import clock, tables
from wenming.core.chips import chips
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.duties.lights import light_of
from wenming.duties.permissions import office_area
from wenming.duties.selectors import working
from wenming.organization.models import Unit

HEADERS = ["单位", "任务", "本月做到", "月末状态", "本月进展次数", "最新进展", "完成时限"]
SHOWN = 100  # work to choose from, the nearest deadlines


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """The goals of a month with what came of them."""
    found = MonthList(request.user, request.GET)
    if "export" in request.GET:
        return _export(found)
    mark = request.GET.get("mark", "")
    shown = with_line(MonthlyGoal.objects.all())
    page = page_by_key(found.rows(), keys=KEYS, mark=mark, shown=shown)
    context = {
        "found": found,
        "chips": chips(
            request.GET,
            {key: label for key, (label, _keeps) in TABS.items()},
            current=found.tab,
            counts=found.counts,
        ),
        "page": page,
        "total": found.counts[found.tab],
        "rows": outcomes(page.rows, found.month),
        "mine": found.mine(),
        **(_office(request, found) if found.sees_all and not found.is_over else {}),
    }
    return render(request, "commitments/months.html", context)


def _office(request: SignedIn, found: MonthList) -> dict[str, Any]:
    """Who was asked and has not picked; how many could be asked."""
    silent = found.silent()
    url = request.build_absolute_uri(reverse("commitments:months"))
    area = found.area
    unasked = services.to_ask(area, found.month, request.user).count() if area else 0
    words = notices.month_words(found.month, silent, url) if silent else ""
    return {"silent": silent, "notice": words, "unasked": unasked, "most": services.MOST}


def _export(found: MonthList) -> HttpResponse:
    title = f"{found.month:%Y-%m} 月目标"
    rows = (
        [
            row.goal.focus.unit.name,
            row.goal.undertaking.what,
            row.goal.line,
            str(row.label),
            row.reports,
            row.line,
            f"{row.goal.undertaking.due_on:%Y-%m-%d}" if row.goal.undertaking.due_on else "",
        ]
        for row in outcomes(list(with_line(found.rows()).order_by(*KEYS)), found.month)
    )
    return tables.xlsx_response(
        title, tables.write_xlsx(HEADERS, rows, title="月目标", is_ruled=True)
    )


@require_POST
@login_required
def open_month(request: SignedIn, month: str) -> HttpResponse:
    """Ask the units to pick."""
    owner = office_area(request.user)
    if owner is None:
        raise PermissionDenied
    n = services.open_month(owner=owner, month=_month(month), by=request.user)
    messages.success(request, _("已请 %(n)d 个单位选定。") % {"n": n})
    return redirect(f"{reverse('commitments:months')}?month={month}")


@require_http_methods(["GET", "POST"])
@login_required
def pick(request: SignedIn, unit_pk: int, month: str) -> HttpResponse:
    """What one unit puts first: a tick each, a line where it wants one."""
    first = _month(month)
    unit = get_object_or_404(Unit, pk=unit_pk)
    if not rights.can(request.user, Ability.REPORT_DUTIES, unit=unit):
        raise PermissionDenied
    form = _form(request, unit, first)
    if request.method == "POST" and form.is_valid():
        try:
            services.pick_goals(unit_id=unit.pk, month=first, by=request.user, picks=form.picks())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已选定。进展从任务记录里取，月底不用再报。"))
            return redirect(f"{reverse('commitments:months')}?month={month}")
    now = clock.now()
    context = {
        "form": form,
        "unit": unit,
        "month": first,
        "most": services.MOST,
        "rows": [(row, light_of(row, now), tick, line) for row, tick, line in form.rows()],
    }
    return render(
        request, "commitments/months_pick.html", context, status=422 if form.is_bound else 200
    )


def _form(request: SignedIn, unit: Unit, month: date) -> PickForm:
    kept = MonthlyGoal.objects.filter(focus__unit=unit, focus__month=month)
    picked = {goal.undertaking_id: goal.line for goal in kept.select_related("undertaking__duty")}
    rows = working(Q(unit=unit)).select_related("duty", "unit").order_by("due_key", "pk")
    work = list(rows[:SHOWN])
    shown = {row.pk for row in work}
    ended = [goal.undertaking for goal in kept.select_related("undertaking__duty")]
    work += [row for row in ended if row.pk not in shown]
    data = request.POST if request.method == "POST" else None
    return PickForm(data, work=work, picked=picked)


def _month(words: str) -> date:
    found = month_of(words)
    if found is None:
        raise Http404
    return found
