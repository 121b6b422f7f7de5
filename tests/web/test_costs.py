"""What the lists of duties and the workbench ask the database, as people ask for them: not the first time.

That a list costs the same at any length is held where the list is.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import audit, clock
from wenming.meetings.services import MeetingData, plan_meeting

pytestmark = pytest.mark.django_db
MOST = 12  # statements
LISTS = [
    "duties:lists",
    "duties:work",
    "instructions:list",
    "commitments:letters",
    "commitments:plans",
    "commitments:months",
    "projects:list",
    "web:workbench",
]


@pytest.fixture(autouse=True)
def remembering(settings):
    """The product's cache: the tests' own remembers nothing."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "test-costs",
        }
    }


@pytest.fixture
def busy():
    """Somebody of the office and of a unit, with something of each kind before them."""
    unit = make.unit()
    people = {"office": make.office(), "unit": make.user(Role.DEPARTMENT, unit=unit)}
    make.issued_list(*[make.task(unit, supports=[make.unit()]) for _n in range(3)])
    make.project(unit)
    make.dispatched(make.street())
    return people


def statements(client, url, **query) -> list[str]:
    """Those of a page that was asked for before."""
    client.get(url, query)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url, query).status_code == 200
    return [one["sql"] for one in caught.captured_queries]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["office", "unit"])
def test_a_list_asks_no_more_than_twelve(client, busy, who, name):
    client.force_login(busy[who])

    asked = statements(client, reverse(name))

    assert len(asked) <= MOST, "\n".join(asked)


def test_what_is_asked_of_a_unit_asks_no_more(client, busy):
    client.force_login(busy["unit"])

    assert len(statements(client, reverse("duties:list"))) <= MOST


def test_the_meetings_ask_no_more(client, busy):
    clerk = busy["office"]
    data = MeetingData(kind="joint", title="联席会议", on=clock.today(), place="三楼")
    meeting = plan_meeting(data=data, owner=make.city(), by=clerk)
    client.force_login(clerk)

    assert len(statements(client, reverse("meetings:list"))) <= MOST
    assert len(statements(client, reverse("meetings:list_one", args=[meeting.pk]))) <= MOST


@pytest.mark.parametrize("query", [{"tab": "overdue"}, {"tab": "all", "q": "整治"}])
def test_late_work_and_words_ask_no_more(client, busy, query):
    client.force_login(busy["office"])

    assert len(statements(client, reverse("duties:work"), **query)) <= MOST


@pytest.mark.parametrize(("who", "more"), [("office", 1), ("unit", 2)])
def test_what_waits_costs_a_page_one_or_two_more_once_something_was_recorded(
    client, busy, who, more
):
    client.force_login(busy[who])
    url = reverse("duties:lists")
    kept = statements(client, url)
    with audit.transaction():
        audit.record("problem.closed", busy["office"], by=None)

    with CaptureQueriesContext(connection) as anew:
        client.get(url)

    assert len(anew) <= len(kept) + more


@pytest.mark.parametrize(("who", "most"), [("office", 22), ("unit", 18)])
def test_the_workbench_anew_counts_all_parts_together(client, busy, who, most, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    client.force_login(busy[who])

    assert len(statements(client, reverse("web:workbench"))) <= most
