"""What waits for a unit and for the office: lists to sign, work that is due, work to judge."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.clock import now, today
from wenming.core.todo import Todo, end_of, of_kind
from wenming.core.wording import labelled
from wenming.core.workdays import calendar, running_light
from wenming.duties.lights import light_of
from wenming.duties.models import Undertaking
from wenming.duties.permissions import (
    claims_to_decide,
    lists_to_review,
    opinions_due,
    to_judge,
    transfers_to_decide,
    unsigned_by,
)
from wenming.duties.workflow import RUNNING, Progress

# Working days before its deadline from which work is a to-do.
DUE_SOON_DAYS = 3
TITLE_LENGTH = 40
# Finished or stuck: for who handed it down.
IS_WAITING = Q(status__in=[Progress.FINISHED, Progress.STUCK])


def due(user: Any) -> QuerySet[Undertaking]:
    """Work of one's units that is late or nearly, or of which a report was asked."""
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    soon = calendar().add_days(today(), DUE_SOON_DAYS)
    is_due = Q(due_key__lte=soon) | ~Q(wants="")
    return Undertaking.objects.filter(is_due, unit__in=units, status__in=RUNNING)


def _due(user: Any, limit: int) -> Iterator[Todo]:
    rows = due(user).select_related("unit", "duty", "parent__unit").order_by("due_key", "pk")
    for row in rows[:limit]:
        yield Todo(
            light=light_of(row, now()),
            title=_("报进展：%(what)s") % {"what": row.what[:TITLE_LENGTH]},
            kind=_("办理"),
            from_whom=_from_whom(row),
            due=end_of(row.due_on),
            url=reverse("duties:undertaking", args=[row.pk]),
            verb=_("办理"),
        )


def finished_or_stuck(user: Any) -> QuerySet[Undertaking]:
    """Work on which `user` has to say a word."""
    return Undertaking.objects.filter(IS_WAITING & to_judge(user))


def _judging(user: Any, limit: int) -> Iterator[Todo]:
    rows = finished_or_stuck(user).select_related("unit", "duty")
    rows = rows.only("text", "status", "opened_on", "due_on", "unit__name", "duty__text")
    rows = rows.order_by("-status", "due_key", "pk")  # stuck work first: its clock runs
    for row in rows[:limit]:
        is_stuck = row.status == Progress.STUCK
        verb = _("协调") if is_stuck else _("认定")
        yield Todo(
            light=light_of(row, now()),
            title=labelled(verb, row.what[:TITLE_LENGTH]),
            kind=verb,
            from_whom=row.unit.name,
            due=end_of(row.due_on) if is_stuck else None,
            url=reverse("duties:undertaking", args=[row.pk]),
            verb=verb,
        )


def _transfers(user: Any, limit: int) -> Iterator[Todo]:
    rows = transfers_to_decide(user).select_related("origin", "to")
    for asked in rows.order_by("pk")[:limit]:
        yield Todo(
            light=None,
            title=_("答复转办：%(origin)s → %(to)s") % {"origin": asked.origin, "to": asked.to},
            kind=_("转办"),
            from_whom=asked.origin.name,
            due=None,
            url=reverse("duties:undertaking", args=[asked.undertaking_id]),
            verb=_("答复"),
        )


def opinions(user: Any, limit: int) -> Iterator[Todo]:
    """Drafts on which a unit of `user` may still speak; one query."""
    for row in opinions_due(user).select_related("task_list").order_by("pk")[:limit]:
        until = row.task_list.consulted_until
        yield Todo(
            light=running_light(now(), until, None) if until else None,
            title=_("回复意见：%(title)s") % {"title": row.task_list.title},
            kind=_("征求意见"),
            from_whom=settings.OFFICE_NAME,
            due=end_of(until),
            url=reverse("duties:task_list", args=[row.task_list_id]),
            verb=_("回复"),
        )


def _reviews(user: Any, limit: int) -> Iterator[Todo]:
    for row in lists_to_review(user).order_by("pk")[:limit]:
        yield Todo(
            light=None,
            title=_("审核%(kind)s：%(title)s")
            % {"kind": row.get_kind_display(), "title": row.title},
            kind=_("审核"),
            from_whom=settings.OFFICE_NAME,
            due=None,
            url=reverse("duties:task_list", args=[row.pk]),
            verb=_("审核"),
        )


def _claims(user: Any, limit: int) -> Iterator[Todo]:
    rows = claims_to_decide(user).select_related("offer__duty", "unit")
    for said in rows.order_by("pk")[:limit]:
        yield Todo(
            light=None,
            title=_("决定认领：%(duty)s") % {"duty": said.offer.duty.text[:TITLE_LENGTH]},
            kind=_("认领"),
            from_whom=said.unit.name,
            due=None,
            url=f"{reverse('duties:claims')}?tab=claimed",
            verb=_("决定"),
        )


def receipts(user: Any, limit: int) -> Iterator[Todo]:
    """Issued lists that a unit of `user` has not signed; one query."""
    rows = unsigned_by(user).select_related("task_list", "unit")
    for receipt in rows.order_by("pk")[:limit]:
        yield Todo(
            light=None,
            title=_("签收%(kind)s：%(title)s")
            % {"kind": receipt.task_list.get_kind_display(), "title": receipt.task_list.title},
            kind=_("签收"),
            from_whom=settings.OFFICE_NAME,
            due=None,
            url=reverse("duties:task_list", args=[receipt.task_list_id]),
            verb=_("签收"),
        )


def _from_whom(row: Undertaking) -> str:
    handed = row.parent is not None and not row.is_period
    return row.parent.unit.name if handed and row.parent else settings.OFFICE_NAME


# Who has no part in a kind has no rows of it, at no query.
sources = {
    "duties.due": of_kind(due, _due, step="duties"),
    "duties.judging": of_kind(finished_or_stuck, _judging, step="duties"),
    "duties.transfers": of_kind(transfers_to_decide, _transfers, step="duties"),
    "duties.opinions": of_kind(opinions_due, opinions, step="duties"),
    "duties.receipts": of_kind(unsigned_by, receipts, step="duties"),
    "duties.reviews": of_kind(lists_to_review, _reviews, step="duties"),
    "duties.claims": of_kind(claims_to_decide, _claims, step="duties"),
}
