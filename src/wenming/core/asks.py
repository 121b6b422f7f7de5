"""Who asked what of whom (谁向谁要了什么): ask once, reuse everywhere."""

from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.core.errors import DomainError
from wenming.core.models import Ask


class AskedBefore(DomainError):
    """The unit was asked this already."""

    code = "core.asked_before"
    message = _("%(unit)s在 %(on)s 已经被要求过同一件事，不再重复要。请直接用已有的结果。")


def ask(*, unit_code: str, kind: str, question: str) -> Ask:
    """Note that a unit is asked something; call inside a transaction.

    Raises:
        AskedBefore: the same question was put to this unit already.
    """
    asked = {"kind": kind, "asked_at": now()}
    row, is_new = Ask.objects.get_or_create(unit_code=unit_code, question=question, defaults=asked)
    if is_new:
        return row
    if row.withdrawn_at is None:
        raise AskedBefore(unit=unit_code, on=f"{row.asked_at:%Y-%m-%d}")
    row.kind, row.asked_at = kind, now()
    row.answered_at = row.withdrawn_at = None
    row.save()
    return row


def answered(*, unit_code: str, question: str) -> None:
    """Note that the unit has answered."""
    Ask.objects.filter(unit_code=unit_code, question=question, answered_at=None).update(
        answered_at=now()
    )


def withdrawn(*, unit_code: str, question: str) -> None:
    """Note that nobody waits for an answer any more; the same may be asked again."""
    rows = Ask.objects.filter(unit_code=unit_code, question=question, withdrawn_at=None)
    rows.update(withdrawn_at=now())
