"""平行复查 of a round: how far two teams agree, and the page on which it is ordered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.framework.models import CheckItem
from wenming.inspections import doubles, permissions, services
from wenming.inspections.forms.doubling import DoubleFilter, ShareForm
from wenming.inspections.forms.people import TeamFormSet, choices_of, inspectors_for
from wenming.inspections.models import Round
from wenming.inspections.views import head
from wenming.inspections.workflow import RoundStatus

TEAM_ROWS = 3
KEYS = ["frame_place__place__code", "number"]


@require_safe
@login_required
def double_visits(request: SignedIn, number: str) -> HttpResponse:
    """What was ordered, and agreement by item and by pair of teams; for organisers only."""
    found = _organised(request, number)
    form = DoubleFilter(request.GET)
    page = page_by_key(
        form.applied_to(doubles.doubles_of(found)), keys=KEYS, mark=request.GET.get("mark", "")
    )
    agreed = doubles.agreements(found)
    context = head.context(request.user, found, tab="doubles") | {
        "filter": form,
        "page": page,
        "agreed": agreed,
        "items": _items(found, agreed),
        "rows": [(visit, agreed.visits.get(visit.pk)) for visit in page.rows],
        "can_order": found.status == RoundStatus.RELEASED,
    }
    return render(request, "inspections/doubles.html", context)


@require_safe
@login_required
def export_doubles(request: SignedIn, number: str) -> HttpResponse:
    """The filtered second inspections as xlsx, a line a visit."""
    found = _organised(request, number)
    agreed = doubles.agreements(found)
    shown = DoubleFilter(request.GET).applied_to(doubles.doubles_of(found)).order_by(*KEYS)
    headers = [
        _("点位编号"),
        _("名称"),
        _("到访"),
        _("正式到访的测评员 / 复查的测评员"),
        _("判定相同（条）"),
        _("都判定了（条）"),
    ]
    rows = [
        [
            visit.frame_place.place.code,
            visit.frame_place.place.name,
            visit.get_status_display(),
            doubles.teams_of(visit),
            *_counts(agreed.visits.get(visit.pk)),
        ]
        for visit in shown
    ]
    title = _("%(number)s 平行复查") % {"number": found.number}
    return tables.xlsx_response(title, tables.write_xlsx(headers, rows, title=found.title))


@require_http_methods(["GET", "POST"])
@login_required
def order_doubles(request: SignedIn, number: str) -> HttpResponse:
    """安排平行复查: a share drawn by the seed, or ticked visits; by whom."""
    found = head.organised(request.user, number)
    if found.status != RoundStatus.RELEASED:
        return redirect("inspections:round", number=number)
    form = ShareForm(request.POST or None)
    formset = TeamFormSet(
        request.POST or None,
        form_kwargs={"people": choices_of(inspectors_for(found)), "round_": found},
        initial=[{}] * TEAM_ROWS,
    )
    ticked = request.POST.getlist("visit")
    error = ""
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        try:
            n = _order(request, found, form, formset)
        except DomainError as refused:
            error = str(refused)
        else:
            messages.success(request, _("已安排平行复查 %(n)d 处，不进入本轮得分。") % {"n": n})
            return redirect("inspections:doubles", number=number)
    return _order_page(request, found, form=form, formset=formset, error=error, ticked=ticked)


def _order_page(request: SignedIn, found: Round, *, form: ShareForm, **more: Any) -> HttpResponse:
    search = DoubleFilter(request.GET)
    rows = search.applied_to(doubles.open_to_double(found)).select_related("frame_place__place")
    context = head.context(request.user, found, tab="doubles") | {
        "filter": search,
        "form": form,
        "page": page_by_key(
            rows.prefetch_related("inspectors"), keys=KEYS, mark=request.GET.get("mark", "")
        ),
        "total": rows.count(),
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/order_doubles.html", context, status=status)


def _order(request: SignedIn, found: Round, form: ShareForm, formset: Any) -> int:
    percent = form.cleaned_data["share"]
    chosen = (
        [visit.pk for visit in doubles.drawn_by_share(found, int(percent))]
        if percent
        else _keys(request.POST.getlist("visit"))
    )
    teams = [row.team for row in formset if row.team]
    return services.order_doubles(round_id=found.pk, by=request.user, visit_ids=chosen, teams=teams)


def _organised(request: SignedIn, number: str) -> Round:
    """The released round, for somebody who organises it: who inspected is told to nobody else."""
    found = head.find(request.user, number)
    if not (permissions.draw_is_open(found) and permissions.organises(request.user, found)):
        raise Http404
    return found


def _items(found: Round, agreed: doubles.Agreements) -> list[tuple[CheckItem, doubles.Agreement]]:
    """Agreement with the item that it is about."""
    codes = [row.label for row in agreed.items]
    items = CheckItem.objects.filter(edition=found.edition_id, code__in=codes)
    by_code = {item.code: item for item in items}
    return [(by_code[row.label], row) for row in agreed.items]


def _counts(agreement: doubles.Agreement | None) -> list[int | None]:
    return [agreement.equal, agreement.n] if agreement else [None, None]


def _keys(values: list[str]) -> list[UUID]:
    """Keys out of a form; what is none is left out."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
