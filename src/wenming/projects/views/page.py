"""The page of one project, shown after looking and after a refused step."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wenming.accounts.requests import SignedIn
from wenming.accounts.rights import Person
from wenming.core.clock import now
from wenming.organization.selectors import around, names_of_areas
from wenming.places import facts
from wenming.places import permissions as places
from wenming.places.boxes import Box
from wenming.places.models import Place
from wenming.projects import attached, permissions
from wenming.projects.forms import StepForm
from wenming.projects.lights import light_of, milestone_light
from wenming.projects.models import Project
from wenming.projects.workflow import TIMETABLE


def seen(user: Person, number: str) -> Project:
    """The project of this number; not found for those out of sight."""
    rows = permissions.visible_to(user).select_related("unit", "area", "owner")
    return get_object_or_404(rows.defer("area__outline", "owner__outline"), number=number)


def page_of(request: SignedIn, project: Project, *, form: StepForm | None = None) -> HttpResponse:
    """One project; `form` is a step that was refused."""
    user = request.user
    verbs = permissions.verbs_of(user, project)
    forms_: dict[str, forms.Form] = {verb: StepForm(action=verb, project=project) for verb in verbs}
    if form is not None:
        forms_[form.action] = form
    served = list(places.visible_to(user).filter(projects=project).order_by("code"))
    names = names_of_areas(around([project.area]))
    steps = list(project.steps.select_related("unit", "by").prefetch_related("files__upload"))
    at = now()
    context = {
        "project": project,
        "area_name": names.get(project.area.path) or project.area.name,
        "light": light_of(project, at),
        "milestones": _milestones(project, at),
        "steps": steps[::-1],
        "photos": [file for step in steps for file in step.files.all() if file.is_photo],
        "served": _with_facts(user, served),
        "map_url": _map_url(project, served),
        "indicators": project.indicators.order_by("code"),
        "panels": attached.of(user, project),
        "forms": forms_,
        "form": form,
        "may_change": permissions.can_change(user, project),
        "may_replan": permissions.can_replan(user, project),
    }
    return render(request, "projects/detail.html", context, status=422 if form else 200)


def _milestones(project: Project, at: Any) -> list[tuple[Any, Any]]:
    """Each stage of the timetable with its light, in order."""
    known = {row.stage: row for row in project.milestones.all()}
    return [(known[stage], milestone_light(known[stage], at)) for stage in TIMETABLE]


def _with_facts(user: Person, served: list[Place]) -> list[tuple[Place, dict[str, facts.Fact]]]:
    known = facts.of(user, [place.pk for place in served])
    return [(place, known[place.pk]) for place in served]


def _map_url(project: Project, served: list[Place]) -> str:
    """The map around the places that the project serves, else on its area."""
    points = [
        [float(place.longitude), float(place.latitude)]
        for place in served
        if place.longitude is not None and place.latitude is not None
    ]
    box = Box.around({"coordinates": points}) if points else None
    query = f"box={box}" if box else f"area={project.area.code}"
    return f"{reverse('places:map')}?{query}"
