"""Which visits a person may open to fill in (可填写的到访); all others do not exist for that person."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.inspections.models import Visit
from wenming.inspections.permissions import OPEN_DRAW


def own_visits(user: Person) -> QuerySet[Visit]:
    """Visits that `user` inspects; none before the places are released."""
    if not rights.can(user, Ability.INSPECT):
        return Visit.objects.none()
    return Visit.objects.filter(inspectors=user.pk, round__status__in=OPEN_DRAW)


def enterable_visits(user: Person) -> QuerySet[Visit]:
    """Visits that `user` may type in from paper (补录): own ones, and those of rounds one organises."""
    paths = rights.area_paths(user, Ability.PLAN_ROUNDS)
    condition = Q(pk__in=own_visits(user).values("pk"))
    for path in set(paths):
        condition |= Q(round__owner__path__startswith=path, round__status__in=OPEN_DRAW)
    return Visit.objects.filter(condition)
