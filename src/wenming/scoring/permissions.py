"""Who may see results (得分的权限)."""

from django.db.models import QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.inspections import permissions as inspections
from wenming.inspections.models import Round, Visit
from wenming.inspections.workflow import RoundStatus

SCORED = (RoundStatus.RELEASED, RoundStatus.CLOSED, RoundStatus.PUBLISHED)


def visible_to(user: Person) -> QuerySet[Round]:
    """Rounds whose results `user` may see: organisers from release on, others once published."""
    if not rights.area_paths(user, Ability.SEE_RESULTS):
        return Round.objects.none()
    states = SCORED if sees_unpublished(user) else (RoundStatus.PUBLISHED,)
    found = inspections.visible_to(user).filter(status__in=states)
    return found.select_related("edition", "owner").defer("edition__data")


def sees_unpublished(user: Person) -> bool:
    """The office, its district offices and leaders follow a round before it is published."""
    return rights.can(user, Ability.SEE_ALL) or rights.can(user, Ability.ACCEPT_VISITS)


def visits_visible_to(user: Person) -> QuerySet[Visit]:
    """Visits whose score sheet `user` may open."""
    return inspections.visits_visible_to(user)


def names_people(user: Person, round_: Round) -> bool:
    """Whether `user` is told who inspected and who corrected: organisers and reviewers only.

    Units see that the office was there and when; an inspector is not exposed to those judged.
    """
    return inspections.organises(user, round_)


def can_publish(user: Person, round_: Round) -> bool:
    """Publish a closed round: with the right to accept, and not the one who planned it."""
    return (
        round_.status == RoundStatus.CLOSED
        and round_.by_id != user.pk
        and rights.can(user, Ability.ACCEPT_VISITS, area=round_.owner)
    )


def sees_all_units(user: Person) -> bool:
    """Losses of every unit; a unit's own people see those of their unit."""
    return sees_unpublished(user)
