"""What waits about claims and practices, for the office."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.todo import Todo
from wenming.duties.permissions import (
    claims_to_decide,
    practices_to_forward,
)


def shared_waiting(user: Any) -> list[QuerySet[Any]]:
    """The rows behind `shared`, of what `user` has a part in."""
    found: list[QuerySet[Any]] = []
    if rights.can(user, Ability.ISSUE_DUTIES):
        found += [claims_to_decide(user), practices_to_forward(user)]
    return found


def shared(user: Any) -> Iterator[Todo]:
    """Claims to decide, practices to pass on."""
    if rights.can(user, Ability.ISSUE_DUTIES):
        yield from _claims(user)
        yield from _practices(user)


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
