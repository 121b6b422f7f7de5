"""Pages of an inspector: the day's places, beginning a visit, sending a photo, paper sheets."""

from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wenming.accounts.requests import SignedIn
from wenming.core import clock
from wenming.core.errors import DomainError
from wenming.inspections import permissions
from wenming.inspections.models import Visit
from wenming.inspections.services import start_visit
from wenming.inspections.visiting import access, photos, selectors


@require_safe
@login_required
def today(request: SignedIn) -> HttpResponse:
    """今日点位: what is being inspected, what comes next, what was handed in."""
    day = selectors.day_of(access.own_visits(request.user), on=clock.today())
    return render(request, "inspections/today.html", {"day": day, "today": clock.today()})


@require_POST
@login_required
def start(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """开始: note the time, then the page of the visit."""
    visit = get_object_or_404(access.own_visits(request.user), pk=visit_id)
    start_visit(visit_id=visit.pk, by=request.user)
    return redirect("inspections:visit", visit_id=visit.pk)


@require_POST
@login_required
def add_photo(request: SignedIn, visit_id: UUID) -> JsonResponse:
    """One photo from the page's script; its id goes into the form."""
    visit = get_object_or_404(access.enterable_visits(request.user), pk=visit_id)
    file = request.FILES.get("photo")
    if file is None:
        return JsonResponse({"message": _("没有收到照片。请重新拍摄或选取。")}, status=422)
    try:
        kept = photos.receive(
            visit=visit,
            by=request.user,
            file=file,
            head=request.FILES.get("head"),
            said=request.POST.dict(),
        )
    except DomainError as error:
        return JsonResponse({"message": str(error)}, status=error.status)
    return JsonResponse({"id": str(kept.pk), "words": photos.words_of(kept)}, status=201)


@require_safe
@login_required
def sheet(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """实地测评打分表, blank, of one place."""
    visits = access.enterable_visits(request.user).filter(pk=visit_id)
    get_object_or_404(visits)
    return _sheets(request, visits, back=reverse("inspections:today"))


@require_safe
@login_required
def sheets_of_day(request: SignedIn) -> HttpResponse:
    """实地测评打分表 of all places that the inspector still has to visit."""
    visits = access.own_visits(request.user).filter(status__in=selectors.UNFINISHED)
    return _sheets(request, visits, back=reverse("inspections:today"))


@require_safe
@login_required
def sheets_of_round(request: SignedIn, number: str) -> HttpResponse:
    """实地测评打分表 of a round, of one day where `on` names it."""
    round_ = get_object_or_404(permissions.visible_to(request.user), number=number)
    visits = access.enterable_visits(request.user).filter(round=round_)
    if on := _day(request.GET.get("on", "")):
        visits = visits.filter(planned_on=on)
    return _sheets(request, visits, back=reverse("inspections:round", args=[number]))


def _sheets(request: SignedIn, visits: QuerySet[Visit], *, back: str) -> HttpResponse:
    papers = selectors.papers(visits)
    return render(request, "inspections/sheet.html", {"papers": papers, "back": back})


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
