"""负面与加分事项: reported with evidence, confirmed by somebody else, seen by few."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core import tables
from wenming.core.paging import page_by_key
from wenming.framework import permissions, words
from wenming.framework.forms.beside import DecisionForm, EventForm, FindEventForm, WithdrawForm
from wenming.framework.models import Event
from wenming.framework.models.events import EVENT_STATUS_LABELS
from wenming.framework.selectors import current_edition, engine_framework
from wenming.framework.services import events as services
from wenming.framework.workflow import EventStatus
from wenming.organization.views.forming import done, form_page, saved_by

HEADERS = (
    "编号",
    "清单编号",
    "情形",
    "处理",
    "发生日期",
    "生效日期",
    "状态",
    "上报人",
    "核定人",
    "事由",
)


def _guard(request: SignedIn) -> None:
    if not permissions.sees_events(request.user):
        raise PermissionDenied


def _listed(request: SignedIn) -> tuple[FindEventForm, QuerySet[Event]]:
    _guard(request)
    form = FindEventForm(request.GET)
    rows = permissions.events_visible_to(request.user).select_related(
        "edition", "withdraws", "reported_by", "decided_by"
    )
    rows = rows.defer("edition__data", "edition__overlay")
    found = form.cleaned_data if form.is_valid() else {}
    wanted = {name: value for name, value in found.items() if value}
    return form, rows.filter(**wanted)


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """Events that the person may know about, newest first."""
    form, rows = _listed(request)
    page = page_by_key(rows, keys=["-pk"], mark=request.GET.get("mark", ""))
    context = {
        "form": form,
        "page": page,
        "rows": [(event, *_words(event)) for event in page.rows],
        "can_report": permissions.can_report_events(request.user),
        "sees_all": rights.can(request.user, Ability.CONFIRM_EVENTS),
    }
    return render(request, "framework/events.html", context)


def _words(event: Event) -> tuple[str, str]:
    """The name of the entry and what it does."""
    entry = engine_framework(event.edition).entries.get(event.code)
    if entry is None:
        return event.code, event.effect
    return words.in_language(entry), words.effect(entry)


@require_safe
@login_required
def export(request: SignedIn) -> HttpResponse:
    """The events as filtered."""
    _form, rows = _listed(request)
    with translation.override("zh-hans"):  # papers are Chinese
        lines = [
            (
                event.number,
                event.code,
                *_words(event),
                event.occurred_on,
                event.effective_on,
                str(EVENT_STATUS_LABELS[EventStatus(event.status)]),
                str(event.reported_by),
                str(event.decided_by or ""),
                event.reason,
            )
            for event in rows
        ]
        content = tables.write_xlsx(HEADERS, lines, title="负面与加分事项")
    return tables.xlsx_response("负面与加分事项", content)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """上报事项, of the edition in force."""
    if not permissions.can_report_events(request.user):
        raise PermissionDenied
    edition = current_edition()
    if edition is None:
        raise Http404
    form = EventForm(
        request.POST or None, request.FILES or None, framework=engine_framework(edition)
    )
    event = saved_by(
        form,
        lambda: services.report_event(
            edition_id=edition.pk,
            report=form.report(),
            files=form.cleaned_data["evidence"],
            by=request.user,
        ),
    )
    back = reverse("framework:events")
    if event is not None:
        to = reverse("framework:events_one", args=[event.number])
        return done(
            request, _("%(number)s 已上报，等另一个人核定。") % {"number": event.number}, to
        )
    note = _("只有核定人和您自己看得到。核定以前不计分；撤销要另报一条。")
    title = _("上报负面或加分事项")
    return form_page(
        request, form, title=title, back=back, verb=_("上报"), note=note, has_file=True
    )


def _seen(request: SignedIn, number: str) -> Event:
    _guard(request)
    visible = permissions.events_visible_to(request.user)
    related = ("edition", "owner", "withdraws", "reported_by", "decided_by")
    rows = visible.select_related(*related).defer("edition__data", "edition__overlay")
    event: Event = get_object_or_404(rows, number=number)
    return event


@require_safe
@login_required
def one(request: SignedIn, number: str) -> HttpResponse:
    """One event with its evidence and its decision."""
    event = _seen(request, number)
    return render(request, "framework/event.html", _context(request, event, DecisionForm()))


def _context(request: SignedIn, event: Event, form: DecisionForm) -> dict[str, Any]:
    name, effect = _words(event)
    withdrawals = list(event.withdrawals.order_by("pk"))
    is_open = any(row.status != EventStatus.DECLINED for row in withdrawals)
    return {
        "event": event,
        "name": name,
        "effect": effect,
        "files": event.files.select_related("upload"),
        "withdrawals": withdrawals,
        "can_decide": permissions.can_decide(request.user, event),
        "can_withdraw": not is_open and permissions.can_withdraw(request.user, event),
        "form": form,
    }


@require_POST
@login_required
def decide(request: SignedIn, number: str) -> HttpResponse:
    """核定, or 不予认定 with a reason."""
    event = _seen(request, number)
    if not rights.can(request.user, Ability.CONFIRM_EVENTS, area=event.owner):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    decided = saved_by(
        form,
        lambda: services.decide_event(
            event_id=event.pk,
            confirmed="confirm" in request.POST,
            words=form.cleaned_data["words"],
            by=request.user,
        ),
    )
    if decided is None:
        return render(request, "framework/event.html", _context(request, event, form), status=422)
    is_confirmed = decided.status == EventStatus.CONFIRMED
    text = _("%(number)s 已核定。") if is_confirmed else _("%(number)s 不予认定。")
    to = reverse("framework:events_one", args=[number])
    return done(request, text % {"number": number}, to)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: SignedIn, number: str) -> HttpResponse:
    """撤销: an entry of its own, confirmed by somebody else again."""
    event = _seen(request, number)
    form = WithdrawForm(request.POST or None, request.FILES or None)
    made = saved_by(
        form,
        lambda: services.withdraw_event(
            event_id=event.pk,
            reason=form.cleaned_data["reason"],
            files=form.cleaned_data["evidence"],
            by=request.user,
        ),
    )
    if made is not None:
        to = reverse("framework:events_one", args=[made.number])
        return done(request, _("撤销已上报，等另一个人核定。"), to)
    back = reverse("framework:events_one", args=[number])
    title = _("撤销 %(number)s") % {"number": number}
    note = _("撤销是新的一条，由另一个人核定后才生效；原来那条留着。要附查实的材料。")
    return form_page(
        request, form, title=title, back=back, verb=_("上报撤销"), note=note, has_file=True
    )
