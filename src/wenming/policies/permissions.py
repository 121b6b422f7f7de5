"""Who may see policies, register them, hand them in and judge them."""

import uuid

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.organization.models import Area
from wenming.policies.models import Policy
from wenming.policies.workflow import OWED, Status


def visible_to(user: Person) -> QuerySet[Policy]:
    """Policies: all of the area for who oversees or has a right in it, the own ones for a unit."""
    held = rights.held(user)
    if any(len(grant.area_path) == Area.steplen for grant in held):  # the whole city
        return Policy.objects.all()
    mine = Q(unit__in=rights.unit_ids(user))
    for grant in held:
        mine |= Q(owner__path__startswith=grant.area_path)
    return Policy.objects.filter(mine)


def can_register(user: Person) -> bool:
    """Whether `user` registers what indicators need."""
    return rights.can(user, Ability.ISSUE_DUTIES)


def can_submit(user: Person, policy: Policy) -> bool:
    """Whether `user` may hand in the paper of a policy now."""
    return policy.status in OWED and rights.can(user, Ability.REPORT_DUTIES, unit=policy.unit)


def can_judge(user: Person, policy: Policy) -> bool:
    """Whether `user` may accept or return a policy now: of the office, not who handed it in."""
    is_second = policy.submitted_by_id != user.pk
    is_office = rights.can(user, Ability.ISSUE_DUTIES, area=policy.owner)
    return policy.status == Status.SUBMITTED and is_office and is_second


def can_reopen(user: Person, policy: Policy) -> bool:
    """Whether `user` may ask that a policy be improved."""
    is_office = rights.can(user, Ability.ISSUE_DUTIES, area=policy.owner)
    return policy.status == Status.EXISTS and is_office


def owed_by(user: Person) -> QuerySet[Policy]:
    """Policies that a unit of `user` still has to hand in."""
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    return Policy.objects.filter(unit__in=units, status__in=OWED)


def to_judge(user: Person) -> QuerySet[Policy]:
    """Policies that wait for the office of `user`."""
    office = rights.within(user, Ability.ISSUE_DUTIES)
    return Policy.objects.filter(office, status=Status.SUBMITTED).exclude(submitted_by=user.pk)


def has_file(user: Person, upload_id: uuid.UUID) -> bool:
    """Whether it is the paper of a policy that `user` may see."""
    return visible_to(user).filter(paper_id=upload_id).exists()
