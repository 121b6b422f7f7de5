"""Good plans and practices are passed on; nobody has to answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from wenming.commitments.models import Plan
from wenming.commitments.services import plans
from wenming.core import clock, todo, worklists
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import Ask
from wenming.practices.errors import NobodyToTell, PlanNotAccepted
from wenming.practices.models import Practice
from wenming.practices.permissions import visible_to
from wenming.practices.services import (
    Told,
    forward_practice,
    propose_practice,
    withdraw_practice,
)

pytestmark = pytest.mark.django_db


def proposed(unit=None, by=None, **fields):
    unit = unit or make.unit()
    told = Told(title="错时停车", text="与单位共享车位", unit=unit, **fields)
    return propose_practice(told=told, owner=make.city(), by=by or make.clerk(unit))


def forward(practice, *units, by=None):
    return forward_practice(practice_id=practice.pk, units=units, by=by or make.office())


def test_is_passed_on_and_asks_nothing():
    practice, unit = proposed(), make.unit()

    forward(practice, unit, practice.unit)

    clerk = make.clerk(unit)
    assert list(visible_to(clerk)) == [practice]
    lines = worklists.page(worklists.copied, clerk).rows
    assert [line.title for _at, line in lines] == [practice.title]
    assert not Ask.objects.filter(unit_code=unit.code).exists()
    assert todo.counts(clerk)["duties"] == 0
    assert practice.copies.count() == 1  # not to the unit whose practice it is


def test_goes_to_more_units_later_but_never_twice():
    practice, first, second = proposed(), make.unit(), make.unit()
    forward(practice, first)

    forward(practice, first, second)

    assert practice.copies.count() == 2
    with pytest.raises(NobodyToTell):
        forward(practice, first, second)


def test_once_withdrawn_nobody_is_shown_it():
    practice, unit = proposed(), make.unit()
    forward(practice, unit)

    withdraw_practice(practice_id=practice.pk, by=make.office())

    assert not visible_to(make.clerk(unit)).exists()
    assert worklists.counts(make.clerk(unit), worklists.copied) == [0]
    with pytest.raises(TransitionRefused):
        forward(practice, make.unit())


def test_units_put_forward_only_their_own_and_pass_nothing_on():
    unit = make.unit()

    with pytest.raises(NotAllowed):
        proposed(unit, by=make.clerk(make.unit()))
    with pytest.raises(NotAllowed):
        forward(proposed(unit), make.unit(), by=make.clerk(unit))


def accepted_plan(unit):
    """A plan that was handed in and accepted."""
    office = make.office()
    make.issued_list(make.task(unit), by=office)
    plans.collect_plans(
        owner=make.city(),
        year=clock.today().year,
        by=office,
        title="创建工作方案",
        settlements="duties_times_people_measures",
        due_on=clock.today() + timedelta(days=5),
    )
    plan = Plan.objects.get(unit=unit)
    plans.submit_plan(plan_id=plan.pk, by=make.clerk(unit), sections={})
    return plan


def test_only_an_accepted_plan_is_passed_on(client):
    unit = make.unit()
    plan = accepted_plan(unit)

    with pytest.raises(PlanNotAccepted):
        proposed(unit, plan=Plan.objects.get(pk=plan.pk))
    plans.judge_plan(plan_id=plan.pk, by=make.office(), accepts=True)

    client.force_login(make.office())
    page = client.get(reverse("commitments:plans_one", args=[plan.pk])).content.decode()
    url = f"{reverse('practices:list_new')}?plan={plan.pk}"
    assert url in page
    form = client.get(url).content.decode()
    assert "目标责任" in form
    client.post(url, {"title": "好方案", "unit": unit.name, "text": "写得细"})
    assert Practice.objects.get().plan == plan


def test_by_the_pages(client):
    unit, other = make.unit("市教育局"), make.unit("市公安局")
    client.force_login(make.clerk(unit))
    sent = {"title": "护学岗", "unit": "市教育局", "text": "家长轮值", "result": "拥堵减半"}
    client.post(reverse("practices:list_new"), sent)
    practice = Practice.objects.get()

    office = make.office()
    assert todo.counts(office)["duties"] == 1
    client.force_login(office)
    nobody = client.post(reverse("practices:list_forward", args=[practice.pk]), {})
    assert nobody.status_code == 422
    client.post(reverse("practices:list_forward", args=[practice.pk]), {"units": "市公安局"})
    assert todo.counts(office)["duties"] == 0

    client.force_login(make.clerk(other))
    assert (
        "家长轮值" in client.get(reverse("practices:list_one", args=[practice.pk])).content.decode()
    )
    client.force_login(make.clerk(make.unit()))
    hidden = client.get(reverse("practices:list_one", args=[practice.pk]))
    assert hidden.status_code == 404
    client.force_login(office)
    client.post(reverse("practices:list_withdraw", args=[practice.pk]))
    practice.refresh_from_db()
    assert practice.status == "withdrawn"


def test_the_list_is_filtered_exported_and_bounded(client, django_assert_max_num_queries):
    for _n in range(4):
        forward(proposed(), make.unit())
    client.force_login(make.office())
    url = reverse("practices:list")

    with django_assert_max_num_queries(18):
        page = client.get(f"{url}?status=forwarded&q=错时").content.decode()

    assert page.count('data-rows-target="row"') == 4
    assert client.get(f"{url}?export=1").status_code == 200
