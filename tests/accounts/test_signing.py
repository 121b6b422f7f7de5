"""Sign-in, sign-out, own passwords; demo accounts stay out of real servers."""

import subprocess
import sys

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from tests import make
from wenming.accounts import services
from wenming.accounts.checks import no_demo_accounts, refuse_demo_accounts
from wenming.accounts.models import Role
from wenming.core.models import AuditEntry

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery"
SIGN_IN = reverse("accounts:sign_in")


@pytest.fixture
def person():
    """Somebody of the office with a password."""
    user = make.user(Role.OFFICE, username="wang")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, password=PASSWORD, username="wang", **extra):
    return client.post(SIGN_IN, {"username": username, "password": password, **extra})


def test_the_right_password_opens_the_workbench_and_leaves_a_trace(client, person):
    answer = sign_in(client)

    assert answer.url == reverse("web:workbench")
    assert AuditEntry.objects.get().action == "accounts.signed_in"


def test_one_comes_back_to_the_page_one_wanted(client, person):
    wanted = client.get(reverse("organization:units")).url

    answer = sign_in(client, next=wanted.split("next=")[1])

    assert answer.url == reverse("organization:units")


def test_nobody_is_sent_to_another_site(client, person):
    assert sign_in(client, next="https://example.com/").url == reverse("web:workbench")


@pytest.mark.parametrize(("username", "password"), [("wang", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    client, person, username, password
):
    answer = sign_in(client, password, username)

    assert answer.status_code == 422
    assert "用户名或密码不对。连续错 5 次会锁定半小时" in answer.content.decode()


def test_a_disabled_account_does_not_sign_in(client, person):
    person.is_active = False
    person.save()

    assert sign_in(client).status_code == 422


def test_signing_out_takes_a_post(client, person):
    sign_in(client)

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    client.post(reverse("accounts:sign_out"))

    assert client.get(reverse("organization:units")).status_code == 302


def test_a_demo_account_signs_in_in_demo_mode_only(client, person, settings):
    person.is_demo = True
    person.save()

    settings.DEMO = False
    refused = sign_in(client)
    settings.DEMO = True
    welcome = sign_in(client)

    assert refused.status_code == 422
    assert "演示账号只能在演示环境登录" in refused.content.decode()
    assert welcome.status_code == 302


def test_the_sixth_try_is_refused_even_if_right_and_says_why(client, person, settings):
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT):
        last = sign_in(client, "wrong")

    answer = sign_in(client)

    assert (last.status_code, answer.status_code) == (429, 429)
    assert "账号已锁定" in answer.content.decode()
    assert "密码连续错了 5 次" in answer.content.decode()
    assert client.get(reverse("organization:units")).status_code == 302


def test_another_person_at_the_same_address_is_not_locked_out(client, person, settings):
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "wrong", "somebody")

    assert sign_in(client).status_code == 302


def test_a_one_time_password_opens_only_the_page_for_an_own_one(client):
    admin = make.user(Role.ADMINISTRATOR)
    user = make.user(Role.OFFICE, username="li")
    once = services.reset_password(user_id=user.pk, by=admin)

    answer = sign_in(client, once, "li")

    assert answer.url == reverse("accounts:first_password")
    assert client.get(reverse("organization:units")).status_code == 302
    weak = client.post(answer.url, {"new_password1": "123", "new_password2": "123"})
    assert weak.status_code == 422
    done = client.post(answer.url, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert done.url == reverse("web:workbench")
    assert client.get(reverse("organization:units")).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not user.has_one_time_password


def test_the_page_for_an_own_password_is_shut_without_a_one_time_one(client, person):
    address = reverse("accounts:first_password")
    data = {"new_password1": PASSWORD * 2, "new_password2": PASSWORD * 2}

    assert client.get(address).url == SIGN_IN
    assert client.post(address, data).url == SIGN_IN

    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_one_changes_the_own_password_with_the_old_one(client, person):
    sign_in(client)
    new = {"new_password1": "another-good-one", "new_password2": "another-good-one"}

    wrong = client.post(reverse("accounts:password"), {"old_password": "wrong", **new})
    right = client.post(reverse("accounts:password"), {"old_password": PASSWORD, **new})

    assert (wrong.status_code, right.status_code) == (422, 302)
    person.refresh_from_db()
    assert person.check_password("another-good-one")
    assert client.get(reverse("organization:units")).status_code == 200


def test_strangers_are_sent_to_sign_in(client):
    answer = client.get(reverse("accounts:list"))

    assert answer.url.startswith(SIGN_IN)


def test_a_real_server_with_demo_accounts_does_not_start(settings):
    settings.DEMO = False
    assert no_demo_accounts(None) == []
    refuse_demo_accounts()
    make.user(is_demo=True)

    found = no_demo_accounts(None)

    assert [(error.level, error.id) for error in found] == [(checks.ERROR, "accounts.E001")]
    assert "数据库里有 1 个演示账号" in found[0].msg
    assert "holds 1 demo accounts" in found[0].msg
    with pytest.raises(ImproperlyConfigured, match="WENMING_DEMO=True"):
        refuse_demo_accounts()
    settings.DEMO = True
    assert no_demo_accounts(None) == []
    refuse_demo_accounts()


def test_the_check_is_one_of_djangos(settings):
    settings.DEMO = False
    make.user(is_demo=True)

    assert "accounts.E001" in [message.id for message in checks.run_checks()]


def test_gunicorns_entry_stops_at_a_demo_database(tmp_path):
    """The WSGI module itself, in a process of its own, against a database that a demo left."""
    environment = {"WENMING_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    prepare = (
        "import django; django.setup();"
        "from django.core.management import call_command; call_command('migrate', verbosity=0);"
        "from wenming.accounts.models import User;"
        "User.objects.create(username='demo', is_demo=True)"
    )
    run(prepare, {**environment, "WENMING_DEMO": "True"})
    start = "import wenming.config.wsgi"

    refused = run(start, {**environment, "WENMING_SECRET_KEY": "x" * 40}, check=False)
    allowed = run(start, {**environment, "WENMING_DEMO": "True"})

    assert refused.returncode != 0
    assert "数据库里有 1 个演示账号" in refused.stderr
    assert allowed.returncode == 0


def run(code, environment, *, check=True):
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"DJANGO_SETTINGS_MODULE": "wenming.config.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 or not check, done.stderr
    return done
