"""Projects changed together (成批修改), by the same rules as one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenming.accounts.models import User
from wenming.core import audit
from wenming.core.bulk import bulk_change, bulk_create, bulk_relate, in_batches
from wenming.projects.models import NEVER, Milestone, Project
from wenming.projects.services import (
    FIELDS,
    Days,
    ProjectData,
    fill,
    next_day,
    noted,
    refuse_change,
    refuse_disorder,
    refuse_replan,
)
from wenming.projects.workflow import TIMETABLE


@dataclass(frozen=True, slots=True)
class Change:
    """What a project is to say; without `data` only its timetable changes."""

    project_id: int
    days: Days
    data: ProjectData | None = None


@audit.audited
def change_projects(changes: Sequence[Change], *, by: User) -> list[Project]:
    """As `save_project` and `plan_project` for each; a few statements for every 500 of them.

    Raises:
        NotAllowed, ProjectIsFixed, DaysOutOfOrder: for the first that may not be changed; then
            none is.
    """
    projects = _locked([change.project_id for change in changes])
    for change in changes:
        _change(projects[change.project_id], change, by)
    rows = list(projects.values())
    bulk_change(Project, rows, [*FIELDS, "owner", "due_on", "due_key"])
    _plan({change.project_id: change.days for change in changes})
    rewritten = {c.project_id: c.data for c in changes if c.data is not None}
    _serve(rewritten)
    return rows


def _locked(keys: Sequence[int]) -> dict[int, Project]:
    found: dict[int, Project] = {}
    rows = Project.objects.select_related("owner", "unit").defer("owner__outline")
    for batch in in_batches(sorted(keys)):
        locked = rows.select_for_update(of=("self",)).filter(pk__in=batch).order_by("pk")
        found |= {project.pk: project for project in locked}
    return found


def _change(project: Project, change: Change, by: User) -> None:
    """Let a row say what it is to say, and note it; nothing is stored yet."""
    refuse_disorder(change.days)
    if change.data is None:
        refuse_replan(project, by)
        audit.record("project.planned", project, by=by, days=noted(change.days))
    else:
        refuse_change(project, by)
        fill(project, change.data, by)
        audit.record("project.changed", project, by=by, unit=project.unit.code)
    project.due_on = next_day(project.stage, change.days)
    project.due_key = project.due_on or NEVER


def _plan(days: Mapping[int, Days]) -> None:
    """Write timetables: every stage of every project has its row."""
    moved, there = [], set()
    for keys in in_batches(sorted(days)):
        for row in Milestone.objects.filter(project__in=keys):
            there.add((row.project_id, row.stage))
            due_on = days[row.project_id].get(row.stage)
            if row.due_on != due_on:
                row.due_on = due_on
                moved.append(row)
    bulk_change(Milestone, moved, ["due_on"])
    bulk_create(
        Milestone,
        [
            Milestone(project_id=pk, stage=stage, due_on=planned.get(stage))
            for pk, planned in days.items()
            for stage in TIMETABLE
            if (pk, stage) not in there
        ],
    )


def _serve(rewritten: Mapping[int, ProjectData]) -> None:
    """Tie projects to the places and indicators that they serve."""
    places = {pk: [row.pk for row in data.places] for pk, data in rewritten.items()}
    bulk_relate(Project.places.through, "project_id", "place_id", places)
    indicators = {pk: [row.pk for row in data.indicators] for pk, data in rewritten.items()}
    bulk_relate(Project.indicators.through, "project_id", "indicator_id", indicators)
