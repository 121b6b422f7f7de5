"""Who may see and do what with projects; the only way a view gets hold of one."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.organization.models import Area
from wenming.projects.models import Project
from wenming.projects.workflow import STEPS, Stage

BY_UNIT = frozenset({"fund", "report", "finish"})
"""Steps that the building unit takes itself; the office may enter them for it (代录)."""


def visible_to(user: Person) -> QuerySet[Project]:
    """Projects in an area in which `user` has any right, and those of the own units.

    The register is no secret inside the area.
    """
    held = rights.held(user)
    if any(len(grant.area_path) == Area.steplen for grant in held):  # the whole city
        return Project.objects.all()
    mine = Q(unit__in=rights.unit_ids(user))
    for grant in held:
        mine |= Q(area__path__startswith=grant.area_path)
        mine |= Q(owner__path__startswith=grant.area_path)
    return Project.objects.filter(mine)


def can_manage(user: Person, project: Project | None = None) -> bool:
    """Whether `user` is of the office that decides, on `project` where one is named."""
    return rights.can(user, Ability.MANAGE_PROJECTS, area=project.owner if project else None)


def managed_by(user: Person) -> QuerySet[Project]:
    """Projects on which `user`'s office decides."""
    return Project.objects.filter(rights.within(user, Ability.MANAGE_PROJECTS))


def can_propose(user: Person) -> bool:
    """Whether `user` may bring in a project at all."""
    return can_manage(user) or bool(rights.unit_ids(user, Ability.REPORT_DUTIES))


def can_report(user: Person, project: Project) -> bool:
    """Whether `user` speaks for the building unit."""
    return rights.can(user, Ability.REPORT_DUTIES, unit=project.unit)


def can_change(user: Person, project: Project) -> bool:
    """Whether `user` may change name, content and budget: until it is approved."""
    is_open = project.stage in {Stage.PROPOSED, Stage.APPRAISED}
    return is_open and (
        can_manage(user, project) or (project.stage == Stage.PROPOSED and can_report(user, project))
    )


def can_replan(user: Person, project: Project) -> bool:
    """Whether `user` may change the timetable."""
    return not project.is_over and can_manage(user, project)


def verbs_of(user: Person, project: Project) -> list[str]:
    """The steps that `user` may take now; the services ask again."""
    possible = STEPS.allowed(Stage(project.stage))
    if can_manage(user, project):
        return [verb for verb in possible if not _is_own(user, project, verb)]
    if can_report(user, project):
        return [verb for verb in possible if verb in BY_UNIT]
    return []


def _is_own(user: Person, project: Project, verb: str) -> bool:
    """Whether a decision would be on what the person said or built."""
    if verb == "approve":
        return project.appraised_by_id == user.pk
    if verb == "accept":
        return project.built_by_id == user.pk or project.unit_id in rights.unit_ids(user)
    return False


def waiting_for(user: Person) -> QuerySet[Project]:
    """Projects whose next step is a decision of `user`'s office: appraise, approve, accept."""
    to_approve = Q(stage=Stage.APPRAISED) & ~Q(appraised_by=user.pk)
    to_accept = Q(stage=Stage.BUILT) & ~Q(built_by=user.pk) & ~Q(unit__in=rights.unit_ids(user))
    return managed_by(user).filter(Q(stage=Stage.PROPOSED) | to_approve | to_accept)


def due_from(user: Person) -> QuerySet[Project]:
    """Projects that a unit of `user` carries forward: money to be found, building to be done."""
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    return Project.objects.filter(unit__in=units, stage__in=[Stage.APPROVED, Stage.FUNDED])
