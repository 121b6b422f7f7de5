"""Who may see links and arrange them. Who looks after what is no secret where it is looked after."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability, Person
from wenming.linkage.models import Link
from wenming.organization.models import Area


def visible_to(user: Person) -> QuerySet[Link]:
    """Links that `user` may know about: all of the city for who has a right there; else those to
    the own area, what lies in it or above it, and those of or to the own units.
    """
    held = rights.held(user)
    if any(len(grant.area_path) == Area.steplen for grant in held):
        return Link.objects.all()
    units = rights.unit_ids(user)
    mine = Q(unit__in=units) | Q(target__in=units) | Q(post__unit__in=units)
    mine |= Q(pk__in=linked_to(user).values("pk"))
    for grant in held:
        path = grant.area_path
        above = [path[:end] for end in range(Area.steplen, len(path), Area.steplen)]
        mine |= Q(area__path__startswith=path) | Q(area__path__in=above)
        mine |= Q(target__area__path__startswith=path) | Q(project__area__path__startswith=path)
    return Link.objects.filter(mine)


def can_arrange(user: Person, area: Area | None = None) -> bool:
    """Whether `user` arranges links, in `area` where one is named."""
    return rights.can(user, Ability.ARRANGE_LINKS, area=area)


def can_end(user: Person, link: Link) -> bool:
    """Whether `user` may end this link: of the office of its subject's area."""
    return can_arrange(user, subject_area(link))


def subject_area(link: Link) -> Area:
    """The area of who looks after it."""
    unit = link.post.unit if link.post else link.unit
    assert unit is not None, "a link has a subject"
    return unit.area


def linked_to(user: Person) -> QuerySet[Link]:
    """Links of the post that `user` holds and of the units that `user` acts for."""
    post = user.post_id if isinstance(user, User) else None
    mine = Q(unit__in=rights.unit_ids(user))
    if post is not None:
        mine |= Q(post=post)
    return Link.objects.filter(mine)
