"""Duties that nobody undertakes: offered, claimed, decided (主动认领).

Nothing is asked: silence on an offer has no consequence, and a claimed duty was not ordered.
"""

from collections.abc import Sequence
from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.clock import now, today
from wenming.core.moves import locked
from wenming.duties.errors import (
    ClaimedBefore,
    DecidedAlready,
    DueInThePast,
    HasUndertaker,
    LineMissing,
    ListIsFixed,
    NothingOffered,
    NotOffered,
)
from wenming.duties.models import Claim, Duty, DutyUnit, Offer, Undertaking
from wenming.duties.services.opening import open_work
from wenming.duties.services.periods import open_periods
from wenming.duties.workflow import NOT_OUT, Status
from wenming.organization.models import Unit

OFFERABLE = (Status.DRAFT, Status.CONSULTING, Status.ISSUED)
"""States of a list whose duties may be offered; under review a list does not change."""
ANSWER_TAKEN = "已由%(unit)s认领"


@audit.audited
def offer_duties(
    *, duty_ids: Sequence[int], units: Sequence[Unit], until: date, by: User
) -> list[Offer]:
    """Offer duties that nobody undertakes to units (公开认领); an open offer is changed.

    Raises:
        NotAllowed: the person issues no lists there.
        NothingOffered: no duty or no unit was chosen.
        DueInThePast: the last day is over.
        HasUndertaker, ListIsFixed: a duty cannot be offered.
    """
    if not duty_ids or not units:
        raise NothingOffered()
    if until < today():
        raise DueInThePast(due=until)
    made = []
    for key in sorted(duty_ids):
        duty = _free(key, by)
        offer, _is_new = Offer.objects.get_or_create(duty=duty, defaults={"until": until, "by": by})
        offer.until, offer.by = until, by
        offer.save()
        offer.units.set(units)
        audit.record(
            "duties.offered", duty, by=by, until=until.isoformat(), units=[u.code for u in units]
        )
        made.append(offer)
    return made


@audit.audited
def claim(*, offer_id: int, unit_id: int, by: User, line: str = "") -> Claim:
    """A unit says that it takes the duty (认领); it is decided by the office.

    Raises:
        NotAllowed: the person does not report for this unit.
        NotOffered: it was not offered to this unit, or the offer is over.
        ClaimedBefore: the unit has said so.
    """
    unit = Unit.objects.get(pk=unit_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=unit)
    offer = locked(Offer.objects.select_related("duty"), offer_id)
    if not offer.is_open(today()) or not offer.units.filter(pk=unit.pk).exists():
        raise NotOffered(unit=unit.name)
    said, is_new = Claim.objects.get_or_create(
        offer=offer, unit=unit, defaults={"by": by, "line": " ".join(line.split())[:200]}
    )
    if not is_new:
        raise ClaimedBefore(unit=unit.name, verdict=said.get_verdict_display())
    audit.record("duties.claimed", offer.duty, by=by, unit=unit.code)
    return said


@audit.audited
def decide_claim(*, claim_id: int, by: User, agrees: bool, answer: str = "") -> Claim:
    """The office gives the duty to the unit that claims it, or declines (同意、不同意).

    The unit becomes the lead; in an issued list its work begins, and other claims end.

    Raises:
        NotAllowed: the person issues no lists there.
        DecidedAlready: somebody did before.
        LineMissing: a no without a reason.
        HasUndertaker, ListIsFixed: the duty can have no other lead now.
    """
    said = locked(Claim.objects.select_related("unit"), claim_id)
    offer = locked(Offer.objects.all(), said.offer_id)
    duty = _managed(offer.duty_id, by)
    if said.verdict != Claim.Verdict.OPEN:
        raise DecidedAlready(verdict=said.get_verdict_display())
    reason = " ".join(answer.split())[:200]
    if not agrees and not reason:
        raise LineMissing(what=Claim.Verdict.DECLINED.label)
    if agrees:
        _refuse_taken(duty)
        _hand_over(offer, duty, said.unit, by)
    _decide(said, agrees=agrees, answer=reason, by=by)
    audit.record(
        "duties.claim_decided", duty, by=by, unit=said.unit.code, verdict=str(said.verdict)
    )
    return said


def _hand_over(offer: Offer, duty: Duty, unit: Unit, by: User) -> None:
    """Make the unit the lead, begin its work, end the other claims.

    It leads in a draft of the next version, too, where nobody else is named by now.
    """
    lead = {"part": DutyUnit.Part.LEAD}
    DutyUnit.objects.update_or_create(duty=duty, unit=unit, defaults=lead)
    next_one = Duty.objects.filter(continues=duty, task_list__status__in=NOT_OUT).first()
    if next_one is not None and not next_one.units.exclude(part=DutyUnit.Part.SUPPORT).exists():
        DutyUnit.objects.update_or_create(duty=next_one, unit=unit, defaults=lead)
    offer.unit = unit
    offer.save(update_fields=["unit"])
    if duty.task_list.status == Status.ISSUED:
        row = open_work(duty, unit, by, is_taken=True)
        open_periods(Undertaking.objects.filter(pk=row.pk), today())
    others = offer.claims.filter(verdict=Claim.Verdict.OPEN).exclude(unit=unit)
    for other in others:
        _decide(other, agrees=False, answer=ANSWER_TAKEN % {"unit": unit.name}, by=by)


def _decide(said: Claim, *, agrees: bool, answer: str, by: User) -> None:
    said.verdict = Claim.Verdict.AGREED if agrees else Claim.Verdict.DECLINED
    said.answer, said.decided_by, said.decided_at = answer, by, now()
    said.save()


def _managed(duty_id: int, by: User) -> Duty:
    """The duty, locked, where `by` issues lists; its list may have a lead named."""
    duty = locked(Duty.objects.select_related("task_list__owner"), duty_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=duty.task_list.owner)
    task_list = duty.task_list
    if task_list.status not in OFFERABLE:
        raise ListIsFixed(title=task_list.quoted, now=task_list.get_status_display())
    return duty


def _free(duty_id: int, by: User) -> Duty:
    """As `_managed`, and nobody undertakes it."""
    duty = _managed(duty_id, by)
    _refuse_taken(duty)
    return duty


def _refuse_taken(duty: Duty) -> None:
    who = duty.units.exclude(part=DutyUnit.Part.SUPPORT).select_related("unit").first()
    if who is not None:
        raise HasUndertaker(duty=str(duty), unit=who.unit.name)
