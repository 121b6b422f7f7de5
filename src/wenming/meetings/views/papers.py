"""The papers of a meeting: docx, xlsx, and a page to print."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import tables
from wenming.core.paper import docx_response
from wenming.meetings import papers
from wenming.meetings.agenda import Agenda
from wenming.meetings.views.ground import seen
from wenming.meetings.workflow import Status


@require_safe
@login_required
def agenda(request: SignedIn, pk: int) -> HttpResponse:
    """会议议程 as docx."""
    meeting = seen(request, pk)
    return docx_response(f"{meeting.title}议程", papers.agenda(Agenda(meeting)))


@require_safe
@login_required
def sheet(request: SignedIn, pk: int) -> HttpResponse:
    """会议议程 as xlsx."""
    meeting = seen(request, pk)
    return tables.xlsx_response(f"{meeting.title}议程", papers.agenda_sheet(Agenda(meeting)))


@require_safe
@login_required
def printed(request: SignedIn, pk: int) -> HttpResponse:
    """The agenda, with what was decided once it was, as a page to print."""
    meeting = seen(request, pk)
    context = {
        "meeting": meeting,
        "agenda": Agenda(meeting),
        "is_held": meeting.status == Status.HELD,
    }
    return render(request, "meetings/print.html", context)


@require_safe
@login_required
def decisions(request: SignedIn, pk: int) -> HttpResponse:
    """议定事项清单 as docx, of a meeting that was held."""
    meeting = seen(request, pk)
    if meeting.status != Status.HELD:
        raise Http404
    return docx_response(f"{meeting.title}议定事项", papers.decisions(Agenda(meeting)))
