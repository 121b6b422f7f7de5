"""Working groups: entered and changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from wenming.core import audit, permits
from wenming.core.moves import locked
from wenming.organization.errors import CodeTaken
from wenming.organization.models import Unit, WorkingGroup
from wenming.organization.permissions import MANAGE_GROUND


@dataclass(frozen=True, slots=True)
class GroupData:
    """What is entered of a working group."""

    code: str
    name: str
    lead: Unit
    members: Sequence[Unit] = ()


@audit.audited
def save_group(
    *, group_id: int | None = None, data: GroupData, by: AbstractBaseUser | None
) -> WorkingGroup:
    """Enter a working group, or change one; the lead is no member beside.

    Raises:
        NotAllowed: the person may not keep the register of the lead's area, or of the area of
            the unit that has led the group until now.
        CodeTaken.
    """
    if by is not None:
        permits.require(by, MANAGE_GROUND, area=data.lead.area)
    group = locked(WorkingGroup.objects.all(), group_id) if group_id else WorkingGroup()
    if by is not None and group_id:
        permits.require(by, MANAGE_GROUND, area=group.lead.area)
    taken = WorkingGroup.objects.filter(code=data.code).first()
    if taken is not None and taken != group:
        raise CodeTaken(value=data.code, thing=taken)
    group.code, group.name, group.lead = data.code, data.name, data.lead
    group.save()
    group.members.set(unit for unit in data.members if unit != data.lead)
    audit.record(
        "organization.group_changed" if group_id else "organization.group_created",
        group,
        by=by,
        code=group.code,
        lead=data.lead.code,
        members=sorted(unit.code for unit in data.members),
    )
    return group
