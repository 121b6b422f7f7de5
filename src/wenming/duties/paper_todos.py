"""Papers of units that wait for somebody: letters to sign."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.rights import Ability
from wenming.core.clock import now
from wenming.core.todo import Todo
from wenming.core.workdays import running_light
from wenming.duties.permissions import letters_to_sign


def papers_waiting(user: Any) -> list[QuerySet[Any]]:
    """The rows behind `papers`, of what `user` has a part in."""
    signs = bool(rights.unit_ids(user, Ability.SIGN_FOR_UNIT))
    return [letters_to_sign(user)] if signs else []


def papers(user: Any) -> Iterator[Todo]:
    """Letters whose signed copy is missing."""
    yield from _letters(user)


def _letters(user: Any) -> Iterator[Todo]:
    for row in letters_to_sign(user).select_related("terms", "unit").order_by("pk"):
        yield Todo(
            light=running_light(now(), row.terms.due_on, row.issued_on),
            title=_("签%(unit)s %(year)d 年责任状") % {"unit": row.unit, "year": row.terms.year},
            kind=_("责任状"),
            from_whom=settings.OFFICE_NAME,
            due=None,
            url=reverse("duties:letters_one", args=[row.pk]),
            verb=_("签字"),
        )
