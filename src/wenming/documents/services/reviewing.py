"""Drafts are corrected, kept, dropped and merged; a review ends (审核)."""

from collections.abc import Sequence
from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit
from wenming.core.moves import locked
from wenming.documents.errors import LeadMissing, NotWritten, ReviewIsOver, TasksWait
from wenming.documents.models import Document, Draft
from wenming.documents.names import learn, remember
from wenming.documents.targets import Target
from wenming.organization.models import Area, Unit, UnitAlias

CORRECTED = [
    "text",
    "kind",
    "deadline",
    "due_on",
    "cadence",
    "targets",
    "indicators",
    "place_types",
]


@audit.audited
def correct_draft(
    *,
    draft_id: int,
    by: User,
    text: str,
    kind: str,
    leads: Sequence[Unit],
    supports: Sequence[Unit],
    deadline: str,
    due_on: date | None,
    cadence: str,
    targets: list[Target],
    indicators: Sequence[str] | None = None,
    place_types: Sequence[str] | None = None,
    areas: Sequence[Area] = (),
) -> Draft:
    """Write what the reviewer corrected; a name put right is remembered as an alias.

    Args:
        indicators, place_types: codes of the framework in force; None leaves them to suggestion.

    Raises:
        ReviewIsOver: the document was reviewed to the end.
        NotAllowed: the person does not review documents of this area.
    """
    draft = _open_draft(draft_id, by)
    aliases = _learn(draft, leads, supports)
    draft.text, draft.kind = text, kind
    draft.deadline, draft.due_on, draft.cadence = deadline, due_on, cadence
    draft.targets = targets
    draft.indicators = None if indicators is None else list(indicators)
    draft.place_types = None if place_types is None else list(place_types)
    draft.save(update_fields=CORRECTED)
    draft.areas.set(areas)
    draft.lead_units.set(leads)
    draft.support_units.set(unit for unit in supports if unit not in leads)
    audit.record("documents.draft_corrected", draft, by=by, aliases=[a.pk for a in aliases])
    return draft


@audit.audited
def decide(*, draft_id: int, verdict: str, by: User) -> Draft:
    """Accept, keep as a requirement, drop, link, or take any of these back (verdict open).

    Raises:
        ReviewIsOver, NotAllowed: as `correct_draft`.
        LeadMissing: an accepted draft names no unit of the register.
    """
    draft = _open_draft(draft_id, by)
    if verdict == Draft.Verdict.ACCEPTED and not draft.lead_units.exists():
        raise LeadMissing(number=draft.order)
    _set_verdict(draft, verdict, by)
    return draft


@audit.audited
def name_unit(*, draft_id: int, written: str, unit: Unit, by: User) -> int:
    """Let a name as written mean `unit` from now on, at every draft of the document (单位认定).

    Returns how many drafts it was filled in at.

    Raises:
        ReviewIsOver, NotAllowed: as `correct_draft`.
        NotWritten: the draft names no such unit.
    """
    draft = _open_draft(draft_id, by)
    if written not in (*draft.leads, *draft.supports):
        raise NotWritten(name=written)
    alias = remember(written, unit)
    healed = _fill_in(draft.document, written, unit)
    audit.record(
        "documents.unit_named", draft, by=by, unit=unit.code, aliases=[alias.pk] if alias else []
    )
    return healed


@audit.audited
def accept_ticked(*, document_id: int, by: User) -> int:
    """Accept every ticked draft that names a unit; the others stay open. Returns how many.

    Raises:
        ReviewIsOver, NotAllowed: as `correct_draft`.
    """
    document = open_document(document_id, by)
    ready = [row for row in document.drafts.prefetch_related("lead_units") if row.is_ready]
    for draft in ready:
        _set_verdict(draft, Draft.Verdict.ACCEPTED, by)
    return len(ready)


@audit.audited
def merge(*, draft_id: int, into_id: int, by: User) -> Draft:
    """Merge a draft into another of the same document: its units, targets and words go over.

    Taking it back later opens the merged draft again; the other one keeps what it got.

    Raises:
        ReviewIsOver, NotAllowed: as `correct_draft`.
        Draft.DoesNotExist: `into_id` is no draft of the same document.
    """
    draft = _open_draft(draft_id, by)
    into = locked(Draft.objects.filter(document=draft.document).exclude(pk=draft.pk), into_id)
    leads = list(into.lead_units.all())
    added = [unit for unit in draft.lead_units.all() if unit not in leads]
    if not leads:
        into.lead_units.set(added)
        added = []
    into.support_units.add(*added, *draft.support_units.exclude(pk__in=[unit.pk for unit in leads]))
    if draft.text not in into.text:
        into.text = f"{into.text.rstrip('。；')}；{draft.text}"
    into.targets = into.targets + [row for row in draft.targets if row not in into.targets]
    into.deadline, into.due_on = into.deadline or draft.deadline, into.due_on or draft.due_on
    into.cadence = into.cadence or draft.cadence
    into.save(update_fields=["text", "targets", "deadline", "due_on", "cadence"])
    draft.merged_into = into
    _set_verdict(draft, Draft.Verdict.MERGED, by, into=into.pk)
    return into


@audit.audited
def end_review(*, document_id: int, by: User) -> Document:
    """End the review of a document that asks nothing of anybody (没有要派的任务).

    Raises:
        TasksWait: a draft was accepted; it has to go into a task list.
        ReviewIsOver, NotAllowed: as `correct_draft`.
    """
    document = open_document(document_id, by)
    if document.drafts.filter(verdict=Draft.Verdict.ACCEPTED).exists():
        raise TasksWait(title=document.quoted)
    close_review(document, by)
    return document


def close_review(document: Document, by: User) -> None:
    """The drafts of a locked document stand from now on; called when its task list is made.

    Raises:
        ReviewIsOver: they stand already.
    """
    if document.status == Document.Status.DONE:
        raise ReviewIsOver(title=document.quoted)
    document.status = Document.Status.DONE
    document.save(update_fields=["status"])
    audit.record("documents.reviewed", document, by=by)


def reopen_review(document: Document, by: User) -> None:
    """The drafts may be decided on again; called when the task list is taken back."""
    document.status = Document.Status.REVIEWING
    document.save(update_fields=["status"])
    audit.record("documents.review_reopened", document, by=by)


def _set_verdict(draft: Draft, verdict: str, by: User, **data: int) -> None:
    old, draft.verdict = draft.verdict, verdict
    if verdict != Draft.Verdict.MERGED:
        draft.merged_into = None
    draft.save(update_fields=["verdict", "merged_into"])
    audit.record("documents.draft_decided", draft, by=by, old=old, new=verdict, **data)


def _open_draft(draft_id: int, by: User) -> Draft:
    """The draft, its document locked, where `by` may still decide on it."""
    draft = Draft.objects.get(pk=draft_id)
    draft.document = open_document(draft.document_id, by)
    return draft


def open_document(document_id: int, by: User) -> Document:
    """The document, locked, where `by` may still decide on its drafts."""
    document = locked(Document.objects.select_related("owner"), document_id)
    rights.require(by, Ability.REVIEW_DOCUMENTS, area=document.owner)
    if document.status == Document.Status.DONE:
        raise ReviewIsOver(title=document.quoted)
    return document


def _learn(draft: Draft, leads: Sequence[Unit], supports: Sequence[Unit]) -> list[UnitAlias]:
    """Learn the names that were put right and fill them in at the other drafts of the document."""
    found = [
        learn(draft.leads, list(draft.lead_units.all()), leads),
        learn(draft.supports, list(draft.support_units.all()), supports),
    ]
    aliases = [alias for alias in found if alias is not None]
    for alias in aliases:
        _fill_in(draft.document, alias.name, alias.unit)
    return aliases


def _fill_in(document: Document, written: str, unit: Unit) -> int:
    """The unit at every draft of the document that writes this name; how many there are."""
    n = 0
    for draft in document.drafts.all():
        if written in draft.leads:
            draft.lead_units.add(unit)
        elif written in draft.supports:
            draft.support_units.add(unit)
        else:
            continue
        n += 1
    return n
