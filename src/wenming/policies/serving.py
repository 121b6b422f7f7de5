"""What the page of an indicator is told of policies."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.framework.serving import Part, Served, part_of
from wenming.policies import permissions
from wenming.policies.models import Policy


def serving(user: Any, code: str) -> list[Part]:
    """The policies that the indicator needs, the nearest deadline first."""
    rows = permissions.visible_to(user).filter(indicator=code)
    url = f"{reverse('policies:list')}?{urlencode({'q': code})}"
    shown = rows.select_related("unit").order_by("due_key", "pk")
    return [part_of(gettext_lazy("制度"), shown, _policy, url)]


def _policy(policy: Policy) -> Served:
    facts = [str(policy.unit), str(policy.get_status_display())]
    if policy.due_on and policy.accepted_on is None:
        facts.append(_("%(day)s 前") % {"day": f"{policy.due_on:%Y-%m-%d}"})
    return Served(
        title=policy.title,
        note=" · ".join(facts),
        url=reverse("policies:list_one", args=[policy.pk]),
    )
