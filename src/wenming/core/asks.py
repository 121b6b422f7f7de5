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
    row, is_new = Ask.objects.get_or_create(
        unit_code=unit_code,
        question=question,
        defaults={"kind": kind, "asked_at": now()},
    )
    if not is_new:
        raise AskedBefore(unit=unit_code, on=f"{row.asked_at:%Y-%m-%d}")
    return row


def answered(*, unit_code: str, question: str) -> None:
    """Note that the unit has answered."""
    Ask.objects.filter(unit_code=unit_code, question=question, answered_at=None).update(
        answered_at=now()
    )
