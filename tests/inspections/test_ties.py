"""Nobody inspects a place of the own unit (回避): refused by hand, passed over when shared out."""

import pytest

from tests import make
from wenming.accounts.models import Grant, Role
from wenming.inspections import services
from wenming.inspections.errors import AssignmentRefused
from wenming.inspections.models import Visit
from wenming.organization.models import UnitAlias

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.office()


@pytest.fixture
def unit():
    return make.unit("市市场监管局")


@pytest.fixture
def team(unit):
    """An inspector of the unit, and one of another."""
    return make.user(Role.INSPECTOR, unit=unit), make.user(Role.INSPECTOR, unit=make.unit())


PARTS = {
    "holder": lambda unit: {"holder": unit},
    "sector": lambda unit: {"sector": unit},
    "operator": lambda unit: {"operator": unit.name},
    "operator by an old name": lambda unit: {"operator": "市工商局"},
}


def released(office, **fields):
    make.place("L01", **fields)
    round_ = make.released_round(office, sizes={"L01": 1})
    return round_, round_.visits.get()


@pytest.mark.parametrize("part", PARTS)
def test_a_place_of_the_own_unit_is_refused_with_the_reason(office, unit, team, part):
    UnitAlias.objects.create(unit=unit, name="市工商局", kind="former")
    _round, visit = released(office, **PARTS[part](unit))

    with pytest.raises(AssignmentRefused, match=r"市市场监管局.*应当回避"):
        services.set_inspectors(visit_id=visit.pk, by=office, team=team)

    others = make.inspectors()
    assert services.set_inspectors(visit_id=visit.pk, by=office, team=others) == visit


def test_a_unit_that_no_longer_holds_the_place_is_still_kept_away(office, unit, team):
    """What counts is who answered when the frame was frozen."""
    _round, visit = released(office, holder=unit)
    visit.frame_place.place.holder = make.unit()
    visit.frame_place.place.save()

    with pytest.raises(AssignmentRefused, match="属地单位"):
        services.set_inspectors(visit_id=visit.pk, by=office, team=team)


def test_sharing_out_passes_over_a_team_that_must_keep_away(office, unit, team):
    own = [make.place("L01", holder=unit, area=make.area()) for _ in range(2)]
    [make.place("L01", area=place.area) for place in own]
    round_ = make.released_round(office, sizes={"L01": 4})
    others = make.inspectors()

    given = services.assign_inspectors(round_id=round_.pk, by=office, teams=[team, others])

    assert given == 4
    for visit in round_.visits.select_related("frame_place"):
        if visit.frame_place.holder_id == unit.pk:
            assert set(visit.inspectors.all()) == set(others)
    assert round_.visits.filter(inspectors=team[0]).exists()


def test_where_every_team_must_keep_away_nobody_is_sent(office, unit, team):
    round_, visit = released(office, sector=unit)

    assert services.assign_inspectors(round_id=round_.pk, by=office, teams=[team]) == 0
    assert not visit.inspectors.exists()

    others = make.inspectors()
    assert services.assign_inspectors(round_id=round_.pk, by=office, teams=[team, others]) == 1


def test_another_visit_keeps_to_the_rule_too(office, unit, team):
    visit = make.accepted_visit()
    type(visit.frame_place).objects.filter(pk=visit.frame_place_id).update(holder=unit)

    with pytest.raises(AssignmentRefused, match="应当回避"):
        services.plan_visit(frame_place_id=visit.frame_place_id, by=office, team=team)

    assert services.plan_visit(
        frame_place_id=visit.frame_place_id, by=office, team=make.inspectors()
    )


def test_who_joins_the_unit_after_the_assignment_does_not_begin(office, unit):
    _round, visit = released(office, holder=unit)
    one, two = make.inspectors()
    services.set_inspectors(visit_id=visit.pk, by=office, team=(one, two))
    Grant.objects.create(user=one, role=Role.STREET, area=unit.area, unit=unit)

    with pytest.raises(AssignmentRefused, match="改派"):
        services.start_visit(visit_id=visit.pk, by=one)

    assert services.start_visit(visit_id=visit.pk, by=two).status == "started"
    assert Visit.objects.get(pk=visit.pk).started_at
