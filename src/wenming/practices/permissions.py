"""Who may see practices and pass them on."""

import uuid

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.practices.models import Practice, PracticeCopy
from wenming.practices.workflow import Status


def visible_to(user: Person) -> QuerySet[Practice]:
    """Practices: all for the office and leaders; for a unit its own and what was forwarded to it."""
    office = rights.within(user, Ability.SEE_ALL) | rights.within(user, Ability.ISSUE_DUTIES)
    units = rights.unit_ids(user)
    copied = PracticeCopy.objects.filter(unit__in=units).values("practice")
    forwarded = Q(pk__in=copied, status=Status.FORWARDED)
    return Practice.objects.filter(office | Q(unit__in=units) | forwarded)


def can_forward(user: Person, practice: Practice) -> bool:
    """Whether `user` may pass a practice on, or take it back."""
    is_office = rights.can(user, Ability.ISSUE_DUTIES, area=practice.owner)
    return is_office and practice.status != Status.WITHDRAWN


def to_forward(user: Person) -> QuerySet[Practice]:
    """Practices that units put forward and the office of `user` has not passed on."""
    office = rights.within(user, Ability.ISSUE_DUTIES)
    return Practice.objects.filter(office, status=Status.PROPOSED)


def has_file(user: Person, upload_id: uuid.UUID) -> bool:
    """Whether it is the paper of a practice that `user` may see."""
    return visible_to(user).filter(paper_id=upload_id).exists()
