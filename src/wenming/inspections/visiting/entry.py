"""The page of one visit: judge, look over, hand in; on the phone, or at a desk from paper (补录)."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wenming.accounts.requests import SignedIn
from wenming.core import clock
from wenming.core.errors import DomainError
from wenming.inspections.models import Visit
from wenming.inspections.visiting import access, checking, handing, photos, summary
from wenming.inspections.visiting import sheet as sheets
from wenming.inspections.visiting.checking import Fault
from wenming.inspections.visiting.page import Page
from wenming.inspections.visiting.selectors import UNFINISHED, with_place
from wenming.inspections.workflow import RoundStatus, VisitStatus

ROW_STEP = "row-"
"""A button `row-N` asks for one more row at item N; the page's script adds rows by itself."""


@require_http_methods(["GET", "POST"])
@login_required
def visit(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """点位检查, for the inspectors of the visit; organisers are sent to the desk."""
    found = with_place(access.own_visits(request.user)).filter(pk=visit_id).first()
    if found is None:
        get_object_or_404(access.enterable_visits(request.user), pk=visit_id)
        return redirect("inspections:visit_desk", visit_id=visit_id)
    return _answer(request, found, is_desk=False)


@require_http_methods(["GET", "POST"])
@login_required
def desk(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """补录: the same page at a desk, typed in from a paper sheet."""
    found = get_object_or_404(with_place(access.enterable_visits(request.user)), pk=visit_id)
    return _answer(request, found, is_desk=True)


def _answer(request: SignedIn, found: Visit, *, is_desk: bool) -> HttpResponse:
    """GET shows what stands there; POST does what the pressed button says."""
    page = Page(found, is_desk=is_desk, is_posted=request.method == "POST")
    if page.is_posted:
        return _posted(request, page)
    page.sheet = sheets.of_visit(found)
    if not _is_open(found):
        context = {"page": page, "visit": found, "summary": summary.of_page(page)}
        return render(request, "inspections/visit_record.html", context)
    if found.status == VisitStatus.PLANNED and not is_desk:
        return render(request, "inspections/visit_ready.html", {"page": page, "visit": found})
    return _form(request, page)


def _posted(request: SignedIn, page: Page) -> HttpResponse:
    step = request.POST.get("step", "check")
    if not _is_open(page.visit) and step != "submit":
        return redirect(_address(page), visit_id=page.visit.pk)
    page.sheet = sheets.read(request.POST.dict())
    page.faults = photos.keep_posted(
        request.FILES,
        visit=page.visit,
        sheet=page.sheet,
        by=request.user,
    )
    if step.startswith(ROW_STEP):
        _add_row(page, step.removeprefix(ROW_STEP))
        return _form(request, page)
    if step == "edit":
        return _form(request, page)
    page.faults += checking.faults(page.sheet, page.cards, photos=page.photos)
    paper_on = _paper_on(page)
    if page.faults:
        return _form(request, page, status=422)
    if step == "submit":
        return _hand_in(request, page, paper_on)
    return _look_over(request, page)


def _hand_in(request: SignedIn, page: Page, paper_on: date | None) -> HttpResponse:
    answers = checking.answers(page.sheet, page.cards)
    try:
        handing.hand_in(
            visit=page.visit, by=request.user, sheet=page.sheet, answers=answers, paper_on=paper_on
        )
    except DomainError as error:
        page.faults = [Fault("main", str(error))]
        return _look_over(request, page, status=error.status)
    messages.success(
        request, _("“%(place)s”已提交，待审核。") % {"place": page.visit.frame_place.place}
    )
    if page.is_desk:
        return redirect("inspections:visit_desk", visit_id=page.visit.pk)
    return redirect("inspections:today")


def _form(request: SignedIn, page: Page, *, status: int = 200) -> HttpResponse:
    context = {"page": page, "visit": page.visit, "results": Visit.Result.choices[1:]}
    return render(request, "inspections/visit.html", context, status=status)


def _look_over(request: SignedIn, page: Page, *, status: int = 200) -> HttpResponse:
    context = {"page": page, "visit": page.visit, "summary": summary.of_page(page)}
    return render(request, "inspections/visit_check.html", context, status=status)


def _is_open(visit: Visit) -> bool:
    return visit.status in UNFINISHED and visit.round.status == RoundStatus.RELEASED


def _address(page: Page) -> str:
    return "inspections:visit_desk" if page.is_desk else "inspections:visit"


def _add_row(page: Page, item: str) -> None:
    if item.isascii() and item.isdecimal() and int(item) in {card.id for card in page.cards}:
        entry = page.sheet.of(int(item))
        entry.row(entry.next_row)


def _paper_on(page: Page) -> date | None:
    """The day on the paper of a desk entry; a fault of it joins the others."""
    if not page.is_desk:
        return None
    found = checking.paper_day(page.sheet, first=page.visit.round.starts_on, last=clock.today())
    if isinstance(found, Fault):
        page.faults.insert(0, found)
        return None
    return found
