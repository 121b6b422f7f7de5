"""Places picked on the map or in the list of places, as named places of a new round (指定点位)."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.places import permissions, selectors
from wenming.places.forms import PlaceFilter
from wenming.places.models import Place
from wenming.places.picking import Use

MOST = 100  # beyond that one draws


def use(user: Any) -> Use | None:
    """The verb beside the picked places, for those who plan rounds."""
    if not rights.can(user, Ability.PLAN_ROUNDS):
        return None
    address = f"{reverse('inspections:plan')}?purpose=special&picked=1"
    return Use(label=_("建轮，指定这些点位"), url=address, most=MOST)


def named_lines(user: User, query: QueryDict) -> str:
    """The field of named places for what the filters in `query` pick; empty where nothing is picked.

    A code a line; the reason is left to whoever plans.
    """
    if not query.get("picked"):
        return ""
    form = PlaceFilter(query, types=selectors.type_names())
    places = form.narrow(permissions.visible_to(user).filter(status=Place.Status.OPEN))
    codes = places.order_by("code").values_list("code", flat=True)[:MOST]
    return "\n".join(f"{code} " for code in codes)
