"""Who may see results (得分的权限)."""

from django.db.models import Q, QuerySet

from wenming.accounts import rights
from wenming.accounts.rights import Ability, Person
from wenming.inspections import permissions as inspections
from wenming.inspections.models import Round, Visit
from wenming.inspections.workflow import RoundStatus
from wenming.organization.models import Unit
from wenming.scoring.models import Dispute, Publication
from wenming.scoring.workflow import STEPS, DisputeStatus, Status

SCORED = (RoundStatus.RELEASED, RoundStatus.CLOSED, RoundStatus.PUBLISHED)
BRINGING_OUT = (
    Ability.SEE_ALL,
    Ability.PLAN_ROUNDS,
    Ability.ACCEPT_VISITS,
    Ability.APPROVE_RESULTS,
)


def visible_to(user: Person) -> QuerySet[Round]:
    """Rounds whose results `user` may see: organisers from release on, others once published."""
    if not rights.area_paths(user, Ability.SEE_RESULTS):
        return Round.objects.none()
    going = Q(status__in=SCORED) & organised_by(user)
    found = inspections.visible_to(user).filter(Q(status=RoundStatus.PUBLISHED) | going)
    return found.select_related("edition", "owner").defer("edition__data")


def sees_results(user: Person) -> bool:
    """Whether the list of rounds can ever hold something for `user`; asked for every page."""
    return rights.can(user, Ability.SEE_RESULTS)


def organised_by(user: Person) -> Q:
    """Rounds of the areas in which `user` organises or oversees: not those only witnessed."""
    found = Q(pk__in=[])
    for ability in inspections.ORGANISING:
        found |= rights.within(user, ability)
    return found


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


def can_bring_out(user: Person, round_: Round) -> bool:
    """Follow a result on its way out: who organises the round, decides disputes or approves."""
    return round_.status in {RoundStatus.CLOSED, RoundStatus.PUBLISHED} and any(
        rights.can(user, ability, area=round_.owner) for ability in BRINGING_OUT
    )


def actions(user: Person, round_: Round, publication: Publication | None) -> list[str]:
    """The steps of the publication that `user` may take now, in their order."""
    if round_.status != RoundStatus.CLOSED:
        return []
    plans = rights.can(user, Ability.PLAN_ROUNDS, area=round_.owner)
    approves = rights.can(user, Ability.APPROVE_RESULTS, area=round_.owner)
    allowed = {
        "recalculate": plans,
        "open": plans,
        "check": plans,
        "approve": approves,
        "record": plans and not approves,
        "send_back": plans or approves,
        "publish": can_publish(user, round_),
    }
    if publication is None:
        return ["recalculate"] if plans else []
    possible = STEPS.allowed(Status(publication.status))
    if "approve" in possible:
        possible.insert(possible.index("approve") + 1, "record")
    return [action for action in possible if allowed[action]]


def can_amend(user: Person, visit: Visit) -> bool:
    """Correct a published verdict: a second person, and not the one who planned the round."""
    return (
        visit.round.status == RoundStatus.PUBLISHED
        and visit.round.by_id != user.pk
        and rights.can(user, Ability.ACCEPT_VISITS, area=visit.round.owner)
        and inspections.is_second_person(user, visit)
    )


def sees_official(user: Person) -> bool:
    """Official totals and ranks are internal (内部): the office and leaders."""
    return rights.can(user, Ability.SEE_ALL)


def manages_official(user: Person) -> bool:
    """Enter official results and aims: the office."""
    return sees_official(user) and rights.can(user, Ability.PLAN_ROUNDS)


def sees_checks(user: Person) -> bool:
    """What the nightly comparison found: the office."""
    return rights.can(user, Ability.SEE_ALL) and rights.can(user, Ability.PLAN_ROUNDS)


def disputes_visible_to(user: Person) -> QuerySet[Dispute]:
    """Disputes that `user` may read: those of their units, and of the rounds they organise."""
    found = Q(unit__in=rights.unit_ids(user, Ability.SIGN_FOR_UNIT))
    for ability in BRINGING_OUT:
        found |= rights.within(user, ability, "publication__round__owner")
    return Dispute.objects.filter(found)


def decides_disputes(user: Person) -> bool:
    """Whether the desk of disputes is of any use to `user`."""
    return rights.can(user, Ability.ACCEPT_VISITS)


def can_decide(user: Person, dispute: Dispute) -> bool:
    """A second person: not of the unit that disputes, nor an inspector of the visit."""
    return (
        dispute.status == DisputeStatus.OPEN
        and rights.can(user, Ability.ACCEPT_VISITS, area=dispute.publication.round.owner)
        and dispute.unit_id not in rights.unit_ids(user)
        and inspections.is_second_person(user, dispute.observation.visit)
    )


def units_of(user: Person) -> list[Unit]:
    """Units whose lines `user` may read and dispute, by name."""
    keys = rights.unit_ids(user, Ability.SIGN_FOR_UNIT)
    return list(Unit.objects.filter(pk__in=keys).order_by("pinyin")) if keys else []


def acts_for_unit(user: Person) -> bool:
    """Whether `user` ever has lines of a unit to read; costs no query of its own."""
    return bool(rights.unit_ids(user, Ability.SIGN_FOR_UNIT))


def publications_for_units() -> QuerySet[Publication]:
    """Results whose lines units may read: from feedback on."""
    return Publication.objects.exclude(status=Status.DRAFT)


def opens_unit(user: Person, round_: Round, unit: Unit) -> bool:
    """Read the lines of a unit: who organises the round those of any, else those of one's own."""
    return sees_all_units(user, round_) or unit.pk in rights.unit_ids(user, Ability.SIGN_FOR_UNIT)


def sees_all_units(user: Person, round_: Round) -> bool:
    """Losses of every unit: who organises the round; a unit's own people see those of their unit."""
    return inspections.organises(user, round_)
