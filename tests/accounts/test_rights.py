"""Rights: role × area subtree × unit → abilities."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from wenming.accounts import rights
from wenming.accounts.models import Grant, Role, User
from wenming.accounts.rights import ABILITY_LABELS, ROLE_ABILITIES, Ability
from wenming.core import permits
from wenming.core.errors import NotAllowed
from wenming.organization.models import Area, Level
from wenming.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    """A city with two districts and a street in each."""
    first, second = make.area(), make.area()
    return {
        "city": make.city(),
        "first": first,
        "second": second,
        "street": make.area(Level.STREET, parent=first),
        "foreign": make.area(Level.STREET, parent=second),
    }


@pytest.mark.parametrize(
    ("granted", "asked", "expected"),
    [
        ("city", "city", True),
        ("city", "street", True),
        ("first", "first", True),
        ("first", "street", True),
        ("first", "city", False),
        ("first", "second", False),
        ("first", "foreign", False),
        ("street", "first", False),
    ],
)
def test_a_right_reaches_its_area_and_all_below(ground, granted, asked, expected):
    user = make.user(Role.DISTRICT_OFFICE, area=ground[granted])

    assert rights.can(user, Ability.DISPATCH, area=ground[asked]) is expected


def test_a_right_for_a_unit_is_for_this_unit():
    own, other = make.unit(), make.unit()
    user = make.user(Role.DEPARTMENT, unit=own)

    assert rights.can(user, Ability.RECTIFY, unit=own)
    assert not rights.can(user, Ability.RECTIFY, unit=other)
    assert rights.unit_ids(user) == {own.pk}
    assert rights.unit_ids(user, Ability.DISPATCH) == set()


def test_area_and_unit_must_come_from_one_grant(ground):
    here, there = make.unit(area=ground["first"]), make.unit(area=ground["second"])
    user = make.user(Role.STREET, unit=here, area=ground["first"])
    Grant.objects.create(user=user, role=Role.STREET, area=ground["second"], unit=there)

    assert rights.can(user, Ability.RECTIFY, area=ground["first"], unit=here)
    assert not rights.can(user, Ability.RECTIFY, area=ground["first"], unit=there)


@pytest.mark.parametrize("role", Role.values)
def test_a_role_gives_its_abilities_and_no_other(role):
    user = make.user(role, unit=make.unit())

    found = {ability for ability in Ability if rights.can(user, ability)}

    assert found == ROLE_ABILITIES[role]


def test_nobody_has_anything_without_a_grant():
    for nobody in (AnonymousUser(), make.user(), make.user(is_superuser=True)):
        assert not any(rights.can(nobody, ability) for ability in Ability)
        assert not Place.objects.filter(rights.within(nobody, Ability.SEE_ALL, "area")).exists()


def test_a_disabled_account_has_nothing():
    user = make.user(Role.OFFICE)
    assert rights.can(user, Ability.DISPATCH)

    again = User.objects.get(pk=user.pk)
    again.is_active = False

    assert not rights.can(again, Ability.DISPATCH)


def test_refusals_name_the_right_and_who_grants_it():
    with pytest.raises(NotAllowed, match="您没有“派单”的权限。需要时请联系系统管理员开通。"):
        rights.require(make.user(), Ability.DISPATCH)


def test_rights_are_read_once_a_request(django_assert_num_queries):
    user = User.objects.get(pk=make.user(Role.OFFICE).pk)

    with django_assert_num_queries(1):
        for ability in Ability:
            rights.can(user, ability)


def test_within_keeps_the_rows_of_the_own_subtrees(ground):
    mine, foreign = make.place(area=ground["street"]), make.place(area=ground["foreign"])
    user = make.user(Role.DISTRICT_OFFICE, area=ground["first"])

    found = Place.objects.filter(rights.within(user, Ability.MANAGE_PLACES, "area"))

    assert list(found) == [mine]
    assert foreign not in found


def test_only_a_right_for_the_city_is_one_everywhere(ground):
    city, district = (
        make.user(Role.OFFICE, area=make.city()),
        make.user(Role.OFFICE, area=ground["first"]),
    )

    assert rights.everywhere(city, Ability.INSTRUCT, Ability.ISSUE_DUTIES)
    assert not rights.everywhere(city, Ability.INSTRUCT)
    assert not rights.everywhere(district, Ability.ISSUE_DUTIES)


def test_early_apps_get_the_same_answers(ground):
    user = make.user(Role.OFFICE, area=ground["first"])

    assert permits.can(user, "manage_ground", area=ground["street"])
    assert not permits.can(user, "manage_ground", area=ground["foreign"])
    with pytest.raises(NotAllowed):
        permits.require(user, "manage_ground", area=ground["city"])
    permits.require(user, "manage_ground")


def test_every_ability_and_role_is_worded():
    assert set(ABILITY_LABELS) == set(Ability)
    assert set(ROLE_ABILITIES) == set(Role.values)


def test_the_administrator_of_accounts_does_no_work_of_the_field():
    assert ROLE_ABILITIES[Role.ADMINISTRATOR] == {Ability.MANAGE_ACCOUNTS, Ability.SEE_AUDIT}
    others = [ROLE_ABILITIES[role] for role in Role.values if role != Role.ADMINISTRATOR]
    assert not any(Ability.MANAGE_ACCOUNTS in abilities for abilities in others)


@given(st.data())
def test_can_agrees_with_the_definition_on_any_tree(data):
    """A right holds at an area when the granted one is the area itself or one of its ancestors."""
    Area.objects.all().delete()
    areas = [Area.objects.add_root({"code": "0", "name": "市", "level": Level.CITY})]
    parents = {areas[0].pk: None}
    for number in range(data.draw(st.integers(1, 8))):
        above = data.draw(st.sampled_from(areas))
        parent = Area.objects.get(pk=above.pk)
        child = Area.objects.add_child(
            parent, {"code": f"{number + 1}", "name": f"区{number}", "level": Level.STREET}
        )
        areas.append(child)
        parents[child.pk] = above.pk
    granted = Area.objects.get(pk=data.draw(st.sampled_from(areas)).pk)
    asked = Area.objects.get(pk=data.draw(st.sampled_from(areas)).pk)
    user = make.user(Role.OFFICE, area=granted)

    above_asked, now = set(), asked.pk
    while now is not None:
        above_asked.add(now)
        now = parents[now]
    assert rights.can(user, Ability.DISPATCH, area=asked) is (granted.pk in above_asked)
    user.delete()
