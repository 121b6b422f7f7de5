"""Projects that were under way before they came in (补登): entered as they stand, taken out again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import today
from wenming.core.moves import locked
from wenming.framework.models import Indicator
from wenming.organization.models import Area, Unit
from wenming.places.models import Place
from wenming.projects.errors import OwnUnitDecides, StandingLacks
from wenming.projects.models import (
    MILESTONE_LABELS,
    STAGE_LABELS,
    Milestone,
    Project,
    ProjectStep,
)
from wenming.projects.services import Days, ProjectData, due_of, plan_project, save_project
from wenming.projects.workflow import TIMETABLE, Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a project is when it comes in; money in fen, `done` the days of stages reached."""

    stage: Stage = Stage.PROPOSED
    approval: str = ""
    funding: str = ""
    spent: int = 0
    done: Mapping[str, date] = field(default_factory=dict)


def refuse_standing(data: ProjectData, standing: Standing, by: User) -> None:
    """Refuse a standing that says less, or more, than its stage does.

    Raises:
        StandingLacks: no number or budget of the approval, no source of the money, or a day of a
            stage that was not reached or lies ahead.
        OwnUnitDecides: the person's own unit builds what is said to be accepted.
    """
    reached = _reached(standing.stage)
    label = STAGE_LABELS[standing.stage]
    if Stage.APPROVED in reached and (not standing.approval or data.budget is None):
        raise StandingLacks(stage=label, what=_("要写立项文号和概算"))
    if Stage.FUNDED in reached and not standing.funding:
        raise StandingLacks(stage=label, what=_("要写资金来源"))
    for stage, day in standing.done.items():
        words = {"stage": MILESTONE_LABELS[Stage(stage)], "day": day}
        if standing.stage != Stage.DROPPED and stage not in reached:
            raise StandingLacks(stage=label, what=_("不能有实际%(stage)s日期") % words)
        if day > today():
            raise StandingLacks(stage=label, what=_("实际%(stage)s日期 %(day)s 还没有到") % words)
    if standing.stage == Stage.ACCEPTED and data.unit.pk in rights.unit_ids(by):
        raise OwnUnitDecides(project=data.name)


def _reached(stage: Stage) -> tuple[Stage, ...]:
    """The stages of the timetable that lie behind a project."""
    return TIMETABLE[: TIMETABLE.index(stage) + 1] if stage in TIMETABLE else ()


@audit.audited
def enter_project(*, data: ProjectData, days: Days, standing: Standing, by: User) -> Project:
    """Enter a project with the stage that it has reached elsewhere.

    Raises:
        NotAllowed: not of the office that decides on projects there.
        StandingLacks, OwnUnitDecides, DaysOutOfOrder.
    """
    rights.require(by, Ability.MANAGE_PROJECTS, area=data.unit.area)
    refuse_standing(data, standing, by)
    project = save_project(data=data, days=days, by=by)
    if standing == Standing():
        return project
    for name in ("stage", "approval", "funding", "spent"):
        setattr(project, name, getattr(standing, name))
    for stage, day in standing.done.items():
        Milestone.objects.filter(project=project, stage=stage).update(done_on=day)
    project.due_on = due_of(project)
    project.save()
    ProjectStep.objects.create(
        project=project,
        action="enter",
        old=Stage.PROPOSED,
        new=project.stage,
        spent=project.spent or None,
        by=by,
    )
    audit.record("project.entered", project, by=by, old=Stage.PROPOSED, new=project.stage)
    return project


def state_of(project: Project) -> dict[str, Any]:
    """All that an import may write of a project, as JSON holds it."""
    return {
        "name": project.name,
        "kind": project.kind,
        "content": project.content,
        "unit": project.unit_id,
        "area": project.area_id,
        "budget": project.budget,
        "places": sorted(project.places.values_list("pk", flat=True)),
        "indicators": sorted(project.indicators.values_list("pk", flat=True)),
        "days": {
            row.stage: row.due_on.isoformat() for row in project.milestones.all() if row.due_on
        },
        "steps": project.steps.count(),
    }


@audit.audited
def take_out(*, project_id: int, state: Mapping[str, Any], by: User) -> bool:
    """Delete a project that an import brought; False where anything happened to it since.

    Raises:
        NotAllowed: not of the office that decides on it.
    """
    project = locked(Project.objects.select_related("owner"), project_id)
    rights.require(by, Ability.MANAGE_PROJECTS, area=project.owner)
    if state_of(project) != state:
        return False
    try:
        with transaction.atomic():
            project.delete()
    except ProtectedError:  # a problem points at it, a leader looks after it
        return False
    project.pk = project_id  # deleting took it away
    audit.record("project.taken_out", project, by=by, number=project.number)
    return True


@audit.audited
def put_back(
    *, project_id: int, state: Mapping[str, Any], before: Mapping[str, Any], by: User
) -> bool:
    """Give a project what it said before an import; False where anything happened to it since.

    Raises:
        NotAllowed: not of the office that decides on it.
    """
    project = locked(Project.objects.select_related("owner"), project_id)
    if state_of(project) != state:
        return False
    days = {stage: date.fromisoformat(day) for stage, day in before["days"].items()}
    if {**before, "days": {}} == {**state, "days": {}}:
        plan_project(project_id=project_id, days=days, by=by)
        return True
    data = ProjectData(
        unit=Unit.objects.select_related("area").get(pk=before["unit"]),
        area=Area.objects.get(pk=before["area"]),
        places=list(Place.objects.filter(pk__in=before["places"])),
        indicators=list(Indicator.objects.filter(pk__in=before["indicators"])),
        **{name: before[name] for name in ("name", "kind", "content", "budget")},
    )
    save_project(project_id=project_id, data=data, days=days, by=by)
    return True
