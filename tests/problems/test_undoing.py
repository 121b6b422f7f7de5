"""撤销: what was dispatched a moment ago comes back, on record, and nothing later does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.core import clock
from wenming.core.models import AuditEntry
from wenming.problems import services
from wenming.problems.errors import TooLateToUndo
from wenming.problems.models import DispatchOrder
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued():
    """An order of two problems that the office issued just now, with who issued it."""
    street, office = make.street(), make.office()
    problems = [make.proposal(street).pk for _ in range(2)]
    (order,) = services.release(problem_ids=problems, by=office)
    return order, office


def undo(client, *orders):
    return client.post(
        reverse("problems:undo"), {"order": [order.number for order in orders]}, follow=True
    )


def test_within_thirty_seconds_all_of_it_comes_back(client, issued):
    order, office = issued
    client.force_login(office)
    handed = list(order.problems.all())

    assert order in client.get(reverse("problems:orders")).context["fresh"]
    answer = undo(client, order)

    assert "已撤销 2 件" in answer.content.decode()
    for problem in handed:
        problem.refresh_from_db()
        assert (problem.status, problem.order) == (Status.PROPOSED, None)
        assert problem.steps.last().note == "30 秒内撤销"
    order.refresh_from_db()
    assert order.why_closed(clock.now()) == "已经作废"
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert {"problem.recalled", "order.link_revoked"} <= set(actions)


def later(order, office):
    DispatchOrder.objects.filter(pk=order.pk).update(at=clock.now() - timedelta(seconds=31))
    return office


def received(order, office):
    services.receive(problem_id=order.problems.first().pk, by=make.clerk(order.unit))
    return office


def opened(order, office):
    services.open_link(token=order.token, address=None)
    return office


def by_somebody_else(order, office):
    return make.office()


@pytest.mark.parametrize("change", [later, received, opened, by_somebody_else])
def test_afterwards_it_has_to_be_recalled_with_a_reason(issued, change):
    order, office = issued
    by = change(order, office)
    before = list(order.problems.values_list("pk", "status"))

    with pytest.raises(TooLateToUndo, match="写明理由"):
        services.undo_release(order_ids=[order.pk], by=by)

    assert list(order.problems.values_list("pk", "status")) == before
    order.refresh_from_db()
    assert order.revoked_at is None


def test_one_that_refuses_keeps_them_all(issued):
    order, office = issued
    (other,) = services.release(problem_ids=[make.proposal(make.street()).pk], by=office)
    opened(other, office)

    with pytest.raises(TooLateToUndo):
        services.undo_release(order_ids=[order.pk, other.pk], by=office)

    assert order.problems.count() == 2


def test_orders_of_others_are_nothing_to_a_stranger(client, issued):
    order, _office = issued
    client.force_login(make.clerk(make.street()))

    undo(client, order)

    assert order.problems.filter(status=Status.DISPATCHED).count() == 2
