"""From a draft to a list that may go out: consulted, answered, submitted, reviewed (征求意见与审核)."""

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit
from wenming.core.clock import now, today
from wenming.core.moves import locked, move
from wenming.core.workdays import calendar
from wenming.duties.errors import (
    ConsultationRuns,
    LineMissing,
    NoDays,
    NotConsulted,
    OpinionsUnanswered,
    SamePerson,
)
from wenming.duties.models import ACTION_LABELS, STATUS_LABELS, Opinion, TaskList
from wenming.duties.selectors import still_silent
from wenming.duties.services.lists import named_units
from wenming.duties.services.writing import managed
from wenming.duties.workflow import STEPS, Status
from wenming.organization.models import Unit

ASK_KIND = "opinion"
LONGEST_DAYS = 30


@audit.audited
def consult(*, task_list_id: int, by: User, days: int) -> TaskList:
    """Ask every named unit for its opinion on a draft (征求意见); it can be read, not changed.

    Args:
        days: working days in which to answer; silence at the end counts as no objection.

    Raises:
        NotAllowed, TransitionRefused, NothingToIssue, UnitEnded: as issuing.
        NoDays: outside 1 to 30.
    """
    task_list = managed(task_list_id, by)
    if not 1 <= days <= LONGEST_DAYS:
        raise NoDays(days=days)
    old = _advance(task_list, "consult")
    units = named_units(task_list)
    task_list.consulted_until = calendar().add_days(today(), days)
    task_list.save()
    task_list.opinions.all().delete()
    for unit in units:
        if unit.pk not in rights.unit_ids(by):
            row = Opinion.objects.create(task_list=task_list, unit=unit)
            asks.ask(unit_code=unit.code, kind=ASK_KIND, question=_question(row))
    _record(task_list, "consulted", old, by)
    return task_list


@audit.audited
def give_opinion(*, task_list_id: int, unit_id: int, by: User, text: str) -> Opinion:
    """A unit says what it thinks of the draft; no words mean no objection (反馈意见).

    Until the end of the consultation it may say it anew.

    Raises:
        NotAllowed: the person does not act for this unit.
        NotConsulted: the draft is not with this unit for an opinion.
    """
    unit = Unit.objects.get(pk=unit_id)
    rights.require(by, Ability.SIGN_FOR_UNIT, unit=unit)
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("task_list", "unit")
    row = rows.filter(
        task_list=task_list_id, unit=unit, task_list__status=Status.CONSULTING
    ).first()
    if row is None:
        raise NotConsulted(title=TaskList.objects.get(pk=task_list_id).quoted, unit=unit.name)
    row.text, row.by, row.at = text.strip()[:600], by, now()
    row.verdict, row.answer = Opinion.Verdict.OPEN, ""
    row.save()
    asks.answered(unit_code=unit.code, question=_question(row))
    audit.record("duties.opinion_given", row, by=by, task_list=task_list_id, unit=unit.code)
    return row


@audit.audited
def answer_opinion(*, opinion_id: int, by: User, takes: bool, answer: str) -> Opinion:
    """Say whether an opinion is taken; a no says why (采纳情况).

    Raises:
        NotAllowed: the person issues no lists here.
        LineMissing: a no without a reason.
    """
    row = locked(Opinion.objects.select_related("task_list__owner"), opinion_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=row.task_list.owner)
    if not takes and not answer.strip():
        raise LineMissing(what=Opinion.Verdict.DECLINED.label)
    row.verdict = Opinion.Verdict.TAKEN if takes else Opinion.Verdict.DECLINED
    row.answer = answer.strip()[:200]
    row.save()
    audit.record("duties.opinion_answered", row, by=by, verdict=row.verdict)
    return row


@audit.audited
def end_consultation(*, task_list_id: int, by: User) -> TaskList:
    """Take the draft back for correction once all have answered or the days are over.

    Raises:
        NotAllowed, TransitionRefused: as issuing.
        ConsultationRuns: somebody may still answer.
    """
    task_list = managed(task_list_id, by)
    old = _advance(task_list, "end_consultation")
    awaited = still_silent(task_list)
    if awaited:
        names = "、".join(row.unit.name for row in awaited)
        raise ConsultationRuns(units=names, until=task_list.consulted_until)
    task_list.save()
    silent = list(task_list.opinions.filter(at=None).select_related("unit"))
    for row in silent:
        asks.withdrawn(unit_code=row.unit.code, question=_question(row))
    _record(task_list, "consultation_ended", old, by, silent=len(silent))
    return task_list


@audit.audited
def submit_list(*, task_list_id: int, by: User) -> TaskList:
    """Hand a draft to another person for review (送审).

    Raises:
        NotAllowed, TransitionRefused, NothingToIssue, UnitEnded: as issuing.
        OpinionsUnanswered: an opinion waits for its answer.
    """
    task_list = managed(task_list_id, by)
    old = _advance(task_list, "submit")
    named_units(task_list)
    waiting = [row.unit.name for row in task_list.opinions.select_related("unit") if row.is_open]
    if waiting:
        raise OpinionsUnanswered(units="、".join(waiting))
    task_list.submitted_by, task_list.sent_back_for = by, ""
    task_list.save()
    _record(task_list, "list_submitted", old, by)
    return task_list


@audit.audited
def review_list(*, task_list_id: int, by: User, passes: bool, reason: str = "") -> TaskList:
    """Pass a submitted list on for the leader's word, or send it back (审核).

    Raises:
        NotAllowed, TransitionRefused: as issuing.
        SamePerson: who submitted it passes it.
        LineMissing: sent back without a reason.
    """
    task_list = managed(task_list_id, by)
    old = _advance(task_list, "review" if passes else "send_back")
    if passes and task_list.submitted_by == by:
        raise SamePerson(title=task_list.quoted)
    if not passes and not reason.strip():
        raise LineMissing(what=ACTION_LABELS["send_back"])
    task_list.reviewed_by = by if passes else None
    task_list.sent_back_for = "" if passes else reason.strip()[:200]
    task_list.save()
    _record(task_list, "list_reviewed" if passes else "list_sent_back", old, by)
    return task_list


def _advance(task_list: TaskList, action: str) -> str:
    old: str = move(task_list, action, steps=STEPS, states=STATUS_LABELS, actions=ACTION_LABELS)
    return old


def _record(task_list: TaskList, what: str, old: str, by: User, **data: object) -> None:
    audit.record(f"duties.{what}", task_list, by=by, old=old, new=task_list.status, **data)


def _question(row: Opinion) -> str:
    return f"opinion:{row.pk}"
