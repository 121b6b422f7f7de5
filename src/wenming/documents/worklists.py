"""Documents in 我发起的."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.worklists import Line, Shelf
from wenming.documents.models import Document
from wenming.documents.permissions import visible_to


def _taken_in(user: Any) -> QuerySet[Document]:
    documents = visible_to(user).filter(by=user.pk)
    return documents.defer("text", "outline", "checks", "gaps")


def _line(document: Document) -> Line:
    return Line(
        title=document.title,
        kind=_("收文"),
        url=reverse("duties:review", args=[document.pk]),
        note=document.get_status_display(),
    )


BEGUN = [Shelf("documents.taken_in", _taken_in, "at", _line)]
