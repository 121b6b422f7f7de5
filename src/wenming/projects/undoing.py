"""An import of projects taken back: what came in is deleted, what was changed put back (撤销导入)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, ProtectedError, prefetch_related_objects

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.bulk import in_batches
from wenming.framework.models import Indicator
from wenming.organization.models import Area, Unit
from wenming.places.models import Place
from wenming.projects.changing import Change, change_projects
from wenming.projects.models import Project, ProjectStep
from wenming.projects.services import ProjectData

State = Mapping[str, Any]
"""All that an import may write of a project, as JSON holds it."""


def states_of(projects: Sequence[Project]) -> dict[int, State]:
    """The states of projects by key; four queries a batch."""
    found: dict[int, State] = {}
    for batch in in_batches(projects):
        prefetch_related_objects(batch, "places", "indicators", "milestones")
        steps = ProjectStep.objects.filter(project__in=batch).order_by().values_list("project")
        counts = dict(steps.annotate(n=Count("pk")))
        found |= {project.pk: _state(project, counts.get(project.pk, 0)) for project in batch}
    return found


def _state(project: Project, steps: int) -> State:
    return {
        "name": project.name,
        "kind": project.kind,
        "content": project.content,
        "unit": project.unit_id,
        "area": project.area_id,
        "budget": project.budget,
        "places": sorted(place.pk for place in project.places.all()),
        "indicators": sorted(indicator.pk for indicator in project.indicators.all()),
        "days": {
            row.stage: row.due_on.isoformat() for row in project.milestones.all() if row.due_on
        },
        "steps": steps,
    }


def _unmoved(states: Mapping[int, State]) -> list[Project]:
    """The projects that are still in these states, locked."""
    found: list[Project] = []
    for keys in in_batches(sorted(states)):
        rows = Project.objects.select_related("owner").select_for_update(of=("self",))
        batch = list(rows.filter(pk__in=keys).order_by("pk"))
        now = states_of(batch)
        found += [project for project in batch if now[project.pk] == states[project.pk]]
    return found


@audit.audited
def take_out(states: Mapping[int, State], *, by: User) -> set[int]:
    """Delete the projects that an import brought, but for those to which anything happened since.

    Args:
        states: by the key of a project what the import made of it.

    Returns:
        The keys of those that are gone.

    Raises:
        NotAllowed: not of the office that decides on them.
    """
    projects = _unmoved(states)
    for project in projects:
        rights.require(by, Ability.MANAGE_PROJECTS, area=project.owner)
    gone = [project for batch in in_batches(projects) for project in _deleted(batch)]
    for project in gone:
        audit.record("project.taken_out", project, by=by, number=project.number)
    return {project.pk for project in gone}


def _deleted(projects: Sequence[Project]) -> list[Project]:
    """Those that could be deleted: a problem may point at one, a leader look after it."""
    try:
        with transaction.atomic():
            Project.objects.filter(pk__in=[project.pk for project in projects]).delete()
    except ProtectedError:
        half = len(projects) // 2
        return [*_deleted(projects[:half]), *_deleted(projects[half:])] if half else []
    return list(projects)


@audit.audited
def put_back(states: Mapping[int, State], before: Mapping[int, State], *, by: User) -> set[int]:
    """Give projects what they said before an import, but for those to which anything happened since.

    Args:
        states: by the key of a project what the import made of it.
        before: what it was.

    Returns:
        The keys of those that are as before.

    Raises:
        NotAllowed: not of the office that decides on them.
    """
    keys = [project.pk for project in _unmoved(states)]
    named = _Named([before[pk] for pk in keys])
    change_projects([named.change(pk, states[pk], before[pk]) for pk in keys], by=by)
    return set(keys)


class _Named:
    """What states name by keys, read together."""

    def __init__(self, states: Sequence[State]) -> None:
        def keys(name: str) -> set[int]:
            return {key for state in states for key in state[name]}

        self._units = Unit.objects.select_related("area").in_bulk({s["unit"] for s in states})
        self._areas = Area.objects.in_bulk({state["area"] for state in states})
        self._places = Place.objects.in_bulk(keys("places"))
        self._indicators = Indicator.objects.in_bulk(keys("indicators"))

    def change(self, project_id: int, now: State, then: State) -> Change:
        """What leads from the state of `now` back to that of `then`."""
        days = {stage: date.fromisoformat(day) for stage, day in then["days"].items()}
        if {**then, "days": {}} == {**now, "days": {}}:
            return Change(project_id, days)
        data = ProjectData(
            unit=self._units[then["unit"]],
            area=self._areas[then["area"]],
            places=[self._places[pk] for pk in then["places"] if pk in self._places],
            indicators=[
                self._indicators[pk] for pk in then["indicators"] if pk in self._indicators
            ],
            **{name: then[name] for name in ("name", "kind", "content", "budget")},
        )
        return Change(project_id, days, data)
