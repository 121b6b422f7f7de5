"""The lights of projects (三灯): of the stage that comes next, and of each stage of the timetable."""

from datetime import datetime

from django.utils.translation import gettext as _

from wenming.core.lights import Light, LightState
from wenming.core.workdays import running_light
from wenming.projects.models import Milestone, Project
from wenming.projects.workflow import Stage


def light_of(project: Project, now: datetime) -> Light | None:
    """The light of the next stage; None where it has no planned day."""
    if project.stage == Stage.DROPPED:
        return Light(LightState.DONE, _("已终止"))
    if project.stage == Stage.ACCEPTED:
        return Light(LightState.DONE, _("已验收"))
    return running_light(now, project.due_on, None) if project.due_on else None


def milestone_light(row: Milestone, now: datetime) -> Light | None:
    """The light of one stage of the timetable."""
    if row.done_on is not None:
        is_late = row.due_on is not None and row.done_on > row.due_on
        return Light(LightState.DONE, _("逾期完成") if is_late else _("按期完成"))
    return running_light(now, row.due_on, None) if row.due_on else None
