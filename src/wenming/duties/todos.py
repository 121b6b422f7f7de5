"""What waits for a unit: issued lists that it has not signed."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.todo import Source, Todo
from wenming.duties.permissions import unsigned_by


def items(user: Any, limit: int) -> list[Todo]:
    """Lists to sign, the oldest first."""
    receipts = unsigned_by(user).select_related("task_list", "unit").order_by("pk")
    return [
        Todo(
            light=None,
            title=_("签收任务清单：%(title)s") % {"title": receipt.task_list.title},
            kind=_("签收"),
            from_whom=settings.OFFICE_NAME,
            due=None,
            url=reverse("duties:task_list", args=[receipt.task_list_id]),
            verb=_("签收"),
        )
        for receipt in receipts[:limit]
    ]


def count(user: Any) -> int:
    """How many receipts wait for `user`."""
    return unsigned_by(user).count()


source = Source(items=items, count=count)
