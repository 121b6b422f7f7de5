"""Projects that were under way before they came in (补登): entered as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.bulk import bulk_create
from wenming.core.clock import today
from wenming.projects.errors import OwnUnitDecides, StandingLacks
from wenming.projects.models import (
    MILESTONE_LABELS,
    NEVER,
    STAGE_LABELS,
    Milestone,
    Project,
    ProjectStep,
)
from wenming.projects.services import (
    FIELDS,
    Days,
    ProjectData,
    new_numbers,
    next_day,
    refuse_disorder,
)
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A project to enter: what it is, when it is planned, how far it is."""

    data: ProjectData
    days: Days
    standing: Standing


@audit.audited
def enter_projects(entries: Sequence[Entry], *, by: User) -> list[Project]:
    """Enter projects with the stage that they have reached elsewhere; a fixed number of queries.

    Raises:
        NotAllowed: not of the office that decides on projects there.
        StandingLacks, OwnUnitDecides, DaysOutOfOrder.
    """
    if not entries:
        return []
    for entry in entries:
        rights.require(by, Ability.MANAGE_PROJECTS, area=entry.data.unit.area)
        refuse_standing(entry.data, entry.standing, by)
        refuse_disorder(entry.days)
    numbers = new_numbers(len(entries))
    projects = [_row(entry, number, by) for entry, number in zip(entries, numbers, strict=True)]
    bulk_create(Project, projects)
    entered = list(zip(projects, entries, strict=True))
    _serve(entered)
    milestones = [
        Milestone(
            project=project,
            stage=stage,
            due_on=entry.days.get(stage),
            done_on=entry.standing.done.get(stage),
        )
        for project, entry in entered
        for stage in TIMETABLE
    ]
    bulk_create(Milestone, milestones)
    _trail(entered, by)
    return projects


def _row(entry: Entry, number: str, by: User) -> Project:
    data, standing = entry.data, entry.standing
    due_on = next_day(standing.stage, entry.days)
    return Project(
        number=number,
        owner=data.unit.area,
        stage=standing.stage,
        approval=standing.approval,
        funding=standing.funding,
        spent=standing.spent,
        due_on=due_on,
        due_key=due_on or NEVER,
        by=by,
        **{name: getattr(data, name) for name in FIELDS},
    )


def _serve(entered: Sequence[tuple[Project, Entry]]) -> None:
    """Tie new projects to the places and indicators that they serve."""
    place, indicator = Project.places.through, Project.indicators.through
    served = [
        place(project=project, place=row) for project, entry in entered for row in entry.data.places
    ]
    bulk_create(place, served)
    met = [
        indicator(project=project, indicator=row)
        for project, entry in entered
        for row in entry.data.indicators
    ]
    bulk_create(indicator, met)


def _trail(entered: Sequence[tuple[Project, Entry]], by: User) -> None:
    """The first steps of new projects, in the history and in the audit trail."""
    steps = []
    own = rights.unit_ids(by)
    for project, entry in entered:
        steps.append(
            ProjectStep(
                project=project,
                action="propose",
                new=Stage.PROPOSED,
                unit=project.unit if project.unit_id in own else None,
                by=by,
            )
        )
        audit.record("project.created", project, by=by, unit=project.unit.code)
        if entry.standing == Standing():
            continue
        moved = {"old": Stage.PROPOSED, "new": project.stage}
        spent = project.spent or None
        steps.append(ProjectStep(project=project, action="enter", spent=spent, by=by, **moved))
        audit.record("project.entered", project, by=by, **moved)
    bulk_create(ProjectStep, steps)
