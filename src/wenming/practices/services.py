"""Good plans and practices: proposed, forwarded, withdrawn (转发典型经验). Nobody is asked to answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.commitments.models import Plan
from wenming.commitments.workflow import Planned
from wenming.core import audit, evidence
from wenming.core.clock import now
from wenming.core.moves import locked, move
from wenming.framework.models import Indicator
from wenming.organization.models import Area, Unit
from wenming.practices.errors import NobodyToTell, PlanNotAccepted
from wenming.practices.models import ACTION_LABELS, STATUS_LABELS, Practice, PracticeCopy
from wenming.practices.workflow import STEPS


@dataclass(frozen=True, slots=True)
class Told:
    """What is written of a practice, in few words."""

    title: str
    text: str
    unit: Unit
    result: str = ""
    indicators: Sequence[Indicator] = ()
    plan: Plan | None = None
    file: evidence.EvidenceFile | None = None


@audit.audited
def propose_practice(*, told: Told, owner: Area, by: User) -> Practice:
    """Put a practice, or a plan that was accepted, forward to be passed on (推荐).

    Args:
        owner: the area whose office passes it on.

    Raises:
        NotAllowed: neither of that office nor of the unit whose practice it is.
        PlanNotAccepted: the plan did not pass.
        Incomplete: the file is too large or of another type.
    """
    if not rights.can(by, Ability.ISSUE_DUTIES, area=owner):
        rights.require(by, Ability.REPORT_DUTIES, unit=told.unit)
    if told.plan is not None and told.plan.status != Planned.ACCEPTED:
        raise PlanNotAccepted(plan=told.plan)
    evidence.check_files([told.file] if told.file else [])
    made = Practice.objects.create(
        title=told.title,
        text=told.text,
        result=told.result,
        unit=told.unit,
        owner=owner,
        plan=told.plan,
        paper=evidence.keep(told.file, by=by) if told.file else None,
        by=by,
    )
    made.indicators.set(told.indicators)
    audit.record("duties.practice_proposed", made, by=by, unit=told.unit.code)
    return made


@audit.audited
def forward_practice(*, practice_id: int, units: Sequence[Unit], by: User) -> Practice:
    """Pass a practice on to units (转发); they find it under 抄送我的 and owe nothing.

    A practice may be forwarded to more units later; none gets it twice.

    Raises:
        NotAllowed: the person is not of the office of its area.
        TransitionRefused: it was withdrawn.
        NobodyToTell: no unit is left that has not got it.
    """
    practice = _taken(practice_id, by)
    _advance(practice, "forward")
    had = set(practice.copies.values_list("unit_id", flat=True))
    new = [unit for unit in units if unit.pk not in had and unit.pk != practice.unit_id]
    if not new:
        raise NobodyToTell(title=practice.title)
    PracticeCopy.objects.bulk_create(
        PracticeCopy(practice=practice, unit=unit, at=now()) for unit in new
    )
    practice.forwarded_at = practice.forwarded_at or now()
    practice.save()
    audit.record(
        "duties.practice_forwarded", practice, by=by, units=sorted(unit.code for unit in new)
    )
    return practice


@audit.audited
def withdraw_practice(*, practice_id: int, by: User) -> Practice:
    """Take a practice back (撤下): it is shown no more, its record stays.

    Raises:
        NotAllowed, TransitionRefused.
    """
    practice = _taken(practice_id, by)
    old = _advance(practice, "withdraw")
    practice.save()
    audit.record("duties.practice_withdrawn", practice, by=by, old=old)
    return practice


def _taken(practice_id: int, by: User) -> Practice:
    practice = locked(Practice.objects.select_related("owner"), practice_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=practice.owner)
    return practice


def _advance(practice: Practice, action: str) -> str:
    old: str = move(
        practice,
        action,
        steps=STEPS,
        states=STATUS_LABELS,
        actions=ACTION_LABELS,
    )
    return old
