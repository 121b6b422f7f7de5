"""From what was entered to answers, or to every fault with the control that it stands at (校验)."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from wenming.inspections.answers import (
    MET,
    MOST_COUNT,
    NOT_APPLICABLE,
    NOT_MET,
    NOTE_LENGTH,
    Answer,
    FindingInput,
    fault_of,
)
from wenming.inspections.models import Visit
from wenming.inspections.visiting.cards import Card
from wenming.inspections.visiting.sheet import Entry, Row, Sheet

LONGEST_WATCH = 600  # minutes
MOST_SECONDS = LONGEST_WATCH * 60
_WHOLE_NUMBER = re.compile(r"\d{1,6}")
_MINUTES = re.compile(r"\d{1,4}(\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: the id of the control, the sentence, and the item with its name where it is one."""

    anchor: str
    message: str
    item: int | None = None
    name: str = ""

    def __str__(self) -> str:
        if not self.name:
            return self.message
        return _("“%(item)s”：%(message)s") % {"item": self.name, "message": self.message}


def answers(sheet: Sheet, cards: Sequence[Card]) -> list[Answer]:
    """The answers of a sheet without faults, in the order of the cards; none where 未能测评."""
    return [_answer(card, sheet.of(card.id)) for card in cards] if sheet.is_judged else []


def faults(sheet: Sheet, cards: Sequence[Card], *, photos: Collection[str]) -> list[Fault]:
    """Everything that keeps a sheet from being handed in, in the order of the page.

    Args:
        photos: keys of the photos of this visit that lie on the server.
    """
    if sheet.result not in Visit.Result.values:
        return [Fault("result", _("没有选到访结果。"))]
    if not sheet.is_judged:
        return list(_faults_of_result(sheet, photos))
    found = [fault for card in cards for fault in _faults_of_item(card, sheet.of(card.id), photos)]
    known = {card.id for card in cards}
    if any(item not in known and not entry.is_blank for item, entry in sheet.entries.items()):
        found.append(Fault("main", _("有判定不属于这类点位，没有存。请刷新本页再填。")))
    return found


def paper_day(sheet: Sheet, *, first: date, last: date) -> date | Fault:
    """The day that a paper sheet bears (补录), within the round and not after today."""
    try:
        day = parse_date(sheet.paper_on)
    except ValueError:
        day = None
    if day is None:
        return Fault("paper_on", _("没有填纸质打分表上的日期。"))
    if not first <= day <= last:
        return Fault(
            "paper_on",
            _("纸质打分表的日期应在 %(first)s 到 %(last)s 之间。")
            % {"first": first.isoformat(), "last": last.isoformat()},
        )
    return day


def _faults_of_result(sheet: Sheet, photos: Collection[str]) -> Iterator[Fault]:
    if not sheet.reason:
        yield Fault("reason", _("未能测评没有写原因。"))
    elif len(sheet.reason) > NOTE_LENGTH:
        yield Fault("reason", _("原因超过 %(most)d 字。请写短一些。") % {"most": NOTE_LENGTH})
    if sheet.proof and sheet.proof not in photos:
        yield Fault("proof", _("照片没有传上来。请重新拍摄或选取。"))


def _faults_of_item(card: Card, entry: Entry, photos: Collection[str]) -> Iterator[Fault]:
    """Faults of typing first, as they name the control; then what the type of the item asks for."""
    found = list(_faults_of_typing(card, entry, photos))
    if not found:
        message = _fault_of_choice(card, entry) or fault_of(card.terms, _answer(card, entry))
        found = [Fault(f"i{card.id}", message, card.id)] if message else []
    for fault in found:
        yield Fault(fault.anchor, fault.message, card.id, card.name)


def _fault_of_choice(card: Card, entry: Entry) -> str:
    """What the controls can say and an answer cannot."""
    if entry.is_blank:
        return _("还没有判定。")
    if card.kind == "deduct":
        return _fault_of_deduct(entry)
    if card.kind == "observe" and entry.number and not _watched(entry):
        return _("没有写观察了几分钟。")
    if card.is_number and entry.choice not in {"", NOT_APPLICABLE}:
        return _("这一条填数量，不选符合或不符合。")
    if card.is_number and entry.choice and entry.number:
        return _("既填了数量，又选了不涉及。请留一样。")
    return ""


def _fault_of_deduct(entry: Entry) -> str:
    if entry.choice not in {MET, NOT_MET, NOT_APPLICABLE}:
        return _("还没有判定。请选符合、不符合或不涉及。")
    if entry.choice == NOT_MET and not entry.filled:
        return _("判为不符合，要写明具体位置。请加一处发现。")
    if entry.choice == MET and entry.filled:
        return _("判为符合，却记了发现。请改判为不符合，或删去发现。")
    return ""


def _faults_of_typing(card: Card, entry: Entry, photos: Collection[str]) -> Iterator[Fault]:
    if entry.number and whole_number(entry.number) is None:
        words = {"typed": entry.number[:12], "most": MOST_COUNT}
        yield Fault(
            f"i{card.id}-number",
            _("数量“%(typed)s”不是 0 到 %(most)d 的整数。") % words,
        )
    if entry.minutes and _of_minutes(entry.minutes) is None:
        words = {"typed": entry.minutes[:12], "most": LONGEST_WATCH}
        yield Fault(
            f"i{card.id}-minutes",
            _("观察时长“%(typed)s”不是 0 到 %(most)d 的分钟数。") % words,
        )
    for position, row in enumerate(entry.filled, 1):
        yield from _faults_of_row(card, row, position, photos)


def _faults_of_row(card: Card, row: Row, position: int, photos: Collection[str]) -> Iterator[Fault]:
    at = f"i{card.id}-r{row.number}"
    if not row.spot:
        yield Fault(f"{at}-spot", _("第 %(n)d 处没有写具体位置。") % {"n": position})
    if {row.photo, row.after} - {""} - set(photos):
        yield Fault(
            f"{at}-spot",
            _("第 %(n)d 处的照片没有传上来。请重新拍摄或选取。") % {"n": position},
        )
    if row.after and not row.fixed:
        yield Fault(
            f"{at}-fixed",
            _("第 %(n)d 处有整改后的照片，却没有勾选现场整改。") % {"n": position},
        )


def _answer(card: Card, entry: Entry) -> Answer:
    """The entry as an answer; wrong only in ways that `fault_of` names."""
    is_away = entry.choice == NOT_APPLICABLE
    is_told_by_rows = card.kind == "deduct" and not is_away
    number = whole_number(entry.number) if card.is_number else None
    return Answer(
        item_code=card.code,
        outcome="" if is_told_by_rows else entry.choice,
        count=number,
        watched_seconds=_watched(entry) if card.kind == "observe" and not is_away else None,
        findings=tuple(_finding(row) for row in entry.filled),
    )


def _finding(row: Row) -> FindingInput:
    return FindingInput(
        spot=row.spot,
        phrase=row.phrase,
        photo_id=_key(row.photo),
        is_fixed_on_spot=bool(row.fixed),
        after_photo_id=_key(row.after),
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def whole_number(text: str) -> int | None:
    """A count as typed, 0 to MOST_COUNT; None where it is no such number.

    >>> whole_number("12"), whole_number("３"), whole_number("-1"), whole_number("1.5")
    (12, 3, None, None)
    """
    if not _WHOLE_NUMBER.fullmatch(text) or int(text) > MOST_COUNT:
        return None
    return int(text)


def _watched(entry: Entry) -> int | None:
    """Seconds watched: typed in minutes, else those of the timer; None where there are none."""
    typed = _of_minutes(entry.minutes)
    if typed is not None:
        return typed or None
    counted = int(entry.seconds) if _WHOLE_NUMBER.fullmatch(entry.seconds) else 0
    return min(counted, MOST_SECONDS) or None


def _of_minutes(minutes: str) -> int | None:
    """Minutes as typed, in whole seconds; None where they are no such number.

    >>> _of_minutes("5"), _of_minutes("2.5"), _of_minutes("five"), _of_minutes("601")
    (300, 150, None, None)
    """
    if not _MINUTES.fullmatch(minutes) or Decimal(minutes) > LONGEST_WATCH:
        return None
    return round(Decimal(minutes) * 60)
