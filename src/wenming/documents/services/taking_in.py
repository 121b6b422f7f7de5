"""Documents come in with their drafts (收文)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wenming.accounts import rights
from wenming.accounts.models import User
from wenming.accounts.rights import Ability
from wenming.core import audit, uploads
from wenming.core.models import Upload
from wenming.documents.drafting import Drafted, drafted
from wenming.documents.errors import NothingToRead, StateSecret
from wenming.documents.models import Document
from wenming.documents.reading import FileText
from wenming.documents.storing import store_drafts
from wenming.engine import intake
from wenming.organization.models import Area

TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a document came from."""

    content: bytes
    name: str
    content_type: str


def take_in(
    *,
    by: User,
    text: str,
    title: str = "",
    kind: str = Document.Kind.OTHER,
    dated_on: date | None = None,
    sensitivity: str = Document.Sensitivity.INTERNAL,
    is_unreviewed: bool = False,
    original: Original | None = None,
    pages: Sequence[int] = (),
) -> Document:
    """Keep a document and draft its directives (收文).

    Drafting comes first and outside the transaction: a model may take its time.

    Args:
        text: as it came out of the file or was pasted.
        title: by default the first line.
        original: the file itself, kept beside the text.
        pages: the page of each line of `text`; empty where it has no pages.

    Raises:
        NotAllowed: the person reviews no documents.
        StateSecret: 绝密, 机密 or 秘密 stands at the head.
        NothingToRead: no text is left after cleaning.
    """
    owner = _owner(by)
    marking = intake.secrecy(text)
    if marking:
        raise StateSecret(marking=marking)
    if not intake.cleaned(text).strip():
        raise NothingToRead
    made = drafted(text, dated=dated_on, sensitivity=sensitivity)
    document = Document(
        title=(title.strip() or _first_line(made.draft.text))[:TITLE_LENGTH],
        kind=kind,
        dated_on=dated_on,
        sensitivity=sensitivity,
        is_unreviewed=is_unreviewed,
        owner=owner,
        by=by,
    )
    return _keep(document, made, original, pages)


@audit.audited
def _keep(
    document: Document, made: Drafted, original: Original | None, pages: Sequence[int]
) -> Document:
    """The document with its file and its drafts."""
    plain = made.draft.to_json()
    document.upload = _store(original, document.by)
    document.text, document.outline = made.draft.text, plain["outline"]
    document.checks = [{**row, "message": row["message"].as_json()} for row in plain["checks"]]
    document.gaps = plain["indicator_gaps"]
    document.drafted_by, document.drafting_note = made.by[:80], made.note[:200]
    document.save()
    directives = made.draft.directives
    rows = enumerate(directives, start=1)
    store_drafts(document, rows, FileText(document.text, tuple(pages)))
    audit.record("documents.taken_in", document, by=document.by, drafts=len(directives))
    return document


def _owner(by: User) -> Area:
    """The widest area in which `by` reviews documents."""
    rights.require(by, Ability.REVIEW_DOCUMENTS)
    widest = min(rights.area_paths(by, Ability.REVIEW_DOCUMENTS), key=len)
    area: Area = Area.objects.get(path=widest)
    return area


def _first_line(text: str) -> str:
    return next(line.strip(" #") for line in text.splitlines() if line.strip(" #"))


def _store(original: Original | None, by: User) -> Upload | None:
    if original is None:
        return None
    return uploads.store(
        original.content, name=original.name, content_type=original.content_type, by=by
    )
