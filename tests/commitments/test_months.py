"""The month's focus: picked from a unit's duties, judged by what the records of the month say."""

import io
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.commitments.errors import MonthOver, NoGoalPicked, NotItsWork, TooManyGoals
from wenming.commitments.models import MonthlyFocus, MonthlyGoal
from wenming.commitments.months import month_of, next_month, outcomes
from wenming.commitments.services import months as services
from wenming.core import clock, todo
from wenming.core.errors import NotAllowed
from wenming.core.models import Ask
from wenming.duties import services as duties
from wenming.duties.models import Undertaking
from wenming.duties.workflow import Progress
from wenming.engine.worktime import CHINA

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)


@pytest.fixture(autouse=True)
def in_may():
    """It is the tenth of May 2026."""
    with clock.at(datetime(2026, 5, 10, 9, tzinfo=CHINA)):
        yield


@pytest.fixture
def clerk(client):
    person = make.office()
    client.force_login(person)
    return person


@pytest.fixture
def bureau():
    return make.unit("市城管局")


@pytest.fixture
def liaison(bureau):
    return make.user(Role.DEPARTMENT, unit=bureau)


@pytest.fixture
def work(bureau) -> Undertaking:
    make.issued_list(make.task(bureau, text="整治背街小巷"))
    return Undertaking.objects.get(unit=bureau)


def pick(work, liaison, month=MAY, line="完成一半"):
    return services.pick_goals(unit_id=work.unit_id, month=month, by=liaison, picks={work.pk: line})


def outcome(month=MAY):
    return outcomes(list(MonthlyGoal.objects.filter(focus__month=month)), month)[0]


def tab_counts(client, month="2026-05"):
    page = client.get(reverse("commitments:months"), {"month": month})
    return [chip["count"] for chip in page.context["chips"]]


def test_the_office_asks_and_the_unit_picks(clerk, work, liaison):
    assert services.open_month(owner=make.city(), month=MAY, by=clerk) == 1
    assert services.open_month(owner=make.city(), month=MAY, by=clerk) == 0
    assert "选定市城管局 2026-05 要抓的任务" in [t.title for t in todo.collect(liaison, limit=9)]

    focus = pick(work, liaison)

    assert focus.picked_on == date(2026, 5, 10)
    assert Ask.objects.get(kind="month").answered_at is not None
    assert "选定市城管局 2026-05 要抓的任务" not in [
        t.title for t in todo.collect(liaison, limit=9)
    ]


def test_a_unit_begins_by_itself_and_is_not_asked(clerk, work, liaison):
    pick(work, liaison)

    assert services.open_month(owner=make.city(), month=MAY, by=clerk) == 0
    assert not Ask.objects.filter(kind="month").exists()


def test_picking_again_replaces(work, liaison, bureau):
    pick(work, liaison)
    make.issued_list(make.task(bureau))
    other = Undertaking.objects.exclude(pk=work.pk).get()

    pick(other, liaison)

    assert [goal.undertaking for goal in MonthlyGoal.objects.all()] == [other]


def test_what_cannot_be_picked_is_refused(clerk, work, liaison):
    foreign = make.unit()
    make.issued_list(make.task(foreign))
    theirs = Undertaking.objects.get(unit=foreign)

    with pytest.raises(NotItsWork):
        services.pick_goals(unit_id=work.unit_id, month=MAY, by=liaison, picks={theirs.pk: ""})
    with pytest.raises(NoGoalPicked):
        services.pick_goals(unit_id=work.unit_id, month=MAY, by=liaison, picks={})
    with pytest.raises(TooManyGoals):
        services.pick_goals(
            unit_id=work.unit_id, month=MAY, by=liaison, picks=dict.fromkeys(range(11), "")
        )
    with pytest.raises(MonthOver, match="2026-04"):
        pick(work, liaison, month=date(2026, 4, 1))
    with pytest.raises(NotAllowed):
        pick(theirs, liaison)
    assert not MonthlyGoal.objects.exists()


def test_what_came_of_it_is_what_was_reported_in_the_month(client, clerk, work, liaison):
    pick(work, liaison)
    assert (outcome().status, outcome().reports) == (Progress.NOT_STARTED, 0)
    assert tab_counts(client) == [1, 0, 0, 1]

    duties.report(undertaking_id=work.pk, by=liaison, action="carry_on", line="做完一半")

    assert (outcome().status, outcome().line, outcome().reports) == ("underway", "做完一半", 1)
    assert tab_counts(client) == [1, 0, 1, 0]

    with clock.at(datetime(2026, 6, 1, 0, 30, tzinfo=CHINA)):
        duties.report(undertaking_id=work.pk, by=liaison, action="finish", line="全部完成")
        assert (outcome().status, outcome().line) == ("underway", "做完一半")
        assert tab_counts(client) == [1, 0, 1, 0]  # June's end is not May's
        services.pick_goals(
            unit_id=work.unit_id, month=date(2026, 6, 1), by=liaison, picks={work.pk: ""}
        )
        assert tab_counts(client, "2026-06") == [1, 1, 0, 0]


def test_reports_on_a_period_count_for_the_whole(client, clerk, bureau, liaison):
    make.issued_list(make.task(bureau, text="每月清理一次", cadence="monthly"))
    period = Undertaking.objects.get(period_start__isnull=False)
    whole = period.parent
    assert whole is not None
    pick(whole, liaison)

    duties.report(undertaking_id=period.pk, by=liaison, action="finish", line="五月已清理")

    assert (outcome().line, outcome().reports) == ("五月已清理", 1)
    assert tab_counts(client) == [1, 0, 1, 0]


def test_the_unit_picks_on_its_page(client, clerk, work, liaison):
    client.force_login(liaison)
    address = reverse("commitments:months_pick", args=[work.unit_id, "2026-05"])
    assert "整治背街小巷" in client.get(address).content.decode()
    refused = client.post(address, {})
    assert refused.status_code == 422
    assert "至少一项" in refused.content.decode()

    client.post(address, {f"pick_{work.pk}": "on", f"line_{work.pk}": "清理二十条"})

    page = client.get(reverse("commitments:months")).content.decode()
    assert "清理二十条" in page
    assert client.post(reverse("commitments:months_open", args=["2026-05"])).status_code == 403


@pytest.mark.parametrize("month", ["2026-13", "x", "1999-01"])
def test_a_month_that_is_none_is_not_found(client, clerk, work, liaison, month):
    client.force_login(liaison)

    assert (
        client.get(reverse("commitments:months_pick", args=[work.unit_id, month])).status_code
        == 404
    )
    assert client.get(reverse("commitments:months"), {"month": month}).status_code == 200


def test_another_unit_neither_picks_nor_sees(client, work, liaison):
    pick(work, liaison)
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))

    picking = client.get(reverse("commitments:months_pick", args=[work.unit_id, "2026-05"]))
    assert picking.status_code == 403
    assert client.get(reverse("commitments:months")).context["rows"] == []


def test_the_office_sees_who_is_silent_and_exports(client, clerk, work, liaison):
    client.post(reverse("commitments:months_open", args=["2026-05"]))
    page = client.get(reverse("commitments:months")).content.decode()
    assert "尚未选定（1 个）：市城管局" in page
    pick(work, liaison)

    answer = client.get(reverse("commitments:months"), {"export": "1"})

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    assert sheet.to_python()[1][:4] == ["市城管局", "整治背街小巷", "完成一半", "未启动"]


def test_the_list_costs_the_same_for_more_goals(client, clerk, work, liaison):
    pick(work, liaison)
    client.get(reverse("commitments:months"))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse("commitments:months"))
    for _ in range(5):
        unit = make.unit()
        make.issued_list(make.task(unit))
        pick(Undertaking.objects.get(unit=unit), make.user(Role.DEPARTMENT, unit=unit))
    with CaptureQueriesContext(connection) as second:
        client.get(reverse("commitments:months"))

    assert len(second) == len(first)
    assert MonthlyFocus.objects.count() == 6


def test_months_follow_each_other():
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_of("2026-12") == date(2026, 12, 1)
    assert next_month(MAY) - timedelta(days=1) == date(2026, 5, 31)
