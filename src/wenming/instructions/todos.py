"""Instructions whose next step is with the office, or with a unit."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.clock import now
from wenming.core.todo import Source, Todo, end_of
from wenming.instructions.lights import light_of
from wenming.instructions.models import Instruction
from wenming.instructions.permissions import waiting_for
from wenming.instructions.workflow import Status

TITLE_LENGTH = 40


def items(user: Any, limit: int) -> list[Todo]:
    """The next step of each, the nearest deadline first; those without one come last."""
    verbs = {
        Status.NEW: _("拟办"),
        Status.PROPOSED: _("转办"),
        Status.ASSIGNED: _("反馈"),
        Status.ANSWERED: _("办结"),
    }
    found = []
    for row in waiting_for(user).order_by(F("due_on").asc(nulls_last=True), "pk")[:limit]:
        verb = verbs[Status(row.status)]
        found.append(
            Todo(
                light=light_of(row, now()) if row.due_on else None,
                title=_("批示%(verb)s：%(text)s") % {"verb": verb, "text": row.text[:TITLE_LENGTH]},
                kind=_("批示"),
                from_whom=row.leader,
                due=end_of(row.due_on),
                url=reverse("instructions:list_one", args=[row.pk]),
                verb=verb,
            )
        )
    return found


def waiting(user: Any) -> list[QuerySet[Instruction]]:
    """The rows behind `items`, of what `user` has a part in."""
    is_office = rights.can(user, Ability.ISSUE_DUTIES)
    if is_office or rights.unit_ids(user, Ability.REPORT_DUTIES):
        return [waiting_for(user)]
    return []


source = Source(items=items, waiting=waiting, step="duties")
