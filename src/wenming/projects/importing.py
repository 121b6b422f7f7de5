"""Projects from a sheet (导入项目): judged row by row, seen before they are stored, taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.errors import DomainError
from wenming.core.imports import Kind, Planned, Stored, Undone, Verb
from wenming.core.tables import Fault, Row, Sheet
from wenming.projects import listing, permissions, services, sheet
from wenming.projects.changing import Change, change_projects
from wenming.projects.models import MILESTONE_LABELS, STAGE_LABELS, Project
from wenming.projects.money import fen_of, written
from wenming.projects.registering import Entry, enter_projects, refuse_standing
from wenming.projects.services import ProjectData
from wenming.projects.undoing import put_back, states_of, take_out
from wenming.projects.workflow import Stage

_OPEN = {Stage.PROPOSED, Stage.APPRAISED}


@dataclass(slots=True)
class _Plan:
    """What a row means; `changes` by column: words of what would become different."""

    data: ProjectData
    days: dict[str, date]
    known: Project | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)
    changes: dict[str, str] = field(default_factory=dict)


class _Planner:
    """Reads rows against the register; everything is read once."""

    def __init__(self, by: Any) -> None:
        self._by = by
        self._names = sheet.Names(by)
        self._titles = {column.key: column.title for column in sheet.layout().columns}
        seen = permissions.visible_to(by)
        related = seen.select_related("unit__area", "area", "owner")
        rows = related.defer("area__outline", "owner__outline", "unit__area__outline")
        known = list(rows.prefetch_related("places", "indicators", "milestones"))
        self._by_number = {project.number: project for project in known}
        self._by_name = {(project.name, project.unit_id): project for project in known}

    def plan(self, row: Row) -> _Plan:
        """What a row means and what is wrong with it."""
        known = self._by_number.get(row["number"]) if row["number"] else None
        data, faults = self._names.data_of(row, known)
        if row["number"] and known is None:
            faults.append(("number", _("没有项目编号“%(number)s”。") % {"number": row["number"]}))
        if known is None and not row["number"] and data.unit is not None:
            known = self._by_name.get((data.name, data.unit.pk))
            if known is not None:
                data, faults = self._names.data_of(row, known)
        days = self._days(known) | sheet.planned_days(row)
        plan = _Plan(data, days, known, faults)
        if not faults:
            self._look_closer(plan, row)
        return plan

    def _days(self, known: Project | None) -> dict[str, date]:
        rows = known.milestones.all() if known else []
        return {row.stage: row.due_on for row in rows if row.due_on}

    def _look_closer(self, plan: _Plan, row: Row) -> None:
        """What the rules of projects refuse."""
        try:
            services.refuse_disorder(plan.days)
        except DomainError as error:
            plan.faults.append((f"due_{_first_day(row)}", str(error)))
        if plan.known is None:
            try:
                refuse_standing(plan.data, sheet.standing_of(row), self._by)
            except DomainError as error:
                plan.faults.append(("stage", str(error)))
            return
        plan.changes = _changes(plan.known, plan.data, plan.days, self._titles)
        plan.faults += _fixed(plan.known, row) + self._closed(plan)

    def _closed(self, plan: _Plan) -> list[tuple[str, str]]:
        """Changes that the stage or the area of a project does not allow."""
        project, changes = plan.known, plan.changes
        assert project is not None, "asked of projects that are there"
        if changes and not permissions.can_manage(self._by, project):
            text = _("“%(project)s”不归您管理。") % {"project": project}
            return [("number", text)]
        label = project.get_stage_display()
        told = _("“%(stage)s”的项目，这里不能再改。") % {"stage": label}
        is_day = {key: key.startswith("due_") for key in changes}
        return [
            (key, told)
            for key in changes
            if (project.is_over if is_day[key] else project.stage not in _OPEN)
        ]


def _changes(
    project: Project, data: ProjectData, days: dict[str, date], titles: dict[str, str]
) -> dict[str, str]:
    """Column → words of what becomes different: 名称：甲 → 乙."""
    now: dict[str, Any] = {name: getattr(project, name) for name in services.FIELDS}
    now |= {"places": list(project.places.all()), "indicators": list(project.indicators.all())}
    found = {}
    for name, before in now.items():
        after = getattr(data, name)
        if _key(before) != _key(after):
            found[name] = f"{titles[name]}：{_words(name, before)} → {_words(name, after)}"
    planned = {row.stage: row.due_on for row in project.milestones.all() if row.due_on}
    for stage, day in days.items():
        if planned.get(stage) != day:
            key = f"due_{stage}"
            found[key] = f"{titles[key]}：{planned.get(stage) or '–'} → {day}"
    return found


def _key(value: Any) -> Any:
    return sorted(row.pk for row in value) if isinstance(value, list) else value


def _words(name: str, value: Any) -> str:
    if name == "budget":
        return written(value)
    if name == "kind":
        return str(Project.Kind(value).label)
    if isinstance(value, list):
        return "、".join(row.code for row in value) or "–"
    return str(value)


def _fixed(project: Project, row: Row) -> list[tuple[str, str]]:
    """Cells that say something else of the standing than the register; steps change it."""
    said = {
        "approval": (row["approval"], project.approval),
        "funding": (row["funding"], project.funding),
        "spent": (None if row["spent"] is None else fen_of(row["spent"]), project.spent),
        "stage": (row["stage"], project.stage),
    }
    for milestone in project.milestones.all():
        key = f"done_{milestone.stage}"
        said[key] = (row[key], milestone.done_on)
    return [
        (key, _("登记的是“%(now)s”。这一列由办理步骤来改，不从表里改。") % {"now": _said(key, now)})
        for key, (wanted, now) in said.items()
        if wanted is not None and wanted != now
    ]


def _said(key: str, value: Any) -> str:
    if key == "stage":
        return str(STAGE_LABELS[Stage(value)])
    return written(value) if key == "spent" else str(value or "–")


def _first_day(row: Row) -> str:
    return next(iter(sheet.planned_days(row)), str(next(iter(MILESTONE_LABELS))))


def check(table: Sheet, rows: list[Row], by: Any) -> list[Fault]:
    """What the register would refuse, row by row."""
    planner = _Planner(by)
    first: dict[Any, int] = {}
    faults = []
    for row in rows:
        plan = planner.plan(row)
        faults += [table.fault(row, key, text) for key, text in plan.faults]
        if plan.data.unit is None:
            continue
        same = plan.known.pk if plan.known else (plan.data.name, plan.data.unit.pk)
        before = first.setdefault(same, row.number)
        if before != row.number:
            text = _("与第 %(row)d 行是同一个项目。") % {"row": before}
            faults.append(table.fault(row, "name", text))
    return faults


def preview(rows: list[Row], by: Any) -> list[Planned]:
    """What each row would do."""
    planner = _Planner(by)
    return [_planned(row, planner.plan(row)) for row in rows]


def _planned(row: Row, plan: _Plan) -> Planned:
    thing = f"{plan.data.name}（{plan.data.unit}）"
    if plan.known is not None:
        changes = list(plan.changes.values())
        return Planned(row.number, Verb.CHANGE if changes else Verb.KEEP, thing, changes)
    standing = sheet.standing_of(row)
    facts = [str(STAGE_LABELS[standing.stage])]
    if plan.data.budget is not None:
        facts.append(_("概算 %(wan)s 万元") % {"wan": written(plan.data.budget)})
    return Planned(row.number, Verb.ADD, thing, facts)


@audit.audited
def store(rows: list[Row], by: Any) -> Stored:
    """Enter the projects of checked rows, or change those that are there."""
    rights.require(by, Ability.MANAGE_PROJECTS)
    planner = _Planner(by)
    entries, plans = [], []
    for row in rows:
        plan = planner.plan(row)
        if plan.known is None:
            entries.append(Entry(plan.data, plan.days, sheet.standing_of(row)))
        elif plan.changes:
            plans.append(plan)
    states = states_of(enter_projects(entries, by=by))
    added = [{"project": pk, "state": state} for pk, state in states.items()]
    changed = _change_all(plans, by)
    return Stored(len(added), len(changed), {"added": added, "changed": changed})


def _change_all(plans: list[_Plan], by: Any) -> list[dict[str, Any]]:
    """Change what is there; what `undo` has to know of each."""
    before = states_of([plan.known for plan in plans if plan.known is not None])
    changed = change_projects([_change(plan) for plan in plans], by=by)
    after = states_of(changed)
    return [{"project": pk, "state": after[pk], "before": was} for pk, was in before.items()]


def _change(plan: _Plan) -> Change:
    assert plan.known is not None, "asked of projects that are there"
    is_days = all(key.startswith("due_") for key in plan.changes)
    return Change(plan.known.pk, plan.days, None if is_days else plan.data)


@audit.audited
def undo(stored: dict[str, Any], by: Any) -> Undone:
    """Take out what came in and put back what was changed; what has moved on stays."""
    rights.require(by, Ability.MANAGE_PROJECTS)
    numbers = dict(Project.objects.values_list("pk", "number"))
    added = {done["project"]: done["state"] for done in stored["added"]}
    changed = {done["project"]: done["state"] for done in stored["changed"]}
    before = {done["project"]: done["before"] for done in stored["changed"]}
    taken = take_out(added, by=by) | put_back(changed, before, by=by)
    kept = [numbers[pk] for pk in [*added, *changed] if pk not in taken]
    return Undone(len(taken), kept)


def existing(by: Any) -> Iterable[Sequence[Any]]:
    """The projects that the person manages, in the order of the columns."""
    mine = permissions.managed_by(by).select_related("unit", "area").defer("area__outline")
    at = [listing.HEADERS.index(column.title) for column in sheet.layout().columns]
    for cells in listing.sheet_rows(mine):
        yield [cells[place] for place in at]


PROJECTS = Kind(
    key="projects",
    title=gettext_lazy("项目清单"),
    note=gettext_lazy("要建的设施、要办的民生实事，办到哪一步就登记到哪一步。先有单位和区划。"),
    order=68,
    layout=sheet.layout,
    allowed=permissions.can_manage,
    check=check,
    store=store,
    existing=existing,
    preview=preview,
    undo=undo,
)
