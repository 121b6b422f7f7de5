"""A task list: drafted, issued, signed, replaced; units see nothing before it is issued."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as Docx
from python_calamine import CalamineWorkbook

from tests import make
from wenming.accounts.models import Role
from wenming.core import todo, uploads
from wenming.core.errors import NotAllowed, TransitionRefused
from wenming.core.models import Ask, AuditEntry
from wenming.documents import services as drafting
from wenming.documents.models import Document, Draft
from wenming.duties import services
from wenming.duties.errors import (
    ListIsFixed,
    NotAsked,
    NothingAccepted,
    NothingToIssue,
    SignedAlready,
    UnitEnded,
    VersionInHand,
)
from wenming.duties.models import Duty, DutyUnit, Receipt, TaskList
from wenming.duties.workflow import Status
from wenming.organization.models import Level, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client: Client):
    """A clerk of the office, signed in."""
    found = make.office()
    client.force_login(found)
    return found


@pytest.fixture
def bureau():
    return make.unit("市城管局")


@pytest.fixture
def liaison(bureau):
    """Somebody who signs for the bureau."""
    return make.user(Role.DEPARTMENT, unit=bureau)


def accepted_document(bureau, by) -> Document:
    document = make.document()
    draft = document.drafts.all()[0]
    drafting.decide(draft_id=draft.pk, verdict=Draft.Verdict.ACCEPTED, by=by)
    return document


# Drafting


def test_accepted_drafts_become_tasks(bureau):
    police = make.unit("市公安局")
    document = accepted_document(bureau, make.office())

    made = services.finish_review(
        document_id=document.pk, by=make.office(), title="迎测清单", basis="《讲话》"
    )

    duty = made.duties.get()
    draft = document.drafts.all()[0]
    assert (made.status, made.version, made.owner) == (Status.DRAFT, 1, make.city())
    assert (duty.text, duty.draft, duty.targets) == (draft.text, draft, draft.targets)
    assert {(row.unit, row.part) for row in duty.units.all()} == {
        (bureau, DutyUnit.Part.LEAD),
        (police, DutyUnit.Part.SUPPORT),
    }
    document.refresh_from_db()
    assert document.status == Document.Status.DONE


def test_several_documents_go_into_one_list(bureau):
    first = accepted_document(bureau, make.office())
    made = services.finish_review(
        document_id=first.pk, by=make.office(), title="清单", basis="讲话"
    )
    second = accepted_document(bureau, make.office())

    services.finish_review(document_id=second.pk, by=make.office(), into=made)

    assert [duty.order for duty in made.duties.all()] == [1, 2]
    assert set(made.documents.all()) == {first, second}


def test_nothing_accepted_makes_no_list():
    document = make.document()

    with pytest.raises(NothingAccepted):
        services.finish_review(document_id=document.pk, by=make.office(), title="清单", basis="话")

    document.refresh_from_db()
    assert document.status == Document.Status.REVIEWING
    assert not TaskList.objects.exists()


def test_a_task_is_corrected_added_and_removed():
    made = make.task_list()
    duty = made.duties.get()
    lead, other = make.unit(), make.unit()

    services.write_duty(
        task_list_id=made.pk,
        duty_id=duty.pk,
        by=make.office(),
        task=make.task(lead, text="改过", responsible=[other, lead], supports=[other]),
    )
    added = services.write_duty(task_list_id=made.pk, by=make.office(), task=make.task())

    duty.refresh_from_db()
    assert duty.text == "改过"
    assert {(row.unit, row.part) for row in duty.units.all()} == {
        (lead, DutyUnit.Part.LEAD),
        (other, DutyUnit.Part.RESPONSIBLE),
    }
    assert added.order == 2
    services.remove_duty(task_list_id=made.pk, duty_id=duty.pk, by=make.office())
    assert list(made.duties.all()) == [added]


def test_a_task_of_another_list_is_out_of_reach():
    made, other = make.task_list(), make.task_list()

    with pytest.raises(Duty.DoesNotExist):
        services.remove_duty(task_list_id=made.pk, duty_id=other.duties.get().pk, by=make.office())


def test_a_withdrawn_draft_opens_the_review_again(bureau):
    document = accepted_document(bureau, make.office())
    made = services.finish_review(
        document_id=document.pk, by=make.office(), title="清单", basis="讲话"
    )

    services.withdraw_list(task_list_id=made.pk, by=make.office())

    document.refresh_from_db()
    assert document.status == Document.Status.REVIEWING
    assert not TaskList.objects.exists()


# Issuing


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


def test_while_a_new_version_is_drafted_the_page_leads_to_it(client, clerk, bureau):
    issued = make.issued_list(make.task(bureau), by=clerk)
    page, again = (reverse(f"duties:{n}", args=[issued.pk]) for n in ("task_list", "new_version"))
    assert again in client.get(page).content.decode()

    client.post(again)

    shown = client.get(page).content.decode()
    made = TaskList.objects.get(replaces=issued)
    assert reverse("duties:task_list", args=[made.pk]) in shown
    assert again not in shown


def test_each_unit_has_a_sheet_with_a_number_and_its_own_tasks(client, clerk, bureau, liaison):
    police = make.unit("市公安局")
    issued = make.issued_list(
        make.task(bureau, text="整治背街小巷", supports=[police]),
        make.task(police, text="规范停车秩序"),
        by=clerk,
    )
    url = reverse("duties:orders", args=[issued.pk])

    orders = {o.receipt.unit: o for o in client.get(url).context["orders"]}

    assert {o.number for o in orders.values()} == {f"{issued.number}-01", f"{issued.number}-02"}
    assert [line.duty.text for line in orders[bureau].lines] == ["整治背街小巷"]
    assert [line.duty.text for line in orders[police].lines] == ["整治背街小巷", "规范停车秩序"]
    client.force_login(liaison)
    page = client.get(url)
    assert [o.receipt.unit for o in page.context["orders"]] == [bureau]
    assert "data:image/svg+xml" in page.content.decode()
    assert "规范停车秩序" not in page.content.decode()


def test_the_office_of_a_named_district_sees_its_own_answers_only(client, clerk, bureau):
    district = make.unit("东湖区创城办", kind=UnitKind.DISTRICT, area=make.area(Level.DISTRICT))
    issued = make.issued_list(make.task(bureau, text="整治背街小巷"), make.task(district), by=clerk)
    client.force_login(make.user(Role.OFFICE, unit=district))

    page = client.get(reverse("duties:task_list", args=[issued.pk]))
    orders = client.get(reverse("duties:orders", args=[issued.pk])).context["orders"]

    assert "asked" not in page.context
    assert [order.receipt.unit for order in orders] == [district]


def test_a_draft_has_no_sheets_yet(client, clerk, bureau):
    made = make.task_list(make.task(bureau), by=clerk)

    assert client.get(reverse("duties:orders", args=[made.pk])).status_code == 404


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


# Signing


def test_a_unit_signs_once(bureau, liaison):
    issued = make.issued_list(make.task(bureau))

    receipt = services.sign_list(task_list_id=issued.pk, unit_id=bureau.pk, by=liaison)

    assert receipt.at is not None
    assert Ask.objects.get(kind="task_list").answered_at is not None
    with pytest.raises(SignedAlready, match="签收过"):
        services.sign_list(task_list_id=issued.pk, unit_id=bureau.pk, by=liaison)


def test_nobody_signs_for_another_unit(bureau):
    issued = make.issued_list(make.task(bureau))
    other = make.user(Role.DEPARTMENT, unit=make.unit())

    with pytest.raises(NotAllowed):
        services.sign_list(task_list_id=issued.pk, unit_id=bureau.pk, by=other)

    assert issued.receipts.get().at is None


def test_a_unit_without_a_task_has_nothing_to_sign(bureau, liaison):
    issued = make.issued_list()

    with pytest.raises(NotAsked):
        services.sign_list(task_list_id=issued.pk, unit_id=bureau.pk, by=liaison)


def test_signing_is_a_to_do_until_it_is_done(bureau, liaison):
    issued = make.issued_list(make.task(bureau))
    assert todo.counts(liaison)["duties"] == 1
    assert todo.collect(liaison, limit=5)[0].url == reverse("duties:task_list", args=[issued.pk])

    services.sign_list(task_list_id=issued.pk, unit_id=bureau.pk, by=liaison)

    assert todo.counts(liaison)["duties"] == 0


def test_documents_to_review_are_a_to_do_of_the_office(liaison):
    make.document()

    assert todo.counts(make.office())["documents"] == 1
    assert todo.counts(liaison)["documents"] == 0


# Versions


def test_a_new_version_replaces_the_old_when_it_is_issued(bureau, liaison):
    old = make.issued_list(make.task(bureau, text="原来的"))
    services.sign_list(task_list_id=old.pk, unit_id=bureau.pk, by=liaison)

    new = services.draft_version(task_list_id=old.pk, by=make.office())

    old.refresh_from_db()
    assert (old.status, new.version, new.status) == (Status.ISSUED, 2, Status.DRAFT)
    assert [duty.text for duty in new.duties.all()] == ["原来的"]

    make.reviewed(new)
    services.issue_list(task_list_id=new.pk, by=make.office(), approver="主任")

    old.refresh_from_db()
    assert old.status == Status.REPLACED
    assert new.receipts.get().at is None  # a new version is signed anew


def test_one_version_is_drafted_at_a_time():
    issued = make.issued_list()
    services.draft_version(task_list_id=issued.pk, by=make.office())

    with pytest.raises(VersionInHand):
        services.draft_version(task_list_id=issued.pk, by=make.office())


def test_a_draft_has_no_new_version():
    with pytest.raises(TransitionRefused):
        services.draft_version(task_list_id=make.task_list().pk, by=make.office())


def test_a_replaced_list_asks_for_no_receipt(bureau, liaison):
    old = make.issued_list(make.task(bureau))
    new = services.draft_version(task_list_id=old.pk, by=make.office())
    make.reviewed(new)
    services.issue_list(task_list_id=new.pk, by=make.office(), approver="主任")

    assert todo.counts(liaison)["duties"] == 1
    with pytest.raises(NotAsked):
        services.sign_list(task_list_id=old.pk, unit_id=bureau.pk, by=liaison)


# Pages


def address(name: str, *args) -> str:
    return reverse(f"duties:{name}", args=args)


def test_the_whole_way_by_hand(client, clerk, bureau):
    document = accepted_document(bureau, clerk)

    made = client.post(
        address("review_finish", document.pk),
        {"into": "", "title": "迎测清单", "basis": "《讲话》"},
    )
    task_list = TaskList.objects.get()
    assert made.url == address("task_list", task_list.pk)
    assert "拟稿" in client.get(made.url).content.decode()
    client.post(address("submit", task_list.pk))
    client.force_login(make.office())
    client.post(address("review_list", task_list.pk), {"pass": "1"})
    issued = client.post(
        address("issue", task_list.pk),
        {"approver": "主任", "number": "", "issued_on": "2026-11-20"},
        follow=True,
    )

    page = issued.content.decode()
    assert "市创城办清单〔2026〕1号" in page
    assert "1 个单位还没有签收" in page
    assert "尚未签收（1 个）：市城管局" in page
    assert f"http://testserver{made.url}" in page


def test_finishing_needs_a_title_and_something_accepted(client, clerk, bureau):
    document = accepted_document(bureau, clerk)

    answer = client.post(
        address("review_finish", document.pk), {"into": "", "title": "", "basis": ""}
    )

    assert answer.status_code == 422
    assert not TaskList.objects.exists()
    assert (
        "一条也没有采纳"
        in client.get(address("review_finish", make.document().pk)).content.decode()
    )


def test_a_unit_sees_nothing_before_it_is_issued(client, bureau, liaison):
    made = make.task_list(make.task(bureau, text="整治背街小巷"))
    client.force_login(liaison)

    assert client.get(address("task_list", made.pk)).status_code == 404
    assert "整治背街小巷" not in client.get(address("list")).content.decode()
    assert client.get(address("paper", made.pk)).status_code == 404
    assert client.get(address("export", made.pk)).status_code == 404


def test_a_unit_sees_its_own_tasks_and_signs(client, bureau, liaison):
    issued = make.issued_list(make.task(bureau, text="整治背街小巷"))
    make.issued_list(make.task(text="别家的任务"))
    client.force_login(liaison)

    mine = client.get(address("list")).content.decode()
    assert "整治背街小巷" in mine
    assert "别家的任务" not in mine
    assert "牵头" in mine
    page = client.get(address("task_list", issued.pk)).content.decode()
    assert "市城管局签收" in page
    assert "还没有签收" not in page  # who else has not signed is the office's matter
    client.post(address("sign", issued.pk, bureau.pk))

    assert issued.receipts.get().by == liaison
    assert (
        "市城管局签收</button>" not in client.get(address("task_list", issued.pk)).content.decode()
    )


def test_a_unit_cannot_do_what_the_office_does(client, bureau, liaison):
    issued = make.issued_list(make.task(bureau))
    duty = issued.duties.get()
    client.force_login(liaison)

    for name, args in (
        ("issue", [issued.pk]),
        ("consult", [issued.pk]),
        ("submit", [issued.pk]),
        ("review_list", [issued.pk]),
        ("end_consultation", [issued.pk]),
        ("new_version", [issued.pk]),
        ("withdraw", [issued.pk]),
        ("new_duty", [issued.pk]),
        ("duty", [issued.pk, duty.pk]),
        ("remove_duty", [issued.pk, duty.pk]),
    ):
        assert client.post(address(name, *args)).status_code == 403


def test_signing_for_a_foreign_unit_is_refused_with_a_sentence(client, bureau, liaison):
    other = make.unit("市公安局")
    issued = make.issued_list(make.task(bureau, supports=[other]))
    client.force_login(liaison)

    answer = client.post(address("sign", issued.pk, other.pk))

    assert answer.status_code == 403
    assert "代单位签收" in answer.content.decode()


def test_a_leader_sees_lists_and_who_has_not_signed(client, bureau):
    issued = make.issued_list(make.task(bureau))
    client.force_login(make.user(Role.LEADER))

    assert client.get(address("list")).url == address("lists")
    assert "1 个单位还没有签收" in client.get(address("task_list", issued.pk)).content.decode()
    assert client.post(address("issue", issued.pk)).status_code == 403


def test_a_list_is_exported_with_its_indicators(client, clerk, bureau):
    edition = make.edition()
    indicator = edition.indicators.get(code="D06-05")
    made = make.task_list(make.task(bureau, text="维修公厕", indicators=[indicator]))

    answer = client.get(address("export", made.pk))

    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    row = rows.to_python()[2]
    assert row[:2] == ["生活环境", "D06-05 公共厕所管理"]
    assert row[2:4] == ["维修公厕", "市城管局"]


def test_a_task_is_written_through_the_form(client, clerk, bureau):
    make.edition()
    made = make.task_list()
    form = {
        "text": "维修公厕",
        "kind": "task",
        "leads": "市城管局",
        "due_on": "2026-12-10",
        "indicators": "D06-05、D06-03",
    }

    answer = client.post(address("new_duty", made.pk), form)

    assert answer.url == address("task_list", made.pk)
    duty = made.duties.get(text="维修公厕")
    assert {row.code for row in duty.indicators.all()} == {"D06-03", "D06-05"}
    wrong = client.post(address("new_duty", made.pk), {**form, "indicators": "D99"})
    assert wrong.status_code == 422
    assert "没有指标“D99”" in wrong.content.decode()
    shown = client.get(address("duty", made.pk, duty.pk)).content.decode()
    assert "D06-03、D06-05" in shown


def test_a_task_is_removed_through_its_page(client, clerk):
    made = make.task_list()

    client.post(address("remove_duty", made.pk, made.duties.get().pk))

    assert not made.duties.exists()


def test_a_draft_shows_its_paper_as_a_draft(client, clerk):
    made = make.task_list()

    answer = client.get(address("paper", made.pk))

    words = "\n".join(line.text for line in Docx(io.BytesIO(answer.content)).paragraphs)
    assert f"{made.title}（拟稿）" in words


def test_the_issued_paper_is_the_frozen_one(client, clerk):
    issued = make.issued_list()
    Duty.objects.update(text="改了库里的字")

    answer = client.get(address("paper", issued.pk))

    assert b"".join(answer.streaming_content) == uploads.read(issued.paper)


def test_versions_and_withdrawal_by_hand(client, clerk):
    issued = make.issued_list()

    made = client.post(address("new_version", issued.pk))

    new = TaskList.objects.get(version=2)
    assert made.url == address("task_list", new.pk)
    client.post(address("withdraw", new.pk))
    assert not TaskList.objects.filter(version=2).exists()


MOST = 13  # with the figures of the frame, which are kept where nothing changed: 11 then


def test_lists_cost_the_same_however_many(client, clerk, django_assert_max_num_queries):
    make.issued_list()
    client.get(address("lists"))
    with django_assert_max_num_queries(MOST):
        client.get(address("lists"))
    for _n in range(3):
        make.issued_list(make.task(), make.task())
    with django_assert_max_num_queries(MOST):
        page = client.get(address("lists"))

    assert "0/2" in page.content.decode()


def test_a_list_costs_the_same_however_long(client, clerk, django_assert_max_num_queries):
    short = make.issued_list()
    long = make.issued_list(*[make.task(make.unit(), supports=[make.unit()]) for _n in range(8)])
    client.get(address("task_list", short.pk))

    for issued in (short, long):
        with django_assert_max_num_queries(MOST):
            client.get(address("task_list", issued.pk))
