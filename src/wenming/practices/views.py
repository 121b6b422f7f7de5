"""典型经验: good plans and practices, put forward, passed on, taken back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.commitments.models import Plan
from wenming.commitments.permissions import plans_visible_to
from wenming.commitments.workflow import Planned
from wenming.core import tables
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.duties.permissions import office_area, sees_all
from wenming.organization.forms import ToUnitsForm
from wenming.organization.models import Area, Unit
from wenming.organization.selectors import city
from wenming.organization.views.forming import form_page, saved_by
from wenming.practices import permissions, services
from wenming.practices.forms import PracticeForm
from wenming.practices.listing import HEADERS, KEYS, PracticeList, draft_of, sheet_rows
from wenming.practices.models import Practice


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """典型经验, the newest first."""
    found = PracticeList(request.user, request.GET)
    if "export" in request.GET:
        content = tables.write_xlsx(HEADERS, sheet_rows(found.rows()), title="典型经验")
        return tables.xlsx_response("典型经验", content)
    page = page_by_key(found.rows(), keys=KEYS, mark=request.GET.get("mark", ""))
    context = {
        "found": found,
        "page": page,
        "may_propose": _owner(request) is not None,
        "sees_all": sees_all(request.user),
    }
    return render(request, "practices/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """推荐典型经验; with `?plan=` out of an accepted plan."""
    owner = _owner(request)
    if owner is None:
        raise PermissionDenied
    plan = _plan(request)
    form = PracticeForm(
        request.POST or None, request.FILES or None, initial=_initial(request, plan)
    )
    made = saved_by(
        form,
        lambda: services.propose_practice(told=form.told(plan), owner=owner, by=request.user),
    )
    if made is not None:
        messages.success(request, _("“%(title)s”已推荐。") % {"title": made})
        return redirect("practices:list_one", made.pk)
    note = _("收到的单位只看，不用答复，也不用报学习情况。")
    back = reverse("practices:list")
    return form_page(
        request, form, title=_("推荐典型经验"), back=back, verb=_("推荐"), note=note, has_file=True
    )


@require_safe
@login_required
def practice(request: SignedIn, pk: int) -> HttpResponse:
    """One practice."""
    return _page(request, _practice(request, pk))


@require_POST
@login_required
def forward(request: SignedIn, pk: int) -> HttpResponse:
    """转发."""
    row = _practice(request, pk)
    form = ToUnitsForm(request.POST)
    if form.is_valid():
        try:
            services.forward_practice(practice_id=row.pk, units=form.chosen(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已转发，单位在“抄送我的”里看得到，不用答复。"))
            return redirect("practices:list_one", row.pk)
    return _page(request, row, form=form)


@require_POST
@login_required
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """撤下."""
    row = _practice(request, pk)
    services.withdraw_practice(practice_id=row.pk, by=request.user)
    messages.success(request, _("“%(title)s”已撤下。") % {"title": row})
    return redirect("practices:list")


def _practice(request: SignedIn, pk: int) -> Practice:
    rows = permissions.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "owner", "plan", "paper"), pk=pk)


def _owner(request: SignedIn) -> Area | None:
    """The area whose office passes on what this person puts forward."""
    own = office_area(request.user)
    if own is not None or not rights.unit_ids(request.user, Ability.REPORT_DUTIES):
        return own
    return city()


def _plan(request: SignedIn) -> Plan | None:
    key = request.GET.get("plan", "")
    if not key.isdecimal() or len(key) > 12:
        return None
    rows = plans_visible_to(request.user).filter(status=Planned.ACCEPTED)
    return rows.select_related("unit", "collection").filter(pk=key).first()


def _initial(request: SignedIn, plan: Plan | None) -> dict[str, Any]:
    if plan is not None:
        return draft_of(plan)
    units = rights.unit_ids(request.user, Ability.REPORT_DUTIES)
    return {"unit": Unit.objects.filter(pk__in=units).first()}


def _page(request: SignedIn, row: Practice, *, form: forms.Form | None = None) -> HttpResponse:
    copies = row.copies.select_related("unit").order_by("unit__pinyin")
    context = {
        "row": row,
        "indicators": row.indicators.order_by("code"),
        "copies": copies if sees_all(request.user) else (),
        "may_forward": permissions.can_forward(request.user, row),
        "form": form or ToUnitsForm(),
    }
    return render(request, "practices/one.html", context, status=422 if form else 200)
