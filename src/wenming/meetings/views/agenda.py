"""议程: own lines, order, putting off, deciding."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wenming.accounts.requests import SignedIn
from wenming.core.errors import DomainError
from wenming.meetings import selectors, services
from wenming.meetings.agenda import Agenda, Line
from wenming.meetings.errors import NoSuchItem
from wenming.meetings.forms import CorrectForm, DecideForm, ItemForm, PutOffForm
from wenming.meetings.models import Meeting
from wenming.meetings.services.arranging import DOWN, TOP, UP
from wenming.meetings.views.ground import done, kept, page_of
from wenming.organization.views.forming import form_page, saved_by

TITLE_LENGTH = 40


@require_http_methods(["GET", "POST"])
@login_required
def add(request: SignedIn, pk: int) -> HttpResponse:
    """自拟议题."""
    meeting = kept(request, pk)
    form = ItemForm(request.POST or None, by=request.user)
    added = saved_by(
        form,
        lambda: services.add_item(meeting_id=meeting.pk, by=request.user, **form.cleaned_data),
    )
    if added is not None:
        return done(request, meeting, _("已列入议程。"))
    title = _("添议题：%(title)s") % {"title": meeting}
    note = _("单位请求协调的事项已经在议程里，这里只添别的。")
    return form_page(request, form, title=title, back=page_of(meeting), verb=_("列入"), note=note)


@require_POST
@login_required
def drop(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """去掉 an own line."""
    meeting = kept(request, pk)
    return _done_or_told(
        request,
        meeting,
        lambda: services.drop_item(meeting_id=meeting.pk, key=key, by=request.user),
        _("议题已去掉。"),
    )


@require_POST
@login_required
def move(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Up, down, or to the top."""
    meeting = kept(request, pk)
    to = request.POST.get("to", "")
    if to not in {UP, DOWN, TOP}:
        raise Http404
    return _done_or_told(
        request,
        meeting,
        lambda: services.move_item(meeting_id=meeting.pk, key=key, to=to, by=request.user),
        "",
    )


@require_http_methods(["GET", "POST"])
@login_required
def put_off(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """延后 to a later meeting; without one there is nothing to choose."""
    meeting = kept(request, pk)
    line = _line(request, meeting, key)
    if line is None:
        return redirect(page_of(meeting))
    form = PutOffForm(request.POST or None, meeting=meeting)
    carried = saved_by(
        form,
        lambda: services.put_off(
            meeting_id=meeting.pk,
            key=key,
            to_id=form.cleaned_data["to"].pk,
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
    )
    if carried is not None:
        return done(request, meeting, _("已延至“%(to)s”。") % {"to": carried.meeting})
    context = {
        "meeting": meeting,
        "line": line,
        "form": form,
        "has_later": selectors.later_than(meeting).exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/put_off.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def decide(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """登记议定事项."""
    meeting = kept(request, pk)
    line = _line(request, meeting, key)
    if line is None:
        return redirect(page_of(meeting))
    form = DecideForm(request.POST or None, about=line)
    made = saved_by(
        form,
        lambda: services.decide(
            meeting_id=meeting.pk, key=key, verdict=form.verdict(), by=request.user
        ),
    )
    if made is not None:
        return done(request, meeting, _decided(line))
    context = {"meeting": meeting, "line": line, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/decide.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """更正 the words of a decision."""
    meeting = kept(request, pk)
    line = _line(request, meeting, key)
    if line is None:
        return redirect(page_of(meeting))
    made = line.decision
    initial = {"line": made.line, "post": made.post} if made else {}
    form = CorrectForm(request.POST or None, initial=initial)
    corrected = saved_by(
        form,
        lambda: services.correct(
            meeting_id=meeting.pk, key=key, by=request.user, **form.cleaned_data
        ),
    )
    if corrected is not None:
        return done(request, meeting, _("议定事项已更正。"))
    title = _("更正议定事项：%(item)s") % {"item": line.text[:TITLE_LENGTH]}
    note = _("单位会收到更正后的这句话；任务经过里原来那句不改。")
    return form_page(request, form, title=title, back=page_of(meeting), verb=_("更正"), note=note)


def _decided(line: Line) -> str:
    if line.work is None:
        return _("议定事项已登记。")
    return _("议定事项已登记，%(unit)s已收到答复。") % {"unit": line.unit}


def _line(request: SignedIn, meeting: Meeting, key: str) -> Line | None:
    """The item; None, with a sentence, where it has left the agenda."""
    line = Agenda(meeting).line(key)
    if line is None:
        messages.error(request, str(NoSuchItem(meeting=meeting.title)))
    return line


def _done_or_told(
    request: SignedIn, meeting: Meeting, run: Callable[[], object], words: str
) -> HttpResponse:
    """Run a step that has no form; a refusal is told at the top of the meeting."""
    try:
        run()
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(page_of(meeting))
    if words:
        messages.success(request, words)
    return redirect(page_of(meeting))
