"""Who may see and keep places."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.organization.models import Area
from wenming.places.models import Place


def visible_to(user: Person) -> QuerySet[Place]:
    """Places in an area in which `user` has any right, and those that the own units answer for.

    The register is no secret inside the area; what a round drew of it is.
    """
    held = rights.held(user)
    if any(len(grant.area_path) == Area.steplen for grant in held):  # the whole city
        return Place.objects.all()
    mine = Q(holder__in=rights.unit_ids(user)) | Q(sector__in=rights.unit_ids(user))
    for grant in held:
        mine |= Q(area__path__startswith=grant.area_path)
    return Place.objects.filter(mine)


def can_manage(user: Person, area: Area | None = None) -> bool:
    """Whether `user` keeps places, of `area` where one is named."""
    return rights.can(user, Ability.MANAGE_PLACES, area=area)
