"""版本管理: editions are listed, copied, thrown away, published by a second person."""

import pytest
from django.urls import reverse

from tests import make
from tests.framework.pages import page, told
from wenming.accounts.models import Role
from wenming.core.models import AuditEntry
from wenming.framework import services
from wenming.framework.models import Edition
from wenming.framework.selectors import current_edition
from wenming.framework.workflow import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_an_edition_is_copied_to_the_next_version(client, clerk, edition):
    answer = client.post(
        reverse("framework:editions_copy", args=[edition.pk]),
        {"name": edition.name, "code": edition.code, "kind": "national"},
    )

    made = Edition.objects.get(version=2)
    assert answer.url == reverse("framework:editions_one", args=[made.pk])
    assert (made.code, made.status, made.changed_by) == (edition.code, Status.DRAFT, clerk)
    assert made.name_en == edition.name_en != ""
    assert made.check_items.count() == edition.check_items.count()
    assert current_edition() == edition


def test_another_framework_stands_beside_and_does_not_take_its_place(edition, clerk):
    copied = services.copy_edition(
        edition_id=edition.pk, by=clerk, code="province-2026", name="省测", kind="provincial"
    )

    services.publish_edition(edition_id=copied.pk, by=make.user(Role.OFFICE))

    edition.refresh_from_db()
    assert edition.status == Status.PUBLISHED
    assert copied.name_en == ""  # the English name was that of the other one
    assert current_edition() == edition


def test_who_changed_a_draft_last_does_not_publish_it(client, clerk, draft):
    assert "由另一个人" in told(client, "editions_publish", draft.pk)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT

    client.force_login(make.user(Role.OFFICE))
    assert "已发布并锁定" in told(client, "editions_publish", draft.pk)
    draft.refresh_from_db()
    assert (draft.status, draft.published_by_id is None) == (Status.PUBLISHED, False)


def test_a_published_edition_is_locked(client, clerk, edition):
    address = reverse("framework:editions_row", args=[edition.pk, "indicators", "D01-01"])

    assert client.get(address).status_code == 404
    assert "复制为新草稿" in page(client, "editions_one", edition.pk)
    assert (
        "不能删除" in told(client, "editions_drop", edition.pk) or Edition.objects.get() == edition
    )


def test_a_draft_is_thrown_away(client, clerk, draft):
    assert "草稿已删除" in told(client, "editions_drop", draft.pk)

    assert not Edition.objects.filter(pk=draft.pk).exists()
    assert AuditEntry.objects.order_by("-pk")[0].action == "framework.dropped"


def test_an_edition_is_taken_out_of_force(client, clerk, edition):
    told(client, "editions_retire", edition.pk)

    assert current_edition() is None


@pytest.mark.parametrize("role", [Role.LEADER, Role.DISTRICT_OFFICE, Role.DEPARTMENT])
def test_others_read_what_is_published_and_see_no_draft(client, draft, edition, role):
    client.force_login(make.user(role, unit=make.unit()))

    shown = page(client, "editions")
    assert edition.get_status_display() in shown
    assert reverse("framework:editions_one", args=[draft.pk]) not in shown
    assert client.get(reverse("framework:editions_one", args=[draft.pk])).status_code == 404
    assert "复制为新草稿" not in page(client, "editions_one", edition.pk)
    assert client.post(reverse("framework:editions_retire", args=[edition.pk])).status_code == 403
    assert client.get(reverse("framework:editions_import")).status_code == 403
