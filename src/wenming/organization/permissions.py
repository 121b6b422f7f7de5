"""Who may see and keep the register of units and areas.

The register is no secret to anybody with a right; phone numbers are.
"""

from typing import Any

from django.db.models import QuerySet

from wenming.core import permits
from wenming.organization.models import Area, Post, Unit, WorkingGroup

MANAGE_GROUND = "manage_ground"  # accounts.rights.Ability; accounts stands after this app


def visible_to(user: Any) -> QuerySet[Unit]:
    """Units that `user` may know about: all of them, for anybody signed in."""
    return Unit.objects.all() if user.is_authenticated else Unit.objects.none()


def areas_visible_to(user: Any) -> "QuerySet[Area]":
    """Areas that `user` may know about."""
    areas: QuerySet[Area] = Area.objects.all()
    return areas if user.is_authenticated else areas.none()


def groups_visible_to(user: Any) -> QuerySet[WorkingGroup]:
    """Working groups that `user` may know about."""
    return WorkingGroup.objects.all() if user.is_authenticated else WorkingGroup.objects.none()


def posts_manageable_by(user: Any) -> QuerySet[Post]:
    """Posts whose holder and number `user` may see and change."""
    return Post.objects.all() if can_manage(user) else Post.objects.none()


def can_manage(user: Any, area: Area | None = None) -> bool:
    """Whether `user` keeps the register, of `area` where one is named."""
    return permits.can(user, MANAGE_GROUND, area=area)
