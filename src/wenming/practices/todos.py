"""Practices that units put forward and the office has not passed on."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.todo import Source, Todo
from wenming.practices.models import Practice
from wenming.practices.permissions import to_forward


def items(user: Any, limit: int) -> list[Todo]:
    """Practices to pass on, the oldest first."""
    if not rights.can(user, Ability.ISSUE_DUTIES):
        return []
    return [
        Todo(
            light=None,
            title=_("转发典型经验：%(title)s") % {"title": row.title},
            kind=_("典型经验"),
            from_whom=row.unit.name,
            due=None,
            url=reverse("practices:list_one", args=[row.pk]),
            verb=_("转发"),
        )
        for row in to_forward(user).select_related("unit").order_by("pk")[:limit]
    ]


def waiting(user: Any) -> list[QuerySet[Practice]]:
    """The rows behind `items`, of what `user` has a part in."""
    return [to_forward(user)] if rights.can(user, Ability.ISSUE_DUTIES) else []


source = Source(items=items, waiting=waiting, step="duties")
