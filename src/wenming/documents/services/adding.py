"""A sentence that the intake passed over becomes a draft (补一条)."""

import re
from dataclasses import replace

from django.db.models import F

from wenming.accounts.models import User
from wenming.core import audit
from wenming.documents.errors import DraftedAlready, NotInText, TooShort
from wenming.documents.models import Document, Draft
from wenming.documents.reading import FileText
from wenming.documents.services.reviewing import open_document
from wenming.documents.storing import store_drafts
from wenming.engine import intake

SHORTEST = 4


@audit.audited
def add_draft(*, document_id: int, words: str, by: User) -> Draft:
    """A draft of these words of the document, at its place among the others, read as they stand.

    Line breaks and blanks in `words` need not be those of the text, for they come out of a page.

    Raises:
        TooShort: no sentence.
        NotInText: the document does not say so.
        DraftedAlready: a draft has exactly these words.
        ReviewIsOver, NotAllowed: as `correct_draft`.
    """
    document = open_document(document_id, by)
    start, end = _found(document, words)
    directive = _read(document, start, end)
    order = document.drafts.filter(start__lte=start).count() + 1
    # By way of negative numbers, for no two drafts may have one number at any moment.
    document.drafts.filter(order__gte=order).update(order=-F("order"))
    document.drafts.filter(order__lt=0).update(order=1 - F("order"))
    [draft] = store_drafts(document, [(order, directive)], FileText(document.text))
    audit.record("documents.draft_added", draft, by=by, start=start, end=end)
    return draft


def _found(document: Document, words: str) -> tuple[int, int]:
    """Where the words stand; where they stand twice, the first place that is no draft yet."""
    letters = "".join(words.split())
    if len(letters) < SHORTEST:
        raise TooShort(n=SHORTEST)
    pattern = r"\s*".join(map(re.escape, letters))
    places = [match.span() for match in re.finditer(pattern, document.text)]
    if not places:
        raise NotInText(words=letters[:40])
    taken = {(draft.start, draft.end): draft.order for draft in document.drafts.all()}
    for place in places:
        if place not in taken:
            return place
    raise DraftedAlready(number=taken[places[0]])


def _read(document: Document, start: int, end: int) -> intake.Directive:
    """What the words order, as far as they say so by themselves; a person decides on it."""
    words = document.text[start:end]
    # A line that no full stop ends reads as a title, which orders nothing.
    read = intake.read(f"{words.rstrip('。')}。", dated=document.dated_on).directives
    plain = intake.Directive(text=words, kind="requirement", start=start, end=end)
    return replace(read[0] if read else plain, text=words, start=start, end=end, ticked=True)
