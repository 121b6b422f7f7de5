"""The marked text of a document: its drafts, gaps of indicators, contradictions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core.wording import told
from wenming.documents.models import Document, Draft
from wenming.duties.review.highlight import Paragraph, Span, paragraphs
from wenming.engine.intake import unknown_in
from wenming.framework.selectors import current_edition, engine_framework

CHECK_KINDS = {
    "count": gettext_lazy("数目"),
    "sum": gettext_lazy("合计"),
    "date": gettext_lazy("日期"),
    "lead": gettext_lazy("牵头"),
    "indicator": gettext_lazy("指标"),
}
HEADING_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of the text is: a draft, a gap of an indicator, or a contradiction.

    Attributes:
        kind: draft, gap or check.
        number: its number on the page.
        look: of a draft, its verdict, or current.
        words: of a contradiction or gap, what it says.
    """

    kind: str
    number: int
    look: str = ""
    words: str = ""


def checks_of(document: Document) -> list[dict[str, Any]]:
    """What contradicts itself, and the indicators that the framework in force lacks."""
    edition = current_edition()
    if edition is None:
        return list(document.checks)
    known = {code: row.name_zh for code, row in engine_framework(edition).indicators.items()}
    lacking = [asdict(check) for check in unknown_in(document.text, known)]
    return sorted([*document.checks, *lacking], key=lambda check: check["start"])


def in_words(checks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The checks with the name of their kind and their sentence in the language of the reader."""
    return [
        {
            **check,
            "label": CHECK_KINDS.get(check["kind"], check["kind"]),
            "message": told(check["message"]),
        }
        for check in checks
    ]


def marked(
    document: Document,
    drafts: Iterable[Draft],
    current: Draft | None,
    checks: Sequence[Mapping[str, Any]],
) -> list[Paragraph[Mark]]:
    """The text in paragraphs, with a mark on every draft, gap and contradiction."""
    spans = [
        Span(d.start, d.end, Mark("draft", d.order, "current" if d is current else d.verdict))
        for d in drafts
    ]
    spans += [
        Span(gap["start"], gap["end"], Mark("gap", number, words=_gap_words(gap)))
        for number, gap in enumerate(document.gaps, start=1)
    ]
    spans += [
        Span(check["start"], check["end"], Mark("check", number, words=_check_words(check)))
        for number, check in enumerate(checks, start=1)
    ]
    starts = [(number, words[:4]) for number, words in document.outline]

    def is_heading(line: str) -> bool:
        return len(line) <= HEADING_LENGTH and any(
            line.startswith(number) and words in line for number, words in starts
        )

    lines = paragraphs(document.text, spans, is_heading=is_heading)
    return [line for line in lines if any(piece.text.strip() for piece in line.pieces)]


def _check_words(check: Mapping[str, Any]) -> str:
    """A contradiction in a few words, for the tag in the text."""
    words = {"said": check["said"], "found": check["found"]}
    if check["kind"] == "date":
        return _("早于成文日期")
    if check["kind"] == "indicator":
        return _("现行体系没有“%(said)s”") % words
    if check["kind"] == "count":
        return _("说“%(said)s”，只列 %(found)s 项") % words
    return _("%(said)s，见 %(found)s") % words


def _gap_words(gap: dict[str, Any]) -> str:
    return _("%(metric)s：现 %(current)s%(unit)s，标准 %(target)s%(unit)s") % {
        "metric": gap["metric"],
        "current": f"{gap['current']:g}",
        "target": f"{gap['target']:g}",
        "unit": gap["unit"],
    }
