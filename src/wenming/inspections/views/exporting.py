"""The places of a round as xlsx (导出所筛)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.inspections import overview, permissions
from wenming.inspections.forms.lists import PlaceFilter
from wenming.inspections.models import FramePlace, Visit
from wenming.inspections.views import head
from wenming.inspections.views.rounds import PLACE_KEYS, filtered_places


@require_safe
@login_required
def export(request: SignedIn, number: str) -> HttpResponse:
    """The places that the page shows, filtered the same way, a line a visit."""
    found = head.find(request.user, number)
    if not permissions.can_see_places(request.user, found):
        raise Http404
    types = overview.type_names(found)
    rows = list(overview.places(found).order_by(*PLACE_KEYS))
    areas = overview.area_names({row.area_code for row in rows})
    form = PlaceFilter(request.GET, types=types, areas=areas)
    chosen = form.cleaned_data if form.is_valid() else {}
    shown = filtered_places(overview.places(found), chosen).order_by(*PLACE_KEYS)
    people = permissions.organises(request.user, found)
    content = tables.write_xlsx(
        [*_place_headers(), *_visit_headers(), *([_("测评员")] if people else [])],
        [
            [*_place_cells(row, types, areas), *_visit_cells(visit), *_people(visit, people)]
            for row in shown
            for visit in row.visits.all()
        ],
        title=found.title,
    )
    return tables.xlsx_response(_("%(number)s 点位") % {"number": found.number}, content)


def _place_headers() -> list[str]:
    return [
        _("点位编号"),
        _("名称"),
        _("类型"),
        _("区域"),
        _("属地"),
        _("抽取顺序"),
        _("指定原因"),
    ]


def _place_cells(row: FramePlace, types: dict[str, str], areas: dict[str, str]) -> list[Any]:
    return [
        row.place.code,
        row.place.name,
        types.get(row.type_code, row.type_code),
        areas.get(row.area_code, row.area_code),
        row.holder.name,
        row.order,
        row.reason,
    ]


def _visit_headers() -> list[str]:
    return [_("第几次"), _("安排日期"), _("到访"), _("结果"), _("提交时间")]


def _visit_cells(visit: Visit) -> list[Any]:
    return [
        visit.number,
        visit.planned_on,
        visit.get_status_display(),
        visit.get_result_display() if visit.result else "",
        visit.submitted_at,
    ]


def _people(visit: Visit, shown: bool) -> list[str]:
    """Who was there is told to organisers only."""
    return ["、".join(str(person) for person in visit.inspectors.all())] if shown else []
