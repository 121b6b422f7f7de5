"""Messages to units: told once, mailed once, tried again, given up in sight of the office."""

from datetime import timedelta
from itertools import count
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import transaction

from tests import make
from wenming.core import attention, clock, outbox
from wenming.core.models import Message

pytestmark = pytest.mark.django_db
Mail = Message.Mail


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_HOST = "mail.example"
    settings.SITE_URL = "https://wenming.example"


@pytest.fixture
def unit():
    return make.unit("市城管局", mailbox="cgj@city.example")


def told(unit, key="k", **fields):
    fields = {"title": "超期 1 件", "text": "清理楼道", "path": "/duties/", **fields}
    return outbox.tell(unit_code=unit.code, key=key, **fields)


def later(minutes):
    return clock.at(clock.now() + timedelta(minutes=minutes))


def test_a_message_goes_to_the_mailbox_of_the_unit_once(unit):
    told(unit)

    assert outbox.deliver(clock.now()) == 1
    assert outbox.deliver(clock.now()) == 0

    (sent,) = mail.outbox
    assert sent.to == ["cgj@city.example"]
    assert sent.subject == "【市创城办】超期 1 件"
    assert sent.body == "清理楼道\n\nhttps://wenming.example/duties/"
    assert Message.objects.get().mail == Mail.SENT


def test_the_same_is_told_once(unit):
    assert told(unit) is not None
    assert told(unit) is None
    assert told(unit, "other") is not None
    assert Message.objects.count() == 2


def test_what_was_rolled_back_was_not_told(unit):
    def break_off():
        told(unit)
        raise KeyError

    with pytest.raises(KeyError):
        transaction.atomic(break_off)()

    assert outbox.deliver(clock.now()) == 0
    assert mail.outbox == []


@pytest.mark.parametrize("lacks", ["server", "mailbox"])
def test_without_server_or_mailbox_it_is_read_here_only(unit, settings, lacks):
    if lacks == "server":
        settings.EMAIL_HOST = ""
    else:
        unit.mailbox = ""
        unit.save()
    told(unit)

    assert outbox.deliver(clock.now()) == 0
    assert Message.objects.get().mail == Mail.NONE


def test_a_server_that_is_away_is_tried_again_until_it_is_given_up(unit, monkeypatch):
    told(unit)
    office = make.office()

    def fail(*_args, **_kwargs):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    waited = 0
    for minutes in (0, 1, 5, 15, 60, 240):
        waited += minutes
        with later(waited + 1):
            outbox.deliver(clock.now())
            assert outbox.deliver(clock.now()) == 0  # not before its time

    message = Message.objects.get()
    assert (message.mail, message.tries) == (Mail.FAILED, 6)
    assert mail.outbox == []
    assert any("没有发出去" in str(s.text) for s in attention.collect(office, limit=20))


def test_after_a_failure_it_goes_out(unit, monkeypatch):
    told(unit)
    with monkeypatch.context() as broken:
        broken.setattr("wenming.core.outbox._mail", lambda *_: (_ for _ in ()).throw(OSError))
        assert outbox.deliver(clock.now()) == 0

    with later(2):
        assert outbox.deliver(clock.now()) == 1

    assert len(mail.outbox) == 1


def test_one_that_a_dead_server_took_is_sent_after_a_while(unit):
    told(unit)
    Message.objects.update(mail=Mail.SENDING, mail_at=clock.now())

    assert outbox.deliver(clock.now()) == 0
    with later(40):
        assert outbox.deliver(clock.now()) == 1


def test_a_mailbox_taken_off_the_register_gets_nothing_more(unit):
    told(unit)
    unit.mailbox = ""
    unit.save()

    assert outbox.deliver(clock.now()) == 0
    assert Message.objects.get().mail == Mail.NONE


def test_of_hundreds_none_is_lost_and_none_doubled(unit, monkeypatch):
    for n in range(250):
        told(unit, f"k{n}")
    calls = count()
    real = outbox._mail

    def flaky(message, address):
        if next(calls) % 3 == 0:
            raise OSError
        real(message, address)

    monkeypatch.setattr(outbox, "_mail", flaky)
    sent = 0
    for hours in range(12):
        with later(60 * hours + 1):
            while n := outbox.deliver(clock.now()):
                sent += n

    failed = Message.objects.filter(mail=Mail.FAILED).count()
    assert not Message.objects.exclude(mail__in=[Mail.SENT, Mail.FAILED]).exists()
    assert sent == len(mail.outbox) == 250 - failed
