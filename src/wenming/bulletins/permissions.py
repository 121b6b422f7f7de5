"""Who may see and do what with bulletins (简报的权限)."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.bulletins.models import Bulletin
from wenming.bulletins.workflow import Status
from wenming.inspections.permissions import touching
from wenming.organization.models import Area


def visible_to(user: Person) -> QuerySet[Bulletin]:
    """Drafts for those who write and sign in the area; signed ones for whoever may see results in
    it, in a part of it or above it: a district's bulletin is no business of another district."""
    working = Q(pk__in=[])
    for ability in (Ability.WRITE_BULLETINS, Ability.SIGN_BULLETINS):
        for path in rights.area_paths(user, ability):
            working |= Q(owner__path__startswith=path)
    results = touching("owner", rights.area_paths(user, Ability.SEE_RESULTS))
    return Bulletin.objects.filter(working | (results & Q(status=Status.SIGNED)))


def can_write(user: Person, owner: Area) -> bool:
    """Draft, edit and review bulletins of an area."""
    return rights.can(user, Ability.WRITE_BULLETINS, area=owner)


def can_review(user: Person, bulletin: Bulletin) -> bool:
    """A second person reviews."""
    return (
        bulletin.status == Status.DRAFT
        and can_write(user, bulletin.owner)
        and bulletin.drafted_by_id != user.pk
    )


def can_sign(user: Person, bulletin: Bulletin) -> bool:
    """A third person signs."""
    return (
        bulletin.status == Status.REVIEWED
        and rights.can(user, Ability.SIGN_BULLETINS, area=bulletin.owner)
        and user.pk not in {bulletin.drafted_by_id, bulletin.reviewed_by_id}
    )
