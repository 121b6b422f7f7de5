"""Who may see and do what with task lists, duties and the work on them.

The office sees every list from the first word; a unit sees a list that names it while its opinion
is asked, and when it is issued.
Work on a duty is seen by the office, by who does it, by who handed it down, and by every unit
that has a part in the duty.
"""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.duties.models import (
    Claim,
    Duty,
    Opinion,
    Receipt,
    TaskList,
    TaskSheet,
    Transfer,
    Undertaking,
)
from wenming.duties.workflow import (
    NOT_OUT,
    Status,
)
from wenming.organization.models import Area

# Who holds one of these where a list comes from sees it as the office does.
OFFICE = (Ability.SEE_ALL, Ability.ISSUE_DUTIES)


def visible_to(user: Person) -> QuerySet[TaskList]:
    """Task lists that `user` may know about."""
    if rights.everywhere(user, *OFFICE):
        return TaskList.objects.all()
    office = rights.within(user, Ability.SEE_ALL) | rights.within(user, Ability.ISSUE_DUTIES)
    named = Receipt.objects.filter(unit__in=rights.unit_ids(user)).values("task_list")
    issued = Q(pk__in=named) & ~Q(status__in=NOT_OUT)
    consulted = Opinion.objects.filter(unit__in=rights.unit_ids(user)).values("task_list")
    asked = Q(pk__in=consulted, status=Status.CONSULTING)
    return TaskList.objects.filter(office | issued | asked)


def duties_visible_to(user: Person) -> QuerySet[Duty]:
    """Duties of the lists in force that `user` may know about, and those with a part for it."""
    in_force = Duty.objects.filter(task_list__status=Status.ISSUED)
    if rights.everywhere(user, *OFFICE):
        return in_force
    lists = visible_to(user).filter(status=Status.ISSUED).values("pk")
    handed = Undertaking.objects.filter(unit__in=rights.unit_ids(user)).values("duty")
    return in_force.filter(Q(task_list__in=lists) | Q(pk__in=handed))


def undertakings_visible_to(user: Person) -> QuerySet[Undertaking]:
    """Work that `user` may know about."""
    if rights.everywhere(user, *OFFICE):
        return Undertaking.objects.all()
    owner = "duty__task_list__owner"
    office = rights.within(user, Ability.SEE_ALL, owner)
    office |= rights.within(user, Ability.ISSUE_DUTIES, owner)
    units = rights.unit_ids(user)
    lines = Q(unit__in=units) | Q(parent__unit__in=units) | Q(parent__parent__unit__in=units)
    named = Duty.objects.filter(units__unit__in=units).values("pk")
    return Undertaking.objects.filter(office | lines | Q(parent=None, duty__in=named))


def sees_all(user: Person) -> bool:
    """Whether `user` sees lists as the office does: drafts too, and who has not signed."""
    return rights.can(user, Ability.SEE_ALL) or rights.can(user, Ability.ISSUE_DUTIES)


def oversees(user: Person, task_list: TaskList) -> bool:
    """Whether `user` sees of this list what all units answered: of the office where it comes from."""
    sees = rights.can(user, Ability.SEE_ALL, area=task_list.owner)
    return sees or can_manage(user, task_list)


def can_manage(user: Person, task_list: TaskList) -> bool:
    """Whether `user` may change, issue and replace this list."""
    return rights.can(user, Ability.ISSUE_DUTIES, area=task_list.owner)


def can_report(user: Person, undertaking: Undertaking) -> bool:
    """Whether `user` reports for the unit that does the work."""
    return rights.can(user, Ability.REPORT_DUTIES, unit=undertaking.unit)


def can_judge(user: Person, undertaking: Undertaking) -> bool:
    """Whether `user` accepts, suspends and cancels: the unit that handed it down, else the office.

    A period is judged by who judges the whole.
    """
    whole = undertaking.parent if undertaking.is_period else undertaking
    assert whole is not None, "a period has its whole"
    if whole.parent is not None:
        return rights.can(user, Ability.REPORT_DUTIES, unit=whole.parent.unit)
    return can_manage(user, whole.duty.task_list)


def contributing_units(user: Person, duty: Duty) -> set[int]:
    """Keys of the units with a part in the duty for which `user` may tell the leads something."""
    acts_for = rights.unit_ids(user, Ability.REPORT_DUTIES)
    leading = set(duty.undertakings.values_list("unit_id", flat=True))
    parts = set(duty.units.values_list("unit_id", flat=True))
    return (acts_for & parts) - leading


def draft_lists(user: Person) -> QuerySet[TaskList]:
    """Lists that `user` may still add tasks to; the rows of a table come from its framework."""
    drafts = TaskList.objects.filter(rights.within(user, Ability.ISSUE_DUTIES), status=Status.DRAFT)
    return drafts.filter(kind=TaskList.Kind.LIST)


def sheets_visible_to(user: Person) -> QuerySet[TaskSheet]:
    """Task tables that `user` may import, or take out again."""
    return TaskSheet.objects.filter(rights.within(user, Ability.ISSUE_DUTIES))


def may_register_units(user: Person) -> bool:
    """Whether `user` may put a unit on the register that a table or a text names."""
    return rights.can(user, Ability.MANAGE_GROUND)


def unsigned_by(user: Person) -> QuerySet[Receipt]:
    """Receipts of issued lists that `user` may still give for a unit."""
    units = rights.unit_ids(user, Ability.SIGN_FOR_UNIT)
    return Receipt.objects.filter(unit__in=units, at=None, task_list__status=Status.ISSUED)


def to_judge(user: Person, of: str = "") -> Q:
    """Work whose end, stop or transfer `user` decides.

    Args:
        of: the path to the work from what is asked for, such as `undertaking__`.
    """
    units = rights.unit_ids(user, Ability.REPORT_DUTIES)
    whole = Q(**{f"{of}period_start": None})
    below = whole & Q(**{f"{of}parent__unit__in": units})
    below |= ~whole & Q(**{f"{of}parent__parent__unit__in": units})
    top = Q(**{f"{of}parent": None}) | (~whole & Q(**{f"{of}parent__parent": None}))
    if not rights.everywhere(user, Ability.ISSUE_DUTIES):
        top &= rights.within(user, Ability.ISSUE_DUTIES, f"{of}duty__task_list__owner")
    return below | top


def transfers_to_decide(user: Person) -> QuerySet[Transfer]:
    """Transfers that wait for a word of `user`."""
    mine = to_judge(user, "undertaking__")
    return Transfer.objects.filter(mine, verdict=Transfer.Verdict.OPEN)


def opinions_due(user: Person) -> QuerySet[Opinion]:
    """Opinions that a unit of `user` may still give."""
    units = rights.unit_ids(user, Ability.SIGN_FOR_UNIT)
    return Opinion.objects.filter(unit__in=units, at=None, task_list__status=Status.CONSULTING)


def lists_to_review(user: Person) -> QuerySet[TaskList]:
    """Lists that another person submitted and `user` may review."""
    lists = TaskList.objects.filter(rights.within(user, Ability.ISSUE_DUTIES))
    return lists.filter(status=Status.REVIEWING).exclude(submitted_by=user.pk)


def office_area(user: Person) -> Area | None:
    """The area for which `user` issues letters and collects plans; None for everybody else."""
    path = office_path(user)
    return None if path is None else Area.objects.filter(path=path).first()


def office_path(user: Person) -> str | None:
    """The path of that area, at no query."""
    return min(rights.area_paths(user, Ability.ISSUE_DUTIES), key=len, default=None)


def claims_to_decide(user: Person) -> QuerySet[Claim]:
    """Claims that wait for the office of `user`."""
    office = rights.within(user, Ability.ISSUE_DUTIES, "offer__duty__task_list__owner")
    in_force = Q(
        offer__duty__task_list__status__in=[Status.DRAFT, Status.CONSULTING, Status.ISSUED]
    )
    return Claim.objects.filter(office & in_force, verdict=Claim.Verdict.OPEN)
