"""The lights of work on duties (三灯)."""

from datetime import datetime

from django.utils.translation import gettext as _

from wenming.core.lights import Light, LightState
from wenming.core.workdays import running_light
from wenming.duties.models import PROGRESS_LABELS, Undertaking
from wenming.duties.workflow import Progress


def light_of(row: Undertaking, now: datetime) -> Light | None:
    """The light at `now`, with its words; None where the work has no deadline."""
    if row.status == Progress.CANCELLED:
        return Light(LightState.DONE, _("不再要求"))
    if row.status == Progress.SUSPENDED:
        return Light(LightState.PAUSED, str(PROGRESS_LABELS[Progress.SUSPENDED]))
    if row.status == Progress.FINISHED:
        return Light(LightState.PAUSED, _("暂停：待认定"))
    if row.due_on is None:
        return None
    if row.status == Progress.DONE:
        is_late = row.finished_on is not None and row.finished_on > row.due_on
        return Light(LightState.DONE, _("逾期完成") if is_late else _("按期完成"))
    return running_light(now, row.due_on, row.opened_on)
