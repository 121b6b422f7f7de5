"""Dispatch orders as papers: who sees them, the code of the unit, revoked and renewed."""

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.problems import services

pytestmark = pytest.mark.django_db


class TestOrders:
    def test_the_paper_has_a_code_for_its_unit(self, client):
        order = make.dispatched().order
        client.force_login(make.clerk(order.unit))

        page = client.get(reverse("problems:order", args=[order.number]))

        assert page.context["code"].startswith("data:image/svg+xml")
        assert reverse("problems:link", args=[order.token]) in page.context["address"]

    def test_the_one_copied_sees_the_paper_without_the_code(self, client):
        order = make.dispatched().order
        client.force_login(make.user(Role.DISTRICT_OFFICE, unit=order.copied_to))

        page = client.get(reverse("problems:order", args=[order.number]))

        assert (page.status_code, page.context["code"]) == (200, "")

    def test_foreign_orders_are_not_found(self, client):
        order = make.dispatched().order
        client.force_login(make.clerk(make.street()))

        assert client.get(reverse("problems:order", args=[order.number])).status_code == 404

    def test_a_returned_line_says_so_and_nothing_else(self, client):
        problem = make.dispatched(text="盲道被占")
        order = problem.order
        clerk = make.clerk(problem.unit)
        services.return_problem(problem_id=problem.pk, why="不归我们", by=clerk)
        client.force_login(clerk)

        text = client.get(reverse("problems:order", args=[order.number])).content.decode()

        assert problem.number in text
        assert "盲道被占" not in text

    def test_the_office_revokes_and_renews(self, client, office):
        order = make.dispatched().order

        client.post(reverse("problems:revoke", args=[order.number]))
        order.refresh_from_db()
        assert order.revoked_at is not None

        client.post(reverse("problems:renew", args=[order.number]))
        order.refresh_from_db()
        assert order.revoked_at is None
        listing = client.get(reverse("problems:orders"))
        assert listing.context["rows"] == [(order, "")]

    def test_units_do_not_revoke(self, client):
        order = make.dispatched().order
        client.force_login(make.clerk(order.unit))

        assert client.post(reverse("problems:revoke", args=[order.number])).status_code == 403
