"""Who may know what of rounds and visits, and who may do what (督查测评的权限).

Before release nobody sees a drawn place, whatever their rights; see `draw_is_open`.
"""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.inspections.models import Photo, Round, Visit
from wenming.inspections.workflow import RoundStatus, VisitStatus
from wenming.organization.models import Area, Unit

OPEN_DRAW = frozenset({RoundStatus.RELEASED, RoundStatus.CLOSED, RoundStatus.PUBLISHED})
DISCLOSED = frozenset({RoundStatus.CLOSED, RoundStatus.PUBLISHED})
REVIEWABLE = frozenset({RoundStatus.RELEASED, RoundStatus.CLOSED})
ORGANISING = (Ability.SEE_ALL, Ability.PLAN_ROUNDS, Ability.ACCEPT_VISITS)


def visible_to(user: Person) -> QuerySet[Round]:
    """Rounds that `user` may know about.

    Who organises in an area sees its rounds from the start, a unit that was asked to witness
    from the sealing, and whoever may see results the published rounds above and below.
    """
    paths = _paths(user, *ORGANISING)
    witnessing = Q(invited__in=rights.unit_ids(user, Ability.WITNESS)) & ~Q(
        status=RoundStatus.PLANNED
    )
    published = Q(status=RoundStatus.PUBLISHED) & touching(
        "owner", rights.area_paths(user, Ability.SEE_RESULTS)
    )
    return Round.objects.filter(
        pk__in=Round.objects.filter(_within("owner", paths) | witnessing | published).values("pk")
    )


def sees_rounds(user: Person) -> bool:
    """Whether the list of rounds can ever hold something for `user`; asked for every page."""
    return any(rights.can(user, ability) for ability in (*ORGANISING, Ability.SEE_RESULTS))


def visits_visible_to(user: Person) -> QuerySet[Visit]:
    """Visits whose record `user` may read: organisers, the inspectors, and after publication
    whoever may see results, within their area; second inspections stay with those who organise."""
    organised = _within("round__owner", _paths(user, *ORGANISING))
    own = Q(inspectors=user.pk) if user.pk else Q(pk__in=[])
    published = Q(
        round__status=RoundStatus.PUBLISHED,
        status=VisitStatus.ACCEPTED,
        purpose=Visit.Purpose.OFFICIAL,
    ) & _within("frame_place__place__area", rights.area_paths(user, Ability.SEE_RESULTS))
    return Visit.objects.filter(
        pk__in=Visit.objects.filter(organised | own | published).values("pk")
    )


def photos_visible_to(user: Person) -> QuerySet[Photo]:
    """Photos of the visits that `user` may read."""
    return Photo.objects.filter(visit__in=visits_visible_to(user).values("pk"))


def reviewable_by(user: Person) -> QuerySet[Visit]:
    """Visits whose round `user` may review; whether this one is another question (`can_review`)."""
    return Visit.objects.filter(_within("round__owner", _paths(user, Ability.ACCEPT_VISITS)))


def can_plan(user: Person, owner: Area) -> bool:
    """Plan, seal, draw, release and close rounds of an area."""
    return rights.can(user, Ability.PLAN_ROUNDS, area=owner)


def organises(user: Person, round_: Round) -> bool:
    """Sees the frame and, once it is open, the places of a round and who goes where."""
    return any(rights.can(user, ability, area=round_.owner) for ability in ORGANISING)


def draw_is_open(round_: Round) -> bool:
    """From release on the drawn places are shown; before that to nobody."""
    return round_.status in OPEN_DRAW


def draw_is_disclosed(round_: Round) -> bool:
    """After closing, secret and witness texts are shown to everybody who sees the round (揭示)."""
    return round_.status in DISCLOSED


def can_see_places(user: Person, round_: Round) -> bool:
    """The drawn places: organisers from release, everybody who sees the round from publication."""
    if round_.status == RoundStatus.PUBLISHED:
        return True
    return draw_is_open(round_) and organises(user, round_)


def witness_units(user: Person, round_: Round) -> QuerySet[Unit]:
    """Units for which `user` may still witness this draw: asked, and not of those who organise."""
    if round_.status != RoundStatus.SEALED or can_plan(user, round_.owner):
        return Unit.objects.none()
    return round_.invited.filter(pk__in=rights.unit_ids(user, Ability.WITNESS)).exclude(
        pk__in=round_.witnesses.values("unit")
    )


def is_second_person(user: Person, visit: Visit) -> bool:
    """Neither an inspector of the visit nor who handed it in."""
    inspects = any(inspector.pk == user.pk for inspector in visit.inspectors.all())
    return visit.submitted_by_id != user.pk and not inspects


def can_review(user: Person, visit: Visit) -> bool:
    """Accept, send back, correct or void: a second person, until the round is published."""
    return (
        rights.can(user, Ability.ACCEPT_VISITS, area=visit.round.owner)
        and visit.round.status in REVIEWABLE
        and is_second_person(user, visit)
    )


def _paths(user: Person, *abilities: Ability) -> list[str]:
    return [path for ability in abilities for path in rights.area_paths(user, ability)]


def _within(field: str, paths: list[str]) -> Q:
    """Areas in one of the subtrees."""
    condition = Q(pk__in=[])
    for path in set(paths):
        condition |= Q(**{f"{field}__path__startswith": path})
    return condition


def touching(field: str, paths: list[str]) -> Q:
    """Areas in one of the subtrees or above them."""
    above = {path[:end] for path in paths for end in range(Area.steplen, len(path), Area.steplen)}
    return _within(field, paths) | Q(**{f"{field}__path__in": above})
