"""Papers of units that wait for somebody: letters to sign, plans, what a month puts first."""

from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.commitments.permissions import (
    focuses_to_pick,
    letters_to_sign,
    plans_to_judge,
    plans_to_write,
)
from wenming.core.clock import now, today
from wenming.core.todo import Source, Todo, end_of
from wenming.core.workdays import running_light
from wenming.duties.asked import Asked, of_todo


def waiting(user: Any) -> list[QuerySet[Any]]:
    """The rows behind `items`, of what `user` has a part in."""
    found: list[QuerySet[Any]] = []
    if rights.unit_ids(user, Ability.SIGN_FOR_UNIT):
        found += [letters_to_sign(user)]
    if rights.unit_ids(user, Ability.REPORT_DUTIES):
        found += [plans_to_write(user), focuses_to_pick(user, today().replace(day=1))]
    if rights.can(user, Ability.ISSUE_DUTIES):
        found += [plans_to_judge(user)]
    return found


def items(user: Any, limit: int) -> list[Todo]:
    """Letters whose signed copy is missing, plans to hand in, months to pick, plans to judge."""
    found: list[Todo] = []
    if rights.unit_ids(user, Ability.SIGN_FOR_UNIT) or rights.unit_ids(user, Ability.REPORT_DUTIES):
        found += _of_units(user)
    if rights.can(user, Ability.ISSUE_DUTIES):
        found += _handed_in(user, limit)
    return found


def asked(user: Any, _units: Collection[int]) -> Iterator[Asked]:
    """What units of `user` owe, as 我单位的事项 lists it."""
    return (of_todo(todo) for todo in _of_units(user))


def _of_units(user: Any) -> Iterator[Todo]:
    """Papers that units of `user` owe; three queries."""
    yield from _letters(user)
    yield from _plans(user)
    yield from _months(user)


def _letters(user: Any) -> Iterator[Todo]:
    for row in letters_to_sign(user).select_related("terms", "unit").order_by("pk"):
        yield Todo(
            light=running_light(now(), row.terms.due_on, row.issued_on),
            title=_("签%(unit)s %(year)d 年责任状") % {"unit": row.unit, "year": row.terms.year},
            kind=_("责任状"),
            from_whom=settings.OFFICE_NAME,
            due=end_of(row.terms.due_on),
            url=reverse("commitments:letters_one", args=[row.pk]),
            verb=_("签字"),
        )


def _plans(user: Any) -> Iterator[Todo]:
    for row in plans_to_write(user).select_related("collection", "unit").order_by("pk"):
        yield Todo(
            light=running_light(now(), row.collection.due_on, None),
            title=_("报送%(plan)s") % {"plan": f"{row.unit}{row.collection.title}"},
            kind=_("工作方案"),
            from_whom=settings.OFFICE_NAME,
            due=end_of(row.collection.due_on),
            url=reverse("commitments:plans_one", args=[row.pk]),
            verb=_("报送"),
        )


def _handed_in(user: Any, limit: int) -> Iterator[Todo]:
    rows = plans_to_judge(user).select_related("collection", "unit")
    rows = rows.only("submitted_on", "unit__name", "collection__title")
    for row in rows.order_by("submitted_on", "pk")[:limit]:
        yield Todo(
            light=None,
            title=_("审核%(plan)s") % {"plan": f"{row.unit}{row.collection.title}"},
            kind=_("工作方案"),
            from_whom=row.unit.name,
            due=None,
            url=reverse("commitments:plans_one", args=[row.pk]),
            verb=_("审核"),
        )


def _months(user: Any) -> Iterator[Todo]:
    rows = focuses_to_pick(user, today().replace(day=1)).select_related("unit")
    for row in rows.order_by("month", "pk"):
        yield Todo(
            light=None,
            title=_("选定%(unit)s %(month)s 要抓的任务")
            % {"unit": row.unit, "month": f"{row.month:%Y-%m}"},
            kind=_("月目标"),
            from_whom=settings.OFFICE_NAME,
            due=None,
            url=reverse("commitments:months_pick", args=[row.unit_id, f"{row.month:%Y-%m}"]),
            verb=_("选定"),
        )


source = Source(items=items, waiting=waiting, step="duties")
