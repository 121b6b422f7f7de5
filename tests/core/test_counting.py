"""Counts of many querysets in one query."""

import pytest
from django.db.models import Count

from tests import make
from wenming.core.counting import count_each
from wenming.organization.models import Unit
from wenming.problems.models import DispatchOrder, Problem

pytestmark = pytest.mark.django_db


def test_each_is_counted_in_one_query_in_its_place(django_assert_num_queries):
    make.dispatched()
    make.proposal()
    problems = Problem.objects.all()

    with django_assert_num_queries(1):
        found = count_each(
            [problems.none(), problems, problems.filter(number=""), Unit.objects.all()]
        )

    assert found == [0, 2, 0, Unit.objects.count()]


def test_nothing_that_can_have_rows_is_not_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert count_each([]) == []
        assert count_each([Problem.objects.none(), Problem.objects.filter(pk__in=[])]) == [0, 0]


def test_rows_are_counted_not_what_they_hold_or_how_they_were_joined():
    street = make.street()
    order = make.dispatched(street).order
    Problem.objects.filter(pk=make.dispatched(street).pk).update(order=order)
    orders = DispatchOrder.objects.filter(pk=order.pk)

    counted = count_each(
        [orders.annotate(lines=Count("problems")), orders.filter(problems__isnull=False)]
    )

    assert counted == [1, 1]
