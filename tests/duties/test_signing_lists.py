"""A unit sees a list once it is issued, its own tasks of it, and signs once for itself."""

import pytest
from django.urls import reverse

from tests import make
from tests.duties.lists import address
from wenming.accounts.models import Role
from wenming.core import todo
from wenming.core.errors import NotAllowed
from wenming.core.models import Ask
from wenming.duties import services
from wenming.duties.errors import NotAsked, SignedAlready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


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
