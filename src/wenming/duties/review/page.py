"""What the review page of a document shows: its text with marks, its drafts, how far it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wenming.core.wording import told
from wenming.documents.fields import kind_sizes, names_of
from wenming.documents.labels import cadence_label, kind_label
from wenming.documents.models import Document, Draft
from wenming.documents.names import Matcher
from wenming.duties.models import Duty, DutyUnit, Restatement
from wenming.duties.review.highlight import Paragraph, Span, paragraphs
from wenming.duties.review.suggesting import Advice, advise
from wenming.duties.workflow import LIVE, Status
from wenming.engine.intake import unknown_in
from wenming.engine.intake.suggest import same_duties
from wenming.engine.intake.units import is_generic
from wenming.framework.selectors import current_edition, engine_framework
from wenming.organization.models import Unit

CHECK_KINDS = {
    "count": gettext_lazy("数目"),
    "sum": gettext_lazy("合计"),
    "date": gettext_lazy("日期"),
    "lead": gettext_lazy("牵头"),
    "indicator": gettext_lazy("指标"),
}
HEADING_LENGTH = 60
MOST_ALIKE = 2
WAITING, TAKEN, LINKED = Draft.Verdict.OPEN, Draft.Verdict.ACCEPTED, Draft.Verdict.LINKED


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
class OpenName:
    """A name of the sentence that is no unit yet, and what it may mean."""

    written: str
    is_class: bool
    candidates: list[Unit]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """What the sentence of the open draft names that a reviewer has to resolve."""

    leads: list[OpenName]
    supports: list[OpenName]

    @property
    def unknown(self) -> list[OpenName]:
        """Names that a new unit may be entered for, each once."""
        found = {row.written: row for row in (*self.leads, *self.supports) if not row.is_class}
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Likeness:
    """A duty in force that says nearly the same.

    Attributes:
        per_cent: how nearly.
        is_over: all work on it is done or was cancelled: ordered again, it may be a new duty.
        due_on: of the duty, where the draft asks for another day.
        others: units that the draft names and the duty does not.
    """

    duty: Duty
    per_cent: int
    is_over: bool
    due_on: date | None
    others: str


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
    checks = _checks(document)
    sizes = kind_sizes()
    return Review(
        document=document,
        drafts=drafts,
        current=current,
        rows=[_row(draft, document.dated_on, sizes, draft is current) for draft in drafts],
        progress=_progress(drafts),
        paragraphs=_marked(document, drafts, current, checks),
        checks=[
            {
                **check,
                "label": CHECK_KINDS.get(check["kind"], check["kind"]),
                "message": told(check["message"]),
            }
            for check in checks
        ],
        unmatched=_unmatched(current),
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


def alike(draft: Draft) -> list[Likeness]:
    """Duties in force of the same leads that order nearly the same: ask once, not twice."""
    leads = list(draft.lead_units.all())
    in_force = Duty.objects.filter(
        task_list__status=Status.ISSUED,
        units__part=DutyUnit.Part.LEAD,
        units__unit__in=leads,
    )
    duties = {
        str(duty.pk): duty
        for duty in in_force.select_related("task_list")
        .prefetch_related("units", "undertakings")
        .distinct()
    }
    texts = {key: duty.text for key, duty in duties.items()}
    found = same_duties(draft.text, texts, most=MOST_ALIKE) if texts else []
    return [_likeness(draft, duties[row.code], round(100 * row.score)) for row in found]


def _likeness(draft: Draft, duty: Duty, per_cent: int) -> Likeness:
    known = {row.unit_id for row in duty.units.all()}
    named = [*draft.lead_units.all(), *draft.support_units.all()]
    return Likeness(
        duty=duty,
        per_cent=per_cent,
        is_over=all(row.status not in LIVE for row in duty.undertakings.all()),
        due_on=duty.due_on if draft.due_on and duty.due_on != draft.due_on else None,
        others="、".join(unit.name for unit in named if unit.pk not in known),
    )


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


def _unmatched(draft: Draft | None) -> Unmatched:
    if draft is None:
        return Unmatched([], [])
    matcher = Matcher()
    return Unmatched(_open_names(draft.leads, matcher), _open_names(draft.supports, matcher))


def _open_names(written: Sequence[str], matcher: Matcher) -> list[OpenName]:
    """Which of the written names a reviewer has to resolve; none where all are units."""
    found = []
    for name in written:
        is_class = is_generic(name)
        if is_class or not matcher.unit(name):
            found.append(OpenName(name, is_class, [] if is_class else matcher.candidates(name)))
    return found


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


def _checks(document: Document) -> list[dict[str, Any]]:
    """What contradicts itself, and the indicators that the framework in force lacks."""
    edition = current_edition()
    if edition is None:
        return list(document.checks)
    known = {code: row.name_zh for code, row in engine_framework(edition).indicators.items()}
    lacking = [asdict(check) for check in unknown_in(document.text, known)]
    return sorted([*document.checks, *lacking], key=lambda check: check["start"])


def _marked(
    document: Document,
    drafts: Iterable[Draft],
    current: Draft | None,
    checks: Sequence[Mapping[str, Any]],
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
