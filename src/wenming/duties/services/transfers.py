"""A unit that should not have a duty asks that another take it, and somebody decides (申请转办)."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit
from wenming.core.clock import now
from wenming.core.moves import locked
from wenming.duties.errors import DecidedAlready, SameUnit, TransferInHand
from wenming.duties.models import Duty, DutyUnit, Transfer, Undertaking
from wenming.duties.services.asking import ASK_KIND, answer_asks, transfer_question
from wenming.duties.services.judging import cancel
from wenming.duties.services.moving import advance, one_line, require_judge, taken, trail
from wenming.duties.workflow import LIVE, NOT_OUT
from wenming.organization.models import Unit


@audit.audited
def ask_transfer(*, undertaking_id: int, by: User, to_id: int, reason: str) -> Transfer:
    """Ask that another unit take the work over; it stays where it is until somebody decides.

    Raises:
        NotAllowed: the person does not report for this unit.
        TransitionRefused: it is not with the unit now.
        SameUnit, TransferInHand, LineMissing: as their sentences say.
    """
    row = taken(undertaking_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=row.unit)
    to = Unit.objects.get(pk=to_id)
    said = one_line(reason, "transfer")
    if to == row.unit:
        raise SameUnit(unit=to.name)
    if not row.is_running:
        advance(row, "carry_on")  # refuses in words
    waiting = row.transfers.filter(verdict=Transfer.Verdict.OPEN).select_related("to").first()
    if waiting is not None:
        raise TransferInHand(to=waiting.to.name)
    asked = Transfer.objects.create(
        undertaking=row, origin=row.unit, to=to, reason=said, asked_by=by
    )
    audit.record("undertaking.transfer_asked", row, by=by, to=to.code)
    return asked


@audit.audited
def decide_transfer(*, transfer_id: int, by: User, agrees: bool, answer: str) -> Transfer:
    """Say yes or no to a transfer; yes moves the work with all that was done.

    Parts handed down to units of the old one are taken back; those of units that are right below
    the new one go along.

    Raises:
        NotAllowed: neither the unit that handed it down nor the office.
        DecidedAlready: somebody did before.
        LineMissing: a no without a reason.
    """
    asked = locked(Transfer.objects.select_related("to", "origin"), transfer_id)
    row = taken(asked.undertaking_id)
    require_judge(by, row, "transfer")
    if asked.verdict != Transfer.Verdict.OPEN:
        raise DecidedAlready(verdict=asked.get_verdict_display())
    asked.verdict = Transfer.Verdict.AGREED if agrees else Transfer.Verdict.DECLINED
    asked.answer = one_line(answer, "transfer") if answer or not agrees else ""
    asked.decided_by, asked.decided_at = by, now()
    asked.save()
    back = _move(row, asked, by) if agrees else []
    audit.record(
        "undertaking.transfer_decided",
        row,
        by=by,
        verdict=asked.verdict,
        taken_back=[part.pk for part in back],
    )
    return asked


def taken_back(row: Undertaking, to: Unit | None) -> QuerySet[Undertaking]:
    """Live parts of `row` that do not go along: those of units that are not right below `to`.

    Where `to` is not known yet, all that was handed down.
    """
    parts = row.children.filter(status__in=LIVE, period_start=None).select_related("unit")
    return parts.order_by("pk") if to is None else parts.exclude(unit__parent=to).order_by("pk")


def follow_transfer(row: Undertaking, duty: Duty) -> None:
    """In a draft of the next version the unit that has the work stands where the one before stood."""
    origins = row.transfers.filter(verdict=Transfer.Verdict.AGREED).values("origin")
    stood = duty.units.filter(unit__in=origins).exclude(unit=row.unit).first()
    if stood is not None:
        takes = {"part": stood.part, "share": stood.share}
        DutyUnit.objects.update_or_create(duty=duty, unit=row.unit, defaults=takes)
        stood.delete()


def _move(row: Undertaking, asked: Transfer, by: User) -> list[Undertaking]:
    """Give the work to the other unit; returns the parts that were taken back."""
    answer_asks(row)
    row.unit, row.post, row.wants = asked.to, None, ""
    row.save()
    for period in row.children.filter(period_start__isnull=False).select_related("unit"):
        answer_asks(period)
        period.unit = asked.to
        period.save()
    next_one = Duty.objects.filter(continues=row.duty_id, task_list__status__in=NOT_OUT).first()
    if row.parent_id is None and next_one is not None:
        follow_transfer(row, next_one)
    asks.ask(unit_code=asked.to.code, kind=ASK_KIND, question=transfer_question(asked))
    line = f"{asked.origin} → {asked.to}：{asked.reason}"[:200]
    trail(row, "transfer", row.status, by=by, line=line)
    back = list(taken_back(row, asked.to).select_for_update(of=("self",)))
    for part in back:
        words = _("任务转给%(unit)s，分解的部分收回") % {"unit": asked.to}
        cancel(part, by, words)
    return back
