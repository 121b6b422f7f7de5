"""Recurring work has a part for each period."""

from datetime import UTC, date, datetime

import pytest

from tests.duties.works import finished, work
from wenming.core import clock
from wenming.core.errors import NotAllowed
from wenming.duties import services
from wenming.duties.workflow import Progress

pytestmark = pytest.mark.django_db


def test_a_monthly_duty_has_a_part_for_each_month(district, clerk_of_district):
    with clock.at(datetime(2026, 4, 20, 2, tzinfo=UTC)):
        row = work(district, cadence="monthly")
    with clock.at(datetime(2026, 5, 4, 2, tzinfo=UTC)):
        services.open_due(clock.now())
        services.open_due(clock.now())

    april, may = row.children.order_by("period_start")

    assert (april.period_start, april.period_end) == (date(2026, 4, 1), date(2026, 4, 30))
    assert (may.period_start, may.due_on) == (date(2026, 5, 1), date(2026, 5, 29))  # a Friday
    finished(april, clerk_of_district)
    row.refresh_from_db()
    assert row.status == Progress.UNDERWAY


def test_a_weekly_duty_is_reported_only_where_it_says_so(district):
    quiet = work(district, cadence="weekly", text="每周清扫一次")
    asked = work(district, cadence="weekly", text="每周报送一次进展")

    assert (quiet.children.count(), asked.children.count()) == (0, 1)


def test_a_period_is_judged_by_who_judges_the_whole(clerk, district, clerk_of_district):
    row = work(district, cadence="monthly")
    part = finished(row.children.get(), clerk_of_district)

    with pytest.raises(NotAllowed):
        services.judge(undertaking_id=part.pk, by=clerk_of_district, action="accept")
    services.judge(undertaking_id=part.pk, by=clerk, action="accept")


def test_suspended_work_opens_no_period(clerk, district):
    with clock.at(datetime(2026, 4, 20, 2, tzinfo=UTC)):
        row = work(district, cadence="monthly")
        services.judge(undertaking_id=row.pk, by=clerk, action="suspend", line="等等")
    with clock.at(datetime(2026, 5, 4, 2, tzinfo=UTC)):
        services.open_due(clock.now())

    assert row.children.count() == 1
