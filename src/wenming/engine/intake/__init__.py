"""Documents to draft directives (文件解析): text in, drafts out.

`read` is the one door; `secrecy` says whether a document may be taken in at all.
"""

from datetime import date

from .clean import clean
from .directives import directives
from .gaps import gaps
from .layout import flatten
from .model import Check, Directive, Draft, Gap, Heading, Milestone, Target
from .outline import parts, top_headings
from .papers import calendar
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
    flat = flatten(clean(text))
    days = calendar(flat, dated)
    trees = parts(flat)
    return Draft(
        id=document_id,
        text=flat.source,
        directives=tuple(row for root in trees for row in directives(root, flat, days)),
        indicator_gaps=tuple(gaps(flat)),
        outline=tuple(
            Heading(number, words)
            for root in trees
            for number, words, _, _ in top_headings(root, flat)
        ),
    )
