"""What the review page of a document shows: its text with marks, its drafts, how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wenming.documents.fields import kind_sizes, names_of
from wenming.documents.labels import cadence_label, kind_label
from wenming.documents.models import Document, Draft
from wenming.duties.models import Restatement
from wenming.duties.review.highlight import Paragraph
from wenming.duties.review.likeness import Likeness, alike
from wenming.duties.review.marks import Mark, checks_of, in_words, marked
from wenming.duties.review.names import Unmatched, unmatched
from wenming.duties.review.suggesting import Advice, advise

WAITING, TAKEN, LINKED = Draft.Verdict.OPEN, Draft.Verdict.ACCEPTED, Draft.Verdict.LINKED


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
    place: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is: drafts in all, decided, accepted, dropped, kept, linked."""

    total: int
    decided: int
    accepted: int
    dropped: int
    kept: int
    linked: int


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
    alike: list[Likeness]
    link: Restatement | None
    advice: Advice | None
    place: str
    previous_number: int | None
    next_number: int | None

    @property
    def ready(self) -> int:
        """How many ticked drafts wait that name a unit, so that one press accepts them."""
        return sum(draft.is_ready for draft in self.drafts)


def review(document: Document, *, number: int | None) -> Review:
    """The page of `document` with the draft `number` open, by default the first undecided one."""
    drafts = list(document.drafts.prefetch_related("lead_units", "support_units", "areas"))
    current = _current(drafts, number)
    at = drafts.index(current) if current else -1
    checks = checks_of(document)
    sizes = kind_sizes()
    return Review(
        document=document,
        drafts=drafts,
        current=current,
        rows=[_row(draft, document.dated_on, sizes, draft is current) for draft in drafts],
        progress=_progress(drafts),
        paragraphs=marked(document, drafts, current, checks),
        checks=in_words(checks),
        unmatched=unmatched(current),
        alike=alike(current) if current and current.verdict != LINKED else [],
        link=_link(current),
        advice=next(advise([current])) if current else None,
        place=place_of(current) if current else "",
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


def _link(draft: Draft | None) -> Restatement | None:
    """What the open draft is linked to."""
    if draft is None or draft.verdict != LINKED:
        return None
    return Restatement.objects.select_related("duty__task_list").filter(draft=draft).first()


def place_of(draft: Draft) -> str:
    """Where the sentence stands: its page where the file has pages, else its paragraph."""
    if draft.page:
        return _("第 %(n)d 页") % {"n": draft.page}
    return _("第 %(n)d 段") % {"n": draft.paragraph} if draft.paragraph else ""


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
        place=place_of(draft),
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
        linked=verdicts.count(LINKED),
    )


def initial(draft: Draft, advice: Advice | None = None) -> dict[str, Any]:
    """What the form of a draft starts with."""
    advice = advice or next(advise([draft]))
    return {
        "indicators": advice.indicators,
        "place_types": advice.place_types,
        "areas": advice.areas,
        "text": draft.text,
        "kind": draft.kind,
        "leads": list(draft.lead_units.all()),
        "supports": list(draft.support_units.all()),
        "deadline": draft.deadline,
        "due_on": draft.due_on,
        "cadence": draft.cadence,
        "targets": draft.targets,
    }
