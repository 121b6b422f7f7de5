"""A leader's line: proposed, assigned, answered, closed, and told to the leader."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tests import make
from wenming.accounts.models import Role
from wenming.core import attention, clock, todo
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import Ask, AuditEntry
from wenming.duties.errors import DueInThePast, LineMissing
from wenming.instructions import services
from wenming.instructions.models import Instruction
from wenming.instructions.services import Line
from wenming.instructions.workflow import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make.user(Role.LEADER, display_name="市长")


@pytest.fixture
def clerk():
    return make.office()


@pytest.fixture
def bureau():
    return make.unit("市城管局")


@pytest.fixture
def liaison(bureau):
    return make.user(Role.DEPARTMENT, unit=bureau)


def given(leader, text="这个市场要彻底整治") -> Instruction:
    return services.instruct(by=leader, line=Line(text=text, leader="市长"), owner=make.city())


def assigned(row, clerk, bureau, days=5) -> Instruction:
    return services.assign(
        instruction_id=row.pk,
        by=clerk,
        unit_id=bureau.pk,
        due_on=clock.today() + timedelta(days=days),
        line="五日内报结果",
    )


def test_a_line_goes_all_the_way_and_back_to_its_leader(leader, clerk, bureau, liaison):
    row = given(leader)
    services.propose(instruction_id=row.pk, by=clerk, line="拟转市城管局")
    assigned(row, clerk, bureau)
    assert Ask.objects.get(kind="instruction").answered_at is None
    services.answer(instruction_id=row.pk, by=liaison, line="已整治，夜间值守到月底")
    services.close(instruction_id=row.pk, by=clerk, result="市场已整治")

    row.refresh_from_db()
    assert (row.status, row.result, row.closed_on) == (
        Status.CLOSED,
        "市场已整治",
        clock.today(),
    )
    assert [step.action for step in row.steps.all()] == [
        "give",
        "propose",
        "assign",
        "answer",
        "close",
    ]
    assert Ask.objects.get(kind="instruction").answered_at is not None
    assert AuditEntry.objects.filter(action="instruction.closed", thing_id=row.pk).exists()
    told = [str(s.text) for s in attention.collect(leader, limit=9)]
    assert "已办结：市场已整治" in told


def test_another_leader_is_not_told(leader, clerk):
    row = given(leader)
    services.propose(instruction_id=row.pk, by=clerk, line="已了解")
    services.close(instruction_id=row.pk, by=clerk, result="已办")

    told = [str(s.text) for s in attention.collect(make.user(Role.LEADER), limit=9)]
    assert "已办结：已办" not in told


def test_a_leader_does_not_assign_past_the_office(leader, bureau):
    with pytest.raises(NotAllowed):
        assigned(given(leader), leader, bureau)


def test_the_office_does_not_answer_for_the_unit(leader, clerk, bureau):
    row = assigned(given(leader), clerk, bureau)

    with pytest.raises(NotAllowed):
        services.answer(instruction_id=row.pk, by=clerk, line="我替他答")


def test_a_unit_gives_no_instructions(liaison):
    with pytest.raises(NotAllowed):
        given(liaison)


def test_a_deadline_in_the_past_is_refused(leader, clerk, bureau):
    with pytest.raises(DueInThePast):
        assigned(given(leader), clerk, bureau, days=-1)


def test_an_answer_that_does_not_do_goes_back(leader, clerk, bureau, liaison):
    row = assigned(given(leader), clerk, bureau)
    services.answer(instruction_id=row.pk, by=liaison, line="在办")
    with pytest.raises(LineMissing):
        services.send_back(instruction_id=row.pk, by=clerk, line="")

    services.send_back(instruction_id=row.pk, by=clerk, line="没有说结果")

    row.refresh_from_db()
    assert row.status == Status.ASSIGNED


def test_what_was_not_answered_is_not_closed(leader, clerk, bureau):
    row = assigned(given(leader), clerk, bureau)

    with pytest.raises(TransitionRefused):
        services.close(instruction_id=row.pk, by=clerk, result="算了")


def test_each_step_waits_for_who_takes_it(leader, clerk, bureau, liaison):
    row = given(leader)
    assert [t.verb for t in todo.collect(clerk, limit=9)] == ["拟办"]
    assigned(row, clerk, bureau)

    assert [t.verb for t in todo.collect(clerk, limit=9)] == []
    assert [t.verb for t in todo.collect(liaison, limit=9)] == ["反馈"]


def test_the_nearest_deadline_is_told_first(leader, clerk, bureau, liaison):
    for text, days in (("晚些的", 9), ("要紧的", 2)):
        assigned(given(leader, text), clerk, bureau, days=days)

    assert ["要紧的" in t.title for t in todo.collect(liaison, limit=1)] == [True]


# Pages


def test_a_leader_writes_a_line_on_a_page(client, leader):
    client.force_login(leader)
    assert "批示" in client.get(reverse("web:workbench")).content.decode()

    client.post(
        reverse("instructions:list_new"),
        {"text": "要快", "about": reverse("web:workbench"), "title": "工作台"},
    )

    row = Instruction.objects.get()
    assert (row.leader, row.is_entered, row.about_path, row.about_title) == (
        "市长",
        False,
        reverse("web:workbench"),
        "工作台",
    )


@pytest.mark.parametrize("about", ["https://evil.example/", "//evil.example", "/no/such/page/"])
def test_a_line_points_only_into_this_site(client, leader, about):
    client.force_login(leader)

    client.post(reverse("instructions:list_new"), {"text": "要快", "about": about, "title": ""})

    assert Instruction.objects.get().about_path == ""


def test_the_office_enters_a_line_from_paper(client, clerk):
    client.force_login(clerk)

    scan = SimpleUploadedFile("a.jpg", make.photo_bytes(), content_type="image/jpeg")

    client.post(
        reverse("instructions:list_new"),
        {"text": "要快", "leader": "常务副市长", "given_on": "2026-11-02", "scan": scan},
    )

    row = Instruction.objects.get()
    assert (row.leader, row.is_entered, f"{row.given_on}") == ("常务副市长", True, "2026-11-02")
    assert client.get(reverse("files:open", args=[row.scan_id])).status_code == 200
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert client.get(reverse("files:open", args=[row.scan_id])).status_code == 404


def test_a_scan_that_is_no_picture_is_refused_with_a_sentence(client, clerk):
    client.force_login(clerk)

    scan = SimpleUploadedFile("a.jpg", b"not a picture", content_type="image/jpeg")

    answer = client.post(
        reverse("instructions:list_new"), {"text": "要快", "leader": "市长", "scan": scan}
    )

    assert answer.status_code == 422
    assert not Instruction.objects.exists()


def test_a_unit_sees_only_what_was_handed_to_it(client, leader, clerk, bureau, liaison):
    mine = assigned(given(leader), clerk, bureau)
    other = given(leader, "别的事")
    client.force_login(liaison)

    page = client.get(reverse("instructions:list")).content.decode()

    assert str(mine) in page
    assert "别的事" not in page
    assert client.get(reverse("instructions:list_one", args=[other.pk])).status_code == 404


def test_the_steps_on_the_page(client, leader, clerk, bureau, liaison):
    row = given(leader)
    client.force_login(clerk)

    def act(verb: str, **data: str):
        return client.post(reverse("instructions:list_act", args=[row.pk, verb]), data)

    assert act("assign", unit="没有的局", due_on="2099-01-01").status_code == 422
    assert act("assign", unit="市城管局", due_on="2099-01-01").status_code == 302
    client.force_login(liaison)
    assert act("close", line="我来办结").status_code == 422
    assert act("answer", line="已办").status_code == 302
    client.force_login(clerk)
    assert act("close", line="已办好").status_code == 302

    row.refresh_from_db()
    assert row.status == Status.CLOSED


def test_the_list_costs_the_same_for_more(client, leader, clerk, django_assert_num_queries):
    given(leader)
    client.force_login(leader)

    with CaptureQueriesContext(connection) as first:
        client.get(reverse("instructions:list"))
    for _ in range(5):
        given(leader)

    with django_assert_num_queries(len(first)):
        client.get(reverse("instructions:list"))


def test_its_paper_tells_the_whole_way(client, leader, clerk, bureau, liaison):
    row = given(leader)
    services.propose(instruction_id=row.pk, by=clerk, line="拟转市城管局办理")
    assigned(row, clerk, bureau)
    services.answer(instruction_id=row.pk, by=liaison, line="清了两次")
    services.send_back(instruction_id=row.pk, by=clerk, line="要有长效办法")
    services.answer(instruction_id=row.pk, by=liaison, line="已签管理协议")
    services.close(instruction_id=row.pk, by=clerk, result="市场已整治到位")
    client.force_login(liaison)

    answer = client.get(reverse("instructions:list_paper", args=[row.pk]))

    cells = [c.text for r in Document(io.BytesIO(answer.content)).tables[0].rows for c in r.cells]
    said = dict(zip(cells[::2], cells[1::2], strict=True))
    assert said["批示内容"] == "这个市场要彻底整治"
    assert said["承办单位"] == "市城管局"
    assert [line.split(" ", 1)[1] for line in said["办理情况"].splitlines()] == [
        "清了两次",
        "退回再办：要有长效办法",
        "已签管理协议",
    ]
    assert said["办理结果"] == "市场已整治到位"


def test_the_paper_of_another_unit_is_not_opened(client, leader):
    row = given(leader)
    client.force_login(make.clerk(make.unit(), Role.DEPARTMENT))

    assert client.get(reverse("instructions:list_paper", args=[row.pk])).status_code == 404
