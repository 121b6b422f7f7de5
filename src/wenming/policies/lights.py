"""The light of a policy (三灯)."""

from datetime import datetime

from django.utils.translation import gettext as _

from wenming.core.lights import Light, LightState
from wenming.core.workdays import running_light
from wenming.policies.models import Policy
from wenming.policies.workflow import Status


def light_of(policy: Policy, now: datetime) -> Light | None:
    """The light of a policy; its clock stands while the office judges it."""
    if policy.status == Status.EXISTS:
        return Light(LightState.DONE, _("已有"))
    if policy.status == Status.SUBMITTED:
        return Light(LightState.PAUSED, _("暂停：待审"))
    return running_light(now, policy.due_on, policy.opened_on) if policy.due_on else None
