"""The message outbox (消息): what is told to units, read in the platform, mailed where mail is set up.

A message is a row of the transaction that has something to tell; a job of the schedule mails it
afterwards, so that a mail server that is away neither loses nor doubles anything. Other channels
come beside `_mail`. Messages are never the only way: what waits is on the workbench anyway.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet

from wenming.core.clock import now
from wenming.core.models import Message
from wenming.core.registry import Registry

log = logging.getLogger(__name__)
Mail = Message.Mail
RETRIES = [timedelta(minutes=n) for n in (1, 5, 15, 60, 240)]
"""How long after each failed attempt the next one comes; after the last the mail has failed."""
LOST_AFTER = timedelta(minutes=30)
"""An attempt without an end after this long is taken for one whose server died."""
A_RUN = 200
"""Mails of one run of the job."""

mailboxes: Registry[Callable[[Collection[str]], Mapping[str, str]]] = Registry()
"""Who knows the mailboxes of units: codes → those that have one, by code."""


def tell(*, unit_code: str, key: str, title: str, text: str, path: str) -> Message | None:
    """Leave a message for a unit; None where it was told before. Call inside a transaction.

    Args:
        key: what makes it the same message, such as `digest:2026-11-30`.
        path: the page on which one goes on.
    """
    is_mailed = mails() and bool(addresses([unit_code]).get(unit_code))
    message, is_new = Message.objects.get_or_create(
        unit_code=unit_code,
        key=key,
        defaults={
            "title": title[:120],
            "text": text,
            "path": path,
            "made_at": now(),
            "mail": Mail.WAITING if is_mailed else Mail.NONE,
            "mail_at": now() if is_mailed else None,
        },
    )
    return message if is_new else None


def of_units(codes: Collection[str] | QuerySet[Any]) -> QuerySet[Message]:
    """The messages of units."""
    return Message.objects.filter(unit_code__in=codes)


def read(messages: QuerySet[Message]) -> int:
    """Note that they were read; returns how many were not before."""
    return messages.filter(read_at=None).update(read_at=now())


def mails() -> bool:
    """Whether this server sends mail."""
    return bool(settings.EMAIL_HOST)


def addresses(codes: Collection[str]) -> dict[str, str]:
    """The mailboxes of units, of those that have one."""
    found: dict[str, str] = {}
    for _app, look_up in mailboxes:
        found |= look_up(codes)
    return found


def deliver(_moment: datetime) -> int:
    """The job that mails what waits; returns how many went out.

    Each message is taken by one server only, and put back for later where it could not be sent.
    """
    if not mails():
        return 0
    _put_back_lost()
    due = Message.objects.filter(mail=Mail.WAITING, mail_at__lte=now())
    rows = list(due.order_by("mail_at", "pk")[:A_RUN])
    boxes = addresses({row.unit_code for row in rows})
    return sum(_attempt(row, boxes.get(row.unit_code, "")) for row in rows)


def _attempt(message: Message, address: str) -> bool:
    taken = Message.objects.filter(pk=message.pk, mail=Mail.WAITING)
    if not taken.update(mail=Mail.SENDING, mail_at=now()):
        return False  # another server has it
    if not address:  # the mailbox was taken off the register meanwhile
        Message.objects.filter(pk=message.pk).update(mail=Mail.NONE, mail_at=None)
        return False
    try:
        _mail(message, address)
    except (OSError, SMTPException) as error:
        log.warning("message %d was not mailed: %s", message.pk, type(error).__name__)
        _later(message)
        return False
    Message.objects.filter(pk=message.pk).update(mail=Mail.SENT, tries=message.tries + 1)
    return True


def _mail(message: Message, address: str) -> None:
    link = f"{settings.SITE_URL}{message.path}" if settings.SITE_URL else ""
    body = "\n\n".join(part for part in (message.text, link) if part)
    sender = settings.DEFAULT_FROM_EMAIL
    subject = f"【{settings.OFFICE_NAME}】{message.title}"
    EmailMessage(subject, body, sender, [address], connection=get_connection()).send()


def _later(message: Message) -> None:
    tries = message.tries + 1
    if tries > len(RETRIES):
        Message.objects.filter(pk=message.pk).update(mail=Mail.FAILED, tries=tries)
        return
    at = now() + RETRIES[tries - 1]
    Message.objects.filter(pk=message.pk).update(mail=Mail.WAITING, mail_at=at, tries=tries)


def _put_back_lost() -> None:
    lost = Message.objects.filter(mail=Mail.SENDING, mail_at__lt=now() - LOST_AFTER)
    lost.update(mail=Mail.WAITING)
