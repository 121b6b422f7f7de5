"""Plans of units (工作方案): asked for once, drafted by the system, checked, returned or accepted."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.commitments.errors import NobodyToAsk, PlanLacks
from wenming.commitments.goals import units_with_goals
from wenming.commitments.models import PLANNED_ACTION_LABELS, PLANNED_LABELS, Plan, PlanCollection
from wenming.commitments.plan_paper import sections_of, settlements_of
from wenming.commitments.settlements import lacking, sets, to_json
from wenming.commitments.vacancies import vacancies
from wenming.commitments.workflow import PLANNED_STEPS
from wenming.core import asks, audit
from wenming.core.clock import today
from wenming.core.moves import locked, move
from wenming.duties.errors import DueInThePast, LineMissing
from wenming.organization.models import Area, Unit

ASK_KIND = "plan"
LONGEST = 6000  # characters of a section


def to_ask(owner: Area, year: int, by: User) -> QuerySet[Unit]:
    """Units with goals that were not asked for a plan this year; never communities, nor oneself."""
    asked = Plan.objects.filter(collection__owner=owner, collection__year=year).values("unit")
    units = units_with_goals(owner).exclude(pk__in=asked)
    return units.exclude(pk__in=rights.unit_ids(by))


@audit.audited
def collect_plans(
    *,
    owner: Area,
    year: int,
    by: User,
    title: str,
    settlements: str,
    due_on: date,
    is_held: bool = False,
) -> PlanCollection:
    """Ask every unit with goals for its plan (收集工作方案).

    Args:
        settlements: the key of a set in data/settlements.yaml.
        is_held: whether plans are refused that name posts which nobody holds.

    Raises:
        NotAllowed: the person issues nothing in this area.
        DueInThePast: the deadline is over already.
        NobodyToAsk: every unit with goals was asked this year.
    """
    rights.require(by, Ability.ISSUE_DUTIES, area=owner)
    if due_on < today():
        raise DueInThePast(due=due_on)
    wanted = sets()[settlements].settlements
    units = list(to_ask(owner, year, by))
    if not units:
        raise NobodyToAsk(year=year)
    made = PlanCollection.objects.create(
        owner=owner,
        year=year,
        title=title,
        settlements=to_json(wanted, is_held=is_held),
        due_on=due_on,
        by=by,
    )
    Plan.objects.bulk_create(Plan(collection=made, unit=unit) for unit in units)
    for unit in units:
        asks.ask(unit_code=unit.code, kind=ASK_KIND, question=_question(made))
    audit.record("duties.plans_asked", made, by=by, units=[unit.code for unit in units])
    return made


@audit.audited
def write_plan(*, plan_id: int, by: User, sections: Mapping[str, str]) -> Plan:
    """The unit changes its draft, without handing it in.

    Raises:
        NotAllowed: the person does not report for the unit.
        TransitionRefused: it lies with the office, or was accepted.
    """
    plan = _own(plan_id, by)
    plan.status = _advance(plan, "edit")  # what was returned stays returned until handed in again
    plan.sections = _only_known(plan, sections)
    plan.save()
    audit.record("duties.plan_written", plan, by=by, unit=plan.unit.code)
    return plan


@audit.audited
def submit_plan(*, plan_id: int, by: User, sections: Mapping[str, str]) -> Plan:
    """The unit hands its plan in (报送); what the office asked for must be settled.

    That nobody holds a post which it names is refused only where the office asked for that, too.

    Raises:
        NotAllowed, TransitionRefused: as `write_plan`.
        PlanLacks: something is not settled; the sentences say what.
    """
    plan = _own(plan_id, by)
    _advance(plan, "submit")
    plan.sections = _only_known(plan, sections) or sections_of(plan)
    wanted = settlements_of(plan)
    empty = vacancies(plan.unit, [row for row in wanted if row.is_held], plan.sections)
    faults = [*lacking(wanted, plan.sections), *empty.values()]
    if faults:
        raise PlanLacks(what="".join(faults))
    plan.submitted_on, plan.submitted_by = today(), by
    plan.save()
    asks.answered(unit_code=plan.unit.code, question=_question(plan.collection))
    audit.record("duties.plan_submitted", plan, by=by, unit=plan.unit.code)
    return plan


@audit.audited
def judge_plan(*, plan_id: int, by: User, accepts: bool, line: str = "") -> Plan:
    """The office accepts a plan, or returns it with remarks (通过、退回).

    Raises:
        NotAllowed: the person issues nothing in this area.
        TransitionRefused: it was not handed in.
        LineMissing: returned without a remark.
    """
    plan = _taken(plan_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=plan.collection.owner)
    remarks = " ".join(line.split())[:400]
    action = "accept" if accepts else "return"
    if not accepts and not remarks:
        raise LineMissing(what=PLANNED_ACTION_LABELS[action])
    _advance(plan, action)
    plan.remarks = remarks
    plan.accepted_on = today() if accepts else None
    plan.save()
    step = "duties.plan_accepted" if accepts else "duties.plan_returned"
    audit.record(step, plan, by=by, unit=plan.unit.code)
    return plan


def _taken(plan_id: int) -> Plan:
    return locked(Plan.objects.select_related("collection__owner", "unit"), plan_id)


def _own(plan_id: int, by: User) -> Plan:
    """The plan, locked, where `by` reports for its unit."""
    plan = _taken(plan_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=plan.unit)
    return plan


def _advance(plan: Plan, action: str) -> str:
    """Set the status by `action`; returns the old one."""
    old: str = move(
        plan,
        action,
        steps=PLANNED_STEPS,
        states=PLANNED_LABELS,
        actions=PLANNED_ACTION_LABELS,
    )
    return old


def _only_known(plan: Plan, sections: Mapping[str, str]) -> dict[str, str]:
    keys = [row.key for row in settlements_of(plan)]
    return {key: sections[key].strip()[:LONGEST] for key in keys if key in sections}


def _question(collection: PlanCollection) -> str:
    """A unit is asked for one plan a year."""
    return f"plan:{collection.owner.code}:{collection.year}"
