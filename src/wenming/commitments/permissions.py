"""Who may see and do what with letters of responsibility, plans and goals of a month."""

import uuid
from datetime import date

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.commitments.models import Letter, LetterTerms, MonthlyFocus, Plan
from wenming.commitments.workflow import WITH_UNIT, Planned, Pledge


def letters_visible_to(user: Person) -> QuerySet[Letter]:
    """Letters of responsibility: all for the office and leaders, its own for a unit."""
    office = rights.within(user, Ability.SEE_ALL, "terms__owner")
    office |= rights.within(user, Ability.ISSUE_DUTIES, "terms__owner")
    return Letter.objects.filter(office | Q(unit__in=rights.unit_ids(user)))


def terms_visible_to(user: Person) -> QuerySet[LetterTerms]:
    """The words of letters of which `user` may see one, or the list."""
    office = rights.within(user, Ability.SEE_ALL) | rights.within(user, Ability.ISSUE_DUTIES)
    own = Letter.objects.filter(unit__in=rights.unit_ids(user)).values("terms")
    return LetterTerms.objects.filter(office | Q(pk__in=own)).select_related("owner")


def can_manage_letter(user: Person, letter: Letter) -> bool:
    """Whether `user` may send a copy back, and issue the letter anew."""
    return rights.can(user, Ability.ISSUE_DUTIES, area=letter.terms.owner)


def can_sign_letter(user: Person, letter: Letter) -> bool:
    """Whether `user` may hand in the signed copy: the unit itself, or the office for one on paper."""
    is_own = rights.can(user, Ability.SIGN_FOR_UNIT, unit=letter.unit)
    return is_own or can_manage_letter(user, letter)


def letters_to_sign(user: Person) -> QuerySet[Letter]:
    """Letters whose signed copy a unit of `user` still owes."""
    units = rights.unit_ids(user, Ability.SIGN_FOR_UNIT)
    return Letter.objects.filter(unit__in=units, status=Pledge.ISSUED)


def plans_visible_to(user: Person) -> QuerySet[Plan]:
    """Plans: all for the office and leaders, its own for a unit."""
    office = rights.within(user, Ability.SEE_ALL, "collection__owner")
    office |= rights.within(user, Ability.ISSUE_DUTIES, "collection__owner")
    return Plan.objects.filter(office | Q(unit__in=rights.unit_ids(user)))


def can_write_plan(user: Person, plan: Plan) -> bool:
    """Whether `user` may change and hand in this plan now."""
    return plan.status in WITH_UNIT and rights.can(user, Ability.REPORT_DUTIES, unit=plan.unit)


def can_judge_plan(user: Person, plan: Plan) -> bool:
    """Whether `user` may accept or return this plan now."""
    handed_in = plan.status == Planned.SUBMITTED
    return handed_in and rights.can(user, Ability.ISSUE_DUTIES, area=plan.collection.owner)


def plans_to_write(user: Person) -> QuerySet[Plan]:
    """Plans that a unit of `user` still has to hand in."""
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    return Plan.objects.filter(unit__in=units, status__in=WITH_UNIT)


def plans_to_judge(user: Person) -> QuerySet[Plan]:
    """Plans that wait for the office of `user`."""
    office = rights.within(user, Ability.ISSUE_DUTIES, "collection__owner")
    return Plan.objects.filter(office, status=Planned.SUBMITTED)


def focuses_visible_to(user: Person) -> QuerySet[MonthlyFocus]:
    """What units put first in a month: all for the office and leaders, its own for a unit."""
    office = rights.within(user, Ability.SEE_ALL) | rights.within(user, Ability.ISSUE_DUTIES)
    return MonthlyFocus.objects.filter(office | Q(unit__in=rights.unit_ids(user)))


def focuses_to_pick(user: Person, month: date) -> QuerySet[MonthlyFocus]:
    """Months for which a unit of `user` was asked and has picked nothing."""
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    return MonthlyFocus.objects.filter(unit__in=units, month__gte=month, picked_on=None)


def has_file(user: Person, upload_id: uuid.UUID) -> bool:
    """Whether it is a signed copy of a letter that `user` may see."""
    return letters_visible_to(user).filter(copies__upload_id=upload_id).exists()
