"""Papers of units that wait for somebody: letters to sign, plans, what a month puts first."""

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.commitments.models import MonthlyFocus
from wenming.commitments.permissions import (
    focuses_to_pick,
    letters_to_sign,
    plans_to_judge,
    plans_to_write,
)
from wenming.core.clock import now, today
from wenming.core.todo import MOST, Todo, end_of, of_kind
from wenming.core.workdays import running_light
from wenming.duties.asked import Asked, of_todo


def asked(user: Any, _units: Collection[int]) -> Iterator[Asked]:
    """What units of `user` owe, as 我单位的事项 lists it."""
    owed = chain.from_iterable(tell(user, MOST) for tell in (_letters, _plans, _months))
    return (of_todo(todo) for todo in owed)


def _letters(user: Any, limit: int) -> Iterator[Todo]:
    for row in letters_to_sign(user).select_related("terms", "unit").order_by("pk")[:limit]:
        yield Todo(
            light=running_light(now(), row.terms.due_on, row.issued_on),
            title=_("签%(unit)s %(year)d 年责任状") % {"unit": row.unit, "year": row.terms.year},
            kind=_("责任状"),
            from_whom=settings.OFFICE_NAME,
            due=end_of(row.terms.due_on),
            url=reverse("commitments:letters_one", args=[row.pk]),
            verb=_("签字"),
        )


def _plans(user: Any, limit: int) -> Iterator[Todo]:
    for row in plans_to_write(user).select_related("collection", "unit").order_by("pk")[:limit]:
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


def months(user: Any) -> QuerySet[MonthlyFocus]:
    """Units of `user` that have not picked what comes first this month."""
    return focuses_to_pick(user, today().replace(day=1))


def _months(user: Any, limit: int) -> Iterator[Todo]:
    for row in months(user).select_related("unit").order_by("month", "pk")[:limit]:
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


sources = {
    "commitments.letters": of_kind(letters_to_sign, _letters, step="duties"),
    "commitments.plans": of_kind(plans_to_write, _plans, step="duties"),
    "commitments.months": of_kind(months, _months, step="duties"),
    "commitments.judging": of_kind(plans_to_judge, _handed_in, step="duties"),
}
