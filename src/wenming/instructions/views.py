"""批示办理: leaders' lines and their way to the end."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenming.accounts import rights
from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Ability
from wenming.core import clock
from wenming.core.errors import DomainError
from wenming.core.paging import page_by_key
from wenming.core.paper import docx_response
from wenming.duties.forms.work import ReasonForm
from wenming.instructions import permissions, services, sheet
from wenming.instructions.forms import AssignForm, InstructForm
from wenming.instructions.lights import light_of
from wenming.instructions.models import STATUS_LABELS, Instruction
from wenming.instructions.services import Line
from wenming.instructions.workflow import STEPS, Status
from wenming.organization.models import Area

DONE = {
    "propose": gettext_lazy("拟办意见已记下。"),
    "assign": gettext_lazy("已转办。"),
    "answer": gettext_lazy("已反馈，由创城办报领导。"),
    "send_back": gettext_lazy("已退回再办。"),
    "close": gettext_lazy("已办结，领导看得到结果。"),
}


@require_safe
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """The instructions, the newest first, by state."""
    visible = permissions.visible_to(request.user)
    status = request.GET.get("status", "")
    status = status if status in Status.__members__.values() else ""
    found = visible.filter(status=status) if status else visible
    page = page_by_key(found.select_related("unit"), keys=["-pk"], mark=request.GET.get("mark", ""))
    now = clock.now()
    chips: list[dict[str, Any]] = [
        {"label": _("全部"), "url": "?", "is_current": not status, "count": None}
    ]
    for value, label in STATUS_LABELS.items():
        chips.append(
            {
                "label": label,
                "url": f"?status={value}",
                "is_current": status == value,
                "count": None,
            }
        )
    context = {
        "page": page,
        "chips": chips,
        "rows": [(row, light_of(row, now)) for row in page.rows],
        "may_add": _owner(request) is not None,
        "enters": not permissions.may_instruct(request.user),
    }
    return render(request, "instructions/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedIn) -> HttpResponse:
    """A line, on the page that it was opened from or on its own."""
    owner = _owner(request)
    if owner is None:
        raise PermissionDenied
    enters = not permissions.may_instruct(request.user)
    initial = {"about": request.GET.get("about", ""), "title": request.GET.get("title", "")}
    form = InstructForm(request.POST or None, request.FILES or None, enters=enters, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.instruct(
                by=request.user, line=_line(request, form.cleaned_data), owner=owner
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("批示已交创城办办理。"))
            return redirect("instructions:list_one", made.pk)
    title = form.data.get("title") if form.is_bound else initial["title"]
    context = {"form": form, "enters": enters, "title": title}
    return render(request, "instructions/new.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def instruction(request: SignedIn, pk: int) -> HttpResponse:
    """One instruction: the line, where it stands, the next step."""
    return _page(request, _instruction(request, pk))


@require_safe
@login_required
def paper(request: SignedIn, pk: int) -> HttpResponse:
    """批示办理单, as it stands."""
    row = _instruction(request, pk)
    return docx_response(f"批示办理单-{row.leader}-{row.given_on}", sheet.content(row))


@require_POST
@login_required
def act(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """One step."""
    row = _instruction(request, pk)
    if verb not in ACTS:
        raise Http404
    form = _form(verb, request.POST)
    if form.is_valid():
        try:
            ACTS[verb](request, row, form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, DONE[verb])
            return redirect("instructions:list_one", row.pk)
    return _page(request, row, {verb: form})


def _owner(request: SignedIn) -> Area | None:
    """The area for which this person gives or enters instructions."""
    for ability in (Ability.INSTRUCT, Ability.ISSUE_DUTIES):
        paths = rights.area_paths(request.user, ability)
        if paths:
            found: Area = Area.objects.get(path=min(paths, key=len))
            return found
    return None


def _line(request: SignedIn, given: dict[str, Any]) -> Line:
    scan = given.get("scan")
    return Line(
        text=given["text"],
        leader=given.get("leader") or request.user.display_name,
        about_title=given["title"],
        about_path=given["about"],
        given_on=given.get("given_on"),
        scan=scan.read() if scan else None,
    )


def _instruction(request: SignedIn, pk: int) -> Instruction:
    visible = permissions.visible_to(request.user)
    return get_object_or_404(visible.select_related("owner", "unit", "scan"), pk=pk)


def _page(
    request: SignedIn, row: Instruction, bound: dict[str, forms.Form] | None = None
) -> HttpResponse:
    verbs = _verbs(request, row)
    context = {
        "row": row,
        "light": light_of(row, clock.now()),
        "forms": {verb: _form(verb) for verb in verbs} | (bound or {}),
        "verbs": verbs,
        "steps": row.steps.select_related("unit", "by").order_by("-pk"),
    }
    return render(request, "instructions/one.html", context, status=422 if bound else 200)


def _verbs(request: SignedIn, row: Instruction) -> list[str]:
    possible = STEPS.allowed(Status(row.status))
    if permissions.can_handle(request.user, row):
        return [verb for verb in possible if verb != "answer"]
    answers = row.unit_id in rights.unit_ids(request.user, Ability.REPORT_DUTIES)
    return [verb for verb in possible if verb == "answer" and answers]


def _form(verb: str, data: Any = None) -> forms.Form:
    return AssignForm(data) if verb == "assign" else ReasonForm(data)


def _assign(request: SignedIn, row: Instruction, given: dict[str, Any]) -> None:
    services.assign(
        instruction_id=row.pk,
        by=request.user,
        unit_id=given["unit"].pk,
        due_on=given["due_on"],
        line=given["line"],
    )


def _say(
    service: Callable[..., Instruction], word: str = "line"
) -> Callable[[SignedIn, Instruction, dict[str, Any]], None]:
    def run(request: SignedIn, row: Instruction, given: dict[str, Any]) -> None:
        service(instruction_id=row.pk, by=request.user, **{word: given["line"]})

    return run


ACTS: dict[str, Callable[[SignedIn, Instruction, dict[str, Any]], None]] = {
    "propose": _say(services.propose),
    "assign": _assign,
    "answer": _say(services.answer),
    "send_back": _say(services.send_back),
    "close": _say(services.close, "result"),
}
