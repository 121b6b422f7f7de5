"""Who may see and keep the plan and the ledger of publicity. What was published is no secret."""

from django.db.models import QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.publicity.models import Item, Theme


def themes_visible_to(user: Person) -> QuerySet[Theme]:
    """Themes: all of them, for anybody with a right."""
    return Theme.objects.all() if rights.held(user) else Theme.objects.none()


def visible_to(user: Person) -> QuerySet[Item]:
    """Entries of the ledger: all of them, for anybody with a right."""
    return Item.objects.all() if rights.held(user) else Item.objects.none()


def can_plan(user: Person, theme: Theme | None = None) -> bool:
    """Whether `user` keeps the plan."""
    return rights.can(user, Ability.PLAN_PUBLICITY, area=theme.owner if theme else None)


def can_enter(user: Person) -> bool:
    """Whether `user` enters anything at all."""
    return can_plan(user) or bool(rights.unit_ids(user, Ability.REPORT_DUTIES))


def can_change(user: Person, item: Item) -> bool:
    """Whether `user` changes an entry: the unit that published it, or the office of its area."""
    is_office = rights.can(user, Ability.PLAN_PUBLICITY, area=item.unit.area)
    return is_office or rights.can(user, Ability.REPORT_DUTIES, unit=item.unit)
