"""Work is reported in one line with its state, by who has a part in it."""

import pytest

from tests import make
from tests.duties.works import TARGET, work
from wenming.accounts.models import Role
from wenming.core.errors import NotAllowed
from wenming.core.models import AuditEntry
from wenming.duties import services
from wenming.duties.errors import LineMissing, NoSuchTarget, NotInPlay
from wenming.duties.workflow import Progress

pytestmark = pytest.mark.django_db


def test_a_report_is_one_line_and_the_state(district, clerk_of_district):
    row = work(district)

    services.report(
        undertaking_id=row.pk,
        by=clerk_of_district,
        action="carry_on",
        line="已排查 12 处，\n整改 9 处",
    )

    row.refresh_from_db()
    assert (row.status, row.line) == (Progress.UNDERWAY, "已排查 12 处， 整改 9 处")
    step = row.steps.last()
    assert (step.action, step.old, step.new) == (
        "carry_on",
        Progress.NOT_STARTED,
        Progress.UNDERWAY,
    )
    assert (step.unit, step.by) == (district, clerk_of_district)
    assert AuditEntry.objects.filter(action="undertaking.reported", thing_id=row.pk).exists()


def test_a_report_without_a_word_is_refused(district, clerk_of_district):
    row = work(district)

    with pytest.raises(LineMissing):
        services.report(undertaking_id=row.pk, by=clerk_of_district, action="carry_on", line=" \n ")

    assert row.steps.count() == 1


def test_a_figure_only_where_a_target_has_one(district, clerk_of_district):
    measured = work(district, targets=[TARGET])
    bare = work(district)

    services.report(
        undertaking_id=measured.pk,
        by=clerk_of_district,
        action="carry_on",
        line="有进步",
        values={0: "81.5"},
    )
    with pytest.raises(NoSuchTarget):
        services.report(
            undertaking_id=bare.pk,
            by=clerk_of_district,
            action="carry_on",
            line="有进步",
            values={0: "1"},
        )

    measured.refresh_from_db()
    assert measured.values == {"0": "81.5"}


def test_a_stranger_reports_nothing(district):
    row = work(district)
    stranger = make.user(Role.DEPARTMENT, unit=make.unit())

    with pytest.raises(NotAllowed):
        services.report(undertaking_id=row.pk, by=stranger, action="carry_on", line="我来说")


def test_what_is_stuck_can_go_on(district, clerk_of_district):
    row = work(district)
    services.report(undertaking_id=row.pk, by=clerk_of_district, action="ask_help", line="缺一块地")

    services.report(undertaking_id=row.pk, by=clerk_of_district, action="carry_on", line="地有了")

    row.refresh_from_db()
    assert row.status == Progress.UNDERWAY


def test_a_supporting_unit_tells_the_lead(district, street, clerk_of_street):
    row = work(district, supports=[street])

    told = services.contribute(
        duty_id=row.duty_id, unit_id=street.pk, by=clerk_of_street, line="本街道已完成"
    )

    row.refresh_from_db()
    assert (told.unit, row.status) == (street, Progress.NOT_STARTED)


def test_who_has_no_part_tells_nothing(district, street, clerk_of_street):
    row = work(district)

    with pytest.raises(NotInPlay):
        services.contribute(
            duty_id=row.duty_id, unit_id=street.pk, by=clerk_of_street, line="本街道已完成"
        )
