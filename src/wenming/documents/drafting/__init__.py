"""Who drafts (拟稿): the rules, or a model behind an OpenAI-compatible address where one is set.

Nothing is sent anywhere unless the settings name an address and a model; documents above 公开 are
sent only where the settings say so. Whatever comes back is held to the text. When it fails, the
rules draft, and a sentence says why.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from wenming.documents.drafting.endpoint import Endpoint, NoAnswer
from wenming.documents.models import Document
from wenming.engine import intake

LONGEST = 60_000
"""Characters that are sent at most; a speech has ten thousand."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft; `by` is the model that made it, empty for the rules; `note` what should be known."""

    draft: intake.Draft
    by: str = ""
    note: str = ""


def endpoint() -> Endpoint | None:
    """The address of the settings; None where drafting by a model is off."""
    if not settings.DRAFTING_URL:
        return None
    return Endpoint(
        url=settings.DRAFTING_URL,
        model=settings.DRAFTING_MODEL,
        key=settings.DRAFTING_KEY,
        seconds=settings.DRAFTING_SECONDS,
    )


def drafted(text: str, *, dated: date | None, sensitivity: str) -> Drafted:
    """The directives of a document, by the model where it may and can, else by the rules."""
    there = endpoint()
    if there is None:
        return Drafted(intake.read(text, dated=dated))
    if sensitivity != Document.Sensitivity.PUBLIC and not settings.DRAFTING_INTERNAL:
        return _by_rules(text, dated, _("内部文件不送外部模型。"))
    sent = intake.cleaned(text)
    if len(sent) > LONGEST:
        return _by_rules(text, dated, _("文件超过 %(n)d 字，没有送外部模型。") % {"n": LONGEST})
    try:
        rows = there.directives(sent)
    except NoAnswer as failure:
        return _by_rules(text, dated, str(failure))
    made, refused = intake.read_with(rows, text, dated=dated)
    if rows and not made.directives:
        return _by_rules(
            text, dated, _("外部模型给出的 %(n)d 条在原文里都对不上。") % {"n": refused}
        )
    note = _("外部模型另有 %(n)d 条在原文里对不上，没有采用。") % {"n": refused} if refused else ""
    return Drafted(made, there.model, note)


def _by_rules(text: str, dated: date | None, why: str) -> Drafted:
    return Drafted(intake.read(text, dated=dated), note=why)
