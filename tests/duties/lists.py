"""Task lists as the tests of several ideas begin with them."""

from django.urls import reverse

from tests import make
from wenming.documents import services as drafting
from wenming.documents.models import Document, Draft


def accepted_document(bureau, by) -> Document:
    document = make.document()
    draft = document.drafts.all()[0]
    drafting.decide(draft_id=draft.pk, verdict=Draft.Verdict.ACCEPTED, by=by)
    return document


def address(name: str, *args) -> str:
    return reverse(f"duties:{name}", args=args)
