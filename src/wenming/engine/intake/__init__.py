"""Documents to draft directives (文件解析): text in, drafts out.

`read` is the one door; `secrecy` says whether a document may be taken in at all.
"""

from datetime import date

from .clean import clean
from .model import Check, Directive, Draft, Gap, Heading, Milestone, Target
from .secrecy import secrecy

__all__ = [
    "Check",
    "Directive",
    "Draft",
    "Gap",
    "Heading",
    "Milestone",
    "Target",
    "read",
    "secrecy",
]


def read(text: str, *, document_id: str = "", dated: date | None = None) -> Draft:
    """What a speech, plan or notice orders, as drafts for a clerk to review.

    Args:
        text: the document as it came out of its file; it is cleaned here.
        document_id: carried into the draft as its id.
        dated: the day of the document; by default the one printed in it, if any.
    """
    return Draft(id=document_id, text=clean(text))
