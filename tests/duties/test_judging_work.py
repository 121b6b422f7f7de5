"""The office judges work: accepts, sends back, pauses, asks out of turn."""

from datetime import UTC, date, datetime

import pytest

from tests import make
from tests.duties.works import finished, work
from wenming.core import clock
from wenming.core.asks import AskedBefore
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import Ask
from wenming.duties import services
from wenming.duties.errors import LineMissing
from wenming.duties.models import Undertaking
from wenming.duties.workflow import Progress
from wenming.organization.models import UnitKind

pytestmark = pytest.mark.django_db


def test_what_is_finished_is_accepted_by_the_office(clerk, district, clerk_of_district):
    row = finished(work(district), clerk_of_district)

    services.judge(undertaking_id=row.pk, by=clerk, action="accept")

    row.refresh_from_db()
    assert (row.status, row.finished_on) == (Progress.DONE, clock.today())
    assert Ask.objects.get(question=f"undertaking:{row.pk}").answered_at is not None


def test_what_is_finished_is_sent_back_with_a_reason(clerk, district, clerk_of_district):
    row = finished(work(district), clerk_of_district)

    with pytest.raises(LineMissing):
        services.judge(undertaking_id=row.pk, by=clerk, action="send_back")
    services.judge(undertaking_id=row.pk, by=clerk, action="send_back", line="现场还有两处")

    row.refresh_from_db()
    assert (row.status, row.finished_on, row.line) == (Progress.UNDERWAY, None, "现场还有两处")


def test_a_unit_does_not_accept_its_own_work(district, clerk_of_district):
    row = finished(work(district), clerk_of_district)

    with pytest.raises(NotAllowed):
        services.judge(undertaking_id=row.pk, by=clerk_of_district, action="accept")


def test_what_is_not_finished_is_not_accepted(clerk, district):
    row = work(district)

    with pytest.raises(TransitionRefused):
        services.judge(undertaking_id=row.pk, by=clerk, action="accept")


def test_suspended_work_waits_until_it_is_resumed(clerk, district, clerk_of_district):
    row = work(district)
    services.judge(undertaking_id=row.pk, by=clerk, action="suspend", line="等上级意见")

    with pytest.raises(TransitionRefused):
        services.report(
            undertaking_id=row.pk, by=clerk_of_district, action="carry_on", line="有进展"
        )
    services.judge(undertaking_id=row.pk, by=clerk, action="resume")

    row.refresh_from_db()
    assert (row.status, row.line) == (Progress.NOT_STARTED, "等上级意见")


@pytest.mark.parametrize("said", ["carry_on", "ask_help"])
def test_resumed_work_is_as_far_as_it_was(clerk, district, clerk_of_district, said):
    row = work(district)
    services.report(undertaking_id=row.pk, by=clerk_of_district, action=said, line="管线没有迁")
    row.refresh_from_db()
    before = row.status

    services.judge(undertaking_id=row.pk, by=clerk, action="suspend", line="等施工计划")
    services.judge(undertaking_id=row.pk, by=clerk, action="resume")

    row.refresh_from_db()
    assert row.status == before
    assert row.steps.last().new == before


def test_while_work_is_suspended_its_clock_stands(clerk, district):
    row = work(district, due_on=date(2026, 12, 11))
    with clock.at(datetime(2026, 12, 1, 2, tzinfo=UTC)):
        services.judge(undertaking_id=row.pk, by=clerk, action="suspend", line="等施工计划")
    with clock.at(datetime(2026, 12, 8, 2, tzinfo=UTC)):  # five working days later
        services.judge(undertaking_id=row.pk, by=clerk, action="resume")

    row.refresh_from_db()
    assert row.due_on == date(2026, 12, 18)
    assert "2026-12-11 → 2026-12-18" in row.steps.last().line


def test_parts_stop_and_go_on_with_the_whole(clerk, district, clerk_of_district, street):
    other = make.unit("东门街道", kind=UnitKind.STREET, parent=district)
    row = work(district, cadence="monthly")
    first, second = services.hand_down(
        undertaking_id=row.pk,
        by=clerk_of_district,
        units=[street, other],
        text="清理楼道",
        due_on=None,
    )
    services.judge(
        undertaking_id=second.pk, by=clerk_of_district, action="suspend", line="本街道拆迁"
    )
    services.judge(undertaking_id=row.pk, by=clerk, action="suspend", line="等施工计划")

    def states():
        return [part.status for part in Undertaking.objects.filter(parent=row).order_by("pk")]

    assert set(states()) == {Progress.SUSPENDED}
    services.judge(undertaking_id=row.pk, by=clerk, action="resume")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Progress.NOT_STARTED, Progress.SUSPENDED)
    assert first.steps.last().action == "resume"


def test_a_report_that_was_asked_yesterday_is_answered_today(clerk, district, clerk_of_district):
    row = work(district)
    with clock.at(datetime(2026, 12, 1, 2, tzinfo=UTC)):
        services.request_report(undertaking_id=row.pk, by=clerk, reason="省里来看")
    with clock.at(datetime(2026, 12, 2, 2, tzinfo=UTC)):
        services.report(
            undertaking_id=row.pk, by=clerk_of_district, action="carry_on", line="已布置"
        )

    asked = Ask.objects.get(question=f"undertaking:{row.pk}:20261201")
    assert asked.answered_at is not None


def test_a_report_out_of_turn_is_asked_once_a_day_and_with_a_reason(
    clerk, district, clerk_of_district
):
    row = work(district)
    with pytest.raises(LineMissing):
        services.request_report(undertaking_id=row.pk, by=clerk, reason="")
    services.request_report(undertaking_id=row.pk, by=clerk, reason="市领导要看")
    with pytest.raises(AskedBefore):
        services.request_report(undertaking_id=row.pk, by=clerk, reason="再问一次")

    row.refresh_from_db()
    assert row.wants == "市领导要看"
    services.report(undertaking_id=row.pk, by=clerk_of_district, action="carry_on", line="过半了")
    row.refresh_from_db()
    assert row.wants == ""
