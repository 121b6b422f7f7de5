"""The pages of work on duties: the list, one duty's tree, one undertaking and its steps."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock, todo
from wenming.duties import services
from wenming.duties.models import Transfer, Undertaking
from wenming.duties.workflow import Progress
from wenming.organization.models import UnitKind

pytestmark = pytest.mark.django_db


def work(*units, **fields) -> Undertaking:
    made = make.issued_list(make.task(*units, **fields))
    return Undertaking.objects.get(duty__task_list=made, unit=units[0], parent=None)


def act(client: Client, row: Undertaking, verb: str, **data):
    return client.post(reverse("duties:act", args=[row.pk, verb]), data)


def test_a_unit_reports_from_its_page(client, district, clerk_of_district):
    client.force_login(clerk_of_district)
    row = work(
        district,
        targets=[{"metric": "达标率", "op": ">=", "value": 90.0, "unit": "%", "current": None}],
    )
    page = client.get(reverse("duties:undertaking", args=[row.pk])).content.decode()
    assert "现值：达标率 ≥ 90 %" in page

    answer = act(client, row, "report", action="carry_on", line="排查完了", value_0="81.50")

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.status, row.line, row.values) == (Progress.UNDERWAY, "排查完了", {"0": "81.5"})


def test_a_report_without_a_line_stays_on_the_page(client, district, clerk_of_district):
    client.force_login(clerk_of_district)
    row = work(district)

    answer = act(client, row, "report", action="finish", line="")

    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.status == Progress.NOT_STARTED


def test_the_office_accepts_and_sends_back(client, clerk, district, clerk_of_district):
    row = work(district)
    services.report(undertaking_id=row.pk, by=clerk_of_district, action="finish", line="做完了")
    client.force_login(clerk)

    assert act(client, row, "send_back", line="").status_code == 422
    assert act(client, row, "send_back", line="还有两处").status_code == 302
    services.report(undertaking_id=row.pk, by=clerk_of_district, action="finish", line="做完了")
    assert act(client, row, "accept").status_code == 302

    row.refresh_from_db()
    assert row.status == Progress.DONE


def test_a_stranger_finds_no_page_and_a_supporter_may_not_judge(client, district):
    helper = make.unit("市水务局")
    row = work(district, supports=[helper])

    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert client.get(reverse("duties:undertaking", args=[row.pk])).status_code == 404
    client.force_login(make.user(Role.DEPARTMENT, unit=helper))
    assert client.get(reverse("duties:undertaking", args=[row.pk])).status_code == 200
    assert act(client, row, "accept").status_code == 403


def test_a_district_hands_down_and_the_tree_shows_it(client, district, clerk_of_district):
    street = make.unit("石坊街道", kind=UnitKind.STREET, parent=district)
    row = work(district)
    client.force_login(clerk_of_district)

    act(client, row, "hand_down", units=[street.pk], text="沿街店铺", due_on="")

    part = row.children.get()
    page = client.get(reverse("duties:work_on", args=[row.duty_id])).content.decode()
    assert (part.unit, part.text) == (street, "沿街店铺")
    assert "0/1" in page
    assert "沿街店铺" in page


def test_a_transfer_is_asked_and_declined(client, clerk, district, clerk_of_district):
    make.unit("市水务局")
    row = work(district)
    client.force_login(clerk_of_district)
    assert act(client, row, "transfer", to="没有的局", reason="不归我").status_code == 422
    assert act(client, row, "transfer", to="市水务局", reason="河道归水务").status_code == 302
    client.force_login(clerk)
    assert (
        "申请转给市水务局"
        in client.get(reverse("duties:undertaking", args=[row.pk])).content.decode()
    )

    act(client, row, "decide", answer="属地负责")

    assert row.transfers.get().verdict == Transfer.Verdict.DECLINED


def test_a_supporting_unit_tells_the_lead_on_the_duty_page(client, district):
    helper = make.unit("市水务局")
    row = work(district, supports=[helper])
    client.force_login(make.user(Role.DEPARTMENT, unit=helper))
    url = reverse("duties:contribute", args=[row.duty_id])

    client.post(url, {"line": "河道已清"})
    client.post(url, {"line": ""})

    assert [told.line for told in row.duty.contributions.all()] == ["河道已清"]


def test_tabs_count_and_keep(client, clerk, district):
    late = work(district, due_on=clock.today() - timedelta(days=3), text="迟了的任务")
    work(district, due_on=date(2099, 1, 1), text="还早的任务")
    client.force_login(clerk)

    page = client.get(reverse("duties:work"), {"tab": "overdue"})

    assert [row for row, _light in page.context["rows"]] == [late]
    assert [chip["count"] for chip in page.context["chips"]] == [2, 1, 0, 0, 0, 0, 2]


def test_a_unit_sees_its_own_and_what_it_handed_down(client, district, clerk_of_district):
    street = make.unit("石坊街道", kind=UnitKind.STREET, parent=district)
    row = work(district)
    work(make.unit())
    (part,) = services.hand_down(
        undertaking_id=row.pk, by=clerk_of_district, units=[street], text="一部分", due_on=None
    )
    client.force_login(clerk_of_district)

    own = client.get(reverse("duties:work")).context["rows"]
    below = client.get(reverse("duties:work"), {"scope": "below"}).context["rows"]

    assert [r for r, _light in own] == [row]
    assert [r for r, _light in below] == [part]


def test_what_is_filtered_is_exported(client, clerk, district):
    work(district, text="清理河道垃圾")
    work(district, text="整治占道经营")
    client.force_login(clerk)

    answer = client.get(reverse("duties:work"), {"q": "河道", "export": "1"})

    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert [row[0] for row in rows] == ["任务", "清理河道垃圾"]


def test_due_and_finished_work_waits_for_the_right_people(clerk, district, clerk_of_district):
    due = work(district, due_on=clock.today())
    work(district, due_on=date(2099, 1, 1))
    done = work(district)
    services.report(undertaking_id=done.pk, by=clerk_of_district, action="finish", line="完了")

    mine = [t for t in todo.collect(clerk_of_district, limit=9) if t.kind == "办理"]
    judged = [t for t in todo.collect(clerk, limit=9) if t.kind == "认定"]

    assert [t.url for t in mine] == [reverse("duties:undertaking", args=[due.pk])]
    assert [t.url for t in judged] == [reverse("duties:undertaking", args=[done.pk])]


def test_the_most_urgent_stuck_work_is_told_first(clerk, district, clerk_of_district):
    calm = work(district, due_on=date(2099, 1, 1))
    urgent = work(district, due_on=clock.today())
    for row in (calm, urgent):
        services.report(
            undertaking_id=row.pk, by=clerk_of_district, action="ask_help", line="推不动"
        )

    (first,) = todo.collect(clerk, limit=1)

    assert first.url == reverse("duties:undertaking", args=[urgent.pk])


def test_much_finished_work_does_not_hide_what_is_more_urgent(clerk, district, clerk_of_district):
    done = work(district)
    services.report(undertaking_id=done.pk, by=clerk_of_district, action="finish", line="完了")
    made = make.task_list()
    services.submit_list(task_list_id=made.pk, by=make.office())

    (first,) = todo.collect(clerk, limit=1)

    assert first.url == reverse("duties:task_list", args=[made.pk])


def test_the_list_costs_the_same_at_any_length(client, clerk, district, django_assert_num_queries):
    client.force_login(clerk)
    url = reverse("duties:work")
    work(district)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    for _ in range(5):
        work(district)

    with django_assert_num_queries(len(first)):
        client.get(url)


def test_the_tree_costs_the_same_at_any_size(
    client, clerk, district, clerk_of_district, django_assert_num_queries
):
    row = work(district)
    client.force_login(clerk)
    url = reverse("duties:undertaking", args=[row.pk])

    def hand_down(times: int) -> None:
        for _ in range(times):
            street = make.unit(kind=UnitKind.STREET, parent=district)
            services.hand_down(
                undertaking_id=row.pk,
                by=clerk_of_district,
                units=[street],
                text="一部分",
                due_on=None,
            )

    hand_down(1)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    hand_down(5)

    with django_assert_num_queries(len(first)):
        client.get(url)


def test_what_is_stuck_is_listed_for_the_next_meeting(client, clerk, district, clerk_of_district):
    row = work(district, text="线缆入地", due_on=date(2099, 1, 1))
    work(district, text="推得动的事")
    services.report(
        undertaking_id=row.pk, by=clerk_of_district, action="ask_help", line="三家运营商不同步"
    )
    client.force_login(clerk)

    assert "导出待协调事项" in client.get(reverse("duties:work"), {"tab": "stuck"}).text
    answer = client.get(reverse("duties:work"), {"tab": "stuck", "export": "1"})

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    head, *rows = sheet.to_python()
    assert head[1:5] == ["任务", "办理单位", "需要协调什么", "提出日期"]
    assert [row[1:4] for row in rows] == [["线缆入地", district.name, "三家运营商不同步"]]
    assert rows[0][4] == clock.today()


def test_the_page_entrusts_work_to_a_post_and_shows_it_in_the_tree(
    client, district, clerk_of_district
):
    street = make.unit("石坊街道", kind=UnitKind.STREET, parent=district)
    row = work(district)
    services.hand_down(
        undertaking_id=row.pk, by=clerk_of_district, units=[street], text="清理楼道", due_on=None
    )
    part = Undertaking.objects.get(unit=street)
    post = street.posts.create(title="城管办主任")
    client.force_login(make.clerk(street))

    client.post(reverse("duties:act", args=[part.pk, "entrust"]), {"post": post.pk})
    client.force_login(clerk_of_district)

    assert "城管办主任" in client.get(reverse("duties:undertaking", args=[row.pk])).text
