"""Who may know what: the draw before release, foreign rounds, visits and photos."""

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.inspections import permissions, services
from wenming.inspections.models import Round
from wenming.organization.models import Level, UnitKind

pytestmark = pytest.mark.django_db


def everybody(round_):
    """One person of every role, each with the widest right that the role has here."""
    city = make.city()
    return {role: make.user(role, unit=make.unit(), area=city) for role in Role.values}


# Roles that organise or oversee the rounds of the area in which they hold their right.
ORGANISING = {
    Role.LEADER,
    Role.OFFICE_HEAD,
    Role.OFFICE,
    Role.DISTRICT_OFFICE,
    Role.STREET,
    Role.VERIFIER,
}


@pytest.mark.parametrize("purpose", ["weekly", "mock"])
def test_before_release_nobody_may_see_the_drawn_places(purpose):
    office, unit = make.office(), make.unit()
    witness = make.user(Role.DEPARTMENT, unit=unit)
    make.place("L01")
    plan = make.round_plan(purpose=purpose, invited=(unit,))
    round_ = services.plan_round(plan=plan, by=office)
    if round_.is_sealed_draw:
        services.seal_round(round_id=round_.pk, by=office)
        services.add_witness(round_id=round_.pk, by=witness, unit=unit, text="金桂")
        round_ = services.draw_round(round_id=round_.pk, by=office)
    else:
        round_ = services.draw_simple(round_id=round_.pk, by=office)

    assert not any(
        permissions.can_see_places(person, round_)
        for person in [office, witness, *everybody(round_).values()]
    )
    assert not round_.visits.exists()

    round_ = services.release_round(round_id=round_.pk, by=office)

    seeing = {r for r, p in everybody(round_).items() if permissions.can_see_places(p, round_)}
    assert seeing == ORGANISING


def test_a_round_is_known_to_who_organises_and_after_publication_to_who_sees_results():
    office = make.office()
    visit = make.accepted_visit()
    round_ = visit.round
    people = everybody(round_)
    street = make.user(
        Role.STREET, unit=make.unit(kind=UnitKind.STREET, area=make.area(Level.STREET))
    )
    district = make.user(Role.DISTRICT_OFFICE, unit=make.unit(area=make.area()))

    def knowing():
        return {r for r, p in people.items() if round_ in permissions.visible_to(p)}

    assert knowing() == ORGANISING
    assert round_ not in permissions.visible_to(district)
    services.close_round(round_id=round_.pk, by=office)
    services.publish_round(round_id=round_.pk, by=office)
    assert knowing() == set(Role.values) - {Role.INSPECTOR, Role.ADMINISTRATOR}
    assert round_ in permissions.visible_to(street)
    assert round_ in permissions.visible_to(district)


def test_a_district_knows_its_own_rounds_and_not_those_of_another():
    one, other = make.area(), make.area()
    own = make.user(Role.DISTRICT_OFFICE, unit=make.unit(area=one))
    foreign = make.user(Role.DISTRICT_OFFICE, unit=make.unit(area=other))
    make.place("L01", area=one)
    round_ = make.released_round(own, owner=one, sizes={"L01": 1})

    assert round_ in permissions.visible_to(own)
    assert round_ not in permissions.visible_to(foreign)
    assert permissions.can_see_places(own, round_)
    assert not permissions.can_see_places(foreign, round_)


def test_an_invited_unit_knows_of_the_round_from_the_sealing_on():
    office, unit = make.office(), make.unit()
    witness = make.user(Role.DEPARTMENT, unit=unit)
    make.place("L01")
    plan = make.round_plan(purpose=Round.Purpose.MOCK, invited=(unit,))
    round_ = services.plan_round(plan=plan, by=office)
    assert round_ not in permissions.visible_to(witness)

    round_ = services.seal_round(round_id=round_.pk, by=office)

    assert round_ in permissions.visible_to(witness)
    assert list(permissions.witness_units(witness, round_)) == [unit]
    assert not permissions.witness_units(office, round_).exists()


def test_a_visit_is_read_by_its_inspectors_and_organisers_and_later_in_its_area():
    office = make.office()
    visit = make.accepted_visit()
    area = visit.frame_place.place.area
    own = make.user(Role.COMMUNITY, unit=make.unit(kind=UnitKind.COMMUNITY, area=area))
    foreign = make.user(Role.COMMUNITY, unit=make.unit(area=make.area(Level.COMMUNITY)))
    colleague = make.user(Role.INSPECTOR)

    def readers():
        people = [office, *visit.inspectors.all(), own, foreign, colleague]
        return [p for p in people if visit in permissions.visits_visible_to(p)]

    assert readers() == [office, *visit.inspectors.all()]
    services.close_round(round_id=visit.round_id, by=office)
    services.publish_round(round_id=visit.round_id, by=office)
    assert readers() == [office, *visit.inspectors.all(), own]


def test_strangers_know_nothing():
    from django.contrib.auth.models import AnonymousUser

    visit = make.accepted_visit()
    for person in (AnonymousUser(), make.user()):
        assert not permissions.visible_to(person).exists()
        assert not permissions.visits_visible_to(person).exists()
        assert not permissions.reviewable_by(person).exists()
        assert not permissions.can_review(person, visit)
