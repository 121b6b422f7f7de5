"""会议: the list, one meeting, planning, cancelling, holding, its minutes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.chips import chips
from wenming.core.clock import today
from wenming.core.paging import page_by_key
from wenming.documents import permissions as documents
from wenming.meetings import listing, permissions, selectors, services
from wenming.meetings.agenda import Agenda
from wenming.meetings.forms import (
    CancelForm,
    HoldForm,
    LinkMinutesForm,
    MeetingForm,
    MinutesForm,
)
from wenming.meetings.listing import MeetingList
from wenming.meetings.models import Meeting
from wenming.meetings.views.ground import done, kept, page_of, seen
from wenming.meetings.workflow import Status
from wenming.organization.models import Area
from wenming.organization.views.forming import form_page, saved_by


@require_safe
@login_required
def listed(request: SignedIn) -> HttpResponse:
    """会议, the latest first; above them the next one, or that none is planned."""
    if not permissions.sees_meetings(request.user):
        raise PermissionDenied
    found = MeetingList(request.user, request.GET)
    if "export" in request.GET:
        content = tables.write_xlsx(listing.HEADERS, listing.sheet_rows(found.rows()), title="会议")
        return tables.xlsx_response("会议", content)
    shown = listing.with_counts(Meeting.objects.all())
    mark = request.GET.get("mark", "")
    page = page_by_key(found.rows(), keys=listing.KEYS, mark=mark, shown=shown)
    area = permissions.seen_area(request.user)
    coming = selectors.next_meeting(area) if area else None
    context = {
        "found": found,
        "chips": chips(
            request.GET,
            {key: label for key, (label, _keeps) in listing.TABS.items()},
            current=found.tab,
            counts=found.counts,
        ),
        "page": page,
        "total": found.counts[found.tab],
        "coming": coming,
        "waiting": _waiting(area, coming),
        "may_hold": permissions.can_hold(request.user),
    }
    return render(request, "meetings/list.html", context)


def _waiting(area: Area | None, coming: Meeting | None) -> int:
    """How many items the next agenda has, or would have."""
    if coming is not None:
        return selectors.size_of_next(coming)
    return selectors.stuck(area).count() if area else 0


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """计划会议."""
    area = permissions.office_area(request.user)
    if area is None:
        raise PermissionDenied
    form = MeetingForm(request.POST or None)
    made = saved_by(
        form,
        lambda: services.plan_meeting(data=form.data_for_service(), owner=area, by=request.user),
    )
    if made is not None:
        return done(
            request, made, _("“%(title)s”已计划，需协调的事项已在议程里。") % {"title": made}
        )
    note = _("需协调的事项自动进入下一次会议的议程，不用重新填。")
    back = reverse("meetings:list")
    return form_page(request, form, title=_("计划会议"), back=back, verb=_("计划"), note=note)


@require_safe
@login_required
def one(request: SignedIn, pk: int) -> HttpResponse:
    """One meeting: its agenda, what was decided, its minutes."""
    meeting = seen(request, pk)
    minutes = meeting.minutes
    reads = documents.visible_to(request.user)
    may_hold = permissions.can_hold(request.user, meeting)
    context = {
        "meeting": meeting,
        "agenda": Agenda(meeting),
        "may_hold": may_hold,
        "reads_minutes": minutes is not None and reads.filter(pk=minutes.pk).exists(),
        "has_candidates": may_hold
        and minutes is None
        and meeting.status == Status.HELD
        and selectors.minutes_of(meeting, request.user).exists(),
        "is_planned": meeting.status == Status.PLANNED,
        "is_held": meeting.status == Status.HELD,
        "is_over": meeting.status == Status.PLANNED and meeting.on < today(),
    }
    return render(request, "meetings/one.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """修改会议."""
    meeting = kept(request, pk)
    form = MeetingForm(request.POST or None, initial=MeetingForm.initial_of(meeting))
    saved = saved_by(
        form,
        lambda: services.edit_meeting(
            meeting_id=meeting.pk, data=form.data_for_service(), by=request.user
        ),
    )
    if saved is not None:
        return done(request, meeting, _("会议已修改。"))
    title = _("修改 %(title)s") % {"title": meeting}
    return form_page(request, form, title=title, back=page_of(meeting), verb=_("保存"))


@require_http_methods(["GET", "POST"])
@login_required
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    """取消会议."""
    meeting = kept(request, pk)
    form = CancelForm(request.POST or None)
    cancelled = saved_by(
        form,
        lambda: services.cancel_meeting(
            meeting_id=meeting.pk, reason=form.cleaned_data["reason"], by=request.user
        ),
    )
    if cancelled is not None:
        return done(request, meeting, _("会议已取消，议题转到下一次会议。"))
    title = _("取消：%(title)s") % {"title": meeting}
    back = page_of(meeting)
    return form_page(request, form, title=title, back=back, verb=_("取消会议"), is_bad=True)


@require_http_methods(["GET", "POST"])
@login_required
def hold(request: SignedIn, pk: int) -> HttpResponse:
    """登记召开."""
    meeting = kept(request, pk)
    form = HoldForm(request.POST or None, initial=HoldForm.initial_of(meeting))
    held = saved_by(
        form,
        lambda: services.hold_meeting(
            meeting_id=meeting.pk, on=form.cleaned_data["on"], by=request.user
        ),
    )
    if held is not None:
        return done(request, meeting, _("已登记召开，议程不再变。请逐项登记议定事项。"))
    title = _("登记召开：%(title)s") % {"title": meeting}
    note = _("登记以后议程固定下来，再有需协调的事项进入下一次会议。")
    return form_page(
        request, form, title=title, back=page_of(meeting), verb=_("登记召开"), note=note
    )


@require_http_methods(["GET", "POST"])
@login_required
def minutes(request: SignedIn, pk: int) -> HttpResponse:
    """收纪要: a file or a pasted text; then on to the review of what it orders."""
    meeting = kept(request, pk)
    if meeting.status == Status.PLANNED:
        return _first_hold(request, meeting)
    initial = {"title": _("%(title)s纪要") % {"title": meeting}, "dated_on": meeting.on}
    form = MinutesForm(request.POST or None, request.FILES or None, initial=initial)
    document = saved_by(
        form,
        lambda: services.enter_minutes(meeting_id=meeting.pk, by=request.user, **form.cleaned_data),
    )
    if document is not None:
        words = _("纪要已收，里面交办的事拟成了草稿，请逐条审核。")
        messages.success(request, words)
        return redirect("duties:review", document.pk)
    title = _("收纪要：%(title)s") % {"title": meeting}
    note = _("纪要里交办的事由系统拟成任务草稿，审核后进任务清单。涉密的不能放进来。")
    return form_page(
        request,
        form,
        title=title,
        back=page_of(meeting),
        verb=_("收下并拟出草稿"),
        note=note,
        has_file=True,
    )


@require_http_methods(["GET", "POST"])
@login_required
def link_minutes(request: SignedIn, pk: int) -> HttpResponse:
    """关联纪要: a document that is already in; without one, the minutes are taken in first."""
    meeting = kept(request, pk)
    if meeting.status == Status.PLANNED:
        return _first_hold(request, meeting)
    if not selectors.minutes_of(meeting, request.user).exists():
        words = _("会后还没有收进来可以作为纪要的文件，先在这里收纪要。")
        messages.info(request, words)
        return redirect("meetings:list_minutes", meeting.pk)
    form = LinkMinutesForm(request.POST or None, meeting=meeting, by=request.user)
    linked = saved_by(
        form,
        lambda: services.link_minutes(
            meeting_id=meeting.pk, document_id=form.cleaned_data["document"].pk, by=request.user
        ),
    )
    if linked is not None:
        return done(request, meeting, _("已关联纪要。"))
    title = _("关联纪要：%(title)s") % {"title": meeting}
    note = _("选会后已经收进来的文件，不用再收一遍。")
    return form_page(
        request, form, title=title, back=page_of(meeting), verb=_("作为纪要"), note=note
    )


def _first_hold(request: SignedIn, meeting: Meeting) -> HttpResponse:
    """A meeting that has not been held has no minutes yet."""
    messages.info(request, _("会议还没有登记召开。先登记召开，再收纪要。"))
    return redirect("meetings:list_hold", meeting.pk)
