"""Work goes on through a new version of its list, and ends where that drops it."""

from datetime import date

import pytest

from tests import make
from tests.duties.works import hand_down, work
from wenming.duties import services
from wenming.duties.models import Undertaking, UndertakingStep
from wenming.duties.workflow import Progress

pytestmark = pytest.mark.django_db


def new_version(row, clerk):
    return services.draft_version(task_list_id=row.duty.task_list_id, by=clerk)


def test_work_goes_on_through_a_new_version(clerk, district, clerk_of_district, street):
    row = work(district, due_on=date(2026, 12, 1))
    (part,) = hand_down(row, clerk_of_district, street)
    made = new_version(row, clerk)
    duty = made.duties.get()
    services.write_duty(
        task_list_id=made.pk,
        duty_id=duty.pk,
        by=clerk,
        task=make.task(district, due_on=date(2026, 12, 20)),
    )

    make.reviewed(made)
    services.issue_list(task_list_id=made.pk, by=clerk, approver="主任")

    row.refresh_from_db()
    part.refresh_from_db()
    assert (row.duty, row.due_on, row.status) == (duty, date(2026, 12, 20), Progress.UNDERWAY)
    assert (part.duty, part.status) == (duty, Progress.NOT_STARTED)
    assert UndertakingStep.objects.filter(undertaking=row, action="continue").count() == 1


def test_what_the_new_version_drops_is_cancelled(clerk, district, street):
    row = work(district)
    made = new_version(row, clerk)
    services.write_duty(
        task_list_id=made.pk,
        duty_id=made.duties.get().pk,
        by=clerk,
        task=make.task(street),
    )

    make.reviewed(made)
    services.issue_list(task_list_id=made.pk, by=clerk, approver="主任")

    row.refresh_from_db()
    assert row.status == Progress.CANCELLED
    assert Undertaking.objects.get(unit=street).status == Progress.NOT_STARTED


def test_a_removed_task_is_cancelled_with_its_work(clerk, district):
    row = work(district)
    made = new_version(row, clerk)
    services.remove_duty(task_list_id=made.pk, duty_id=made.duties.get().pk, by=clerk)
    services.write_duty(task_list_id=made.pk, by=clerk, task=make.task(district))

    make.reviewed(made)
    services.issue_list(task_list_id=made.pk, by=clerk, approver="主任")

    row.refresh_from_db()
    assert row.status == Progress.CANCELLED
