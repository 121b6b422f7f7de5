"""What the shell's search box and menu ask of this app."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wenming.core import imports
from wenming.core.search import Hit
from wenming.organization import permissions, selectors
from wenming.organization.models import ACTIVE


def find(user: Any, words: str, limit: int) -> list[Hit]:
    """Active units by name, alias or code."""
    units = selectors.matching(permissions.visible_to(user).filter(ACTIVE), words)
    return [
        Hit(
            kind=_("单位"),
            title=unit.name,
            note=unit.get_kind_display(),
            url=reverse("organization:unit", args=[unit.code]),
        )
        for unit in units[:limit]
    ]


def can_import(user: Any) -> bool:
    """Whether there is any table that `user` may send."""
    return bool(imports.allowed_to(user))
