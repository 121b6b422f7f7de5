"""What is stuck comes onto the next agenda by itself, in its order, until the meeting is held."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import AuditEntry
from wenming.duties import services as duties
from wenming.duties.models import Undertaking
from wenming.meetings import services
from wenming.meetings.agenda import Agenda
from wenming.meetings.errors import NoSuchItem, NotLater, NotYet, OnlyOwn, PutOffAlready
from wenming.meetings.models import AgendaItem
from wenming.meetings.workflow import Status
from wenming.organization.models import UnitKind

pytestmark = pytest.mark.django_db


def lines(meeting):
    meeting.refresh_from_db()
    return Agenda(meeting).lines


def texts(meeting):
    return [line.text for line in lines(meeting)]


def key(meeting, text):
    return next(line.key for line in lines(meeting) if line.text == text)


def test_what_is_stuck_stands_on_the_next_agenda_and_nobody_enters_it(plan, stuck):
    later, meeting = plan(9), plan(3)
    row = stuck()

    line = Agenda(meeting).lines[0]

    assert (line.work, line.unit, line.asked.line) == (row, row.unit, "管线迁改没有着落")
    assert line.url.endswith(f"/work/{row.pk}/#step-{line.asked.pk}")
    assert texts(later) == []
    assert not AgendaItem.objects.exists()


def test_who_goes_on_leaves_the_agenda(plan, stuck, liaison):
    meeting, row = plan(), stuck()

    duties.report(undertaking_id=row.pk, by=liaison, action="carry_on", line="通了")

    assert texts(meeting) == []


def test_the_nearest_deadline_comes_first_then_what_waits_longest(plan, stuck):
    meeting = plan()
    stuck("没有期限的")
    stuck("晚些的", due_on=clock.today() + timedelta(days=20))
    stuck("急的", due_on=clock.today() + timedelta(days=2))

    assert texts(meeting) == ["急的", "晚些的", "没有期限的"]


def test_a_part_is_helped_by_the_unit_that_handed_it_down(plan, clerk):
    district = make.unit("河东区", kind=UnitKind.DISTRICT)
    street = make.unit("石坊街道", kind=UnitKind.STREET, parent=district)
    make.issued_list(make.task(district), by=clerk)
    whole = Undertaking.objects.get()
    duties.hand_down(
        undertaking_id=whole.pk,
        by=make.user(Role.DISTRICT_OFFICE, unit=district),
        units=[street],
        text="清理",
        due_on=None,
    )
    part = Undertaking.objects.get(unit=street)
    duties.report(undertaking_id=part.pk, by=make.clerk(street), action="ask_help", line="缺人")

    assert texts(plan()) == []


def test_lists_of_a_district_come_onto_its_own_meetings(plan, stuck):
    district = make.area()
    by = make.user(Role.OFFICE, area=district)
    own = plan(3, owner=district, by=by)
    stuck()

    assert texts(own) == []
    assert texts(plan(5)) == ["整治背街小巷"]


def test_the_office_adds_a_line_of_its_own_and_takes_it_off(plan, stuck, clerk, bureau):
    meeting = plan()
    stuck()

    services.add_item(meeting_id=meeting.pk, text="通报三季度得分", unit=bureau, by=clerk)

    assert texts(meeting) == ["整治背街小巷", "通报三季度得分"]
    services.drop_item(meeting_id=meeting.pk, key=key(meeting, "通报三季度得分"), by=clerk)
    assert texts(meeting) == ["整治背街小巷"]
    with pytest.raises(OnlyOwn, match="只能延后或议定"):
        services.drop_item(meeting_id=meeting.pk, key=key(meeting, "整治背街小巷"), by=clerk)


def test_an_order_that_was_given_stays_and_what_is_new_comes_after_it(plan, stuck, clerk):
    meeting = plan()
    stuck("甲", due_on=clock.today() + timedelta(days=5))
    stuck("乙", due_on=clock.today() + timedelta(days=6))

    services.move_item(meeting_id=meeting.pk, key=key(meeting, "乙"), to="up", by=clerk)
    stuck("丙", due_on=clock.today() + timedelta(days=1))

    assert texts(meeting) == ["乙", "甲", "丙"]
    services.move_item(meeting_id=meeting.pk, key=key(meeting, "丙"), to="top", by=clerk)
    services.move_item(meeting_id=meeting.pk, key=key(meeting, "乙"), to="down", by=clerk)
    assert texts(meeting) == ["丙", "甲", "乙"]


def test_an_order_does_not_hold_work_on_a_meeting_that_is_no_longer_the_next(plan, stuck, clerk):
    meeting = plan(9)
    stuck("甲"), stuck("乙")
    services.move_item(meeting_id=meeting.pk, key=key(meeting, "乙"), to="up", by=clerk)

    sooner = plan(2)

    assert texts(meeting) == []
    assert texts(sooner) == ["甲", "乙"]


# Put off


def put_off(meeting, to, text="整治背街小巷", by=None):
    return services.put_off(
        meeting_id=meeting.pk,
        key=key(meeting, text),
        to_id=to.pk,
        reason="分管领导出差",
        by=by or make.office(),
    )


def test_what_is_put_off_waits_for_the_later_meeting(plan, stuck):
    meeting, later, last = plan(3), plan(9), plan(15)
    stuck(), stuck("另一项")

    put_off(meeting, later)
    assert texts(meeting) == ["另一项"]
    assert texts(later) == ["整治背街小巷"]
    assert [item.put_off_for for item in Agenda(meeting).put_off] == ["分管领导出差"]

    put_off(later, last)
    assert (texts(meeting), texts(later), texts(last)) == (["另一项"], [], ["整治背街小巷"])


def test_an_own_line_is_put_off_too(plan, clerk, bureau):
    meeting, later = plan(3), plan(9)
    services.add_item(meeting_id=meeting.pk, text="通报", unit=bureau, by=clerk)

    put_off(meeting, later, "通报")

    assert (texts(meeting), texts(later)) == ([], ["通报"])


def test_nothing_is_put_off_to_an_earlier_or_a_cancelled_meeting(plan, stuck, clerk):
    meeting, earlier, gone = plan(5), plan(9), plan(12)
    stuck()
    services.cancel_meeting(meeting_id=gone.pk, reason="合并", by=clerk)
    put_off(meeting, earlier)

    for to in (meeting, gone):
        with pytest.raises(NotLater):
            put_off(earlier, to)


def test_work_that_is_stuck_again_is_a_new_matter(plan, stuck, liaison):
    meeting, later = plan(3), plan(9)
    row = stuck()
    put_off(meeting, later)
    for action in ("carry_on", "ask_help"):
        duties.report(undertaking_id=row.pk, by=liaison, action=action, line="又卡住了")

    assert (texts(meeting), texts(later)) == (["整治背街小巷"], [])


def test_a_cancelled_meeting_leaves_its_items_to_the_next(plan, stuck, clerk, bureau):
    meeting, later, last = plan(3), plan(9), plan(15)
    stuck()
    services.add_item(meeting_id=later.pk, text="通报", unit=bureau, by=clerk)
    put_off(meeting, later)

    services.cancel_meeting(meeting_id=later.pk, reason="合并", by=clerk)
    assert texts(later) == []
    assert texts(meeting) == ["整治背街小巷", "通报"]
    assert Agenda(meeting).put_off == []

    services.cancel_meeting(meeting_id=meeting.pk, reason="合并", by=clerk)
    assert texts(last) == ["整治背街小巷", "通报"]
    services.cancel_meeting(meeting_id=last.pk, reason="合并", by=clerk)
    assert texts(plan(20)) == ["整治背街小巷", "通报"]


def test_what_came_back_from_a_cancelled_meeting_is_held_and_decided_here(plan, stuck, hold, clerk):
    meeting, later = plan(0), plan(9)
    row = stuck()
    put_off(meeting, later)
    services.cancel_meeting(meeting_id=later.pk, reason="合并", by=clerk)

    hold(meeting)

    verdict = services.Verdict(line="照办", post="市长", follow="back")
    services.decide(meeting_id=meeting.pk, key=f"w{row.pk}", verdict=verdict, by=clerk)
    assert [line.decision.line for line in lines(meeting)] == ["照办"]


# Held


def test_holding_fixes_the_agenda_as_it_stood(plan, stuck, hold, liaison):
    meeting, row, gone = plan(0), stuck(), stuck("已经解决的")
    services.move_item(meeting_id=meeting.pk, key=f"w{gone.pk}", to="up", by=meeting.by)
    duties.report(undertaking_id=gone.pk, by=liaison, action="carry_on", line="通了")

    hold(meeting)
    later = plan(7)
    stuck("会后才提的")
    duties.report(undertaking_id=row.pk, by=liaison, action="carry_on", line="通了")

    assert texts(meeting) == ["整治背街小巷"]
    assert Agenda(meeting).lines[0].asked.line == "管线迁改没有着落"
    assert texts(later) == ["会后才提的"]
    entry = AuditEntry.objects.get(action="meetings.held")
    assert entry.data == {"on": f"{clock.today()}", "items": 1}


def test_what_was_not_decided_comes_again(plan, stuck, hold):
    meeting = plan(0)
    stuck()
    hold(meeting)

    assert texts(plan(7)) == ["整治背街小巷"]


def test_what_was_not_decided_is_put_off_and_stays_readable(plan, stuck, hold):
    meeting, later = plan(0), plan(9)
    plan(4)
    stuck()
    hold(meeting)

    put_off(meeting, later)

    assert texts(meeting) == texts(later) == ["整治背街小巷"]
    assert Agenda(meeting).lines[0].put_off_to == later
    with pytest.raises(PutOffAlready, match="第9次"):
        put_off(meeting, later)


def test_no_meeting_is_held_before_its_day_or_twice(plan, hold, clerk):
    meeting = plan(3)
    with pytest.raises(NotYet, match="还没有到"):
        services.hold_meeting(meeting_id=meeting.pk, on=meeting.on, by=clerk)
    assert Agenda(meeting).meeting.status == Status.PLANNED

    hold(meeting)

    meeting.refresh_from_db()
    assert meeting.on == clock.today()
    with pytest.raises(TransitionRefused, match="已召开"):
        hold(meeting)


def test_a_fixed_agenda_is_not_arranged(plan, stuck, hold, clerk, bureau):
    meeting = plan(0)
    stuck()
    hold(meeting)

    with pytest.raises(TransitionRefused, match="可以：登记议定事项"):
        services.add_item(meeting_id=meeting.pk, text="通报", unit=bureau, by=clerk)
    with pytest.raises(TransitionRefused):
        services.move_item(
            meeting_id=meeting.pk, key=key(meeting, "整治背街小巷"), to="up", by=clerk
        )


def test_what_is_not_on_the_agenda_is_refused_in_words(plan, clerk):
    meeting = plan()

    with pytest.raises(NoSuchItem, match="没有这个议题了"):
        services.move_item(meeting_id=meeting.pk, key="w7", to="up", by=clerk)


def test_only_the_office_of_the_area_plans(plan, liaison):
    for by in (liaison, make.user(Role.LEADER), make.user(Role.OFFICE, area=make.area())):
        with pytest.raises(NotAllowed, match="组织会议"):
            plan(by=by)


@pytest.mark.parametrize("is_held", [False, True])
def test_an_agenda_costs_the_same_at_any_length(plan, stuck, hold, is_held):
    meeting = plan(0)
    stuck()
    hold(meeting) if is_held else None
    meeting.refresh_from_db()
    with CaptureQueriesContext(connection) as one:
        texts(meeting)
    other = plan(0, title="长会")
    for n in range(4):
        stuck(f"第{n}件")
    hold(other) if is_held else services.cancel_meeting(
        meeting_id=meeting.pk, reason="合并", by=meeting.by
    )

    with CaptureQueriesContext(connection) as many:
        assert len(texts(other)) == 5

    assert len(many) == len(one)
