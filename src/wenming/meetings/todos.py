"""The agenda of the next meeting waits for the office some days before (议程待定)."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.clock import now
from wenming.core.todo import Todo, end_of, of_kind
from wenming.core.workdays import running_light
from wenming.meetings.selectors import COMING, waiting_agendas


def _tell(user: Any, limit: int) -> Iterator[Todo]:
    for row in waiting_agendas(user).order_by(*COMING)[:limit]:
        yield Todo(
            light=running_light(now(), row.on, None),
            title=_("议程待定：%(meeting)s") % {"meeting": row.title},
            kind=_("会议"),
            from_whom=settings.OFFICE_NAME,
            due=end_of(row.on),
            url=reverse("meetings:list_one", args=[row.pk]),
            verb=_("排议程"),
        )


source = of_kind(waiting_agendas, _tell, step="duties")
