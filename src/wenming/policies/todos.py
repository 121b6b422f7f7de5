"""Policies that a unit has to hand in soon, and those that the office has to judge."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.clock import now, today
from wenming.core.todo import Source, Todo
from wenming.core.workdays import calendar
from wenming.policies.lights import light_of
from wenming.policies.models import Policy
from wenming.policies.permissions import owed_by, to_judge

# Working days before its deadline from which a policy is a to-do of its unit.
DUE_SOON_DAYS = 10


def items(user: Any, limit: int) -> list[Todo]:
    """Policies to hand in; for the office policies to judge."""
    return list(islice(_items(user, limit), limit))


def _items(user: Any, limit: int) -> Iterator[Todo]:
    if rights.unit_ids(user, Ability.REPORT_DUTIES):
        yield from _todos(_owed_soon(user), _("报送"), limit)
    if rights.can(user, Ability.ISSUE_DUTIES):
        yield from _todos(to_judge(user), _("审核"), limit)


def waiting(user: Any) -> list[QuerySet[Policy]]:
    """The rows behind `items`, of what `user` has a part in."""
    found: list[QuerySet[Policy]] = []
    if rights.unit_ids(user, Ability.REPORT_DUTIES):
        found += [_owed_soon(user)]
    if rights.can(user, Ability.ISSUE_DUTIES):
        found += [to_judge(user)]
    return found


def _owed_soon(user: Any) -> QuerySet[Policy]:
    soon = calendar().add_days(today(), DUE_SOON_DAYS)
    return owed_by(user).filter(due_key__lte=soon)


def _todos(rows: QuerySet[Policy], verb: str, limit: int) -> Iterator[Todo]:
    for row in rows.select_related("unit").order_by("due_key", "pk")[:limit]:
        yield Todo(
            light=light_of(row, now()),
            title=_("%(verb)s制度：%(title)s") % {"verb": verb, "title": row.title},
            kind=_("制度"),
            from_whom=settings.OFFICE_NAME if row.submitted_on is None else row.unit.name,
            due=None,
            url=reverse("policies:list_one", args=[row.pk]),
            verb=verb,
        )


source = Source(items=items, waiting=waiting, step="framework")
