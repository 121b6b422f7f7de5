"""The tabs of the workbench, paged by key, and the card of the rounds of the year."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock, todo
from wenming.core.lights import Light, LightState
from wenming.core.registry import Registry
from wenming.problems import services

pytestmark = pytest.mark.django_db


def tab(client, name="", **query):
    return client.get(reverse("web:workbench"), {"tab": name, **query})


def titles(answer):
    return [str(line.title) for _at, line in answer.context["page"].rows]


def counts(answer):
    return {str(one["label"]): one["count"] for one in answer.context["tabs"]}


def test_what_was_done_begun_and_copied_stands_under_its_tab(client):
    street = make.street()
    clerk, office = make.clerk(street), make.office()
    problem = make.proposal(street, text="摊位出线")
    (order,) = services.release(problem_ids=[problem.pk], by=office)
    services.receive_all(problem_ids=[problem.pk], by=clerk)
    district = make.unit("云湖区", kind="district", area=make.area())
    order.copied_to = district
    order.save()

    client.force_login(clerk)
    assert titles(tab(client, "done")) == [f"{problem.area} 摊位出线"]
    assert titles(tab(client, "begun")) == titles(tab(client, "copied")) == []
    client.force_login(office)
    assert titles(tab(client, "begun")) == [f"交办单 {order.number}：{street.name}"]
    assert titles(tab(client, "done")) == []
    client.force_login(make.clerk(district, Role.DISTRICT_OFFICE))
    assert titles(tab(client, "copied")) == [f"交办单 {order.number}：{street.name}"]


def test_what_one_may_no_longer_open_is_left_out(client):
    office = make.office()
    make.dispatched(make.street())
    services.release(problem_ids=[make.proposal(make.street()).pk], by=office)
    client.force_login(office)
    assert counts(tab(client))["我发起的"] == 1

    office.grants.all().delete()

    assert counts(tab(client))["我发起的"] == 0


def test_an_accepted_visit_is_done_by_who_accepted_it(client):
    visit = make.accepted_visit()

    client.force_login(visit.accepted_by)
    assert titles(tab(client, "done")) == [visit.frame_place.place.name]
    client.force_login(visit.submitted_by)
    assert titles(tab(client, "done")) == [visit.frame_place.place.name]


def walk(client, name):
    """All pages of a tab, and how many there were."""
    found, mark, pages = [], "", 0
    while True:
        answer = tab(client, name, mark=mark)
        pages += 1
        rows = answer.context["page"].rows
        found += [str(row.title) for row in rows] if not name else titles(answer)
        mark = answer.context["page"].next_mark
        if not mark:
            return found, pages


def test_done_is_walked_by_key_at_the_same_cost_at_any_depth(client, monkeypatch):
    street = make.street()
    clerk, office = make.clerk(street), make.office()
    problems = [make.proposal(street, text=f"第{n}件") for n in range(35)]
    services.release(problem_ids=[problem.pk for problem in problems], by=office)
    services.receive_all(
        problem_ids=[problem.pk for problem in problems], by=clerk
    )  # one moment each
    client.force_login(clerk)

    found, pages = walk(client, "done")

    assert pages == 2
    assert len(found) == len(set(found)) == 35

    def cost(**query):
        with CaptureQueriesContext(connection) as caught:
            tab(client, "done", **query)
        return len(caught)

    mark = tab(client, "done").context["page"].next_mark
    assert cost(mark=mark) == cost() <= 60


@pytest.mark.parametrize("mark", ["x", "W10", "a:b", "1" * 500])
@pytest.mark.parametrize("name", ["", "done", "nonsense"])
def test_what_is_no_mark_gives_the_first_page(client, name, mark):
    client.force_login(make.office())

    answer = tab(client, name, mark=mark)

    assert answer.status_code == 200
    assert answer.context["page"].is_first


def a_todo(n):
    """Thirty-odd kinds of urgency: some late, some due, some without a deadline."""
    state = [LightState.BAD, LightState.WARN, LightState.OK, None][n % 4]
    due = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(days=n // 8) if state else None
    light = Light(state, "灯") if state else None
    return todo.Todo(light, f"事{n}", "复核", "街道", due, f"/there/{n}/", "复核")


def test_todos_are_walked_without_gap_or_repeat_though_some_were_done_meanwhile(
    client, monkeypatch
):
    monkeypatch.setattr(todo, "sources", Registry())
    waiting = [a_todo(n) for n in range(70)]
    urgent = sorted(waiting, key=todo._key)
    todo.sources.add(
        "problems", todo.Source(lambda user, limit: urgent[:limit], lambda user: len(urgent))
    )
    client.force_login(make.office())
    first = tab(client)
    shown = [row.title for row in first.context["page"].rows]
    expected = [row.title for row in urgent]

    del urgent[:5]  # done by somebody
    second = tab(client, mark=first.context["page"].next_mark)
    shown += [row.title for row in second.context["page"].rows]
    third = tab(client, mark=second.context["page"].next_mark)
    shown += [row.title for row in third.context["page"].rows]

    assert shown == expected
    assert third.context["page"].next_mark == ""


def test_a_part_with_nothing_is_not_asked(client, monkeypatch):
    def refuse(user, limit):
        raise AssertionError

    monkeypatch.setattr(todo, "sources", Registry())
    todo.sources.add("problems", todo.Source(refuse))
    todo.sources.add(
        "policies", todo.Source(lambda user, limit: [a_todo(1)], lambda user: 1, step="duties")
    )
    client.force_login(make.office())

    assert [row.title for row in tab(client).context["page"].rows] == ["事1"]


def test_the_card_of_rounds_shows_the_nearest_day_that_is_set(client):
    make.place()
    round_ = make.released_round()
    round_.ends_on = clock.today() + timedelta(days=3)
    round_.save()
    client.force_login(make.office())

    cycle = client.get(reverse("web:workbench")).context["cycle"]

    assert (cycle.running, cycle.planned) == (1, 0)
    assert (cycle.next_round, cycle.days, cycle.is_running) == (round_, 3, True)


def test_the_card_invents_no_day(client):
    make.place()
    round_ = make.released_round()
    type(round_).objects.update(status="closed")
    client.force_login(make.office())

    cycle = client.get(reverse("web:workbench")).context["cycle"]

    assert (cycle.closed, cycle.next_round, cycle.next_on) == (1, None, None)


def test_units_are_not_told_of_rounds_before_their_result(client):
    make.place()
    make.released_round()
    client.force_login(make.clerk(make.street()))

    assert client.get(reverse("web:workbench")).context["cycle"] is None
