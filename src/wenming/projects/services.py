"""Projects: brought in, planned, and carried from stage to stage (项目办理)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import ABILITY_LABELS, Ability
from wenming.core import asks, audit, evidence
from wenming.core.clock import today
from wenming.core.errors import NotAllowed
from wenming.core.moves import locked, move
from wenming.core.numbers import take_numbers
from wenming.framework.models import Indicator
from wenming.organization.models import Area, Unit
from wenming.places.models import Place
from wenming.projects import permissions
from wenming.projects.errors import (
    DaysOutOfOrder,
    NeedsSecond,
    OwnUnitDecides,
    ProjectIsFixed,
    SpentShrinks,
    StepLacks,
)
from wenming.projects.models import (
    ACTION_LABELS,
    MILESTONE_LABELS,
    STAGE_LABELS,
    Milestone,
    Project,
    ProjectFile,
    ProjectStep,
)
from wenming.projects.money import written
from wenming.projects.workflow import STEPS, TIMETABLE, Stage, next_of

SERIES = "XM"  # 项目
ASK_KIND = "project"
Days = Mapping[str, date | None]


@dataclass(frozen=True, slots=True)
class ProjectData:
    """What is entered of a project; budget in fen."""

    name: str
    kind: str
    content: str
    unit: Unit
    area: Area
    budget: int | None = None
    places: Sequence[Place] = ()
    indicators: Sequence[Indicator] = ()


FIELDS = ("name", "kind", "content", "unit", "area", "budget")


@dataclass(frozen=True, slots=True)
class StepData:
    """What is said with a step; money in fen, `spent` summed up to now."""

    line: str = ""
    approval: str = ""
    budget: int | None = None
    funding: str = ""
    spent: int | None = None
    files: Sequence[evidence.EvidenceFile] = ()


@audit.audited
def save_project(
    *, project_id: int | None = None, data: ProjectData, days: Days, by: User
) -> Project:
    """Bring a project in (提出), or change one that is not approved yet.

    Args:
        days: stage → planned day; stages left out have none.

    Raises:
        NotAllowed: neither of the deciding office nor of the building unit.
        ProjectIsFixed: it was approved.
        DaysOutOfOrder: a later stage is planned before an earlier one.
    """
    if project_id is None:
        project = Project(by=by, number=new_numbers(1)[0])
    else:
        project = _taken(project_id)
        refuse_change(project, by)
    is_new = project.pk is None
    fill(project, data, by)
    _plan(project, days)
    project.places.set(data.places)
    project.indicators.set(data.indicators)
    if is_new:
        _trail(project, "propose", "", by=by)
    audit.record(
        "project.created" if is_new else "project.changed", project, by=by, unit=data.unit.code
    )
    return project


@audit.audited
def plan_project(*, project_id: int, days: Days, by: User) -> Project:
    """Change the timetable of a project (进度计划).

    Raises:
        NotAllowed: not of the office that decides on it.
        ProjectIsFixed: it is over.
        DaysOutOfOrder.
    """
    project = _taken(project_id)
    refuse_replan(project, by)
    _plan(project, days)
    audit.record("project.planned", project, by=by, days=noted(days))
    return project


def refuse_change(project: Project, by: User) -> None:
    """Refuse where `by` may not change what a project says.

    Raises:
        NotAllowed, ProjectIsFixed: as `save_project`.
    """
    if not permissions.can_change(by, project):
        _refuse_fixed(project)
        raise _not_allowed()


def refuse_replan(project: Project, by: User) -> None:
    """Refuse where `by` may not change the timetable.

    Raises:
        NotAllowed, ProjectIsFixed: as `plan_project`.
    """
    rights.require(by, Ability.MANAGE_PROJECTS, area=project.owner)
    if project.is_over:
        _refuse_fixed(project)


def fill(project: Project, data: ProjectData, by: User) -> None:
    """Let a project say what `data` says; it is not stored yet.

    Raises:
        NotAllowed: as `save_project`, of the unit that builds from now on.
    """
    for name in FIELDS:
        setattr(project, name, getattr(data, name))
    project.owner = data.unit.area
    if not permissions.can_manage(by, project) and not permissions.can_report(by, project):
        raise _not_allowed()


def noted(days: Days) -> dict[str, str]:
    """A timetable as the audit trail keeps it."""
    return {stage: day.isoformat() for stage, day in days.items() if day}


@audit.audited
def advance(*, project_id: int, action: str, data: StepData, by: User) -> Project:
    """Take one step: appraise, approve, return, fund, report, finish, accept, redo, drop.

    Raises:
        NotAllowed: the step is the office's, or the building unit's.
        NeedsSecond, OwnUnitDecides: who said it, or built it, does not decide.
        TransitionRefused: not possible from the present stage.
        StepLacks, SpentShrinks, Incomplete: what was given does not do.
    """
    project = _taken(project_id)
    _require(by, project, action)
    old = move(project, action, steps=STEPS, states=STAGE_LABELS, actions=ACTION_LABELS)
    _refuse_own(by, project, action)
    _take(project, action, data, by)
    _mark(project, action, old)
    project.save()
    _trail(project, action, old, by=by, data=data)
    _ask(project, action, by)
    audit.record(f"project.{PAST[action]}", project, by=by, old=old, new=project.stage)
    return project


PAST = {
    "appraise": "appraised",
    "approve": "approved",
    "return": "returned",
    "fund": "funded",
    "report": "reported",
    "finish": "finished",
    "accept": "accepted",
    "redo": "sent_back",
    "drop": "cancelled",
}


def _taken(project_id: int) -> Project:
    return locked(Project.objects.select_related("owner", "unit__area"), project_id)


def _require(by: User, project: Project, action: str) -> None:
    """The office takes every step; the building unit those of its own."""
    is_units = action in permissions.BY_UNIT and permissions.can_report(by, project)
    if not is_units:
        rights.require(by, Ability.MANAGE_PROJECTS, area=project.owner)


def _refuse_own(by: User, project: Project, action: str) -> None:
    """Nobody decides on what they said; whoever builds does not accept."""
    said = {"approve": ("appraise", project.appraised_by), "accept": ("finish", project.built_by)}
    if action not in said:
        return
    did, person = said[action]
    if person == by:
        raise NeedsSecond(project=project, did=ACTION_LABELS[did], decide=ACTION_LABELS[action])
    if action == "accept" and project.unit_id in rights.unit_ids(by):
        raise OwnUnitDecides(project=project)


def _take(project: Project, action: str, data: StepData, by: User) -> None:
    """Put what was said into the row."""
    line = " ".join(data.line.split())
    if action in {"return", "report", "redo", "drop"} and not line:
        raise StepLacks(action=ACTION_LABELS[action], what=_("一句话的情况或理由"))
    if action == "appraise":
        project.appraised_by = by
    if action == "approve":
        if not data.approval or data.budget is None:
            raise StepLacks(action=ACTION_LABELS[action], what=_("立项文号和概算"))
        project.approval, project.budget = data.approval, data.budget
    if action == "fund":
        if not data.funding:
            raise StepLacks(action=ACTION_LABELS[action], what=_("资金来源"))
        project.funding = data.funding
    if action == "finish":
        project.built_by = by
    if data.spent is not None and action in {"report", "finish", "fund"}:
        if data.spent < project.spent:
            raise SpentShrinks(before=written(project.spent), now=written(data.spent))
        project.spent = data.spent


def _mark(project: Project, action: str, old: str) -> None:
    """Keep the timetable and the deadline of the next stage in step with the stage."""
    rows = Milestone.objects.filter(project=project)
    if action in {"return", "redo"}:
        rows.filter(stage=old).update(done_on=None)
    elif project.stage != old:
        rows.filter(stage=project.stage).update(done_on=today())
    project.due_on = next_day(project.stage, dict(rows.values_list("stage", "due_on")))


def _plan(project: Project, days: Days) -> None:
    """Write the project and its timetable: every stage has its row."""
    refuse_disorder(days)
    project.due_on = next_day(project.stage, days)
    project.save()
    there = {row.stage: row for row in project.milestones.all()}
    moved = [row for row in there.values() if row.due_on != days.get(row.stage)]
    for row in moved:
        row.due_on = days.get(row.stage)
    Milestone.objects.bulk_update(moved, ["due_on"])
    Milestone.objects.bulk_create(
        Milestone(project=project, stage=stage, due_on=days.get(stage))
        for stage in TIMETABLE
        if stage not in there
    )


def next_day(stage: str, days: Days) -> date | None:
    """Of planned days that of the stage that comes after `stage`."""
    following = next_of(Stage(stage))
    return days.get(following) if following else None


def refuse_disorder(days: Days) -> None:
    """Refuse a timetable in which a later stage comes before an earlier one.

    Raises:
        DaysOutOfOrder.
    """
    planned = [(stage, day) for stage in TIMETABLE if (day := days.get(stage)) is not None]
    for (earlier, earlier_on), (later, later_on) in pairwise(planned):
        if later_on < earlier_on:
            raise DaysOutOfOrder(
                earlier=MILESTONE_LABELS[earlier],
                earlier_on=earlier_on,
                later=MILESTONE_LABELS[later],
                later_on=later_on,
            )


def _trail(
    project: Project, action: str, old: str, *, by: User, data: StepData | None = None
) -> None:
    """One more row of the history, with its files."""
    data = data or StepData()
    evidence.check_files(data.files)
    is_units = project.unit_id in rights.unit_ids(by)
    step = ProjectStep.objects.create(
        project=project,
        action=action,
        old=old,
        new=project.stage,
        unit=project.unit if is_units else None,
        line=" ".join(data.line.split())[:200],
        spent=data.spent,
        by=by,
    )
    for file in data.files:
        ProjectFile.objects.create(step=step, upload=evidence.keep(file, by=by))


def _ask(project: Project, action: str, by: User) -> None:
    """From the money on the unit is asked for one thing: to say when it is built."""
    question = f"project:{project.number}:built"
    if action == "finish":
        asks.answered(unit_code=project.unit.code, question=question)
    elif action == "drop":
        asks.withdrawn(unit_code=project.unit.code, question=question)
    elif action == "fund" and project.unit_id not in rights.unit_ids(by):
        asks.ask(unit_code=project.unit.code, kind=ASK_KIND, question=question)


def new_numbers(count: int) -> list[str]:
    """XM-2026-0001: one series a year for the whole city; call inside a transaction."""
    year = today().year
    city = Area.objects.values_list("code", flat=True).get(depth=1)
    numbers = take_numbers(count, owner=city, kind=SERIES, year=year)
    return [f"{SERIES}-{year}-{number:04d}" for number in numbers]


def _refuse_fixed(project: Project) -> None:
    if project.stage not in {Stage.PROPOSED, Stage.APPRAISED}:
        raise ProjectIsFixed(project=project, stage=project.get_stage_display())


def _not_allowed() -> NotAllowed:
    return NotAllowed(ability=ABILITY_LABELS[Ability.MANAGE_PROJECTS], grantor=_("系统管理员"))
