"""What waits for a reviewer: documents whose drafts are not all decided."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.todo import Source, Todo
from wenming.documents.permissions import visible_to
from wenming.documents.selectors import awaiting


def items(user: Any, limit: int) -> list[Todo]:
    """Documents to review, the oldest first."""
    documents = awaiting(visible_to(user)).defer("text", "outline", "checks", "gaps")
    return [
        Todo(
            light=None,
            title=_("审核文件草稿：%(title)s") % {"title": document.title},
            kind=_("审核"),
            from_whom=document.get_kind_display(),
            due=None,
            url=reverse("duties:review", args=[document.pk]),
            verb=_("审核"),
        )
        for document in documents[:limit]
    ]


source = Source(items=items, waiting=lambda user: [awaiting(visible_to(user))])
