"""Who may see and do what with task lists and duties.

The office sees every list from the first word; a unit sees a list when it is issued and names it.
"""

from django.db.models import QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.duties.models import Duty, Receipt, TaskList
from wenming.duties.workflow import Status


def visible_to(user: Person) -> QuerySet[TaskList]:
    """Task lists that `user` may know about."""
    office = rights.within(user, Ability.SEE_ALL) | rights.within(user, Ability.ISSUE_DUTIES)
    named = Receipt.objects.filter(unit__in=rights.unit_ids(user)).values("task_list")
    issued = TaskList.objects.filter(pk__in=named).exclude(status=Status.DRAFT)
    return TaskList.objects.filter(office) | issued


def duties_visible_to(user: Person) -> QuerySet[Duty]:
    """Duties of the lists in force that `user` may know about."""
    lists = visible_to(user).filter(status=Status.ISSUED)
    return Duty.objects.filter(task_list__in=lists.values("pk"))


def sees_all(user: Person) -> bool:
    """Whether `user` sees lists as the office does: drafts too, and who has not signed."""
    return rights.can(user, Ability.SEE_ALL) or rights.can(user, Ability.ISSUE_DUTIES)


def can_manage(user: Person, task_list: TaskList) -> bool:
    """Whether `user` may change, issue and replace this list."""
    return rights.can(user, Ability.ISSUE_DUTIES, area=task_list.owner)


def draft_lists(user: Person) -> QuerySet[TaskList]:
    """Lists that `user` may still add tasks to."""
    return TaskList.objects.filter(rights.within(user, Ability.ISSUE_DUTIES), status=Status.DRAFT)


def unsigned_by(user: Person) -> QuerySet[Receipt]:
    """Receipts of issued lists that `user` may still give for a unit."""
    units = rights.unit_ids(user, Ability.SIGN_FOR_UNIT)
    return Receipt.objects.filter(unit__in=units, at=None, task_list__status=Status.ISSUED)
