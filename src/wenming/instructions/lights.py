"""The light of an instruction (三灯)."""

from datetime import datetime

from django.utils.translation import gettext as _

from wenming.core.lights import Light, LightState
from wenming.core.workdays import running_light
from wenming.instructions.models import Instruction
from wenming.instructions.workflow import Status


def light_of(row: Instruction, now: datetime) -> Light | None:
    """The light at `now`; its clock runs from 转办 to 反馈."""
    if row.status == Status.CLOSED:
        return Light(LightState.DONE, _("已办结"))
    if row.due_on is None:
        return Light(LightState.WAITING, row.get_status_display())
    if row.status == Status.ANSWERED:
        return Light(LightState.PAUSED, _("已反馈，待办结"))
    return running_light(now, row.due_on, row.assigned_on)
