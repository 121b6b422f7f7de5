"""Who may see leaders' instructions, write them, and carry them on."""

import uuid

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.instructions.models import Instruction
from wenming.instructions.workflow import Status


def visible_to(user: Person) -> QuerySet[Instruction]:
    """Leaders' instructions: for leaders and the office, and for the unit that one was handed to."""
    office = rights.within(user, Ability.INSTRUCT) | rights.within(user, Ability.ISSUE_DUTIES)
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    return Instruction.objects.filter(office | Q(unit__in=units))


def can_handle(user: Person, instruction: Instruction) -> bool:
    """Whether `user` is of the office that carries it."""
    return rights.can(user, Ability.ISSUE_DUTIES, area=instruction.owner)


def may_instruct(user: Person) -> bool:
    """Whether `user` writes lines of their own."""
    return rights.can(user, Ability.INSTRUCT)


def waiting_for(user: Person) -> QuerySet[Instruction]:
    """Instructions whose next step is with the office of `user`, or with a unit of theirs."""
    office = rights.within(user, Ability.ISSUE_DUTIES)
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    with_office = [Status.NEW, Status.PROPOSED, Status.ANSWERED]
    return Instruction.objects.filter(
        (office & Q(status__in=with_office)) | Q(unit__in=units, status=Status.ASSIGNED)
    )


def has_file(user: Person, upload_id: uuid.UUID) -> bool:
    """Whether it is the scan of an instruction that `user` may see."""
    return visible_to(user).filter(scan_id=upload_id).exists()
