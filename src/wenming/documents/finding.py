"""What the search box and the file route ask of documents."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core.search import Hit
from wenming.documents.permissions import visible_to


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Documents whose title holds `words`, the newest first."""
    found = visible_to(user).filter(title__icontains=words).defer("text")[:limit]
    return [
        Hit(
            kind=_("文件"),
            title=document.title,
            note=document.get_status_display(),
            url=reverse("duties:review", args=[document.pk]),
        )
        for document in found
    ]


def has_file(user: Any, upload_id: uuid.UUID) -> bool:
    """Whether this is the original of a document that `user` may see."""
    return visible_to(user).filter(upload_id=upload_id).exists()
