"""What waits about policies, claims and practices, for units and for the office."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.clock import now, today
from wenming.core.todo import Todo
from wenming.core.workdays import calendar
from wenming.duties.models import Policy
from wenming.duties.permissions import (
    claims_to_decide,
    policies_owed,
    policies_to_judge,
    practices_to_forward,
)
from wenming.duties.policylist import light_of

# Working days before its deadline from which a policy is a to-do of its unit.
DUE_SOON_DAYS = 10


def shared_waiting(user: Any) -> list[QuerySet[Any]]:
    """The rows behind `shared`, of what `user` has a part in."""
    found: list[QuerySet[Any]] = []
    if rights.unit_ids(user, Ability.REPORT_DUTIES):
        found += [_owed_soon(user)]
    if rights.can(user, Ability.ISSUE_DUTIES):
        found += [policies_to_judge(user), claims_to_decide(user), practices_to_forward(user)]
    return found


def shared(user: Any, limit: int) -> Iterator[Todo]:
    """Policies to hand in; for the office policies to judge, claims, practices to pass on."""
    if rights.unit_ids(user, Ability.REPORT_DUTIES):
        yield from _policies(_owed_soon(user), _("报送"), limit)
    if rights.can(user, Ability.ISSUE_DUTIES):
        yield from _policies(policies_to_judge(user), _("审核"), limit)
        yield from _claims(user)
        yield from _practices(user)


def _owed_soon(user: Any) -> QuerySet[Policy]:
    soon = calendar().add_days(today(), DUE_SOON_DAYS)
    return policies_owed(user).filter(due_key__lte=soon)


def _policies(rows: QuerySet[Policy], verb: str, limit: int) -> Iterator[Todo]:
    for row in rows.select_related("unit").order_by("due_key", "pk")[:limit]:
        yield Todo(
            light=light_of(row, now()),
            title=_("%(verb)s制度：%(title)s") % {"verb": verb, "title": row.title},
            kind=_("制度"),
            from_whom=settings.OFFICE_NAME if row.submitted_on is None else row.unit.name,
            due=None,
            url=reverse("duties:policies_one", args=[row.pk]),
            verb=verb,
        )


def _claims(user: Any) -> Iterator[Todo]:
    rows = claims_to_decide(user).select_related("offer__duty", "unit").order_by("pk")
    for said in rows:
        yield Todo(
            light=None,
            title=_("决定认领：%(duty)s") % {"duty": said.offer.duty.text[:40]},
            kind=_("认领"),
            from_whom=said.unit.name,
            due=None,
            url=f"{reverse('duties:claims')}?tab=claimed",
            verb=_("决定"),
        )


def _practices(user: Any) -> Iterator[Todo]:
    for row in practices_to_forward(user).select_related("unit").order_by("pk"):
        yield Todo(
            light=None,
            title=_("转发典型经验：%(title)s") % {"title": row.title},
            kind=_("典型经验"),
            from_whom=row.unit.name,
            due=None,
            url=reverse("duties:practices_one", args=[row.pk]),
            verb=_("转发"),
        )
