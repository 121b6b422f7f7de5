"""Parts of work are handed to the units right below, and judged by who handed them down."""

from datetime import date

import pytest

from tests import make
from tests.duties.works import finished, hand_down, work
from wenming.core.asks import AskedBefore
from wenming.core.errors import NotAllowed
from wenming.duties import services
from wenming.duties.errors import LaterThanWhole, NotBelow, PartsOpen
from wenming.duties.workflow import Progress
from wenming.organization.models import UnitKind

pytestmark = pytest.mark.django_db


def test_a_part_is_judged_by_who_handed_it_down(
    clerk, district, clerk_of_district, street, clerk_of_street
):
    row = work(district, due_on=date(2026, 12, 31))
    (part,) = hand_down(row, clerk_of_district, street)
    assert (part.parent, part.due_on, part.what) == (row, date(2026, 12, 31), "本街道范围内的")
    finished(part, clerk_of_street)

    with pytest.raises(NotAllowed):
        services.judge(undertaking_id=part.pk, by=clerk, action="accept")
    services.judge(undertaking_id=part.pk, by=clerk_of_district, action="accept")

    part.refresh_from_db()
    row.refresh_from_db()
    assert (part.status, row.status) == (Progress.DONE, Progress.UNDERWAY)


def test_the_whole_is_not_finished_before_its_parts(
    district, clerk_of_district, street, clerk_of_street
):
    row = work(district)
    (part,) = hand_down(row, clerk_of_district, street)

    with pytest.raises(PartsOpen):
        finished(row, clerk_of_district)
    finished(part, clerk_of_street)
    services.judge(undertaking_id=part.pk, by=clerk_of_district, action="accept")
    finished(row, clerk_of_district)

    row.refresh_from_db()
    assert row.status == Progress.FINISHED


def test_a_part_goes_only_to_units_directly_below(district, clerk_of_district):
    row = work(district)
    stranger = make.unit("别的街道", kind=UnitKind.STREET)

    with pytest.raises(NotBelow):
        hand_down(row, clerk_of_district, stranger)

    assert not row.children.exists()


def test_a_part_does_not_end_after_the_whole(district, clerk_of_district, street):
    row = work(district, due_on=date(2026, 12, 1))

    with pytest.raises(LaterThanWhole):
        hand_down(row, clerk_of_district, street, due_on=date(2026, 12, 2))
    hand_down(row, clerk_of_district, street, due_on=date(2026, 12, 1))


def test_handing_a_part_down_settles_nothing_that_needs_help(district, clerk_of_district, street):
    row = work(district)
    services.report(
        undertaking_id=row.pk, by=clerk_of_district, action="ask_help", line="管线没有迁"
    )

    hand_down(row, clerk_of_district, street)

    row.refresh_from_db()
    assert (row.status, row.line) == (Progress.STUCK, "管线没有迁")


def test_the_same_part_is_not_asked_twice(district, clerk_of_district, street):
    row = work(district)
    hand_down(row, clerk_of_district, street)

    with pytest.raises(AskedBefore):
        hand_down(row, clerk_of_district, street)
    hand_down(row, clerk_of_district, street, text="另一件事")


def test_cancelling_takes_the_open_parts_along(clerk, district, clerk_of_district, street):
    row = work(district)
    (part,) = hand_down(row, clerk_of_district, street)

    services.judge(undertaking_id=row.pk, by=clerk, action="cancel", line="不再要求")

    part.refresh_from_db()
    assert part.status == Progress.CANCELLED
