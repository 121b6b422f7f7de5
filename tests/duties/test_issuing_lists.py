"""A task list is issued: numbered, frozen, asked of its units, by the office only."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Docx

from tests import make
from wenming.accounts.models import Role
from wenming.core import uploads
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import Ask, AuditEntry
from wenming.duties import services
from wenming.duties.errors import ListIsFixed, NothingToIssue, UnitEnded
from wenming.duties.models import Receipt
from wenming.duties.workflow import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_issuing_numbers_freezes_and_asks(bureau):
    made = make.reviewed(make.task_list(make.task(bureau, supports=[make.unit("市公安局")])))

    issued = services.issue_list(
        task_list_id=made.pk, by=make.office(), approver="主任", issued_on=date(2026, 11, 20)
    )

    assert (issued.status, issued.approver) == (Status.ISSUED, "主任")
    assert issued.number == "市创城办清单〔2026〕1号"
    assert issued.issued_on == date(2026, 11, 20)
    assert {row.unit.name for row in issued.receipts.all()} == {"市城管局", "市公安局"}
    assert Ask.objects.filter(unit_code=bureau.code, kind="task_list").count() == 1
    entry = AuditEntry.objects.filter(action="duties.list_issued").get()
    assert entry.data["paper"] == issued.paper.digest


def test_the_sheet_that_the_leader_signed_is_kept_with_the_list(client, clerk, bureau, liaison):
    made = make.reviewed(make.task_list(make.task(bureau), by=clerk))
    scan = SimpleUploadedFile("签批件.pdf", b"%PDF-1.7 signed", "application/pdf")
    fields = {"approver": "市委副书记", "issued_on": "2026-11-20", "scan": scan}

    client.post(reverse("duties:issue", args=[made.pk]), fields)

    made.refresh_from_db()
    url = reverse("files:open", args=[made.approval_id])
    client.force_login(liaison)
    assert url in client.get(reverse("duties:task_list", args=[made.pk])).content.decode()
    assert b"".join(client.get(url)) == b"%PDF-1.7 signed"
    client.force_login(make.clerk(make.unit("市公安局"), Role.DEPARTMENT))  # is not in the list
    assert client.get(url).status_code == 404


def test_what_is_no_scan_is_refused_and_nothing_is_issued(client, clerk, bureau):
    made = make.reviewed(make.task_list(make.task(bureau), by=clerk))
    scan = SimpleUploadedFile("签批.docx", b"PK words")
    fields = {"approver": "市委副书记", "issued_on": "2026-11-20", "scan": scan}

    answer = client.post(reverse("duties:issue", args=[made.pk]), fields)

    made.refresh_from_db()
    assert (answer.status_code, made.status) == (422, Status.REVIEWED)
    assert "不是 pdf、jpg 或 png" in answer.content.decode()


def test_the_next_list_takes_the_next_number_and_a_typed_one_stays():
    make.issued_list()
    second = make.reviewed(make.task_list())

    services.issue_list(
        task_list_id=second.pk, by=make.office(), approver="主任", number="云创〔9〕号"
    )
    third = make.issued_list()

    second.refresh_from_db()
    assert second.number == "云创〔9〕号"
    assert third.number.endswith("〕2号")


def test_the_paper_holds_the_letter_and_the_table(bureau):
    target = {"metric": "保洁达标率", "op": ">=", "value": 90.0, "unit": "%", "current": None}
    issued = make.issued_list(
        make.task(bureau, text="整治背街小巷", due_on=date(2026, 12, 10), targets=[target])
    )

    paper = Docx(io.BytesIO(uploads.read(issued.paper)))

    words = "\n".join(line.text for line in paper.paragraphs)
    assert issued.title in words
    assert issued.number in words
    assert "市城管局：" in words
    cells = [cell.text for cell in paper.tables[0].rows[1].cells]
    assert cells == ["1", "整治背街小巷", "保洁达标率 ≥ 90 %", "市城管局", "", "", "2026-12-10", ""]
    upright, turned = paper.sections
    assert (round(upright.page_width.mm), round(upright.top_margin.mm)) == (210, 37)
    assert (round(upright.left_margin.mm), round(upright.right_margin.mm)) == (28, 26)
    assert (round(turned.page_width.mm), round(turned.page_height.mm)) == (297, 210)
    assert (
        paper.tables[0]
        .rows[0]
        ._tr.trPr.findall("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblHeader")
    )


def test_an_issued_list_does_not_change():
    issued = make.issued_list()
    duty = issued.duties.get()

    for change in (
        lambda: services.write_duty(task_list_id=issued.pk, by=make.office(), task=make.task()),
        lambda: services.remove_duty(task_list_id=issued.pk, duty_id=duty.pk, by=make.office()),
        lambda: services.withdraw_list(task_list_id=issued.pk, by=make.office()),
    ):
        with pytest.raises(ListIsFixed, match="换发新版"):
            change()
    with pytest.raises(TransitionRefused, match="已印发"):
        services.issue_list(task_list_id=issued.pk, by=make.office(), approver="主任")

    assert issued.duties.get() == duty


def test_an_empty_list_is_not_issued():
    made = make.task_list()
    made.duties.all().delete()

    with pytest.raises(NothingToIssue):
        services.submit_list(task_list_id=made.pk, by=make.office())

    made.refresh_from_db()
    assert made.status == Status.DRAFT


def test_a_unit_that_ended_is_named_and_nothing_is_issued():
    unit = make.unit("市工商局")
    made = make.reviewed(make.task_list(make.task(unit)))
    unit.valid_until = date(2026, 1, 1)
    unit.save()

    with pytest.raises(UnitEnded, match="市工商局已经撤销"):
        services.issue_list(task_list_id=made.pk, by=make.office(), approver="主任")

    assert not Receipt.objects.exists()


def test_the_issuing_office_has_it_already():
    clerk = make.office()
    office = clerk.grants.get().unit

    issued = make.issued_list(make.task(office), by=clerk)

    assert issued.receipts.get().by == clerk
    assert not Ask.objects.exists()


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPARTMENT, Role.DISTRICT_OFFICE])
def test_only_the_office_issues(role, bureau):
    made = make.reviewed(make.task_list())

    with pytest.raises(NotAllowed):
        services.issue_list(task_list_id=made.pk, by=make.user(role, unit=bureau), approver="主任")

    made.refresh_from_db()
    assert made.status == Status.REVIEWED
