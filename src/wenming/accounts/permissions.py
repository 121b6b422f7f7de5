"""Who may see and change accounts, and who may read the audit trail."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.models import Grant, User
from wenming.accounts.rights import Ability, Person
from wenming.core.models import AuditEntry
from wenming.organization import selectors as organization


def can_manage(user: Person) -> bool:
    """Whether `user` administers accounts anywhere."""
    return rights.can(user, Ability.MANAGE_ACCOUNTS)


def visible_to(user: Person) -> QuerySet[User]:
    """Accounts that `user` may see: those with a right in the own area, and those without any."""
    paths = rights.area_paths(user, Ability.MANAGE_ACCOUNTS)
    if not paths:
        return User.objects.none()
    mine = Q(grants=None)
    for path in paths:
        mine |= Q(grants__area__path__startswith=path)
    return User.objects.filter(mine).distinct()


def can_administer(user: Person, account: User) -> bool:
    """Whether `user` may change `account`: every right of it lies in the own area; never oneself."""
    if account == user or not can_manage(user):
        return False
    grants = Grant.objects.filter(user=account).select_related("area")
    return all(rights.can(user, Ability.MANAGE_ACCOUNTS, area=grant.area) for grant in grants)


def can_see_audit(user: Person) -> bool:
    """The audit trail knows no areas: only who may see it for the whole city."""
    city = organization.city()
    return city is not None and rights.can(user, Ability.SEE_AUDIT, area=city)


def audit_visible_to(user: Person) -> QuerySet[AuditEntry]:
    """Entries of the audit trail that `user` may read."""
    return AuditEntry.objects.all() if can_see_audit(user) else AuditEntry.objects.none()
