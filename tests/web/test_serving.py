"""The page of an indicator lists what serves it, out of every app, as far as one may see."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core.clock import today
from wenming.framework.models import Indicator
from wenming.linkage.services import LinkData, link
from wenming.policies.services import PolicyData, register_policy
from wenming.publicity.services import ThemeData, save_theme

pytestmark = pytest.mark.django_db
CODE = "D06-04"


@pytest.fixture
def office():
    return make.office()


@pytest.fixture
def served(office):
    """Something of every kind for one indicator, all of one street."""
    edition = make.edition()
    street = make.street("石坊街道")
    indicator = Indicator.objects.get(edition=edition, code=CODE)
    day = today()
    make.issued_list(make.task(street, text="划定停车泊位", indicators=[indicator]))
    make.project(street, name="西门停车场", indicators=[indicator])
    policy = PolicyData(indicator=CODE, title="停车管理办法", unit=street, status="missing")
    register_policy(data=policy, by=office)
    link(data=LinkData(kind="supervise", since=day, unit=street, indicator=CODE), by=office)
    theme = ThemeData(
        title="停车入位",
        words="停在线里",
        unit=street,
        indicator=CODE,
        starts_on=day,
        ends_on=day + timedelta(days=30),
    )
    save_theme(data=theme, by=office)
    return street


def page(client, user, code=CODE):
    client.force_login(user)
    answer = client.get(reverse("framework:indicator", args=[code]))
    assert answer.status_code == 200
    return answer


def test_what_serves_an_indicator_stands_on_its_page(client, office, served):
    answer = page(client, office)

    parts = {str(part.label): part for part in answer.context["serving"]}
    assert {label: part.count for label, part in parts.items()} == {
        "任务": 1,
        "制度": 1,
        "项目": 1,
        "包联": 1,
        "宣传主题": 1,
    }
    assert parts["任务"].rows[0].note == "石坊街道 · 未启动"
    for part in parts.values():
        assert client.get(part.rows[0].url).status_code == 200
        assert not part.url or client.get(part.url).status_code == 200


def test_nothing_is_said_of_an_indicator_that_nothing_serves(client, office, served):
    answer = page(client, office, "D06-05")

    assert answer.context["serving"] == []
    assert "为它做的" not in answer.content.decode()


def test_a_stranger_does_not_see_what_lies_elsewhere(client, served):
    stranger = make.user(Role.STREET, unit=make.street("别的街道"))

    answer = page(client, stranger)

    assert {str(part.label) for part in answer.context["serving"]} == {"宣传主题"}


def test_of_many_the_first_are_shown_and_all_are_counted(
    client, office, served, django_assert_max_num_queries
):
    indicator = Indicator.objects.get(code=CODE)
    for n in range(7):
        make.project(served, name=f"车位{n}", indicators=[indicator])

    client.force_login(office)
    with django_assert_max_num_queries(30):
        answer = client.get(reverse("framework:indicator", args=[CODE]))

    part = next(part for part in answer.context["serving"] if part.label == "项目")
    assert (part.count, len(part.rows)) == (8, 5)
