"""The ledger of asks in step with the work: answered, or withdrawn, never left open for nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import make
from wenming.core import clock
from wenming.core.asks import AskedBefore
from wenming.core.models import Ask
from wenming.duties import services
from wenming.duties.models import Undertaking

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MONDAY = datetime(2026, 11, 30, 2, tzinfo=UTC)


def work(unit, **fields) -> Undertaking:
    issued = make.issued_list(make.task(unit, **fields))
    return Undertaking.objects.get(duty__task_list=issued, parent=None)


def hand_down(row, by, unit) -> Undertaking:
    (part,) = services.hand_down(
        undertaking_id=row.pk, by=by, units=[unit], text="本街道范围内的", due_on=None
    )
    return part


def open_asks(*units, kind="duty") -> list[str]:
    """What still waits for an answer of these units."""
    rows = Ask.objects.filter(kind=kind, answered_at=None, withdrawn_at=None)
    return list(
        rows.filter(unit_code__in=[u.code for u in units]).values_list("question", flat=True)
    )


def test_nothing_is_asked_of_cancelled_work_and_its_parts(
    clerk, district, clerk_of_district, street
):
    row = work(district)
    hand_down(row, clerk_of_district, street)
    services.request_report(undertaking_id=row.pk, by=clerk, reason="省里来看")
    assert len(open_asks(district, street)) == 3

    services.judge(undertaking_id=row.pk, by=clerk, action="cancel", line="不再要求")

    row.refresh_from_db()
    assert open_asks(district, street) == []
    assert row.wants == ""


def test_a_part_that_was_cancelled_may_be_handed_down_again(district, clerk_of_district, street):
    row = work(district)
    part = hand_down(row, clerk_of_district, street)
    with pytest.raises(AskedBefore):
        hand_down(row, clerk_of_district, street)

    services.judge(undertaking_id=part.pk, by=clerk_of_district, action="cancel", line="给错了街道")

    assert open_asks(street) == []
    hand_down(row, clerk_of_district, street)
    assert len(open_asks(street)) == 1


def test_one_report_answers_all_days_on_which_it_was_asked(clerk, district, clerk_of_district):
    row = work(district)
    for days in range(2):
        with clock.at(MONDAY + days * DAY):
            services.request_report(undertaking_id=row.pk, by=clerk, reason="省里来看")

    with clock.at(MONDAY + 2 * DAY):
        services.report(
            undertaking_id=row.pk, by=clerk_of_district, action="carry_on", line="已布置"
        )

    assert open_asks(district) == [f"undertaking:{row.pk}"]


def test_a_transfer_takes_every_ask_along(clerk, district, clerk_of_district):
    other = make.unit("市水务局")
    with clock.at(MONDAY):
        row = work(district, text="每月报送一次进展", cadence="monthly")
        services.request_report(undertaking_id=row.pk, by=clerk, reason="省里来看")
        asked = services.ask_transfer(
            undertaking_id=row.pk, by=clerk_of_district, to_id=other.pk, reason="河道归水务"
        )
        assert len(open_asks(district)) == 3  # the whole, its period, a report out of turn
        services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=True, answer="")

    row.refresh_from_db()
    assert (open_asks(district), row.wants) == ([], "")
    assert open_asks(other) == [f"transfer:{asked.pk}"]


def test_what_a_new_version_drops_is_asked_no_longer(clerk, district):
    row = work(district)
    draft = services.draft_version(task_list_id=row.duty.task_list_id, by=clerk)
    services.remove_duty(task_list_id=draft.pk, by=clerk, duty_id=draft.duties.get().pk)
    services.write_duty(
        task_list_id=draft.pk, duty_id=None, by=clerk, task=make.task(make.unit("市公安局"))
    )

    services.issue_list(task_list_id=make.reviewed(draft).pk, by=clerk, approver="主任")

    assert open_asks(district) == []
    assert open_asks(district, kind="task_list") == []  # nobody signs what is replaced


def test_silence_to_the_end_closes_the_question(clerk, district):
    made = make.task_list(make.task(district), by=clerk)
    services.consult(task_list_id=made.pk, by=clerk, days=3)
    assert len(open_asks(district, kind="opinion")) == 1

    with clock.at(clock.now() + 30 * DAY):
        services.end_consultation(task_list_id=made.pk, by=clerk)

    assert open_asks(district, kind="opinion") == []
