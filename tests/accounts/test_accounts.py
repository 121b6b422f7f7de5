"""Accounts: made with a one-time password, granted, withdrawn, disabled, never by oneself."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests import make
from wenming.accounts import permissions, rights, services
from wenming.accounts.attention import sentences
from wenming.accounts.errors import (
    AreaTooWide,
    GrantedBefore,
    OwnAccount,
    UnitNeeded,
    UsernameTaken,
)
from wenming.accounts.models import Grant, Role, User
from wenming.accounts.services import NewRight
from wenming.core.attention import told
from wenming.core.errors import NotAllowed
from wenming.core.models import AuditEntry
from wenming.organization.models import Level, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    """The administrator of the whole city."""
    return make.user(Role.ADMINISTRATOR)


def territory(role):
    """A unit for which somebody of this role acts."""
    levels = {Role.STREET: Level.STREET, Role.COMMUNITY: Level.COMMUNITY}
    level = levels.get(role, Level.DISTRICT)
    return make.unit(kind=UnitKind(level), area=make.area(level))


def right(role=Role.INSPECTOR, area=None, unit=None):
    return NewRight(role=role, area=area or make.city(), unit=unit)


def test_a_new_account_has_one_right_and_a_password_for_once(admin):
    user, password = services.create_account(
        username="li", display_name="李四", phone="13900001234", right=right(), by=admin
    )

    user.refresh_from_db()
    assert user.check_password(password)
    assert user.has_one_time_password
    assert list(user.grants.values_list("role", flat=True)) == ["inspector"]
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["accounts.created", "accounts.right_granted"]
    assert password not in str(list(AuditEntry.objects.values()))


def test_passwords_are_never_the_same(admin):
    made = [
        services.create_account(username=f"u{n}", display_name="x", right=right(), by=admin)[1]
        for n in range(5)
    ]

    assert len(set(made)) == 5
    assert all(len(password) >= 14 for password in made)


def test_user_names_are_taken_whatever_their_case(admin):
    make.user(username="Li")

    with pytest.raises(UsernameTaken):
        services.create_account(username="li", display_name="x", right=right(), by=admin)

    assert User.objects.count() == 2


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.STREET, Role.DISTRICT_OFFICE])
def test_who_acts_for_a_unit_is_granted_with_the_unit(admin, role):
    user = make.user()

    with pytest.raises(UnitNeeded):
        services.grant(user_id=user.pk, right=right(role), by=admin)
    unit = territory(role)
    services.grant(user_id=user.pk, right=right(role, unit.area, unit), by=admin)

    assert user.grants.count() == 1


@pytest.mark.parametrize("role", [Role.STREET, Role.DISTRICT_OFFICE, Role.COMMUNITY])
def test_a_territory_is_not_granted_the_city_or_a_neighbour(admin, role):
    user, unit = make.user(), territory(role)
    within = make.area(Level.GRID, parent=unit.area)

    for area in (make.city(), territory(role).area):
        with pytest.raises(AreaTooWide):
            services.grant(user_id=user.pk, right=right(role, area, unit), by=admin)
    services.grant(user_id=user.pk, right=right(role, within, unit), by=admin)

    assert user.grants.get().area == within


def test_a_department_of_the_city_is_granted_the_city(admin):
    user, unit = make.user(), make.unit()

    services.grant(user_id=user.pk, right=right(Role.DEPARTMENT, make.city(), unit), by=admin)

    assert user.grants.get().area == make.city()


def test_the_same_right_is_not_given_twice(admin):
    user = make.user(Role.INSPECTOR)

    with pytest.raises(GrantedBefore):
        services.grant(user_id=user.pk, right=right(), by=admin)


def test_nobody_administers_the_own_account(admin):
    grant = admin.grants.get()

    with pytest.raises(OwnAccount):
        services.grant(user_id=admin.pk, right=right(Role.OFFICE), by=admin)
    with pytest.raises(OwnAccount):
        services.withdraw(grant_id=grant.pk, by=admin)
    with pytest.raises(OwnAccount):
        services.set_active(user_id=admin.pk, is_active=False, by=admin)
    with pytest.raises(OwnAccount):
        services.reset_password(user_id=admin.pk, by=admin)

    assert list(admin.grants.all()) == [grant]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER, Role.DEPARTMENT])
def test_only_administrators_administer(role):
    other, user = make.user(role, unit=make.unit()), make.user(Role.INSPECTOR)

    with pytest.raises(NotAllowed):
        services.grant(user_id=user.pk, right=right(Role.VERIFIER), by=other)
    with pytest.raises(NotAllowed):
        services.create_account(username="x", display_name="x", right=right(), by=other)

    assert user.grants.count() == 1


def test_a_district_administrator_stays_in_the_district():
    here, there = make.area(), make.area()
    admin = make.user(Role.ADMINISTRATOR, area=here)
    mine, foreign = make.user(Role.INSPECTOR, area=here), make.user(Role.INSPECTOR, area=there)
    both = make.user(Role.INSPECTOR, area=here)
    Grant.objects.create(user=both, role=Role.VERIFIER, area=there)

    services.grant(user_id=mine.pk, right=right(Role.VERIFIER, here), by=admin)
    for user, area in ((mine, there), (mine, make.city()), (foreign, here), (both, here)):
        with pytest.raises(NotAllowed):
            services.grant(user_id=user.pk, right=right(Role.OFFICE, area), by=admin)
    with pytest.raises(NotAllowed):
        services.reset_password(user_id=both.pk, by=admin)

    assert set(permissions.visible_to(admin)) == {admin, mine, both}


def test_a_right_is_withdrawn(admin):
    user = make.user(Role.INSPECTOR)

    services.withdraw(grant_id=user.grants.get().pk, by=admin)

    assert not user.grants.exists()
    assert AuditEntry.objects.get().data["role"] == "inspector"


def test_a_disabled_account_is_out_at_once(client, admin):
    user = make.office()
    client.force_login(user)
    assert client.get(reverse("organization:units")).status_code == 200

    services.set_active(user_id=user.pk, is_active=False, by=admin)

    answer = client.get(reverse("organization:units"))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("accounts:sign_in"))


def test_a_reset_password_ends_sessions_and_opens_once(client, admin):
    user = make.office()
    client.force_login(user)

    password = services.reset_password(user_id=user.pk, by=admin)

    user.refresh_from_db()
    assert user.check_password(password)
    assert client.get(reverse("organization:units")).status_code == 302


def test_the_pages_of_accounts_do_what_they_say(client, admin):
    client.force_login(admin)
    data = {"username": "li", "display_name": "李四", "role": "inspector", "area": make.city().pk}

    shown = client.post(reverse("accounts:new"), data)

    user = User.objects.get(username="li")
    assert shown.status_code == 200
    assert user.check_password(shown.context["password"])
    page = reverse("accounts:detail", args=["li"])
    client.post(page, {"role": "verifier", "area": make.city().pk})
    assert set(user.grants.values_list("role", flat=True)) == {"inspector", "verifier"}
    grant = user.grants.get(role="inspector")
    client.post(reverse("accounts:withdraw", args=["li", grant.pk]))
    assert user.grants.count() == 1
    again = client.post(reverse("accounts:reset_password", args=["li"]))
    assert again.context["password"] != shown.context["password"]
    client.post(reverse("accounts:set_active", args=["li"]), {"active": "0"})
    user.refresh_from_db()
    assert not user.is_active
    client.post(reverse("accounts:set_active", args=["li"]), {"active": "1"})
    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("username", "李四", "只用字母、数字"),
        ("username", "taken", "已有人用"),
        ("role", "street", "请写明是哪个单位"),
        ("unit", "没有这个局", "没有找到单位"),
        ("area", "999999", "选择"),
    ],
)
def test_a_wrong_form_of_an_account_stores_nothing(client, admin, field, value, sentence):
    make.user(username="taken")
    client.force_login(admin)
    data = {"username": "li", "display_name": "李四", "role": "inspector", "area": make.city().pk}

    answer = client.post(reverse("accounts:new"), {**data, field: value})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not User.objects.filter(display_name="李四").exists()


def test_accounts_are_listed_and_filtered(client, admin):
    unit = make.unit("石坊街道")
    make.user(Role.STREET, unit=unit, username="shifang")
    make.user(Role.INSPECTOR, username="cece", is_active=False)
    client.force_login(admin)

    def listed(**query):
        page = client.get(reverse("accounts:list"), query).context["page"]
        return [user.username for user in page.rows]

    assert len(listed()) == 3
    assert listed(q="石坊") == ["shifang"]
    assert listed(role="inspector") == ["cece"]
    assert listed(state="disabled") == ["cece"]


def test_the_list_of_accounts_costs_the_same_for_many(client, admin, django_assert_max_num_queries):
    for _ in range(30):
        make.user(Role.DEPARTMENT, unit=make.unit())
    client.force_login(admin)

    with django_assert_max_num_queries(18):
        client.get(reverse("accounts:list"))


@pytest.mark.parametrize("route", ["list", "new", "audit"])
def test_others_see_no_accounts_and_no_trail(client, route):
    client.force_login(make.office())

    assert client.get(reverse(f"accounts:{route}")).status_code == 403


def test_others_find_no_account(client):
    user = make.user(Role.INSPECTOR, username="li")
    client.force_login(make.office())

    assert client.get(reverse("accounts:detail", args=["li"])).status_code == 404
    assert client.post(reverse("accounts:reset_password", args=["li"])).status_code == 404
    assert user.check_password("") is False


def test_the_trail_is_shown_and_filtered(client, admin):
    user = make.user(Role.INSPECTOR, display_name="李四")
    services.set_active(user_id=user.pk, is_active=False, by=admin)
    client.force_login(admin)

    def shown(**query):
        rows = client.get(reverse("accounts:audit"), query).context["rows"]
        return [entry.action for entry, _done, _thing in rows]

    assert shown() == ["accounts.disabled"]
    assert shown(part="accounts", thing=str(user.pk)) == ["accounts.disabled"]
    assert shown(part="places") == []
    assert shown(person=admin.display_name) == ["accounts.disabled"]
    assert shown(person="没有这人") == []
    assert shown(until="2000-01-01") == []
    assert shown(since="2000-01-01") == ["accounts.disabled"]


def test_a_district_administrator_sees_no_trail(client):
    client.force_login(make.user(Role.ADMINISTRATOR, area=make.area()))

    assert client.get(reverse("accounts:audit")).status_code == 403


def test_the_first_administrator_comes_from_the_command_line(capsys):
    call_command("create_administrator", "root", city_code="330700")

    out = capsys.readouterr().out
    user = User.objects.get(username="root")
    password = out.split("一次性密码 ")[1].split("。")[0]
    assert user.check_password(password)
    assert (user.grants.get().role, user.grants.get().area.code) == ("administrator", "330700")


def test_the_command_names_what_it_lacks():
    with pytest.raises(CommandError, match="--city-code"):
        call_command("create_administrator", "root")
    make.user(username="root")
    make.city()
    with pytest.raises(CommandError, match="已有人用"):
        call_command("create_administrator", "root")


@pytest.mark.parametrize("role", [Role.STREET, Role.DISTRICT_OFFICE])
def test_an_older_right_reaches_no_further_than_its_unit_and_is_told(client, admin, role):
    unit = territory(role)
    user = make.user()
    Grant.objects.create(user=user, role=role, area=make.city(), unit=unit)

    assert rights.can(user, rights.Ability.PLAN_ROUNDS, area=unit.area)
    assert not rights.can(user, rights.Ability.PLAN_ROUNDS, area=make.city())
    assert not rights.can(user, rights.Ability.PLAN_ROUNDS, area=territory(role).area)
    (said,) = told(sentences(admin))
    assert str(said.subject) == "1 项权限"
    client.force_login(admin)
    shown = client.get(reverse("accounts:list"), {"state": "wide"})
    assert [row.pk for row in shown.context["page"].rows] == [user.pk]
    assert "超出单位区域" in shown.content.decode()


def test_what_was_granted_as_it_should_be_is_not_told(admin):
    for role in (Role.STREET, Role.DISTRICT_OFFICE, Role.COMMUNITY):
        make.user(role, unit=territory(role))
    make.user(Role.DEPARTMENT, unit=make.unit(), area=make.city())

    assert told(sentences(admin)) == []
