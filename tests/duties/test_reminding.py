"""One reminder a unit and working day, of what is late or nearly; off by a setting."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests import make
from wenming.accounts.models import Role
from wenming.core import clock
from wenming.core.models import Message
from wenming.duties import services
from wenming.duties.models import Undertaking
from wenming.duties.reminding import remind

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 1, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 1, tzinfo=UTC)


@pytest.fixture
def late(bureau, liaison):
    """Three duties late, nearly, and far from it."""
    with clock.at(datetime(2026, 11, 1, tzinfo=UTC)):
        make.issued_list(
            make.task(bureau, text="超期的事", due_on=date(2026, 11, 20)),
            make.task(bureau, text="快到期的事", due_on=date(2026, 12, 1)),
            make.task(bureau, text="不急的事", due_on=date(2027, 6, 1)),
        )


def run(at=MONDAY):
    with clock.at(at):
        return remind(at)


def test_a_unit_gets_one_message_of_all_that_presses(bureau, late):
    assert run() == 1
    assert run() == 0

    message = Message.objects.get()
    assert message.unit_code == bureau.code
    assert message.title == "市城管局：超期 1 件，快到期 1 件"
    assert "超期的事" in message.text
    assert "快到期的事" in message.text
    assert "不急的事" not in message.text


def test_the_next_working_day_it_is_told_again(late):
    run()

    assert run(datetime(2026, 12, 1, 1, tzinfo=UTC)) == 1


def test_days_off_are_quiet(late):
    assert run(SUNDAY) == 0


def test_it_can_be_switched_off(late, settings):
    settings.REMINDERS = False

    assert run() == 0
    assert not Message.objects.exists()


def test_who_has_nothing_urgent_is_left_in_peace(bureau, liaison):
    make.issued_list(make.task(bureau, due_on=date(2027, 6, 1)))

    assert run() == 0


def test_a_report_asked_out_of_turn_is_told_with_its_reason(bureau, liaison):
    clerk = make.office()
    make.issued_list(make.task(bureau, text="清理楼道"), by=clerk)
    row = Undertaking.objects.get()
    services.request_report(undertaking_id=row.pk, by=clerk, reason="明天省里来看")

    assert run() == 1
    assert "要求报进展：明天省里来看" in Message.objects.get().text


def test_a_unit_without_an_account_is_not_written_to():
    make.issued_list(make.task(make.unit(), due_on=date(2026, 11, 1)))

    assert run() == 0


def test_messages_are_read_on_their_page_by_who_acts_for_the_unit(client, late, liaison):
    run()
    client.force_login(make.user(Role.DEPARTMENT, unit=make.unit()))
    assert "超期的事" not in client.get(reverse("web:messages")).text
    assert Message.objects.get().read_at is None

    client.force_login(liaison)
    page = client.get(reverse("web:messages")).text

    assert "超期的事" in page
    assert Message.objects.get().read_at is not None
