"""Who may see and change editions, correspondences, events and the calendar."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.framework.models import Cycle, Edition, Event
from wenming.framework.workflow import EventStatus, Status
from wenming.organization.models import Area


def visible_to(user: Person) -> QuerySet[Edition]:
    """What is or was in force is no secret; drafts are seen by those who maintain frameworks."""
    if not user.is_authenticated:
        return Edition.objects.none()
    mine = rights.within(user, Ability.MANAGE_FRAMEWORKS)
    return Edition.objects.filter(mine | ~Q(status=Status.DRAFT))


def can_manage(user: Person, edition: Edition | None = None) -> bool:
    """Whether `user` maintains this edition, or any where none is named."""
    area = edition.owner if edition else None
    return rights.can(user, Ability.MANAGE_FRAMEWORKS, area=area)


def can_publish(user: Person, edition: Edition) -> bool:
    """Whether `user` may put a draft in force: somebody else must have changed it last."""
    is_other = edition.changed_by_id is None or edition.changed_by_id != user.pk
    return edition.is_draft and is_other and can_manage(user, edition)


def home_area(user: Person) -> Area | None:
    """The widest area whose frameworks `user` maintains: what is imported belongs to it."""
    paths = rights.area_paths(user, Ability.MANAGE_FRAMEWORKS)
    found: Area | None = Area.objects.filter(path__in=paths).order_by("depth", "pk").first()
    return found


def events_visible_to(user: Person) -> QuerySet[Event]:
    """Events are seen by those who confirm them; who reported one sees that one."""
    confirming = rights.within(user, Ability.CONFIRM_EVENTS)
    own = Q(reported_by=user.pk) & rights.within(user, Ability.REPORT_EVENTS)
    return Event.objects.filter(confirming | own)


def sees_events(user: Person) -> bool:
    """Whether the page of events is for `user` at all."""
    return rights.can(user, Ability.CONFIRM_EVENTS) or rights.can(user, Ability.REPORT_EVENTS)


def can_report_events(user: Person) -> bool:
    """Whether `user` reports events."""
    return rights.can(user, Ability.REPORT_EVENTS)


def can_withdraw(user: Person, event: Event) -> bool:
    """Who sees a confirmed event may report that it no longer holds; clerks come and go."""
    is_in_effect = event.status == EventStatus.CONFIRMED and event.withdraws_id is None
    abilities = (Ability.CONFIRM_EVENTS, Ability.REPORT_EVENTS)
    return is_in_effect and any(rights.can(user, a, area=event.owner) for a in abilities)


def can_decide(user: Person, event: Event) -> bool:
    """Somebody with the right, other than who reported it."""
    return (
        event.status == EventStatus.REPORTED
        and event.reported_by_id != user.pk
        and rights.can(user, Ability.CONFIRM_EVENTS, area=event.owner)
    )


def cycles_visible_to(user: Person) -> QuerySet[Cycle]:
    """The calendar is for everybody who works on the campaign."""
    return Cycle.objects.all() if user.is_authenticated else Cycle.objects.none()
