"""What waits for somebody here: events to be confirmed, drafts to be published; and their files."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.todo import Source, Todo
from wenming.framework.models import Event, EventFile
from wenming.framework.permissions import events_visible_to
from wenming.framework.workflow import EventStatus


def _to_decide(user: Any) -> QuerySet[Event]:
    rows = Event.objects.filter(
        rights.within(user, Ability.CONFIRM_EVENTS), status=EventStatus.REPORTED
    )
    return rows.exclude(reported_by=user.pk)


def _items(user: Any, limit: int) -> list[Todo]:
    rows = _to_decide(user).select_related("owner").order_by("pk")[:limit]
    return [
        Todo(
            light=None,
            title=_("核定事项 %(number)s") % {"number": event.number},
            kind=_("核定"),
            from_whom=event.owner.name,
            due=None,
            url=reverse("framework:events_one", args=[event.number]),
            verb=_("核定"),
        )
        for event in rows
    ]


def _waiting(user: Any) -> list[QuerySet[Event]]:
    return [_to_decide(user)] if rights.can(user, Ability.CONFIRM_EVENTS) else []


source = Source(items=_items, waiting=_waiting)


def has_file(user: Any, upload_id: uuid.UUID) -> bool:
    """Whether this is evidence of an event that `user` may see."""
    return EventFile.objects.filter(upload_id=upload_id, event__in=events_visible_to(user)).exists()
