"""Documents to draft directives (文件解析): text in, drafts out.

`read` is the one door; `secrecy` says whether a document may be taken in at all.
"""

from collections.abc import Mapping
from datetime import date

from .checks import checks
from .clean import clean
from .directives import directives
from .gaps import gaps
from .indicators import unknown_indicators
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


def read(
    text: str,
    *,
    document_id: str = "",
    dated: date | None = None,
    indicators: Mapping[str, str] | None = None,
) -> Draft:
    """What a speech, plan or notice orders, as drafts for a clerk to review.

    Args:
        text: the document as it came out of its file; it is cleaned here.
        document_id: carried into the draft as its id.
        dated: the day of the document; by default the one printed in it, if any.
        indicators: code → name of the framework in force; what the text names beside is a check.
    """
    flat = flatten(clean(text))
    days = calendar(flat, dated)
    roots = parts(flat)
    found, clashes = [], []
    for root in roots:
        rows, doubly_led = directives(root, flat, days)
        found += rows
        clashes += doubly_led
    contradictions = [*checks(flat, roots, found, days.day), *clashes]
    if indicators:
        contradictions += unknown_indicators(flat, indicators)
    return Draft(
        id=document_id,
        text=flat.source,
        directives=tuple(found),
        indicator_gaps=tuple(gaps(flat)),
        outline=tuple(heading for root in roots for heading in top_headings(root, flat)),
        checks=tuple(sorted(contradictions, key=lambda check: (check.start, check.end))),
    )
