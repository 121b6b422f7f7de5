"""The work on a duty: reported, judged, handed down, transferred, period by period."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.asks import AskedBefore
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import Ask, AuditEntry
from wenming.duties import services
from wenming.duties.errors import (
    DecidedAlready,
    LaterThanWhole,
    LineMissing,
    NoSuchTarget,
    NotBelow,
    NotInPlay,
    PartsOpen,
    SameUnit,
    TransferInHand,
)
from wenming.duties.models import Transfer, Undertaking, UndertakingStep
from wenming.duties.workflow import Progress
from wenming.organization.models import Post, Unit, UnitKind

pytestmark = pytest.mark.django_db
TARGET = {"metric": "达标率", "op": ">=", "value": 90.0, "unit": "%", "current": 74.2}


@pytest.fixture
def clerk():
    return make.office()


@pytest.fixture
def district():
    return make.unit("河东区", kind=UnitKind.DISTRICT)


@pytest.fixture
def liaison(district):
    return make.user(Role.DISTRICT_OFFICE, unit=district)


@pytest.fixture
def street(district):
    return make.unit("石坊街道", kind=UnitKind.STREET, parent=district)


@pytest.fixture
def clerk_of_street(street):
    return make.user(Role.STREET, unit=street)


def work(*units, by=None, **fields) -> Undertaking:
    """What the first of `units` undertakes of a fresh issued list."""
    made = make.issued_list(make.task(*units, **fields), by=by)
    return Undertaking.objects.get(duty__task_list=made, unit=units[0], parent=None)


def finished(row: Undertaking, by) -> Undertaking:
    return services.report(undertaking_id=row.pk, by=by, action="finish", line="都做完了")


# Begins with the list


def test_issuing_opens_the_work_of_each_lead(district, street):
    other = make.unit("市公安局")
    made = make.issued_list(make.task(district, other, responsible=[street]))

    rows = Undertaking.objects.filter(duty__task_list=made)

    assert {(row.unit, row.status, row.parent) for row in rows} == {
        (district, Progress.NOT_STARTED, None),
        (other, Progress.NOT_STARTED, None),
    }


def test_without_a_lead_the_responsible_unit_undertakes_it(street):
    made = make.issued_list(make.task(leads=[], responsible=[street]))

    assert Undertaking.objects.get(duty__task_list=made).unit == street


def test_the_issuing_office_is_asked_nothing_by_itself(clerk, district):
    own = clerk.grants.get().unit
    mine, theirs = work(own, by=clerk), work(district, by=clerk)

    asked = Ask.objects.filter(kind="duty").values_list("question", flat=True)

    assert list(asked) == [f"undertaking:{theirs.pk}"]
    assert mine.unit == own


# To the last post


def test_work_is_entrusted_to_a_post_of_the_unit_and_leaves_it_by_transfer(street, clerk_of_street):
    row = work(street)
    post = street.posts.create(title="城管办主任")

    services.entrust(undertaking_id=row.pk, by=clerk_of_street, post_id=post.pk)

    row.refresh_from_db()
    assert (row.post, row.status) == (post, Progress.NOT_STARTED)
    assert [(s.action, s.line) for s in row.steps.all()][-1] == ("entrust", "城管办主任")
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=clerk_of_street, to_id=make.unit().pk, reason="不在本辖区"
    )
    services.decide_transfer(transfer_id=asked.pk, by=make.office(), agrees=True, answer="")
    row.refresh_from_db()
    assert row.post is None


def test_a_post_of_another_unit_or_one_that_ended_gets_nothing(street, clerk_of_street):
    row = work(street)
    foreign = make.unit().posts.create(title="主任")
    ended = street.posts.create(title="副主任", valid_until=clock.today())

    for post in (foreign, ended):
        with pytest.raises(Post.DoesNotExist):
            services.entrust(undertaking_id=row.pk, by=clerk_of_street, post_id=post.pk)


def test_only_the_unit_entrusts_its_work(street):
    row = work(street)
    post = street.posts.create(title="城管办主任")

    with pytest.raises(NotAllowed):
        services.entrust(undertaking_id=row.pk, by=make.office(), post_id=post.pk)


def test_work_that_is_over_is_entrusted_to_nobody(street, clerk_of_street):
    row = finished(work(street), clerk_of_street)
    post = street.posts.create(title="城管办主任")

    with pytest.raises(TransitionRefused):
        services.entrust(undertaking_id=row.pk, by=clerk_of_street, post_id=post.pk)


# Reports


def test_a_report_is_one_line_and_the_state(district, liaison):
    row = work(district)

    services.report(
        undertaking_id=row.pk, by=liaison, action="carry_on", line="已排查 12 处，\n整改 9 处"
    )

    row.refresh_from_db()
    assert (row.status, row.line) == (Progress.UNDERWAY, "已排查 12 处， 整改 9 处")
    step = row.steps.last()
    assert (step.action, step.old, step.new) == (
        "carry_on",
        Progress.NOT_STARTED,
        Progress.UNDERWAY,
    )
    assert (step.unit, step.by) == (district, liaison)
    assert AuditEntry.objects.filter(action="undertaking.reported", thing_id=row.pk).exists()


def test_a_report_without_a_word_is_refused(district, liaison):
    row = work(district)

    with pytest.raises(LineMissing):
        services.report(undertaking_id=row.pk, by=liaison, action="carry_on", line=" \n ")

    assert row.steps.count() == 1


def test_a_figure_only_where_a_target_has_one(district, liaison):
    measured = work(district, targets=[TARGET])
    bare = work(district)

    services.report(
        undertaking_id=measured.pk, by=liaison, action="carry_on", line="有进步", values={0: "81.5"}
    )
    with pytest.raises(NoSuchTarget):
        services.report(
            undertaking_id=bare.pk, by=liaison, action="carry_on", line="有进步", values={0: "1"}
        )

    measured.refresh_from_db()
    assert measured.values == {"0": "81.5"}


def test_a_stranger_reports_nothing(district):
    row = work(district)
    stranger = make.user(Role.DEPARTMENT, unit=make.unit())

    with pytest.raises(NotAllowed):
        services.report(undertaking_id=row.pk, by=stranger, action="carry_on", line="我来说")


def test_what_is_stuck_can_go_on(district, liaison):
    row = work(district)
    services.report(undertaking_id=row.pk, by=liaison, action="ask_help", line="缺一块地")

    services.report(undertaking_id=row.pk, by=liaison, action="carry_on", line="地有了")

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


# Judged


def test_what_is_finished_is_accepted_by_the_office(clerk, district, liaison):
    row = finished(work(district), liaison)

    services.judge(undertaking_id=row.pk, by=clerk, action="accept")

    row.refresh_from_db()
    assert (row.status, row.finished_on) == (Progress.DONE, clock.today())
    assert Ask.objects.get(question=f"undertaking:{row.pk}").answered_at is not None


def test_what_is_finished_is_sent_back_with_a_reason(clerk, district, liaison):
    row = finished(work(district), liaison)

    with pytest.raises(LineMissing):
        services.judge(undertaking_id=row.pk, by=clerk, action="send_back")
    services.judge(undertaking_id=row.pk, by=clerk, action="send_back", line="现场还有两处")

    row.refresh_from_db()
    assert (row.status, row.finished_on, row.line) == (Progress.UNDERWAY, None, "现场还有两处")


def test_a_unit_does_not_accept_its_own_work(district, liaison):
    row = finished(work(district), liaison)

    with pytest.raises(NotAllowed):
        services.judge(undertaking_id=row.pk, by=liaison, action="accept")


def test_what_is_not_finished_is_not_accepted(clerk, district):
    row = work(district)

    with pytest.raises(TransitionRefused):
        services.judge(undertaking_id=row.pk, by=clerk, action="accept")


def test_suspended_work_waits_until_it_is_resumed(clerk, district, liaison):
    row = work(district)
    services.judge(undertaking_id=row.pk, by=clerk, action="suspend", line="等上级意见")

    with pytest.raises(TransitionRefused):
        services.report(undertaking_id=row.pk, by=liaison, action="carry_on", line="有进展")
    services.judge(undertaking_id=row.pk, by=clerk, action="resume")

    row.refresh_from_db()
    assert (row.status, row.line) == (Progress.NOT_STARTED, "等上级意见")


@pytest.mark.parametrize("said", ["carry_on", "ask_help"])
def test_resumed_work_is_as_far_as_it_was(clerk, district, liaison, said):
    row = work(district)
    services.report(undertaking_id=row.pk, by=liaison, action=said, line="管线没有迁")
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


def test_parts_stop_and_go_on_with_the_whole(clerk, district, liaison, street):
    other = make.unit("东门街道", kind=UnitKind.STREET, parent=district)
    row = work(district, cadence="monthly")
    first, second = services.hand_down(
        undertaking_id=row.pk, by=liaison, units=[street, other], text="清理楼道", due_on=None
    )
    services.judge(undertaking_id=second.pk, by=liaison, action="suspend", line="本街道拆迁")
    services.judge(undertaking_id=row.pk, by=clerk, action="suspend", line="等施工计划")

    def states():
        return [part.status for part in Undertaking.objects.filter(parent=row).order_by("pk")]

    assert set(states()) == {Progress.SUSPENDED}
    services.judge(undertaking_id=row.pk, by=clerk, action="resume")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Progress.NOT_STARTED, Progress.SUSPENDED)
    assert first.steps.last().action == "resume"


def test_a_report_that_was_asked_yesterday_is_answered_today(clerk, district, liaison):
    row = work(district)
    with clock.at(datetime(2026, 12, 1, 2, tzinfo=UTC)):
        services.request_report(undertaking_id=row.pk, by=clerk, reason="省里来看")
    with clock.at(datetime(2026, 12, 2, 2, tzinfo=UTC)):
        services.report(undertaking_id=row.pk, by=liaison, action="carry_on", line="已布置")

    asked = Ask.objects.get(question=f"undertaking:{row.pk}:20261201")
    assert asked.answered_at is not None


def test_a_report_out_of_turn_is_asked_once_a_day_and_with_a_reason(clerk, district, liaison):
    row = work(district)
    with pytest.raises(LineMissing):
        services.request_report(undertaking_id=row.pk, by=clerk, reason="")
    services.request_report(undertaking_id=row.pk, by=clerk, reason="市领导要看")
    with pytest.raises(AskedBefore):
        services.request_report(undertaking_id=row.pk, by=clerk, reason="再问一次")

    row.refresh_from_db()
    assert row.wants == "市领导要看"
    services.report(undertaking_id=row.pk, by=liaison, action="carry_on", line="过半了")
    row.refresh_from_db()
    assert row.wants == ""


# Handed down


def hand_down(row, by, *units, due_on=None, text="本街道范围内的"):
    return services.hand_down(
        undertaking_id=row.pk, by=by, units=list(units), text=text, due_on=due_on
    )


def test_a_part_is_judged_by_who_handed_it_down(clerk, district, liaison, street, clerk_of_street):
    row = work(district, due_on=date(2026, 12, 31))
    (part,) = hand_down(row, liaison, street)
    assert (part.parent, part.due_on, part.what) == (row, date(2026, 12, 31), "本街道范围内的")
    finished(part, clerk_of_street)

    with pytest.raises(NotAllowed):
        services.judge(undertaking_id=part.pk, by=clerk, action="accept")
    services.judge(undertaking_id=part.pk, by=liaison, action="accept")

    part.refresh_from_db()
    row.refresh_from_db()
    assert (part.status, row.status) == (Progress.DONE, Progress.UNDERWAY)


def test_the_whole_is_not_finished_before_its_parts(district, liaison, street, clerk_of_street):
    row = work(district)
    (part,) = hand_down(row, liaison, street)

    with pytest.raises(PartsOpen):
        finished(row, liaison)
    finished(part, clerk_of_street)
    services.judge(undertaking_id=part.pk, by=liaison, action="accept")
    finished(row, liaison)

    row.refresh_from_db()
    assert row.status == Progress.FINISHED


def test_a_part_goes_only_to_units_directly_below(district, liaison):
    row = work(district)
    stranger = make.unit("别的街道", kind=UnitKind.STREET)

    with pytest.raises(NotBelow):
        hand_down(row, liaison, stranger)

    assert not row.children.exists()


def test_a_part_does_not_end_after_the_whole(district, liaison, street):
    row = work(district, due_on=date(2026, 12, 1))

    with pytest.raises(LaterThanWhole):
        hand_down(row, liaison, street, due_on=date(2026, 12, 2))
    hand_down(row, liaison, street, due_on=date(2026, 12, 1))


def test_handing_a_part_down_settles_nothing_that_needs_help(district, liaison, street):
    row = work(district)
    services.report(undertaking_id=row.pk, by=liaison, action="ask_help", line="管线没有迁")

    hand_down(row, liaison, street)

    row.refresh_from_db()
    assert (row.status, row.line) == (Progress.STUCK, "管线没有迁")


def test_the_same_part_is_not_asked_twice(district, liaison, street):
    row = work(district)
    hand_down(row, liaison, street)

    with pytest.raises(AskedBefore):
        hand_down(row, liaison, street)
    hand_down(row, liaison, street, text="另一件事")


def test_cancelling_takes_the_open_parts_along(clerk, district, liaison, street):
    row = work(district)
    (part,) = hand_down(row, liaison, street)

    services.judge(undertaking_id=row.pk, by=clerk, action="cancel", line="不再要求")

    part.refresh_from_db()
    assert part.status == Progress.CANCELLED


# Transferred


def test_an_agreed_transfer_moves_the_work(clerk, district, liaison):
    other = make.unit("市水务局")
    row = work(district)
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=liaison, to_id=other.pk, reason="河道归水务"
    )
    with pytest.raises(TransferInHand):
        services.ask_transfer(undertaking_id=row.pk, by=liaison, to_id=other.pk, reason="再问")

    services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=True, answer="")

    row.refresh_from_db()
    assert (row.unit, row.status) == (other, Progress.NOT_STARTED)
    assert Ask.objects.filter(unit_code=other.code, answered_at=None).count() == 1
    assert not Ask.objects.filter(unit_code=district.code, kind="duty", answered_at=None).exists()
    with pytest.raises(DecidedAlready):
        services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=False, answer="晚了")


def test_a_transfer_takes_back_what_the_new_unit_does_not_have_below_it(
    client, clerk, district, liaison, street, clerk_of_street
):
    community = make.unit("文昌社区", kind=UnitKind.COMMUNITY, parent=street)
    moving = make.unit("东门街道", kind=UnitKind.STREET, parent=district)
    ended = make.unit("西门街道", kind=UnitKind.STREET, parent=district)
    row = work(district)
    part, along, done = hand_down(row, liaison, street, moving, ended)
    (below,) = hand_down(part, clerk_of_street, community)
    Undertaking.objects.filter(pk=done.pk).update(status=Progress.DONE)
    other = make.unit("开发区", kind=UnitKind.DISTRICT)
    Unit.objects.filter(pk=moving.pk).update(parent=other)
    client.force_login(clerk)
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=liaison, to_id=other.pk, reason="已划归开发区"
    )
    shown = client.get(reverse("duties:undertaking", args=[row.pk])).content.decode()
    assert "1 项不归开发区管，随之收回：石坊街道" in shown

    services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=True, answer="")

    states = dict(Undertaking.objects.values_list("pk", "status"))
    assert states[part.pk] == states[below.pk] == Progress.CANCELLED
    assert (states[along.pk], states[done.pk]) == (Progress.NOT_STARTED, Progress.DONE)
    assert "转给开发区" in part.steps.last().line
    entry = AuditEntry.objects.get(action="undertaking.transfer_decided")
    assert entry.data["taken_back"] == [part.pk]


def test_a_declined_transfer_leaves_the_work_where_it_is(clerk, district, liaison):
    other = make.unit("市水务局")
    row = work(district)
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=liaison, to_id=other.pk, reason="河道归水务"
    )

    with pytest.raises(LineMissing):
        services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=False, answer="")
    services.decide_transfer(transfer_id=asked.pk, by=clerk, agrees=False, answer="属地负责")

    row.refresh_from_db()
    asked.refresh_from_db()
    assert (row.unit, asked.verdict) == (district, Transfer.Verdict.DECLINED)


def test_a_unit_does_not_decide_on_its_own_transfer(district, liaison):
    row = work(district)
    asked = services.ask_transfer(
        undertaking_id=row.pk, by=liaison, to_id=make.unit().pk, reason="不归我管"
    )

    with pytest.raises(NotAllowed):
        services.decide_transfer(transfer_id=asked.pk, by=liaison, agrees=True, answer="")


def test_a_transfer_to_itself_is_refused(district, liaison):
    row = work(district)

    with pytest.raises(SameUnit):
        services.ask_transfer(undertaking_id=row.pk, by=liaison, to_id=district.pk, reason="试试")


# Periods


def test_a_monthly_duty_has_a_part_for_each_month(district, liaison):
    with clock.at(datetime(2026, 4, 20, 2, tzinfo=UTC)):
        row = work(district, cadence="monthly")
    with clock.at(datetime(2026, 5, 4, 2, tzinfo=UTC)):
        services.open_due(clock.now())
        services.open_due(clock.now())

    april, may = row.children.order_by("period_start")

    assert (april.period_start, april.period_end) == (date(2026, 4, 1), date(2026, 4, 30))
    assert (may.period_start, may.due_on) == (date(2026, 5, 1), date(2026, 5, 29))  # a Friday
    finished(april, liaison)
    row.refresh_from_db()
    assert row.status == Progress.UNDERWAY


def test_a_weekly_duty_is_reported_only_where_it_says_so(district):
    quiet = work(district, cadence="weekly", text="每周清扫一次")
    asked = work(district, cadence="weekly", text="每周报送一次进展")

    assert (quiet.children.count(), asked.children.count()) == (0, 1)


def test_a_period_is_judged_by_who_judges_the_whole(clerk, district, liaison):
    row = work(district, cadence="monthly")
    part = finished(row.children.get(), liaison)

    with pytest.raises(NotAllowed):
        services.judge(undertaking_id=part.pk, by=liaison, action="accept")
    services.judge(undertaking_id=part.pk, by=clerk, action="accept")


def test_suspended_work_opens_no_period(clerk, district):
    with clock.at(datetime(2026, 4, 20, 2, tzinfo=UTC)):
        row = work(district, cadence="monthly")
        services.judge(undertaking_id=row.pk, by=clerk, action="suspend", line="等等")
    with clock.at(datetime(2026, 5, 4, 2, tzinfo=UTC)):
        services.open_due(clock.now())

    assert row.children.count() == 1


# New versions


def new_version(row, clerk):
    return services.draft_version(task_list_id=row.duty.task_list_id, by=clerk)


def test_work_goes_on_through_a_new_version(clerk, district, liaison, street):
    row = work(district, due_on=date(2026, 12, 1))
    (part,) = hand_down(row, liaison, street)
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
