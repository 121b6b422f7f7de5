"""The pages of meetings: the list, one meeting, its papers, and what other pages say of it."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tests import make
from wenming.accounts.models import Role
from wenming.core import attention, clock, search, todo
from wenming.meetings import services
from wenming.meetings.models import Meeting
from wenming.meetings.services import Verdict

pytestmark = pytest.mark.django_db


def page_of(client, meeting, name="list_one", *more):
    return client.get(reverse(f"meetings:{name}", args=[meeting.pk, *more]))


def shown(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


# The list


def test_without_a_meeting_the_page_says_so_and_offers_to_plan_one(client, clerk, stuck):
    stuck()
    client.force_login(clerk)

    text = shown(client.get(reverse("meetings:list")))

    assert "1 项任务请求协调，还没有计划会议。" in text
    assert reverse("meetings:list_new") in text


def test_the_list_names_the_next_meeting_and_is_filtered_and_exported(
    client, clerk, plan, hold, stuck
):
    stuck()
    hold(plan(0, title="旧会", kind="special"))
    plan(4, title="新会")
    client.force_login(clerk)
    url = reverse("meetings:list")

    assert "议程 1 项" in shown(client.get(url))
    held = client.get(url, {"tab": "held", "kind": "special", "q": "旧"})
    assert [row.title for row in held.context["page"].rows] == ["旧会"]
    content = client.get(url, {"tab": "held", "export": "1"}).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert rows[1][2:4] == ("旧会", "专题会")
    assert rows[1][7:9] == (1, 0)
    assert len(rows) == 2


def test_the_list_is_paged_by_key(client, clerk, plan):
    for n in range(51):
        plan(n)
    client.force_login(clerk)
    first = client.get(reverse("meetings:list"))

    second = client.get(reverse("meetings:list"), {"mark": first.context["page"].next_mark})

    assert [row.title for row in second.context["page"].rows] == ["第0次联席会议"]


def test_a_unit_opens_no_meeting_and_a_leader_changes_none(client, plan, liaison):
    meeting = plan()
    client.force_login(liaison)
    assert client.get(reverse("meetings:list")).status_code == 403
    assert page_of(client, meeting).status_code == 404

    client.force_login(make.user(Role.LEADER))
    assert reverse("meetings:list_hold", args=[meeting.pk]) not in shown(page_of(client, meeting))
    assert page_of(client, meeting, "list_hold").status_code == 403


# One meeting


def test_a_meeting_is_planned_held_and_decides_by_its_forms(client, clerk, stuck):
    row = stuck()
    client.force_login(clerk)
    day = f"{clock.today():%Y-%m-%d}"
    given = {"kind": "joint", "title": "联席会议", "on": day, "begins": "09:00", "place": "三楼"}

    assert client.post(reverse("meetings:list_new"), {**given, "place": ""}).status_code == 422
    client.post(reverse("meetings:list_new"), given)
    meeting = Meeting.objects.get()
    assert "管线迁改没有着落" in shown(page_of(client, meeting))
    client.post(reverse("meetings:list_hold", args=[meeting.pk]), {"on": day})
    decide = reverse("meetings:list_decide", args=[meeting.pk, f"w{row.pk}"])
    assert client.post(decide, {"line": "", "post": "市长", "follow": "back"}).status_code == 422
    client.post(decide, {"line": "月底前办结", "post": "市长", "follow": "change"})

    text = shown(page_of(client, meeting))
    assert "月底前办结" in text
    assert reverse("duties:task_list", args=[row.duty.task_list_id]) in text
    row.refresh_from_db()
    assert row.status == "underway"


def test_an_own_line_names_one_duty_by_its_words(client, clerk, plan, stuck):
    first, second, meeting = stuck("整治东街"), stuck("整治西街"), plan()
    client.force_login(clerk)
    url = reverse("meetings:list_add", args=[meeting.pk])
    given = {"text": "听取汇报", "unit": "市城管局"}

    assert "不止一项" in client.post(url, {**given, "duty": "整治"}).content.decode()
    assert "没有“绿化”" in client.post(url, {**given, "duty": "绿化"}).content.decode()
    assert client.post(url, {**given, "duty": "西街"}).status_code == 302

    item = meeting.items.get()
    assert (item.duty, item.unit) == (second.duty, second.unit)
    assert reverse("duties:work_on", args=[second.duty_id]) in shown(page_of(client, meeting))
    assert item.duty != first.duty


def test_putting_off_needs_a_later_meeting_and_says_so(client, clerk, plan, stuck):
    meeting, row = plan(), stuck()
    client.force_login(clerk)
    url = reverse("meetings:list_put_off", args=[meeting.pk, f"w{row.pk}"])
    assert "后面还没有计划会议" in shown(client.get(url))

    later = plan(9)
    assert client.post(url, {"to": later.pk, "reason": ""}).status_code == 422
    client.post(url, {"to": later.pk, "reason": "先现场看"})

    assert "先现场看" in shown(page_of(client, meeting))
    assert "上次延来" in shown(page_of(client, later))


def test_an_item_that_left_the_agenda_is_told_in_the_language_of_the_user(client, clerk, plan):
    meeting = plan()
    client.force_login(clerk)
    url = reverse("meetings:list_move", args=[meeting.pk, "w9"])

    answer = client.post(url, {"to": "up"}, follow=True, headers={"Accept-Language": "en"})

    assert "no longer on the agenda" in answer.content.decode()
    assert client.post(url, {"to": "sideways"}).status_code == 404


def test_a_meeting_whose_day_is_over_asks_what_became_of_it(client, clerk, plan):
    meeting = plan(-2)
    client.force_login(clerk)

    assert "会期已过" in shown(page_of(client, meeting))


# Papers


@pytest.fixture
def decided(plan, stuck, hold, clerk):
    """A meeting that decided on one of two items."""
    meeting, row = plan(0), stuck(due_on=date(2099, 1, 2))
    stuck("另一项")
    hold(meeting)
    verdict = Verdict(line="月底前办结", post="市长", follow="back")
    services.decide(meeting_id=meeting.pk, key=f"w{row.pk}", verdict=verdict, by=clerk)
    return meeting


def cells(content):
    table = Document(io.BytesIO(content)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_agenda_as_papers(client, decided, clerk):
    client.force_login(clerk)

    docx = cells(page_of(client, decided, "list_paper").content)
    xlsx = openpyxl.load_workbook(io.BytesIO(page_of(client, decided, "list_sheet").content)).active

    day = f"{clock.today():%Y-%m-%d}"
    first = ["1", "整治背街小巷", "市城管局", "管线迁改没有着落", day, "2099-01-02"]
    assert docx[1] == first
    assert [cell.value for cell in xlsx[3]] == first
    assert docx[2][1] == "另一项"
    assert "整治背街小巷" in shown(page_of(client, decided, "list_print"))


def test_what_was_decided_as_a_paper(client, decided, clerk, plan):
    client.force_login(clerk)
    rows = cells(page_of(client, decided, "list_decisions").content)

    assert rows[1][3:] == ["月底前办结", "市长", "按议定接着推进"]
    assert rows[2][3:] == ["未议定", "", ""]
    assert page_of(client, plan(), "list_decisions").status_code == 404


# What other pages say


def test_the_unit_reads_on_its_work_which_meeting_talks_about_it(client, plan, stuck, liaison):
    row, meeting = stuck(), plan()
    client.force_login(liaison)

    text = shown(client.get(reverse("duties:undertaking", args=[row.pk])))

    day = f"{meeting.on.month}月{meeting.on.day}日"
    assert f"已列入 {day}联席会议议程（市政府三楼会议室）。" in text
    assert reverse("meetings:list_one", args=[meeting.pk]) not in text


def test_work_that_was_put_off_names_the_later_meeting(client, plan, stuck, clerk):
    row, meeting, later = stuck(), plan(3), plan(9, kind="special")
    services.put_off(
        meeting_id=meeting.pk, key=f"w{row.pk}", to_id=later.pk, reason="出差", by=clerk
    )
    client.force_login(clerk)

    text = shown(client.get(reverse("duties:undertaking", args=[row.pk])))

    assert "专题会议程" in text
    assert reverse("meetings:list_one", args=[later.pk]) in text


def test_the_agenda_of_a_near_meeting_is_a_to_do(plan, stuck, clerk, liaison):
    def waiting(user):
        return [str(t.title) for t in todo.collect(user, limit=9) if "议程待定" in str(t.title)]

    meeting = plan(7)
    assert waiting(clerk) == []
    row = stuck()
    assert waiting(clerk) == ["议程待定：第7次联席会议"]
    assert todo.by_source(clerk)["meetings"] == 1
    assert waiting(liaison) == []
    assert waiting(make.user(Role.OFFICE, area=make.area())) == []

    later = plan(8)
    services.put_off(
        meeting_id=meeting.pk, key=f"w{row.pk}", to_id=later.pk, reason="出差", by=clerk
    )
    assert waiting(clerk) == []


def test_a_far_meeting_is_no_to_do(plan, stuck, clerk):
    plan(8)
    stuck()

    assert todo.by_source(clerk)["meetings"] == 0


def test_the_office_is_told_that_no_meeting_is_planned(stuck, clerk, plan, liaison):
    stuck()

    def told(user):
        return [str(s.text) for s in attention.collect(user, limit=9)]

    assert "请求协调，还没有计划会议。" in told(clerk)
    assert "请求协调，还没有计划会议。" not in told(liaison)
    plan()
    assert "请求协调，还没有计划会议。" not in told(clerk)


def test_a_meeting_is_found_by_name_for_who_may_open_it(plan, clerk, liaison):
    plan(3, title="创建工作调度会")

    assert [hit.title for hit in search.find(clerk, "调度会")] == ["创建工作调度会"]
    assert [hit.title for hit in search.find(liaison, "调度会")] == []


def test_the_list_costs_the_same_for_more(client, clerk, plan):
    client.force_login(clerk)

    def asked() -> int:
        client.get(reverse("meetings:list"))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("meetings:list"))
        return len(caught)

    plan()
    one = asked()
    for n in range(4, 9):
        plan(n)

    assert asked() == one
