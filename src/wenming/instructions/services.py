"""A leader's line and its way to the end: 批示 → 拟办 → 转办 → 反馈 → 办结.

A leader never assigns past the office; the office never answers for the unit.
"""

from dataclasses import dataclass
from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import asks, audit, uploads
from wenming.core.clock import today
from wenming.core.moves import locked, move
from wenming.duties.errors import DueInThePast, LineMissing
from wenming.instructions.models import (
    ACTION_LABELS,
    STATUS_LABELS,
    Instruction,
    InstructionStep,
)
from wenming.instructions.workflow import STEPS
from wenming.organization.models import Area, Unit

ASK_KIND = "instruction"
LINE_LENGTH = 300
PAST = {
    "give": "given",
    "propose": "proposed",
    "assign": "assigned",
    "answer": "answered",
    "send_back": "sent_back",
    "close": "closed",
}
"""What the audit trail calls each step."""


@dataclass(frozen=True, slots=True)
class Line:
    """A leader's line, on a page of this system or on paper.

    Attributes:
        leader: whose line it is, by post.
        given_on: None is today.
        scan: a photo of the paper.
    """

    text: str
    leader: str
    about_title: str = ""
    about_path: str = ""
    given_on: date | None = None
    scan: bytes | None = None


@audit.audited
def instruct(*, by: User, line: Line, owner: Area) -> Instruction:
    """Take in a line: from the leader, or from the office for a leader (代录).

    Raises:
        NotAllowed: neither a leader nor the office of this area.
        LineMissing: no words.
        BadPhoto: the scan is no picture.
    """
    is_leader = rights.can(by, Ability.INSTRUCT, area=owner)
    if not is_leader:
        rights.require(by, Ability.ISSUE_DUTIES, area=owner)
    scan = uploads.store_photo(line.scan, name="scan", by=by) if line.scan else None
    row = Instruction.objects.create(
        text=_words(line.text, "give"),
        leader=line.leader,
        about_title=line.about_title[:200],
        about_path=line.about_path[:200],
        given_by=by,
        given_on=line.given_on or today(),
        is_entered=not is_leader,
        scan=scan,
        owner=owner,
    )
    _trail(row, "give", by, line=row.text)
    return row


@audit.audited
def propose(*, instruction_id: int, by: User, line: str) -> Instruction:
    """The office writes what it suggests to do (拟办意见).

    Raises:
        NotAllowed, TransitionRefused, LineMissing: as their sentences say.
    """
    row = _handled(instruction_id, by)
    said = _words(line, "propose")
    _advance(row, "propose")
    row.save()
    _trail(row, "propose", by, line=said)
    return row


@audit.audited
def assign(*, instruction_id: int, by: User, unit_id: int, due_on: date, line: str) -> Instruction:
    """The office hands it to a unit with a deadline (转办).

    Raises:
        NotAllowed, TransitionRefused: as their sentences say.
        DueInThePast: the deadline is over already.
    """
    row = _handled(instruction_id, by)
    if due_on < today():
        raise DueInThePast(due=due_on)
    _advance(row, "assign")
    row.unit, row.due_on, row.assigned_on = Unit.objects.get(pk=unit_id), due_on, today()
    row.save()
    asks.ask(unit_code=row.unit.code, kind=ASK_KIND, question=_question(row))
    _trail(row, "assign", by, line=" ".join(line.split())[:LINE_LENGTH], to=row.unit)
    return row


@audit.audited
def answer(*, instruction_id: int, by: User, line: str) -> Instruction:
    """The unit says what it did (反馈).

    Raises:
        NotAllowed: the person does not report for the unit.
        TransitionRefused, LineMissing: as their sentences say.
    """
    row = _taken(instruction_id)
    rights.require(by, Ability.REPORT_DUTIES, unit=row.unit)
    said = _words(line, "answer")
    _advance(row, "answer")
    assert row.unit is not None, "an assigned instruction has a unit"
    row.save()
    asks.answered(unit_code=row.unit.code, question=_question(row))
    _trail(row, "answer", by, line=said, unit=row.unit)
    return row


@audit.audited
def send_back(*, instruction_id: int, by: User, line: str) -> Instruction:
    """The answer does not do; the unit goes on (退回再办).

    Raises:
        NotAllowed, TransitionRefused, LineMissing: as their sentences say.
    """
    row = _handled(instruction_id, by)
    said = _words(line, "send_back")
    _advance(row, "send_back")
    row.save()
    _trail(row, "send_back", by, line=said)
    return row


@audit.audited
def close(*, instruction_id: int, by: User, result: str) -> Instruction:
    """Report the result to the leader (办结).

    Raises:
        NotAllowed, TransitionRefused, LineMissing: as their sentences say.
    """
    row = _handled(instruction_id, by)
    said = _words(result, "close")
    _advance(row, "close")
    row.result, row.closed_on = said, today()
    row.save()
    _trail(row, "close", by, line=said)
    return row


def _taken(instruction_id: int) -> Instruction:
    return locked(Instruction.objects.select_related("owner", "unit"), instruction_id)


def _handled(instruction_id: int, by: User) -> Instruction:
    """The instruction, locked, where `by` is of the office."""
    row = _taken(instruction_id)
    rights.require(by, Ability.ISSUE_DUTIES, area=row.owner)
    return row


def _advance(row: Instruction, action: str) -> None:
    move(
        row,
        action,
        steps=STEPS,
        states=STATUS_LABELS,
        actions=ACTION_LABELS,
    )


def _trail(
    row: Instruction,
    action: str,
    by: User,
    *,
    line: str = "",
    unit: Unit | None = None,
    to: Unit | None = None,
) -> None:
    said = f"{to}：{line}" if to and line else str(to) if to else line
    InstructionStep.objects.create(instruction=row, action=action, unit=unit, line=said, by=by)
    audit.record(f"instruction.{PAST[action]}", row, by=by, new=row.status)


def _words(text: str, action: str) -> str:
    line = " ".join(text.split())[:LINE_LENGTH]
    if not line:
        raise LineMissing(what=ACTION_LABELS[action])
    return line


def _question(row: Instruction) -> str:
    return f"instruction:{row.pk}"
