"""A new version of a list: one at a time, in force once it is issued."""

import pytest
from django.urls import reverse

from tests import make
from tests.duties.lists import address
from wenming.core import todo
from wenming.core.errors import TransitionRefused
from wenming.duties import services
from wenming.duties.errors import NotAsked, VersionInHand
from wenming.duties.models import TaskList
from wenming.duties.workflow import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_while_a_new_version_is_drafted_the_page_leads_to_it(client, clerk, bureau):
    issued = make.issued_list(make.task(bureau), by=clerk)
    page, again = (reverse(f"duties:{n}", args=[issued.pk]) for n in ("task_list", "new_version"))
    assert again in client.get(page).content.decode()

    client.post(again)

    shown = client.get(page).content.decode()
    made = TaskList.objects.get(replaces=issued)
    assert reverse("duties:task_list", args=[made.pk]) in shown
    assert again not in shown


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


def test_versions_and_withdrawal_by_hand(client, clerk):
    issued = make.issued_list()

    made = client.post(address("new_version", issued.pk))

    new = TaskList.objects.get(version=2)
    assert made.url == address("task_list", new.pk)
    client.post(address("withdraw", new.pk))
    assert not TaskList.objects.filter(version=2).exists()
