"""What work asks of a unit, in the ledger of asks: asked, answered, or asked no longer."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from django.utils.timezone import localdate

from wenming.core import asks
from wenming.duties.models import Transfer, Undertaking

ASK_KIND = "duty"


def question_of(row: Undertaking) -> str:
    """What an undertaking asks of its unit, for the ledger of asks; a part by its words."""
    if row.parent_id is None or row.is_period:
        return f"undertaking:{row.pk}"
    return f"part:{row.parent_id}:{sha256(row.text.encode()).hexdigest()[:16]}"


def transfer_question(transfer: Transfer) -> str:
    """What an agreed transfer asks of the unit that takes over."""
    return f"transfer:{transfer.pk}"


def report_question(row: Undertaking, day: date) -> str:
    """What asking for a report out of turn on a day asks of the unit."""
    return f"undertaking:{row.pk}:{day:%Y%m%d}"


def answer_reports(row: Undertaking) -> None:
    """The reports that were asked for out of turn are in, on however many days that was."""
    for question in _report_questions(row):
        asks.answered(unit_code=row.unit.code, question=question)


def answer_asks(row: Undertaking) -> None:
    """What was asked of the unit with this work is answered: it finished, or handed it over."""
    for question in _questions(row):
        asks.answered(unit_code=row.unit.code, question=question)


def withdraw_asks(row: Undertaking) -> None:
    """Nothing is asked of the unit with this work any more: it was cancelled."""
    for question in _questions(row):
        asks.withdrawn(unit_code=row.unit.code, question=question)


def _questions(row: Undertaking) -> Iterator[str]:
    """All that was asked of the unit that has the work."""
    yield question_of(row)
    for agreed in row.transfers.filter(verdict=Transfer.Verdict.AGREED, to=row.unit):
        yield transfer_question(agreed)
    yield from _report_questions(row)


def _report_questions(row: Undertaking) -> Iterator[str]:
    for step in row.steps.filter(action="request"):
        yield report_question(row, localdate(step.at))
