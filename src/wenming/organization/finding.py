"""What the shell's search box and menu ask of this app."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wenming.core import imports
from wenming.core.attention import Sentence
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


def sentences(user: Any) -> list[Sentence]:
    """For who keeps the register: units that nobody can be reached at."""
    if not permissions.can_manage(user):
        return []
    count = selectors.unreachable(permissions.visible_to(user)).count()
    if not count:
        return []
    return [
        Sentence(
            subject=_("%(n)d 个单位") % {"n": count},
            text=_("没有登记联络员，任务和交办单到了没有人签收。"),
            url=f"{reverse('organization:units')}?state=unreachable",
            verb=_("补联络员"),
            weight=20,
        )
    ]


def can_import(user: Any) -> bool:
    """Whether there is any table that `user` may send."""
    return bool(imports.allowed_to(user))
