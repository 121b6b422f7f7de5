"""Projects in 已办 and 我发起的."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.worklists import Line, Shelf
from wenming.projects.models import Project, ProjectStep
from wenming.projects.permissions import visible_to


def _steps(user: Any) -> QuerySet[ProjectStep]:
    steps = ProjectStep.objects.filter(by=user.pk, project__in=visible_to(user).values("pk"))
    return steps.exclude(action="propose").select_related("project__unit")


def _begun(user: Any) -> QuerySet[Project]:
    return visible_to(user).filter(by=user.pk)


def _step_line(step: ProjectStep) -> Line:
    return Line(
        title=step.project.name,
        kind=step.get_action_display(),
        url=reverse("projects:detail", args=[step.project.number]),
        note=str(step.project.unit),
    )


def _project_line(project: Project) -> Line:
    return Line(
        title=project.name,
        kind=_("项目"),
        url=reverse("projects:detail", args=[project.number]),
        note=project.get_stage_display(),
    )


DONE = [Shelf("projects.steps", _steps, "at", _step_line)]
BEGUN = [Shelf("projects.projects", _begun, "at", _project_line)]
