"""What waits: for the office to decide, for the building unit to carry forward in time."""

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
from wenming.core.todo import Source, Todo, end_of
from wenming.core.wording import labelled
from wenming.core.workdays import calendar
from wenming.projects import permissions
from wenming.projects.lights import light_of
from wenming.projects.models import Project
from wenming.projects.workflow import Stage

# Working days before a planned day from which it is a to-do of the unit.
DUE_SOON_DAYS = 5


def items(user: Any, limit: int) -> list[Todo]:
    """Decisions of the office, then what a unit has to carry forward."""
    return list(islice((*_deciding(user, limit), *_carrying(user, limit)), limit))


def waiting(user: Any) -> list[QuerySet[Any]]:
    """The rows behind `items`, of what `user` has a part in."""
    found: list[QuerySet[Any]] = []
    if permissions.can_manage(user):
        found += [permissions.waiting_for(user)]
    if rights.unit_ids(user, Ability.REPORT_DUTIES):
        found += [_due_soon(user)]
    return found


def _due_soon(user: Any) -> QuerySet[Project]:
    soon = calendar().add_days(today(), DUE_SOON_DAYS)
    return permissions.due_from(user).filter(due_key__lte=soon)


def _deciding(user: Any, limit: int) -> Iterator[Todo]:
    if not permissions.can_manage(user):
        return
    verbs = {Stage.PROPOSED: _("论证"), Stage.APPRAISED: _("立项"), Stage.BUILT: _("验收")}
    rows = permissions.waiting_for(user).select_related("unit").order_by("due_key", "pk")
    for project in rows[:limit]:
        verb = verbs[Stage(project.stage)]
        yield _todo(project, verb, project.unit.name)


def _carrying(user: Any, limit: int) -> Iterator[Todo]:
    if not rights.unit_ids(user, Ability.REPORT_DUTIES):
        return
    for project in _due_soon(user).select_related("unit").order_by("due_key", "pk")[:limit]:
        verb = _("落实资金") if project.stage == Stage.APPROVED else _("报建成")
        yield _todo(project, verb, settings.OFFICE_NAME)


def _todo(project: Project, verb: str, whom: str) -> Todo:
    return Todo(
        light=light_of(project, now()),
        title=labelled(verb, project.name),
        kind=_("项目"),
        from_whom=whom,
        due=end_of(project.due_on),
        url=reverse("projects:detail", args=[project.number]),
        verb=verb,
    )


source = Source(items=items, waiting=waiting)
