"""Releasing a batch: one order a unit, the way of an order, clocks, all or nothing."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.models import Ask, AuditEntry
from wenming.engine.worktime import CHINA
from wenming.organization.models import Area, UnitKind
from wenming.problems import services
from wenming.problems.errors import BatchRefused, DayNotAhead, NothingChosen
from wenming.problems.models import DispatchOrder, Problem
from wenming.problems.routes import district_of
from wenming.problems.workflow import Status

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=CHINA)


def test_one_order_for_each_unit():
    street, office = make.street(), make.office()
    department = make.unit("市市场监管局")
    mine = [make.proposal(street), make.proposal(street), make.proposal(department)]

    with clock.at(MONDAY):
        orders = services.release(problem_ids=[p.pk for p in mine], by=office)

    assert {order.unit for order in orders} == {street, department}
    assert sorted(order.problems.count() for order in orders) == [1, 2]
    assert [order.number for order in orders] == ["JB-2026-0001", "JB-2026-0002"]
    assert len({order.token for order in orders}) == 2
    assert Ask.objects.count() == 2


def test_the_clock_runs_from_dispatch_to_half_past_five():
    problem = make.proposal(allowed_days=3)

    with clock.at(MONDAY):
        services.release(problem_ids=[problem.pk], by=make.office())

    problem.refresh_from_db()
    assert timezone.localtime(problem.due_at) == datetime(2026, 11, 19, 17, 30, tzinfo=CHINA)
    assert timezone.localtime(problem.warn_at).date() <= date(2026, 11, 19)
    assert (problem.status, problem.handler) == (Status.DISPATCHED, problem.unit)


def test_weekends_and_holidays_are_no_working_days():
    problem = make.proposal(allowed_days=3)
    before_the_holiday = datetime(2026, 9, 30, 16, 0, tzinfo=CHINA)

    with clock.at(before_the_holiday):
        services.release(problem_ids=[problem.pk], by=make.office())

    problem.refresh_from_db()
    assert timezone.localdate(problem.due_at) == date(2026, 10, 10)  # 10-10 is worked


@pytest.mark.parametrize("fault", ["no unit", "ended unit", "out already", "foreign"])
def test_a_batch_goes_out_whole_or_not_at_all(fault):
    office = make.office()
    good, bad = make.proposal(), make.proposal()
    if fault == "no unit":
        Problem.objects.filter(pk=bad.pk).update(unit=None)
    elif fault == "ended unit":
        bad.unit.valid_until = date(2026, 1, 1)
        bad.unit.save()
    elif fault == "out already":
        services.release(problem_ids=[bad.pk], by=office)
    else:
        district = Area.objects.get_parent(good.unit.area)
        office = make.user(Role.DISTRICT_OFFICE, area=district, unit=district_of(good.unit))
        Problem.objects.filter(pk=good.pk).update(owner=district)
    before = (DispatchOrder.objects.count(), AuditEntry.objects.count())

    with pytest.raises(BatchRefused) as refusal:
        services.release(problem_ids=[good.pk, bad.pk], by=office)

    assert refusal.value.refused == [bad.pk]
    assert bad.number in str(refusal.value)
    assert (DispatchOrder.objects.count(), AuditEntry.objects.count()) == before
    good.refresh_from_db()
    assert good.status == Status.PROPOSED

    services.release(problem_ids=[good.pk], by=office)


def test_an_empty_batch_is_refused():
    with pytest.raises(NothingChosen):
        services.release(problem_ids=[], by=make.office())


def test_direct_goes_to_the_street_and_a_copy_to_its_district():
    problem = make.dispatched()

    assert problem.order.unit == problem.unit
    assert problem.order.copied_to == district_of(problem.unit)


def test_a_department_has_no_district_above():
    problem = make.dispatched(make.unit())

    assert problem.order.copied_to is None


def test_stepwise_goes_to_the_district_which_hands_on(settings):
    settings.DISPATCH_ROUTE = "stepwise"
    street, other = make.street(), make.street()
    problem = make.dispatched(street)
    district = district_of(street)
    due = problem.due_at
    assert (problem.order.unit, problem.handler, problem.unit) == (district, district, street)

    with pytest.raises(Exception, match=district.name):
        services.receive(problem_id=problem.pk, by=make.clerk(street))
    officer = make.clerk(district, Role.DISTRICT_OFFICE)
    with pytest.raises(Exception, match=other.name):
        services.hand_on(problem_id=problem.pk, to=other, by=officer)
    services.hand_on(problem_id=problem.pk, to=street, by=officer)

    problem.refresh_from_db()
    assert (problem.handler, problem.due_at) == (street, due)
    services.submit_rectification(problem_id=problem.pk, measure="已清理", by=make.clerk(street))


def test_recalled_problems_wait_for_another_unit():
    problem = make.dispatched()
    unit, order = problem.unit, problem.order

    services.recall(problem_ids=[problem.pk], why="派错单位", by=make.office())

    problem.refresh_from_db()
    assert (problem.status, problem.order, problem.unit) == (Status.PROPOSED, None, unit)
    assert problem.steps.last().order == order
    services.release(problem_ids=[problem.pk], by=make.office())


def test_another_deadline_needs_a_reason_and_a_day_ahead():
    problem, office = make.dispatched(), make.office()
    later = clock.today() + timedelta(days=30)

    with pytest.raises(DayNotAhead):
        services.extend(problem_ids=[problem.pk], due_on=date(2020, 1, 1), why="需招标", by=office)
    services.extend(problem_ids=[problem.pk], due_on=later, why="需招标", by=office)

    problem.refresh_from_db()
    assert timezone.localdate(problem.due_at) == later
    assert problem.steps.last().note == "需招标"
    with pytest.raises(BatchRefused, match="待复核"):
        services.extend(problem_ids=[make.rectified().pk], due_on=later, why="需招标", by=office)


@pytest.mark.parametrize("step", ["recall", "extend", "revoke_link", "renew_link"])
def test_units_do_not_dispatch(step):
    problem = make.dispatched()
    clerk = make.clerk(problem.unit)
    calls = {
        "recall": lambda by: services.recall(problem_ids=[problem.pk], why="x", by=by),
        "extend": lambda by: services.extend(
            problem_ids=[problem.pk], due_on=clock.today() + timedelta(9), why="x", by=by
        ),
        "revoke_link": lambda by: services.revoke_link(order_id=problem.order_id, by=by),
        "renew_link": lambda by: services.renew_link(order_id=problem.order_id, by=by),
    }

    with pytest.raises(Exception, match="权限"):
        calls[step](clerk)

    calls[step](make.office())


def test_a_renewed_link_is_another_one():
    order = make.dispatched().order
    token = order.token
    services.revoke_link(order_id=order.pk, by=make.office())

    services.renew_link(order_id=order.pk, by=make.office())

    order.refresh_from_db()
    assert order.token != token
    assert order.why_closed(clock.now()) == ""


def test_a_community_that_was_named_answers_itself():
    street = make.street()
    community = make.unit(kind=UnitKind.COMMUNITY, area=make.area("community", parent=street.area))

    problem = make.dispatched(community)

    assert (problem.order.unit, problem.order.copied_to) == (community, district_of(street))
