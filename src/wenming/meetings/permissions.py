"""Who may see meetings and hold them: the office of their area, and who oversees all there.

A unit reads on the page of its own work that it is on an agenda, and what was decided.
"""

from django.db.models import QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.meetings.models import Meeting
from wenming.organization.models import Area


def visible_to(user: Person) -> QuerySet[Meeting]:
    """Meetings that `user` may know about."""
    return Meeting.objects.filter(
        rights.within(user, Ability.SEE_ALL) | rights.within(user, Ability.HOLD_MEETINGS)
    )


def can_see(user: Person, meeting: Meeting) -> bool:
    """Whether `user` may open this meeting."""
    return rights.can(user, Ability.SEE_ALL, area=meeting.owner) or can_hold(user, meeting)


def sees_meetings(user: Person) -> bool:
    """Whether `user` sees meetings at all."""
    return rights.can(user, Ability.SEE_ALL) or can_hold(user)


def can_hold(user: Person, meeting: Meeting | None = None) -> bool:
    """Whether `user` plans meetings and keeps their agenda, of this one where one is named."""
    return rights.can(user, Ability.HOLD_MEETINGS, area=meeting.owner if meeting else None)


def office_area(user: Person) -> Area | None:
    """The area whose meetings `user` plans; None for everybody else."""
    path = min(rights.area_paths(user, Ability.HOLD_MEETINGS), key=len, default=None)
    return None if path is None else Area.objects.get(path=path)


def seen_area(user: Person) -> Area | None:
    """The area whose next meeting `user` sees first."""
    paths = [
        path
        for ability in (Ability.HOLD_MEETINGS, Ability.SEE_ALL)
        for path in rights.area_paths(user, ability)
    ]
    path = min(paths, key=len, default=None)
    return None if path is None else Area.objects.get(path=path)
