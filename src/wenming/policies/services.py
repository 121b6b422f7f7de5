"""Policies per indicator: registered, handed in once, accepted by a second person (制度建设)."""

from dataclasses import dataclass
from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit, evidence
from wenming.core.clock import today
from wenming.core.moves import locked, move
from wenming.duties.errors import LineMissing
from wenming.framework.models import Indicator
from wenming.framework.selectors import current_edition
from wenming.organization.models import Unit
from wenming.policies.errors import (
    NoSuchIndicator,
    PaperMissing,
    PolicyKnown,
    SecondPersonNeeded,
)
from wenming.policies.models import ACTION_LABELS, STATUS_LABELS, Policy
from wenming.policies.workflow import OWED, STEPS, Status

ASK_KIND = "policy"


@dataclass(frozen=True, slots=True)
class PolicyData:
    """What is registered of a policy."""

    indicator: str
    title: str
    unit: Unit
    status: str = Status.MISSING
    due_on: date | None = None
    number: str = ""
    remarks: str = ""


@audit.audited
def register_policy(
    *, data: PolicyData, by: User, file: evidence.EvidenceFile | None = None
) -> Policy:
    """Register what an indicator needs (登记): missing, to be improved, or there already.

    What is missing or to be improved is asked of its unit; what is there is asked of nobody.

    Raises:
        NotAllowed: the person does not issue duties in the unit's area.
        NoSuchIndicator: the edition in force has no such indicator.
        PolicyKnown: the unit has it in the list.
        TransitionRefused: it is to start as handed in.
    """
    rights.require(by, Ability.ISSUE_DUTIES, area=data.unit.area)
    if not Indicator.objects.filter(edition=current_edition(), code=data.indicator).exists():
        raise NoSuchIndicator(code=data.indicator)
    known = Policy.objects.filter(indicator=data.indicator, title=data.title, unit=data.unit)
    if known.exists():
        raise PolicyKnown(title=data.title, unit=data.unit.name, code=data.indicator)
    policy = Policy(owner=data.unit.area, opened_on=today(), by=by)
    for name in PolicyData.__slots__:
        setattr(policy, name, getattr(data, name))
    policy.accepted_on = today() if data.status == Status.EXISTS else None
    _attach(policy, file, by)
    policy.save()
    _ask(policy, by)
    audit.record(
        "duties.policy_registered",
        policy,
        by=by,
        indicator=policy.indicator,
        unit=policy.unit.code,
        status=str(policy.status),
    )
    return policy


@audit.audited
def submit_policy(
    *, policy_id: int, by: User, number: str = "", file: evidence.EvidenceFile | None = None
) -> Policy:
    """The unit hands in the paper of a policy (报送), once.

    Raises:
        NotAllowed: the person does not report for the unit.
        TransitionRefused: it is not owed.
        PaperMissing: without a file.
    """
    policy = _taken(policy_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=policy.unit)
    old = _advance(policy, "submit")
    if file is None:
        raise PaperMissing(title=policy.title)
    _attach(policy, file, by)
    policy.number = number or policy.number
    policy.submitted_by, policy.submitted_on = by, today()
    policy.save()
    asks.answered(unit_code=policy.unit.code, question=_question(policy))
    audit.record("duties.policy_submitted", policy, by=by, old=old, unit=policy.unit.code)
    return policy


@audit.audited
def judge_policy(*, policy_id: int, by: User, accepts: bool, line: str = "") -> Policy:
    """The office accepts a policy, or returns it with what is to be improved (通过、退回).

    Raises:
        NotAllowed: the person does not issue duties in its area.
        SecondPersonNeeded: who handed it in does not accept it.
        TransitionRefused: it was not handed in.
        LineMissing: returned without a word.
    """
    policy = _taken(policy_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=policy.owner)
    if policy.submitted_by == by:
        raise SecondPersonNeeded(title=policy.title)
    action = "accept" if accepts else "return"
    old = _advance(policy, action)
    policy.remarks = _line(line, action, needed=not accepts)
    policy.accepted_on = today() if accepts else None
    policy.save()
    step = "duties.policy_accepted" if accepts else "duties.policy_returned"
    audit.record(step, policy, by=by, old=old, unit=policy.unit.code)
    return policy


@audit.audited
def reopen_policy(*, policy_id: int, by: User, line: str, due_on: date | None) -> Policy:
    """Ask that a policy which is there be improved until a day (要求完善), and say what.

    Raises:
        NotAllowed: the person does not issue duties in its area.
        TransitionRefused: it is not there yet.
        LineMissing: without a word.
    """
    policy = _taken(policy_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=policy.owner)
    old = _advance(policy, "reopen")
    policy.remarks = _line(line, "reopen", needed=True)
    policy.due_on, policy.accepted_on, policy.opened_on = due_on, None, today()
    policy.turn += 1
    policy.save()
    _ask(policy, by)
    audit.record("duties.policy_reopened", policy, by=by, old=old, unit=policy.unit.code)
    return policy


def _taken(policy_id: int) -> Policy:
    return locked(Policy.objects.select_related("owner", "unit", "submitted_by"), policy_id)


def _advance(policy: Policy, action: str) -> str:
    old: str = move(policy, action, steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    return old


def _line(line: str, action: str, *, needed: bool) -> str:
    said = " ".join(line.split())[:200]
    if needed and not said:
        raise LineMissing(what=ACTION_LABELS[action])
    return said


def _attach(policy: Policy, file: evidence.EvidenceFile | None, by: User) -> None:
    if file is not None:
        evidence.check_files([file])
        policy.paper = evidence.keep(file, by=by)


def _ask(policy: Policy, by: User) -> None:
    """A unit is asked for a policy once each time it is opened; nobody asks oneself."""
    if policy.status in OWED and policy.unit_id not in rights.unit_ids(by):
        asks.ask(unit_code=policy.unit.code, kind=ASK_KIND, question=_question(policy))


def _question(policy: Policy) -> str:
    return f"policy:{policy.pk}:{policy.turn}"
