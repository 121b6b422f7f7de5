"""Who may see and do what with bulletins (简报的权限)."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.bulletins.models import Bulletin
from wenming.bulletins.workflow import Status
from wenming.organization.models import Area


def visible_to(user: Person) -> QuerySet[Bulletin]:
    """Drafts for those who write and sign in the area; signed ones for whoever may see results."""
    working = Q(pk__in=[])
    for ability in (Ability.WRITE_BULLETINS, Ability.SIGN_BULLETINS):
        for path in rights.area_paths(user, ability):
            working |= Q(owner__path__startswith=path)
    sees_results = bool(rights.area_paths(user, Ability.SEE_RESULTS))
    signed = Q(status=Status.SIGNED) if sees_results else Q(pk__in=[])
    return Bulletin.objects.filter(working | signed)


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
