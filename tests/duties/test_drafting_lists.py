"""A task list while it is drafted: made of accepted drafts, corrected, withdrawn."""

import pytest

from tests import make
from tests.duties.lists import accepted_document, address
from wenming.documents.models import Document
from wenming.duties import services
from wenming.duties.errors import NothingAccepted
from wenming.duties.models import Duty, DutyUnit, TaskList
from wenming.duties.workflow import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


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
