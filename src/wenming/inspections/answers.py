"""What an inspector answers at a place, and what each type of item asks for (engine.md section 2).

Free of the database, so that the phone page, the desk entry and an import refuse alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

NOT_APPLICABLE = "not_applicable"
MET, NOT_MET = "met", "not_met"
SPOT_LENGTH, PHRASE_LENGTH, NOTE_LENGTH = 60, 100, 200
MOST_COUNT = 9999
COUNTED = frozenset({"deduct", "observe", "min_count"})


@dataclass(frozen=True, slots=True)
class FindingInput:
    """One fault found (发现): the exact spot, and photos by their id where there are some."""

    spot: str
    phrase: str = ""
    photo_id: UUID | None = None
    is_fixed_on_spot: bool = False
    after_photo_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on one item (一条判定).

    Attributes:
        item_code: of the round's edition.
        outcome: met, not_met, not_applicable, a level, or empty for an item that is counted.
        count: for observe (faults seen) and min_count (things present or per cent reached);
            for deduct it may be left out, for the findings are counted.
        watched_seconds: how long the timer of an observe item ran.
    """

    item_code: str
    outcome: str = ""
    count: int | None = None
    note: str = ""
    watched_seconds: int | None = None
    findings: tuple[FindingInput, ...] = ()


def count_of(scoring: Mapping[str, Any], answer: Answer) -> int | None:
    """The count that is stored: of deduct the number of findings, else as answered."""
    if scoring["type"] == "deduct" and not answer.outcome:
        return len(answer.findings)
    return answer.count


def fault_of(scoring: Mapping[str, Any], answer: Answer) -> str | None:
    """What is wrong with an answer, as a sentence; None when it can be stored."""
    return (
        fault_of_verdict(scoring, answer.outcome, count_of(scoring, answer))
        or _fault_of_rows(scoring["type"], answer)
        or _fault_of_texts(answer)
    )


def fault_of_verdict(scoring: Mapping[str, Any], outcome: str, count: int | None) -> str | None:
    """What is wrong with a verdict: a column that its type needs, or one that it does not use."""
    if outcome == NOT_APPLICABLE:
        return None if count is None else _("判为不涉及，就不能再有数量。请改判，或去掉数量。")
    if scoring["type"] in COUNTED:
        return _fault_of_count(scoring, outcome, count)
    if outcome not in outcomes_of(scoring):
        return _("还没有判定。请选一个。")
    return None if count is None else _("这一条不计数量。请去掉数量。")


def outcomes_of(scoring: Mapping[str, Any]) -> list[str]:
    """Outcomes that an item may have besides 不涉及; none for an item that is counted."""
    if scoring["type"] in COUNTED:
        return []
    return list(scoring["levels"]) if scoring["type"] == "graded" else [MET, NOT_MET]


def _fault_of_count(scoring: Mapping[str, Any], outcome: str, count: int | None) -> str | None:
    most = 100 if str(scoring.get("unit", "")).startswith("pct") else MOST_COUNT
    if outcome:
        return _("这一条只计数量，不选等次。")
    if count is None:
        return _("还没有填数量。没有就填 0。")
    if not 0 <= count <= most:
        return _("数量应在 0 到 %(most)d 之间。") % {"most": most}
    return None


def _fault_of_rows(kind: str, answer: Answer) -> str | None:
    """A fault needs its rows of findings, and rows need a fault."""
    rows = len(answer.findings)
    if answer.outcome in {MET, NOT_APPLICABLE} and rows:
        return _("记了发现，却判为没有问题。请改判，或删去发现。")
    if answer.outcome == NOT_MET and not rows:
        return _("判为不符合，要写明具体位置。请加一处发现。")
    if kind == "deduct" and answer.count not in (None, rows):
        return _("写的是 %(count)d 处，列出了 %(rows)d 处。请逐处写明具体位置。") % {
            "count": answer.count,
            "rows": rows,
        }
    return None


def _fault_of_texts(answer: Answer) -> str | None:
    if len(answer.note) > NOTE_LENGTH:
        return _("备注超过 %(most)d 字。请写短一些。") % {"most": NOTE_LENGTH}
    if answer.watched_seconds is not None and answer.watched_seconds < 0:
        return _("观察时长不能是负数。")
    return next(filter(None, map(_fault_of_finding, answer.findings)), None)


def _fault_of_finding(finding: FindingInput) -> str | None:
    if not finding.spot.strip():
        return _("有一处发现没有写具体位置。请写明，例如“北门入口左侧”。")
    if len(finding.spot) > SPOT_LENGTH:
        return _("具体位置超过 %(most)d 字。请写短一些。") % {"most": SPOT_LENGTH}
    if len(finding.phrase) > PHRASE_LENGTH:
        return _("问题描述超过 %(most)d 字。请写短一些。") % {"most": PHRASE_LENGTH}
    if finding.is_fixed_on_spot and finding.after_photo_id is None:
        return _("写了现场整改，要有整改后的照片。请补拍，或取消现场整改。")
    return None
