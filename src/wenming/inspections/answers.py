"""What an inspector answers at a place, and what each type of item asks for (engine.md section 2).

Free of the database, so that the phone page, the desk entry and an import refuse alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

NOT_APPLICABLE = "not_applicable"
MET, NOT_MET = "met", "not_met"
SPOT_LENGTH, PHRASE_LENGTH, NOTE_LENGTH = 60, 100, 200
MOST_COUNT = 9999


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
    return _fault_of_verdict(scoring, answer) or _fault_of_texts(answer)


def _fault_of_verdict(scoring: Mapping[str, Any], answer: Answer) -> str | None:
    if answer.outcome == NOT_APPLICABLE:
        if answer.count is not None or answer.findings:
            return _("判为不涉及，就不能再有数量或发现。请改判，或删去发现。")
        return None
    return _RULES[scoring["type"]](scoring, answer)


def _met_or_not(scoring: Mapping[str, Any], answer: Answer) -> str | None:
    if answer.outcome not in {MET, NOT_MET}:
        return _("还没有判定。请选符合、不符合或不涉及。")
    if answer.count is not None:
        return _("这一条不计数量。请去掉数量。")
    if answer.outcome == NOT_MET and not answer.findings:
        return _("判为不符合，要写明具体位置。请加一处发现。")
    if answer.outcome == MET and answer.findings:
        return _("判为符合，却记了发现。请改判为不符合，或删去发现。")
    return None


def _graded(scoring: Mapping[str, Any], answer: Answer) -> str | None:
    if answer.outcome not in scoring["levels"]:
        return _("还没有选等次。请选一个。")
    if answer.count is not None:
        return _("这一条不计数量。请去掉数量。")
    return None


def _deduct(scoring: Mapping[str, Any], answer: Answer) -> str | None:
    if answer.outcome:
        return _("这一条按发现的处数扣分，不选等次。")
    if answer.count not in (None, len(answer.findings)):
        return _("写的是 %(count)d 处，列出了 %(rows)d 处。请逐处写明具体位置。") % {
            "count": answer.count,
            "rows": len(answer.findings),
        }
    return None


def _counted(scoring: Mapping[str, Any], answer: Answer) -> str | None:
    most = 100 if str(scoring.get("unit", "")).startswith("pct") else MOST_COUNT
    if answer.outcome:
        return _("这一条只填数量，不选等次。")
    if answer.count is None:
        return _("还没有填数量。没有就填 0。")
    if not 0 <= answer.count <= most:
        return _("数量应在 0 到 %(most)d 之间。") % {"most": most}
    return None


_RULES: dict[str, Callable[[Mapping[str, Any], Answer], str | None]] = {
    "binary": _met_or_not,
    "probe": _met_or_not,
    "critical": _met_or_not,
    "graded": _graded,
    "deduct": _deduct,
    "observe": _counted,
    "min_count": _counted,
}


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
