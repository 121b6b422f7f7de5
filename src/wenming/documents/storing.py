"""Directives of the intake as drafts, matched to the register."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from wenming.documents.models import Document, Draft
from wenming.documents.names import Matcher
from wenming.documents.reading import FileText
from wenming.engine import intake

DEADLINE_LENGTH = 60
# The number that a sentence starts with: 一、 （二） 3. ① 一是.
_NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.是要]|\d{1,2}[.、]|[①-⑳])\s*"
)


def store_drafts(
    document: Document, directives: Iterable[tuple[int, intake.Directive]], laid_out: FileText
) -> list[Draft]:
    """Drafts by their number, their names matched to the register."""
    rows = [_draft(document, order, row) for order, row in directives]
    for row, place in zip(rows, laid_out.places(row.start for row in rows), strict=True):
        row.paragraph, row.page = place
    Draft.objects.bulk_create(rows)
    matcher = Matcher()
    leads, supports = Draft.lead_units.through, Draft.support_units.through
    for row in rows:
        lead = matcher.units(row.leads)
        support = [unit for unit in matcher.units(row.supports) if unit not in lead]
        leads._default_manager.bulk_create(leads(draft_id=row.pk, unit_id=u.pk) for u in lead)
        supports._default_manager.bulk_create(
            supports(draft_id=row.pk, unit_id=u.pk) for u in support
        )
    return rows


def _draft(document: Document, order: int, row: intake.Directive) -> Draft:
    """What can be chased waits for a decision; the rest is kept as a requirement from the start."""
    return Draft(
        document=document,
        order=order,
        start=row.start,
        end=row.end,
        source=document.text[row.start : row.end],
        text=_NUMBERING.sub("", "".join(row.text.split("\n")), count=1),
        kind=row.kind,
        leads=list(row.lead or row.persons),
        supports=list(row.support),
        is_generic=row.lead_generic or bool(row.persons),
        deadline=(row.deadline or "")[:DEADLINE_LENGTH],
        due_on=date.fromisoformat(row.deadline_iso) if row.deadline_iso else None,
        cadence=row.cadence or "",
        targets=[asdict(target) for target in row.targets],
        is_ticked=row.ticked,
        verdict=Draft.Verdict.OPEN if row.ticked else Draft.Verdict.KEPT,
    )
