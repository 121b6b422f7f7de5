"""Who sees what: own and foreign, office and unit, before and after dispatch."""

import pytest

from tests import make
from wenming.accounts.models import Role
from wenming.organization.models import Area
from wenming.problems import permissions, services
from wenming.problems.models import Problem
from wenming.problems.routes import district_of

pytestmark = pytest.mark.django_db


def sees(user, problem) -> bool:
    return permissions.visible_to(user).filter(pk=problem.pk).exists()


def test_what_is_not_dispatched_stays_in_the_office():
    problem = make.proposal()
    officer = make.user(
        Role.DISTRICT_OFFICE,
        unit=district_of(problem.unit),
        area=Area.objects.get_parent(problem.area),
    )

    assert sees(make.office(), problem)
    assert sees(make.user(Role.LEADER), problem)
    assert not sees(officer, problem)
    assert not sees(make.clerk(problem.unit), problem)
    assert not sees(make.user(Role.VERIFIER), problem)

    Problem.objects.filter(pk=problem.pk).update(owner=Area.objects.get_parent(problem.area))
    assert sees(officer, problem)


def test_units_see_their_own_and_nobody_elses():
    problem, other = make.dispatched(), make.dispatched()
    clerk = make.clerk(problem.unit)

    assert sees(clerk, problem)
    assert not sees(clerk, other)


def test_the_supporting_unit_sees_but_does_not_act():
    department = make.unit()
    problem = make.dispatched(support=department)
    clerk = make.clerk(department, Role.DEPARTMENT)

    assert sees(clerk, problem)
    assert not permissions.can_act(clerk, problem)


def test_a_district_sees_its_streets():
    problem, other = make.dispatched(), make.dispatched()
    district = district_of(problem.unit)
    officer = make.user(Role.DISTRICT_OFFICE, unit=district)

    assert sees(officer, problem)
    assert not sees(officer, other)


def test_inspectors_and_administrators_see_nothing():
    make.dispatched()

    for role in (Role.INSPECTOR, Role.ADMINISTRATOR):
        assert not permissions.visible_to(make.user(role)).exists()


def test_a_returned_problem_leaves_the_unit():
    problem = make.dispatched()
    clerk = make.clerk(problem.unit)
    services.return_problem(problem_id=problem.pk, why="不归我们", by=clerk)

    assert not sees(clerk, problem)


def test_a_community_sees_what_was_handed_on():
    problem = make.dispatched()
    below = make.area("community", parent=problem.unit.area)
    community = make.unit(kind="community", area=below)
    worker = make.clerk(community, Role.COMMUNITY)
    assert not sees(worker, problem)

    services.hand_on(problem_id=problem.pk, to=community, by=make.clerk(problem.unit))

    assert sees(worker, problem)


def test_orders_are_seen_by_the_unit_the_one_copied_and_the_office():
    order = make.dispatched().order
    stranger = make.clerk(make.street())

    def opens(user):
        return permissions.orders_visible_to(user).filter(pk=order.pk).exists()

    assert opens(make.clerk(order.unit))
    assert opens(make.user(Role.DISTRICT_OFFICE, unit=order.copied_to))
    assert opens(make.office())
    assert not opens(stranger)


def test_the_link_is_not_shown_to_the_one_copied():
    order = make.dispatched().order

    assert permissions.may_share_link(make.clerk(order.unit), order)
    assert permissions.may_share_link(make.office(), order)
    copied = make.user(Role.DISTRICT_OFFICE, unit=order.copied_to)
    assert not permissions.may_share_link(copied, order)


def test_verifiers_are_offered_only_other_units():
    problem = make.rectified()
    colleague = make.clerk(problem.unit)
    colleague.grants.create(role=Role.VERIFIER, area=make.city())

    assert permissions.to_verify_by(make.user(Role.VERIFIER)).filter(pk=problem.pk).exists()
    assert not permissions.to_verify_by(colleague).exists()


def test_a_foreign_city_office_person_sees_no_proposals_to_release():
    problem = make.proposal()
    officer = make.user(Role.DISTRICT_OFFICE, unit=district_of(problem.unit))

    assert not permissions.pending_for(officer).exists()
    Problem.objects.filter(pk=problem.pk).update(owner=Area.objects.get_parent(problem.unit.area))
    assert permissions.pending_for(officer).exists()
