"""What the review page of a document shows: its text with marks, its drafts, how far it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from wenming.documents.fields import kind_sizes, names_of
from wenming.documents.labels import cadence_label, kind_label
from wenming.documents.models import Document, Draft
from wenming.documents.names import Matcher
from wenming.duties.highlight import Paragraph, Span, paragraphs
from wenming.duties.models import Duty, DutyUnit
from wenming.duties.workflow import Status
from wenming.engine.intake.units import is_generic

CHECK_KINDS = {
    "count": gettext_lazy("数目"),
    "sum": gettext_lazy("合计"),
    "date": gettext_lazy("日期"),
    "lead": gettext_lazy("牵头"),
    "indicator": gettext_lazy("指标"),
}
HEADING_LENGTH = 60
LIKE_ENOUGH = 80  # per cent; below that two sentences of one bureau are two tasks
WAITING, TAKEN = Draft.Verdict.OPEN, Draft.Verdict.ACCEPTED


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


@dataclass(frozen=True, slots=True)
class Row:
    """A draft in two lines; `is_unmatched`: its leads stand as written, unknown to the register."""

    draft: Draft
    kind: str
    leads: str
    is_unmatched: bool
    supports: str
    when: str
    is_early: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is: drafts in all, decided, accepted, dropped, kept."""

    total: int
    decided: int
    accepted: int
    dropped: int
    kept: int


@dataclass(frozen=True, slots=True)
class Unmatched:
    """What the sentence of the open draft names that is no unit yet: sentences for the form."""

    leads: str = ""
    supports: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A duty in force that says nearly the same, and how nearly, in per cent."""

    duty: Duty
    per_cent: int


@dataclass(frozen=True, slots=True)
class Review:
    """The whole page."""

    document: Document
    drafts: list[Draft]
    current: Draft | None
    rows: list[Row]
    progress: Progress
    paragraphs: list[Paragraph[Mark]]
    checks: list[dict[str, Any]]
    unmatched: Unmatched
    like: Likeness | None
    previous_number: int | None
    next_number: int | None

    @property
    def ready(self) -> int:
        """How many ticked drafts wait that name a unit, so that one press accepts them."""
        return sum(draft.is_ready for draft in self.drafts)


def review(document: Document, *, number: int | None) -> Review:
    """The page of `document` with the draft `number` open, by default the first undecided one."""
    drafts = list(document.drafts.prefetch_related("lead_units", "support_units"))
    current = _current(drafts, number)
    at = drafts.index(current) if current else -1
    sizes = kind_sizes()
    return Review(
        document=document,
        drafts=drafts,
        current=current,
        rows=[_row(draft, document.dated_on, sizes, draft is current) for draft in drafts],
        progress=_progress(drafts),
        paragraphs=_marked(document, drafts, current),
        checks=[
            {**check, "label": CHECK_KINDS.get(check["kind"], check["kind"])}
            for check in document.checks
        ],
        unmatched=_unmatched(current),
        like=likest(current) if current else None,
        previous_number=drafts[at - 1].order if at > 0 else None,
        next_number=drafts[at + 1].order if at + 1 < len(drafts) else None,
    )


def next_undecided(draft: Draft) -> Draft | None:
    """The next draft that waits for a decision, from the top again after the last one."""
    waiting = Draft.objects.filter(document=draft.document_id, verdict=WAITING)
    return waiting.filter(order__gt=draft.order).first() or waiting.first()


def before(draft: Draft) -> Draft | None:
    """The draft above that `draft` may be merged into."""
    above = Draft.objects.filter(document=draft.document_id, order__lt=draft.order)
    return above.filter(verdict__in=[WAITING, TAKEN]).order_by("-order").first()


def _current(drafts: Sequence[Draft], number: int | None) -> Draft | None:
    named = (draft for draft in drafts if draft.order == number)
    waiting = (draft for draft in drafts if draft.verdict == WAITING)
    return next(named, None) or next(waiting, None)


def likest(draft: Draft) -> Likeness | None:
    """The duty in force of the same lead that is nearly the draft: ask once, not twice."""
    in_force = Duty.objects.filter(
        task_list__status=Status.ISSUED,
        units__part=DutyUnit.Part.LEAD,
        units__unit__in=draft.lead_units.all(),
    )
    found = [
        Likeness(duty, round(fuzz.ratio(draft.text, duty.text)))
        for duty in in_force.select_related("task_list").distinct()
    ]
    best = max(found, key=lambda like: like.per_cent, default=None)
    return best if best and best.per_cent >= LIKE_ENOUGH else None


def _unmatched(draft: Draft | None) -> Unmatched:
    if draft is None:
        return Unmatched()
    matcher = Matcher()
    return Unmatched(_open_names(draft.leads, matcher), _open_names(draft.supports, matcher))


def _open_names(written: Sequence[str], matcher: Matcher) -> str:
    """Which of the written names a reviewer has to resolve, and how; empty where all are units."""
    classes = [name for name in written if is_generic(name)]
    unknown = [name for name in written if name not in classes and not matcher.unit(name)]
    parts = []
    if classes:
        parts.append(
            _("原文“%(names)s”是泛称，请写明单位；每个都要办的，写“全部街道”“全部区县”。")
            % {"names": "、".join(classes)}
        )
    if unknown:
        parts.append(
            _("原文“%(names)s”没有对上单位，填上以后会记住。") % {"names": "、".join(unknown)}
        )
    return "".join(parts)


def _row(draft: Draft, dated_on: date | None, sizes: Mapping[str, int], is_current: bool) -> Row:
    leads = names_of(draft.lead_units.all(), sizes)
    return Row(
        draft=draft,
        kind=kind_label(draft.kind),
        leads="、".join(leads or draft.leads),
        is_unmatched=bool(draft.leads) and not leads,
        supports="、".join(names_of(draft.support_units.all(), sizes) or draft.supports),
        when=_when(draft),
        is_early=bool(dated_on and draft.due_on and draft.due_on < dated_on),
        is_current=is_current,
    )


def _when(draft: Draft) -> str:
    parts = [
        cadence_label(draft.cadence),
        f"{draft.due_on:%m-%d}" if draft.due_on else draft.deadline,
    ]
    return " · ".join(part for part in parts if part)


def _progress(drafts: Sequence[Draft]) -> Progress:
    verdicts = [draft.verdict for draft in drafts]
    return Progress(
        total=len(drafts),
        decided=len(drafts) - verdicts.count(WAITING),
        accepted=verdicts.count(TAKEN),
        dropped=verdicts.count(Draft.Verdict.DROPPED) + verdicts.count(Draft.Verdict.MERGED),
        kept=verdicts.count(Draft.Verdict.KEPT),
    )


def _marked(
    document: Document, drafts: Iterable[Draft], current: Draft | None
) -> list[Paragraph[Mark]]:
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
        for number, check in enumerate(document.checks, start=1)
    ]
    starts = [(number, words[:4]) for number, words in document.outline]

    def is_heading(line: str) -> bool:
        return len(line) <= HEADING_LENGTH and any(
            line.startswith(number) and words in line for number, words in starts
        )

    lines = paragraphs(document.text, spans, is_heading=is_heading)
    return [line for line in lines if any(piece.text.strip() for piece in line.pieces)]


def _check_words(check: dict[str, Any]) -> str:
    """A contradiction in a few words, for the tag in the text."""
    words = {"said": check["said"], "found": check["found"]}
    if check["kind"] == "date":
        return _("早于成文日期")
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


def initial(draft: Draft) -> dict[str, Any]:
    """What the form of a draft starts with."""
    return {
        "text": draft.text,
        "kind": draft.kind,
        "leads": list(draft.lead_units.all()),
        "supports": list(draft.support_units.all()),
        "deadline": draft.deadline,
        "due_on": draft.due_on,
        "cadence": draft.cadence,
        "targets": draft.targets,
    }
