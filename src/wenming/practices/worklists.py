"""Practices that were passed on to a unit, in 抄送我的."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.core.worklists import Line, Shelf
from wenming.practices.models import PracticeCopy
from wenming.practices.workflow import Status


def _copies(user: Any) -> QuerySet[PracticeCopy]:
    units = rights.unit_ids(user)
    copies = PracticeCopy.objects.filter(unit__in=units, practice__status=Status.FORWARDED)
    return copies.select_related("practice__unit")


def _copy_line(copy: PracticeCopy) -> Line:
    return Line(
        title=copy.practice.title,
        kind=_("典型经验"),
        url=reverse("practices:list_one", args=[copy.practice_id]),
        note=str(copy.practice.unit),
    )


COPIED = [Shelf("practices.copies", _copies, "at", _copy_line)]
